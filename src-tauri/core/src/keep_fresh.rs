//! Renews tokens shortly before their end, for the integrations that ask for it; and says why it waits, when it does.
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::StreamExt as _;
use futures_util::future::{BoxFuture, Either, select};
use futures_util::stream::FuturesUnordered;

use crate::integration::{Integration, IntegrationId};
use crate::moment::Moment;
use crate::ports::{Ports, StoreError};
use crate::refusal::{Fault, Refusal, Remedy};
use crate::token::TokenRecord;
use crate::tokens::{Need, Tokens};

/// How often both clocks are looked at: right within a second of waking up.
const LOOK_EVERY_MS: u64 = 1_000;

/// The first wait after a refusal; each further one doubles it.
const FIRST_WAIT_MS: u64 = 30_000;

/// The longest wait after refusals.
const LONGEST_WAIT_MS: u64 = 15 * 60_000;

/// As many refusals in a row that only the user can mend end it, until something changes.
const REFUSALS_TO_STOP: u32 = 3;

/// Why nothing may be renewed now (locked), in a sentence; None when it may.
pub type Gate = Arc<dyn Fn() -> Option<String> + Send + Sync>;

/// Told after each renewal, and when what is said of it changes.
pub type OnFresh = Arc<dyn Fn(&IntegrationId) + Send + Sync>;

/// The renewals.
pub struct KeepFresh {
    ports: Ports,
    tokens: Arc<Tokens>,
    gate: Gate,
    watched: Mutex<HashMap<IntegrationId, Watched>>,
    stale: AtomicBool,
}

/// What can be said of one integration's renewals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Freshness {
    /// Why it waits, or "".
    pub paused: String,
    /// When it will renew or try again, in milliseconds of the wall clock; None when it will not by itself.
    pub next_at_ms: Option<i64>,
}

#[derive(Default)]
struct Watched {
    record: Option<TokenRecord>,
    refusals: u32,
    last: Option<Refused>,
    under_way: bool,
    /// What kept it from asking at all.
    closed: Option<String>,
}

/// The last refusal, and from when on it may be tried again; None: not until something changes.
struct Refused {
    sentence: String,
    at: Moment,
    wait_ms: Option<u64>,
}

impl KeepFresh {
    /// Starts nothing: [`KeepFresh::run`] does.
    pub fn new(ports: Ports, tokens: Arc<Tokens>, gate: Gate) -> Arc<Self> {
        Arc::new(Self {
            ports,
            tokens,
            gate,
            watched: Mutex::default(),
            stale: AtomicBool::new(true),
        })
    }

    /// An integration or its token changed: what is known of them is read again, and what had stopped may go on.
    pub fn changed(&self, id: &IntegrationId) {
        if let Some(watched) = self.watched().get_mut(id) {
            (watched.refusals, watched.last) = (0, None);
        }
        self.stale.store(true, Ordering::Release);
    }

    /// Any of them may have changed, or what the gate says.
    pub fn all_changed(&self) {
        for watched in self.watched().values_mut() {
            (watched.refusals, watched.last) = (0, None);
        }
        self.stale.store(true, Ordering::Release);
    }

    /// What can be said of an integration that is kept fresh.
    pub fn freshness(&self, id: &IntegrationId) -> Freshness {
        let watched = self.watched();
        let Some(watched) = watched.get(id) else {
            return Freshness::default();
        };
        let now = self.ports.clock.now();
        let at = |ms: u64| Some(now.wall_ms.saturating_add(i64::try_from(ms).unwrap_or(0)));
        let Some(left) = self.left_before_due(watched, &now) else {
            return Freshness {
                paused: "Begins with the next token.".to_owned(),
                next_at_ms: None,
            };
        };
        match (&watched.closed, &watched.last) {
            (Some(closed), _) if left == 0 => Freshness {
                paused: closed.clone(),
                next_at_ms: None,
            },
            (_, Some(refused)) => Freshness {
                paused: refused.sentence.clone(),
                next_at_ms: refused.left(&now).and_then(|wait| at(wait.max(left))),
            },
            _ => Freshness {
                paused: String::new(),
                next_at_ms: at(left),
            },
        }
    }

    /// Watches for ever. To be run once.
    pub async fn run(self: Arc<Self>, on_fresh: OnFresh) {
        let mut under_way: FuturesUnordered<BoxFuture<'static, ()>> = FuturesUnordered::new();
        loop {
            for id in self.due(&on_fresh) {
                let (this, on_fresh) = (Arc::clone(&self), Arc::clone(&on_fresh));
                under_way.push(Box::pin(async move {
                    this.renew(&id).await;
                    on_fresh(&id);
                }));
            }
            let mut look = self.ports.clock.sleep(LOOK_EVERY_MS);
            while !under_way.is_empty() {
                match select(look, under_way.next()).await {
                    Either::Left(_) => {
                        look = Box::pin(std::future::ready(()));
                        break;
                    }
                    Either::Right((_, still)) => look = still,
                }
            }
            look.await;
        }
    }

    /// Those to be renewed now, marked as under way.
    fn due(&self, on_fresh: &OnFresh) -> Vec<IntegrationId> {
        if self.stale.swap(false, Ordering::AcqRel) && self.read_again().is_err() {
            // The window says what is wrong with the store; here it is tried again.
            self.stale.store(true, Ordering::Release);
        }
        let mut watched = self.watched();
        let now = self.ports.clock.now();
        let ready = |watched: &Watched| {
            !watched.under_way
                && self.left_before_due(watched, &now) == Some(0)
                && watched
                    .last
                    .as_ref()
                    .is_none_or(|refused| refused.left(&now) == Some(0))
        };
        let mut due: Vec<IntegrationId> = watched
            .iter()
            .filter(|(_, watched)| ready(watched))
            .map(|(id, _)| id.clone())
            .collect();
        if due.is_empty() {
            return due;
        }
        let closed = (self.gate)();
        let mut told = Vec::new();
        for id in &due {
            if let Some(watched) = watched.get_mut(id) {
                watched.under_way = closed.is_none();
                if watched.closed != closed {
                    watched.closed.clone_from(&closed);
                    told.push(id.clone());
                }
            }
        }
        drop(watched);
        told.iter().for_each(|id| on_fresh(id));
        if closed.is_some() {
            due.clear();
        }
        due
    }

    async fn renew(&self, id: &IntegrationId) {
        let lead = {
            let watched = self.watched();
            let record = watched.get(id).and_then(|watched| watched.record.as_ref());
            record.map(lead_ms).unwrap_or_default()
        };
        let need = Need::AtLeast(lead.saturating_add(1));
        let outcome = self.tokens.obtain(id, need).await;
        let mut all = self.watched();
        let Some(watched) = all.get_mut(id) else {
            return;
        };
        watched.under_way = false;
        match outcome {
            Ok(Ok(_)) => (watched.refusals, watched.last) = (0, None),
            Ok(Err(refusal)) => {
                watched.refusals += 1;
                watched.last = Some(refused(&refusal, watched.refusals, self.ports.clock.now()));
            }
            // Removed, or the store cannot be read: seen when it is read again.
            Err(_) => {}
        }
        drop(all);
        self.stale.store(true, Ordering::Release);
    }

    fn read_again(&self) -> Result<(), StoreError> {
        let integrations = self.ports.store.integrations()?;
        let fresh: Vec<Integration> = integrations
            .into_iter()
            .filter(|integration| integration.keep_fresh)
            .collect();
        let mut records = HashMap::new();
        for integration in &fresh {
            records.insert(
                integration.id.clone(),
                self.ports.store.token(&integration.id)?,
            );
        }
        let mut watched = self.watched();
        watched.retain(|id, _| records.contains_key(id));
        for (id, record) in records {
            watched.entry(id).or_default().record = record;
        }
        Ok(())
    }

    /// Milliseconds until it is to be renewed; 0 from then on. None while there is nothing to renew: who forgets a token does
    /// not want another one at once.
    fn left_before_due(&self, watched: &Watched, now: &Moment) -> Option<u64> {
        let record = watched.record.as_ref()?;
        let left = self.tokens.remaining(record, now);
        if left.unsure {
            return Some(0);
        }
        Some(left.ms.saturating_sub(lead_ms(record)))
    }

    fn watched(&self) -> MutexGuard<'_, HashMap<IntegrationId, Watched>> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Refused {
    fn left(&self, now: &Moment) -> Option<u64> {
        let elapsed = self.at.elapsed_ms(now).unwrap_or(u64::MAX);
        Some(self.wait_ms?.saturating_sub(elapsed))
    }
}

/// How long before its end a token is renewed: between one and two margins, each token a little differently, so that many do not
/// go at once.
fn lead_ms(record: &TokenRecord) -> u64 {
    let margin = record.margin_ms();
    let drawn = record.secret.0.bytes().fold(0_u64, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    });
    margin + drawn % margin.max(1)
}

fn refused(refusal: &Refusal, in_a_row: u32, at: Moment) -> Refused {
    let theirs = matches!(refusal.fault, Fault::Service | Fault::Network);
    let stops = refusal.remedy == Remedy::SignIn || (!theirs && in_a_row >= REFUSALS_TO_STOP);
    let doubled = FIRST_WAIT_MS << in_a_row.saturating_sub(1).min(10);
    let asked = refusal.wait_s.unwrap_or(0).saturating_mul(1000);
    let title = refusal.title.trim_end_matches('.');
    Refused {
        sentence: if refusal.remedy == Remedy::SignIn {
            "Waits for you to sign in.".to_owned()
        } else if stops {
            format!("Stopped after {in_a_row} refusals in a row: {title}.")
        } else {
            format!("Waits before it tries again: {title}.")
        },
        at,
        wait_ms: (!stops).then(|| doubled.min(LONGEST_WAIT_MS).max(asked)),
    }
}
