//! Renews tokens shortly before their end, for the integrations that ask for it; and says why it waits, when it does.
mod watched;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::StreamExt as _;
use futures_util::future::{BoxFuture, Either, select};
use futures_util::stream::FuturesUnordered;

use crate::integration::{Integration, IntegrationId};
use crate::lock::LOCKED;
use crate::moment::Moment;
use crate::ports::{Ports, StoreError};
use crate::token::TokenRecord;
use crate::tokens::{Need, Tokens};
use watched::Watched;

/// How often both clocks are looked at: right within a second of waking up.
const LOOK_EVERY_MS: u64 = 1_000;

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
            watched.begin_anew();
        }
        self.stale.store(true, Ordering::Release);
    }

    /// Any of them may have changed, or what the gate says.
    pub fn all_changed(&self) {
        for watched in self.watched().values_mut() {
            watched.begin_anew();
        }
        self.stale.store(true, Ordering::Release);
    }

    /// What can be said of an integration that is kept fresh.
    pub fn freshness(&self, id: &IntegrationId) -> Freshness {
        // Asked right after a change, it must not tell of what was before.
        self.catch_up();
        let watched = self.watched();
        let Some(watched) = watched.get(id) else {
            return Freshness::default();
        };
        let now = self.ports.clock.now();
        let at = |ms: u64| Some(now.wall_ms.saturating_add(i64::try_from(ms).unwrap_or(0)));
        let left = self.left_before_due(watched, &now);
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
        self.catch_up();
        let mut watched = self.watched();
        let now = self.ports.clock.now();
        let ready = |watched: &Watched| {
            !watched.under_way
                && self.left_before_due(watched, &now) == 0
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
        let closed = self.closed();
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

    fn closed(&self) -> Option<String> {
        if self.ports.lock.is_closed() {
            return Some("Waits until Gatepass is unlocked.".to_owned());
        }
        (self.gate)()
    }

    async fn renew(&self, id: &IntegrationId) {
        let need = {
            let watched = self.watched();
            let record = watched.get(id).and_then(|watched| watched.record.as_ref());
            // None held: any token will do.
            record.map_or(Need::Call, |record| {
                Need::AtLeast(lead_ms(record).saturating_add(1))
            })
        };
        let outcome = self.tokens.obtain(id, need).await;
        let mut all = self.watched();
        let Some(watched) = all.get_mut(id) else {
            return;
        };
        watched.under_way = false;
        match outcome {
            Ok(Ok(_)) => watched.begin_anew(),
            // No failure of its own: it goes on when the lock is opened.
            Ok(Err(refusal)) if refusal.code == LOCKED => {}
            Ok(Err(refusal)) => watched.fail(&refusal, self.ports.clock.now()),
            // Removed, or the store cannot be read: seen when it is read again.
            Err(_) => {}
        }
        drop(all);
        self.stale.store(true, Ordering::Release);
    }

    fn catch_up(&self) {
        if self.stale.swap(false, Ordering::AcqRel) && self.read_again().is_err() {
            // The window says what is wrong with the store; here it is tried again.
            self.stale.store(true, Ordering::Release);
        }
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

    /// Milliseconds until it is to be renewed; 0 from then on, and while there is none.
    fn left_before_due(&self, watched: &Watched, now: &Moment) -> u64 {
        let Some(record) = &watched.record else {
            return 0;
        };
        let left = self.tokens.remaining(record, now);
        if left.unsure {
            return 0;
        }
        left.ms.saturating_sub(lead_ms(record))
    }

    fn watched(&self) -> MutexGuard<'_, HashMap<IntegrationId, Watched>> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long before its end a token is renewed: between one and two margins, each token a little differently, so that many do not
/// go at once. The margin itself is not touched: looks lie apart, and a timer may be late.
fn lead_ms(record: &TokenRecord) -> u64 {
    let margin = record.margin_ms();
    let late = (2 * LOOK_EVERY_MS).min(margin);
    // FNV-1a: names that hardly differ are drawn far apart.
    let drawn = record
        .secret
        .0
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |drawn, byte| {
            (drawn ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    margin + late + drawn % (margin - late).max(1)
}
