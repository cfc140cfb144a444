//! A vault in memory: what the user may choose when there is no keyring, and the double that tests use.
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;

use crate::ports::{Vault, VaultError};
use crate::secret::{Kept, SecretId};

/// Keeps secrets until it is dropped; they are wiped then.
#[derive(Default)]
pub struct MemoryVault(Mutex<HashMap<SecretId, Kept>>);

impl MemoryVault {
    /// Takes everything out, to move it elsewhere.
    pub fn drain(&self) -> Vec<(SecretId, Kept)> {
        self.items().drain().collect()
    }

    /// Copies of everything, to move it elsewhere.
    pub fn all(&self) -> Vec<(SecretId, Kept)> {
        let items = self.items();
        let all = items.iter().map(|(id, kept)| (id.clone(), kept.clone()));
        all.collect()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.items().is_empty()
    }

    /// How many items it holds.
    pub fn len(&self) -> usize {
        self.items().len()
    }

    fn items(&self) -> std::sync::MutexGuard<'_, HashMap<SecretId, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Vault for MemoryVault {
    async fn load(&self, id: &SecretId) -> Result<Option<Kept>, VaultError> {
        Ok(self.items().get(id).cloned())
    }

    async fn save(&self, id: &SecretId, kept: &Kept) -> Result<(), VaultError> {
        self.items().insert(id.clone(), kept.clone());
        Ok(())
    }

    async fn remove(&self, id: &SecretId) -> Result<(), VaultError> {
        self.items().remove(id);
        Ok(())
    }
}
