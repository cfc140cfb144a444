//! The books, behind one lock: what is kept, what is counted, what was asked.
use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::consent::{Code, Ticket};
use super::desk::Desk;
use crate::state::{IssuedToken, LIFETIMES, SandboxState, SeenRequest};

const SEEN_AT_MOST: usize = 200;

/// Milliseconds since the epoch.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;
/// Called after every change of state and every request, on the thread that made it: usually the sandbox's own, before the
/// answer leaves. It should be cheap, and may read the sandbox.
pub type OnChange = Arc<dyn Fn() + Send + Sync>;

/// The books with the clock they go by and the listener that hears of every change.
pub(crate) struct Ledger {
    books: Mutex<Books>,
    clock: Clock,
    on_change: OnChange,
    /// `http://127.0.0.1:PORT`, the `Host` it answers to and the issuer in its tokens.
    pub(crate) host: String,
}

/// What the lock guards.
pub(super) struct Books {
    pub(super) state: SandboxState,
    seen: VecDeque<SeenRequest>,
    pub(super) desk: Desk,
    pub(super) tickets: VecDeque<Ticket>,
    pub(super) codes: VecDeque<Code>,
    /// Families revoked since the start, so that a token on its way out does not escape.
    pub(super) dead_families: HashSet<String>,
    token_requests: u64,
    calls: u64,
}

impl Ledger {
    pub(crate) fn new(
        mut state: SandboxState,
        messages: Vec<Value>,
        host: String,
        clock: Clock,
        on_change: OnChange,
    ) -> Arc<Self> {
        state.token_lifetime = state
            .token_lifetime
            .clamp(*LIFETIMES.start(), *LIFETIMES.end());
        let books = Books {
            state,
            seen: VecDeque::new(),
            desk: Desk::new(messages),
            tickets: VecDeque::new(),
            codes: VecDeque::new(),
            dead_families: HashSet::new(),
            token_requests: 0,
            calls: 0,
        };
        Arc::new(Self {
            books: Mutex::new(books),
            clock,
            on_change,
            host,
        })
    }

    /// A panic while the lock was held leaves nothing half done here, so the books stay usable.
    pub(super) fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Never called with the books open: the listener reads them.
    pub(crate) fn changed(&self) {
        (self.on_change)();
    }

    pub(crate) fn now_ms(&self) -> i64 {
        (self.clock)()
    }

    pub(crate) fn state(&self) -> SandboxState {
        self.books().state.clone()
    }

    pub(crate) fn seen(&self) -> Vec<SeenRequest> {
        self.books().seen.iter().cloned().collect()
    }

    pub(crate) fn note(&self, seen: SeenRequest) {
        let mut books = self.books();
        books.seen.truncate(SEEN_AT_MOST - 1);
        books.seen.push_front(seen);
        drop(books);
        self.changed();
    }

    pub(crate) fn token_requests(&self) -> u64 {
        self.books().token_requests
    }

    /// Counts a request to a token endpoint.
    pub(crate) fn count_token_request(&self) {
        self.books().token_requests += 1;
    }

    /// Counts a call that a token opened the door to, and says how many there were.
    pub(crate) fn count_call(&self) -> u64 {
        let mut books = self.books();
        books.calls += 1;
        books.calls
    }

    pub(crate) fn token_lifetime(&self) -> u32 {
        self.books().state.token_lifetime
    }

    pub(crate) fn set_token_lifetime(&self, seconds: u32) {
        self.books().state.token_lifetime = seconds.clamp(*LIFETIMES.start(), *LIFETIMES.end());
        self.changed();
    }
}

impl Books {
    /// Refuses every token of a family from now on, those not yet written down included.
    pub(super) fn revoke_family(&mut self, family: Option<&str>) {
        let Some(family) = family else { return };
        self.dead_families.insert(family.to_owned());
        let members = |token: &&mut IssuedToken| token.family.as_deref() == Some(family);
        for token in self.state.tokens.iter_mut().filter(members) {
            token.revoked = true;
        }
    }
}
