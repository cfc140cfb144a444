//! What the keyring's thread does: look whether the keyring can be used, open it, read, write and remove items.
use std::sync::Arc;

use gatepass_core::{SecretId, VaultError};
use keyring_core::CredentialStore;
use zeroize::Zeroizing;

use super::VaultState;
use super::pieces::Shelf;
use super::platform::{self, Gate};

/// Whether the keyring asks before it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lock {
    Open,
    Locked,
}

pub(super) struct Cabinet {
    gate: Gate,
    store: Option<Arc<CredentialStore>>,
    item_limit: Option<usize>,
}

impl Cabinet {
    pub(super) fn new(item_limit: Option<usize>) -> Self {
        Self {
            gate: Gate::default(),
            store: None,
            item_limit,
        }
    }

    pub(super) fn state(&mut self) -> VaultState {
        match self.gate.look() {
            Ok(Lock::Locked) => VaultState::Locked,
            Ok(Lock::Open) => match self.open() {
                Ok(_) => VaultState::Ready,
                Err(error) => VaultState::Unavailable(error),
            },
            Err(error) => VaultState::Unavailable(error),
        }
    }

    pub(super) fn close(&mut self) {
        self.store = None;
        self.gate = Gate::default();
    }

    pub(super) fn load(&mut self, id: &SecretId) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        self.unlock()?;
        self.with_shelf(|shelf| shelf.get(&id.0))
    }

    pub(super) fn save(&mut self, id: &SecretId, text: &[u8]) -> Result<(), VaultError> {
        self.unlock()?;
        self.with_shelf(|shelf| shelf.put(&id.0, text))
    }

    /// Unlike reading and writing it asks nobody: sweeping must not raise a prompt.
    pub(super) fn remove(&mut self, id: &SecretId) -> Result<(), VaultError> {
        if self.gate.look()? == Lock::Locked {
            return Err(VaultError::Locked);
        }
        self.with_shelf(|shelf| shelf.remove(&id.0))
    }

    /// May raise the system's prompt, and wait for as long as it is open.
    pub(super) fn unlock(&mut self) -> Result<(), VaultError> {
        match self.gate.look()? {
            Lock::Open => Ok(()),
            Lock::Locked => self.gate.unlock(),
        }
    }

    /// Tries once more with a new connection if one from earlier failed: the service may have been restarted since.
    fn with_shelf<R>(
        &mut self,
        act: impl Fn(&Shelf<'_>) -> keyring_core::Result<R>,
    ) -> Result<R, VaultError> {
        loop {
            let was_open = self.store.is_some();
            let store = self.open()?;
            let error = match act(&Shelf::new(&*store, self.item_limit)) {
                Ok(result) => return Ok(result),
                Err(error) => error,
            };
            self.store = None;
            // Its own reasons are a library's; ours come from looking again.
            if self.gate.look()? == Lock::Locked {
                return Err(VaultError::Locked);
            }
            if !was_open {
                return Err(failed(&error));
            }
        }
    }

    fn open(&mut self) -> Result<Arc<CredentialStore>, VaultError> {
        if let Some(store) = &self.store {
            return Ok(store.clone());
        }
        let store = platform::open().map_err(|error| failed(&error))?;
        self.store = Some(store.clone());
        Ok(store)
    }
}

/// The library's words, save where they could repeat what an item holds.
fn failed(error: &keyring_core::Error) -> VaultError {
    use keyring_core::Error;
    VaultError::Failed(match error {
        Error::BadEncoding(_) | Error::BadDataFormat(..) => "an item is malformed".into(),
        Error::Ambiguous(_) => "two items have the same name".into(),
        Error::NoStorageAccess(_) => "it refused access".into(),
        other => other.to_string(),
    })
}
