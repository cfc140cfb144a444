//! The controls: a store and a vault that acknowledge before they have written. The check has to find what they lose.
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use async_trait::async_trait;
use gatepass_core::{
    ActivityEntry, ActivityFilter, ActivityLimits, ActivityPage, ActivityStore, ActivityUsage,
    Appended, ExchangeId, IntegrationId, Kept, LetGo, SecretId, StoreError, Vault, VaultError,
};
use gatepass_io::SqliteStore;
use tokio::runtime::Handle;

/// As a disk's cache would have it.
const LATE: Duration = Duration::from_millis(15);

pub(super) struct EarlyActivity(Arc<SqliteStore>);

impl EarlyActivity {
    pub(super) fn over(store: Arc<SqliteStore>) -> Self {
        Self(store)
    }
}

impl ActivityStore for EarlyActivity {
    fn append(
        &self,
        entry: &ActivityEntry,
        _: Option<&[u8]>,
        limits: &ActivityLimits,
    ) -> Result<Appended, StoreError> {
        let (store, entry, limits) = (self.0.clone(), entry.clone(), *limits);
        thread::spawn(move || {
            thread::sleep(LATE);
            store.append(&entry, None, &limits)
        });
        Ok(Appended {
            kept: true,
            let_go: vec![],
        })
    }

    fn rows(
        &self,
        filter: &ActivityFilter,
        first: u32,
        count: u32,
    ) -> Result<ActivityPage, StoreError> {
        self.0.rows(filter, first, count)
    }

    fn entry(&self, id: &ExchangeId) -> Result<Option<ActivityEntry>, StoreError> {
        self.0.entry(id)
    }

    fn body(&self, id: &ExchangeId) -> Result<Option<Vec<u8>>, StoreError> {
        self.0.body(id)
    }

    fn remove(&self, ids: &[ExchangeId]) -> Result<LetGo, StoreError> {
        self.0.remove(ids)
    }

    fn clear(&self, integration: Option<&IntegrationId>) -> Result<LetGo, StoreError> {
        self.0.clear(integration)
    }

    fn trim(&self, limits: &ActivityLimits) -> Result<LetGo, StoreError> {
        ActivityStore::trim(&*self.0, limits)
    }

    fn usage(&self) -> Result<ActivityUsage, StoreError> {
        self.0.usage()
    }

    fn secrets_of(&self, integration: &IntegrationId) -> Result<Vec<SecretId>, StoreError> {
        self.0.secrets_of(integration)
    }
}

pub(super) struct EarlyVault {
    vault: Arc<dyn Vault>,
    written: Arc<Mutex<HashMap<SecretId, Kept>>>,
}

impl EarlyVault {
    pub(super) fn over(vault: Arc<dyn Vault>) -> Self {
        Self {
            vault,
            written: Arc::default(),
        }
    }
}

#[async_trait]
impl Vault for EarlyVault {
    async fn load(&self, id: &SecretId) -> Result<Option<Kept>, VaultError> {
        let early = self.written.lock().unwrap().get(id).cloned();
        match early {
            Some(kept) => Ok(Some(kept)),
            None => self.vault.load(id).await,
        }
    }

    async fn save(&self, id: &SecretId, kept: &Kept) -> Result<(), VaultError> {
        self.written
            .lock()
            .unwrap()
            .insert(id.clone(), kept.clone());
        let (vault, id, kept) = (self.vault.clone(), id.clone(), kept.clone());
        let runtime = Handle::current();
        thread::spawn(move || {
            thread::sleep(LATE);
            runtime.block_on(vault.save(&id, &kept))
        });
        Ok(())
    }

    async fn remove(&self, id: &SecretId) -> Result<(), VaultError> {
        self.written.lock().unwrap().remove(id);
        self.vault.remove(id).await
    }
}
