//! Held tokens: one integration, one token, one request. A thousand callers at once share one token request.
mod at_server;
mod flights;
mod held;
mod seat;

use std::collections::HashMap;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::integration::{Integration, IntegrationId};
use crate::lock::{LOCKED, locked};
use crate::moment::Moment;
use crate::obtain_token::Means;
use crate::ports::{Ports, StoreError};
use crate::refusal::{Refusal, refusal_of_store, refusal_of_vault};
use crate::secret::SecretId;
use crate::token::{Remaining, Token, TokenRecord};
use crate::unsent::refuse;

pub use at_server::Leaving;
use seat::Flight;

/// What came of asking for a token; shared by everybody who asked meanwhile.
pub type Outcome = Result<Arc<Token>, Arc<Refusal>>;

/// How much life a caller needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Enough for a call now.
    Call,
    /// The life that a copy promises: ten minutes, or half the lifetime if that is less.
    Copy,
    /// At least that many milliseconds: what keeps a token fresh asks early.
    AtLeast(u64),
    /// A new token, whatever is held.
    New,
}

/// The held tokens, and the requests under way for new ones.
pub struct Tokens {
    ports: Ports,
    /// The latest wall clock that an earlier run saw: an earlier one now means that the clock went back.
    latest_wall_ms: i64,
    desks: Mutex<HashMap<IntegrationId, Desk>>,
    flights: AtomicU64,
    /// See [`crate::keep_token::Keeping::turn`].
    turn: Mutex<()>,
}

/// What is known of one integration's token in this run.
#[derive(Default)]
struct Desk {
    held: Option<Arc<Token>>,
    /// The store's generation in which the token of that vault item was found to be the integration's.
    seen: Option<(u64, SecretId)>,
    flight: Option<Flight>,
    refused: Option<Arc<Refusal>>,
}

/// Why an integration cannot even be asked about.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// Removed meanwhile.
    #[error("there is no such integration")]
    NoIntegration,
    /// See [`StoreError`].
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Tokens {
    /// Reads the latest wall clock seen, nothing else: secrets are not touched at start.
    pub fn new(ports: Ports) -> Result<Arc<Self>, StoreError> {
        let latest_wall_ms = ports.store.latest_wall_ms()?;
        Ok(Arc::new(Self {
            ports,
            latest_wall_ms,
            desks: Mutex::default(),
            flights: AtomicU64::default(),
            turn: Mutex::default(),
        }))
    }

    /// A token with enough life for `need`: the held one, or a new one. Performs I/O only if there is none.
    pub async fn obtain(
        self: &Arc<Self>,
        id: &IntegrationId,
        need: Need,
    ) -> Result<Outcome, AskError> {
        self.obtain_but(id, need, None).await
    }

    /// A token for a call, but not the one that a service did not take. Many callers whose calls were refused at once share
    /// one request, also those who hear of it late.
    pub async fn renew(
        self: &Arc<Self>,
        id: &IntegrationId,
        refused: &SecretId,
    ) -> Result<Outcome, AskError> {
        self.obtain_but(id, Need::Call, Some(refused)).await
    }

    async fn obtain_but(
        self: &Arc<Self>,
        id: &IntegrationId,
        need: Need,
        refused: Option<&SecretId>,
    ) -> Result<Outcome, AskError> {
        if self.ports.lock.is_closed() {
            return Ok(Err(self.locked()));
        }
        let generation = self.ports.store.generation();
        if let Some(token) = self.seen(id, generation, (need, refused)) {
            return Ok(Ok(token));
        }
        let integration = self
            .ports
            .store
            .integration(id)?
            .ok_or(AskError::NoIntegration)?;
        let shape = shape_of(&self.ports, &integration)?;
        let record = self.record(id)?.filter(|record| record.shape == shape);
        let need = match &record {
            // Better a copy of what is left than none: only a person could get another.
            Some(record)
                if need == Need::Copy && !integration.renews_alone(record.refresh.is_some()) =>
            {
                Need::Call
            }
            _ => need,
        };
        if let Some(record) = record.filter(|record| self.suffices(record, need, refused)) {
            if let Some(token) = self.held(id, &record.secret) {
                if let Some(desk) = self.desks().get_mut(id) {
                    desk.seen = Some((generation, record.secret));
                }
                return Ok(Ok(token));
            }
            match self.fetch_held(record).await {
                Ok(Some(token)) => return Ok(Ok(token)),
                Ok(None) => {} // gone from the vault: get a new one
                Err(refusal) => return Ok(Err(self.remember(id, refusal))),
            }
        }
        let (_seat, outcome) = self.board(integration, shape, (need, refused));
        Ok(outcome.await)
    }

    /// Gets a token with what the browser brought. A request under way is not waited for: its token would be an older one.
    pub(crate) async fn redeem(
        self: &Arc<Self>,
        integration: Integration,
        means: Means,
    ) -> Result<Outcome, StoreError> {
        let shape = shape_of(&self.ports, &integration)?;
        let (_seat, outcome) = {
            let mut desks = self.desks();
            let desk = desks.entry(integration.id.clone()).or_default();
            self.depart(desk, integration, shape, means)
        };
        Ok(outcome.await)
    }

    /// The held token itself, with no request: None if there is none, or it belongs to an earlier shape.
    pub async fn held_token(&self, id: &IntegrationId) -> Result<Option<Arc<Token>>, Arc<Refusal>> {
        let store_refused =
            |error: StoreError| self.remember(id, refuse(&self.ports, refusal_of_store(&error)));
        if self.ports.lock.is_closed() {
            return Err(self.locked());
        }
        let Some(record) = self.record(id).map_err(store_refused)? else {
            return Ok(None);
        };
        if let Some(token) = self.held(id, &record.secret) {
            return Ok(Some(token));
        }
        self.fetch_held(record).await.map_err(Arc::new)
    }

    /// What is left of a held token now.
    pub fn remaining(&self, record: &TokenRecord, now: &Moment) -> Remaining {
        record.remaining(now, self.latest_wall_ms)
    }

    /// Whether a token request is under way.
    pub fn is_busy(&self, id: &IntegrationId) -> bool {
        self.desks()
            .get(id)
            .is_some_and(|desk| desk.flight.is_some())
    }

    /// The last refusal, until a token is got or the integration changes.
    pub fn refused(&self, id: &IntegrationId) -> Option<Arc<Refusal>> {
        self.desks().get(id).and_then(|desk| desk.refused.clone())
    }

    /// Notes a refusal that came about before any token request: a sign-in that ended without a code.
    pub(crate) fn refuse(&self, id: &IntegrationId, refusal: Refusal) -> Arc<Refusal> {
        self.remember(id, refusal)
    }

    /// Forgets what is remembered of all: another state was put in the store's place. Requests under way will not be kept.
    pub(crate) fn begin_anew(&self) {
        self.desks().clear();
    }

    /// Wipes what is held here, and has nothing kept of what is under way; store and vault keep theirs. The lock is closed.
    pub(crate) fn wipe(&self) {
        for desk in self.desks().values_mut() {
            (desk.held, desk.seen, desk.flight) = (None, None, None);
        }
    }

    /// Forgets the token, in memory, in the store and in the vault. A request under way will not be kept.
    pub async fn forget(&self, id: &IntegrationId) -> Result<(), Arc<Refusal>> {
        let store_refused =
            |error: StoreError| Arc::new(refuse(&self.ports, refusal_of_store(&error)));
        // First, so that a request that lands from now on is not kept.
        self.desks().remove(id);
        let record = self.record(id).map_err(store_refused)?;
        self.ports.store.remove_token(id).map_err(store_refused)?;
        for secret in record.iter().flat_map(TokenRecord::secrets) {
            let vault_refused = |error| Arc::new(refuse(&self.ports, refusal_of_vault(&error)));
            self.ports
                .vault
                .remove(secret)
                .await
                .map_err(vault_refused)?;
            self.ports
                .store
                .forget_secret(secret)
                .map_err(store_refused)?;
        }
        Ok(())
    }

    fn remember(&self, id: &IntegrationId, refusal: Refusal) -> Arc<Refusal> {
        let refusal = Arc::new(refusal);
        // Nothing that is wrong with the integration.
        if refusal.code == LOCKED {
            return refusal;
        }
        self.desks().entry(id.clone()).or_default().refused = Some(Arc::clone(&refusal));
        refusal
    }

    fn locked(&self) -> Arc<Refusal> {
        Arc::new(refuse(&self.ports, locked()))
    }

    fn record(&self, id: &IntegrationId) -> Result<Option<TokenRecord>, StoreError> {
        self.ports.store.token(id)
    }

    fn desks(&self) -> MutexGuard<'_, HashMap<IntegrationId, Desk>> {
        self.desks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The integration's shape, with the vault item of its subscription key.
pub(crate) fn shape_of(ports: &Ports, integration: &Integration) -> Result<String, StoreError> {
    let key = match &integration.subscription_key {
        Some(id) => ports.store.subscription_key(id)?.map(|key| key.secret.id),
        None => None,
    };
    Ok(integration.shape(key.as_ref()))
}
