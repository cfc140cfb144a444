//! The lock: while it is closed nothing new starts, and what was under way when it closed has been ended and forgotten.
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures_util::future::{AbortHandle, Abortable};

use crate::calls::Calls;
use crate::held_secrets::HeldSecrets;
use crate::ports::Ports;
use crate::refusal::{Fault, Refusal, Remedy, Saying};
use crate::sign_in::SignIns;
use crate::tokens::Tokens;
use crate::unsent::refuse;

/// The code of the refusal that everybody gets while it is closed.
pub const LOCKED: &str = "locked";

/// Open at first. One for the whole app; every use case that sends or reads a secret passes through it.
#[derive(Default)]
pub struct Lock {
    is_closed: AtomicBool,
    under_way: Mutex<UnderWay>,
}

/// The lock is closed, or was closed meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed;

#[derive(Default)]
struct UnderWay {
    begun: u64,
    acts: HashMap<u64, AbortHandle>,
}

/// What is wiped, besides the vault.
pub struct LockedUp<'a> {
    /// Whose [`Ports::lock`] is closed.
    pub ports: &'a Ports,
    /// Lose what they hold, and the requests under way.
    pub tokens: &'a Tokens,
    /// Lose the secrets that masking knows.
    pub calls: &'a Calls,
    /// End.
    pub sign_ins: &'a SignIns,
    /// Secrets that were typed and not saved, or typed for a call.
    pub held: &'a [&'a HeldSecrets],
}

/// Locks, in the one order that leaves nothing behind: first nothing new starts, then what is under way ends, and only then is
/// wiped what either could have put there. Doing it twice does no harm.
pub fn lock_up(what: &LockedUp<'_>) {
    what.ports.lock.close();
    what.sign_ins.end_all();
    what.tokens.wipe();
    what.calls.forget_secrets();
    what.held.iter().for_each(|held| held.clear());
}

impl Lock {
    /// Whether it is closed.
    pub fn is_closed(&self) -> bool {
        self.is_closed.load(Ordering::Acquire)
    }

    /// Closes it. Whatever passes through [`Lock::pass`] now is ended where it stands.
    pub fn close(&self) {
        let acts = {
            let mut under_way = self.under_way();
            self.is_closed.store(true, Ordering::Release);
            std::mem::take(&mut under_way.acts)
        };
        acts.into_values().for_each(|act| act.abort());
    }

    /// Opens it. Nothing that was ended begins again.
    pub fn open(&self) {
        let _one_at_a_time = self.under_way();
        self.is_closed.store(false, Ordering::Release);
    }

    /// Carries `act` out. If the lock is closed meanwhile, `act` is dropped where it stands with all that it holds; what it
    /// came to in that very moment is dropped too.
    pub async fn pass<F: Future>(&self, act: F) -> Result<F::Output, Closed> {
        let (handle, registration) = AbortHandle::new_pair();
        let _place = self.enter(handle.clone())?;
        let outcome = Abortable::new(act, registration).await;
        outcome.ok().filter(|_| !handle.is_aborted()).ok_or(Closed)
    }

    fn enter(&self, act: AbortHandle) -> Result<Place<'_>, Closed> {
        let mut under_way = self.under_way();
        if self.is_closed() {
            return Err(Closed);
        }
        under_way.begun += 1;
        let number = under_way.begun;
        under_way.acts.insert(number, act);
        Ok(Place { lock: self, number })
    }

    fn under_way(&self) -> MutexGuard<'_, UnderWay> {
        self.under_way
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// An act's place among those under way; it leaves with it, also by being cancelled.
struct Place<'a> {
    lock: &'a Lock,
    number: u64,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.lock.under_way().acts.remove(&self.number);
    }
}

/// The same for what ends in a refusal: closed is one.
pub(crate) async fn pass<T>(
    ports: &Ports,
    act: impl Future<Output = Result<T, Refusal>>,
) -> Result<T, Refusal> {
    let outcome = ports.lock.pass(act).await;
    outcome.unwrap_or_else(|Closed| Err(refuse(ports, locked())))
}

/// Nothing is done while it is closed.
pub fn locked() -> Saying {
    Saying::new(
        LOCKED,
        "locked",
        Fault::You,
        Remedy::Vault,
        [
            "Gatepass is locked".into(),
            "While it is locked it sends nothing and reads no secret; what was under way has ended.".into(),
            "Unlock it, then try again.".into(),
        ],
    )
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use futures_util::future::ready;

    use super::*;

    fn poll<F: Future>(future: std::pin::Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn nothing_starts_while_it_is_closed() {
        let lock = Lock::default();
        assert_eq!(poll(pin!(lock.pass(ready(1)))), Poll::Ready(Ok(1)));
        lock.close();
        let never = async { unreachable!("not even begun") };
        assert_eq!(
            poll(pin!(
                lock.pass::<std::pin::Pin<Box<dyn Future<Output = ()>>>>(Box::pin(never))
            )),
            Poll::Ready(Err(Closed))
        );
        lock.open();
        assert_eq!(poll(pin!(lock.pass(ready(2)))), Poll::Ready(Ok(2)));
    }

    #[test]
    fn what_was_under_way_stays_ended_after_it_is_opened_again() {
        let lock = Lock::default();
        let mut under_way = pin!(lock.pass(pending::<()>()));
        assert_eq!(poll(under_way.as_mut()), Poll::Pending);
        lock.close();
        lock.open();
        assert_eq!(poll(under_way), Poll::Ready(Err(Closed)));
        assert!(lock.under_way().acts.is_empty());
    }

    #[test]
    fn what_ends_in_the_very_moment_is_not_handed_out() {
        let lock = Lock::default();
        let closing = pin!(lock.pass(async { lock.close() }));
        assert_eq!(poll(closing), Poll::Ready(Err(Closed)));
    }

    #[test]
    fn an_act_that_is_cancelled_leaves() {
        let lock = Lock::default();
        {
            let mut under_way = pin!(lock.pass(pending::<()>()));
            assert_eq!(poll(under_way.as_mut()), Poll::Pending);
            assert_eq!(lock.under_way().acts.len(), 1);
        }
        assert!(lock.under_way().acts.is_empty());
    }
}
