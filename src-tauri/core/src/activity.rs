//! The use cases of Activity: every call is kept once it has ended, to be found, opened and sent again; no secret is in it.
mod bounds;
mod entry;
mod keeping;
mod restored;
mod store;

use futures_util::lock::Mutex;

use crate::call_exchange::{CallExchange, ExchangeId};
use crate::call_request::{Call, Target};
use crate::integration::{Integration, IntegrationId};
use crate::keep_secret::discard;
use crate::ports::{Ports, StoreError, VaultError};
use crate::secret::SecretId;

pub use bounds::{ActivityLimits, ActivityPolicy, LARGEST_KEPT_BODY};
pub use entry::{ActivityEntry, ActivityRow, KeptBody, NoBody};
pub use restored::{RestoredCall, RestoredTarget};
pub use store::{ActivityFilter, ActivityPage, ActivityStore, ActivityUsage, Appended, LetGo};

use keeping::{Keeping, KeptSecrets};

/// Why a kept call cannot be filled in again now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActivityError {
    /// See [`VaultError`].
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// See [`StoreError`].
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The kept exchanges.
pub struct Activity {
    ports: Ports,
    /// Whoever lets a row point to an item of the vault that is there already holds this, and so does whoever lets items go.
    secrets: Mutex<KeptSecrets>,
}

impl Activity {
    /// Nothing is read yet.
    pub fn new(ports: Ports) -> Self {
        Self {
            ports,
            secrets: Mutex::default(),
        }
    }

    /// Keeps a call that has ended, however it did; what no longer fits goes. `exchange` and `body` are masked already. Values
    /// that may be keys go into the vault; if it refuses, the call is kept without them. None if nothing is to be kept, or the
    /// integration was removed meanwhile.
    pub async fn record(
        &self,
        call: &Call<'_>,
        integration: &Integration,
        exchange: CallExchange,
        body: Option<&[u8]>,
        policy: &ActivityPolicy,
    ) -> Result<Option<ActivityEntry>, StoreError> {
        if policy.limits.entries == 0 {
            return Ok(None);
        }
        let (kept_body, body) = policy.body(call, &exchange, body);
        let mut secrets = self.secrets.lock().await;
        let mut keeping = Keeping::new(&self.ports, &integration.id, &secrets);
        let stored = keeping.call(call).await;
        let (written, unkept) = keeping.done();
        let entry = ActivityEntry {
            exchange,
            integration: integration.id.clone(),
            label: integration.label.clone(),
            provider: integration.provider.clone(),
            environment: integration.environment.clone(),
            endpoint: match &call.target {
                Target::Endpoint(endpoint, _) => Some(endpoint.id.clone()),
                Target::Free { .. } => None,
            },
            title: call.title(),
            call: stored,
            unkept,
            body: kept_body,
        };
        let appended = self.ports.activity.append(&entry, body, &policy.limits);
        let is_kept = appended.as_ref().is_ok_and(|appended| appended.kept);
        let mut gone = match &appended {
            Ok(appended) => appended.let_go.clone(),
            Err(_) => vec![],
        };
        if is_kept {
            secrets.add(written);
        } else {
            gone.extend(written.into_ids());
        }
        secrets.forget(&gone);
        drop(secrets);
        // The exchange is kept, or why it is not is told; what stays in the vault now is swept at the next start.
        drop(discard(&self.ports, gone).await);
        appended.map(|appended| appended.kept.then_some(entry))
    }

    /// What a form is filled in with to send the call again; None if there is none of that id, or it cannot be read.
    pub async fn restore(&self, id: &ExchangeId) -> Result<Option<RestoredCall>, ActivityError> {
        let Some(entry) = self.ports.activity.entry(id)? else {
            return Ok(None);
        };
        let (restored, found) = restored::restore(&self.ports, &entry).await?;
        let mut secrets = self.secrets.lock().await;
        // Sent again, the call points to the same items; unless they went while they were read.
        if self.ports.activity.entry(id)?.is_some() {
            secrets.add(found);
        }
        Ok(Some(restored))
    }

    /// Some of the list, the latest first, and how long it is.
    pub fn rows(
        &self,
        filter: &ActivityFilter,
        first: u32,
        count: u32,
    ) -> Result<ActivityPage, StoreError> {
        self.ports.activity.rows(filter, first, count)
    }

    /// None if there is none of that id, or it cannot be read.
    pub fn entry(&self, id: &ExchangeId) -> Result<Option<ActivityEntry>, StoreError> {
        self.ports.activity.entry(id)
    }

    /// The kept body, masked as it was shown; None if it was not kept.
    pub fn body(&self, id: &ExchangeId) -> Result<Option<Vec<u8>>, StoreError> {
        self.ports.activity.body(id)
    }

    /// What all of it takes.
    pub fn usage(&self) -> Result<ActivityUsage, StoreError> {
        self.ports.activity.usage()
    }

    /// Removes these with their bodies and secrets, and says how many there were.
    pub async fn remove(&self, ids: &[ExchangeId]) -> Result<u32, StoreError> {
        self.let_go(|store| store.remove(ids)).await
    }

    /// Removes those of one integration, or all, and says how many there were.
    pub async fn clear(&self, integration: Option<&IntegrationId>) -> Result<u32, StoreError> {
        self.let_go(|store| store.clear(integration)).await
    }

    /// Lets go of what no longer fits, the oldest first, after the limits were changed; says how many went.
    pub async fn trim(&self, limits: &ActivityLimits) -> Result<u32, StoreError> {
        self.let_go(|store| store.trim(limits)).await
    }

    async fn let_go(
        &self,
        change: impl FnOnce(&dyn ActivityStore) -> Result<LetGo, StoreError>,
    ) -> Result<u32, StoreError> {
        let mut secrets = self.secrets.lock().await;
        let gone: LetGo = change(self.ports.activity.as_ref())?;
        secrets.forget(&gone.secrets);
        drop(secrets);
        let ids: Vec<SecretId> = gone.secrets;
        discard(&self.ports, ids).await?;
        Ok(gone.entries)
    }
}
