//! The vault the user chose: the keyring, or memory only until the app quits. Never changed behind their back.
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use gatepass_core::memory::MemoryVault;
use gatepass_core::{Kept, SecretId, Vault, VaultError};
use tokio::sync::{RwLock, RwLockReadGuard};

use crate::keyring::{KeyringVault, VaultState};

/// Where secrets lie now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaultMode {
    /// In the system's keyring.
    Keyring,
    /// In memory, lost when the app quits.
    Memory,
}

/// The keyring, and memory in its place if the user says so.
pub struct Vaults {
    keyring: KeyringVault,
    memory: MemoryVault,
    /// Held for writing while secrets move, so that none is saved behind the move.
    mode: RwLock<VaultMode>,
    /// By the app; whether the keyring itself is locked is its own matter.
    locked: AtomicBool,
}

impl Vaults {
    /// Starts with the keyring.
    pub fn new(keyring: KeyringVault) -> Self {
        Self {
            keyring,
            memory: MemoryVault::default(),
            mode: RwLock::new(VaultMode::Keyring),
            locked: AtomicBool::new(false),
        }
    }

    /// From now on nothing is read or written, and no prompt raised, until [`Vaults::release`].
    pub fn lock(&self) {
        self.locked.store(true, Ordering::Release);
    }

    /// Ends [`Vaults::lock`].
    pub fn release(&self) {
        self.locked.store(false, Ordering::Release);
    }

    /// Whether [`Vaults::lock`] holds.
    pub fn is_locked(&self) -> bool {
        self.locked.load(Ordering::Acquire)
    }

    /// Which of the two is in use.
    pub async fn mode(&self) -> VaultMode {
        *self.mode.read().await
    }

    /// What can be done with the one in use. Raises no prompt.
    pub async fn state(&self) -> VaultState {
        if self.is_locked() {
            return VaultState::Locked;
        }
        match self.mode().await {
            VaultMode::Keyring => self.keyring.state().await,
            VaultMode::Memory => VaultState::Ready,
        }
    }

    /// From now on secrets are kept in memory only, until [`Vaults::retry`] succeeds. What the keyring holds stays there.
    pub async fn use_memory(&self) {
        *self.mode.write().await = VaultMode::Memory;
    }

    /// Opens the keyring anew, and asks the user to unlock it if it is locked. If it can be used, what memory holds is moved
    /// into it and memory mode ends; if not, nothing changes. The state is the keyring's.
    pub async fn retry(&self) -> VaultState {
        let state = match self.keyring.reopen().await {
            VaultState::Locked => self.keyring.unlock().await,
            state => state,
        };
        let mut mode = self.mode.write().await;
        if *mode == VaultMode::Keyring || state != VaultState::Ready {
            return state;
        }
        if !self.memory.is_empty()
            && let Err(error) = self.move_to_keyring().await
        {
            return match error {
                VaultError::Waiting => VaultState::Waiting,
                VaultError::Locked => VaultState::Locked,
                other => VaultState::Unavailable(other),
            };
        }
        *mode = VaultMode::Keyring;
        self.keyring.state().await
    }

    /// Memory keeps every item until the keyring has all of them.
    async fn move_to_keyring(&self) -> Result<(), VaultError> {
        let items = self.memory.drain();
        for (id, kept) in &items {
            self.memory.save(id, kept).await?;
        }
        for (id, kept) in &items {
            self.keyring.save(id, kept).await?;
        }
        self.memory.drain();
        Ok(())
    }

    /// None: use the keyring. Its calls may take long, and nobody is kept from choosing memory meanwhile.
    async fn memory(
        &self,
    ) -> Result<Option<(RwLockReadGuard<'_, VaultMode>, &MemoryVault)>, VaultError> {
        if self.is_locked() {
            return Err(VaultError::Locked);
        }
        let mode = self.mode.read().await;
        Ok((*mode == VaultMode::Memory).then_some((mode, &self.memory)))
    }
}

#[async_trait]
impl Vault for Vaults {
    async fn load(&self, id: &SecretId) -> Result<Option<Kept>, VaultError> {
        match self.memory().await? {
            Some((_stays, memory)) => memory.load(id).await,
            None => self.keyring.load(id).await,
        }
    }

    async fn save(&self, id: &SecretId, kept: &Kept) -> Result<(), VaultError> {
        match self.memory().await? {
            Some((_stays, memory)) => memory.save(id, kept).await,
            None => self.keyring.save(id, kept).await,
        }
    }

    async fn remove(&self, id: &SecretId) -> Result<(), VaultError> {
        match self.memory().await? {
            Some((_stays, memory)) => memory.remove(id).await,
            None => self.keyring.remove(id).await,
        }
    }
}
