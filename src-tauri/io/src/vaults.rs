//! The vault the user chose: the keyring, files under a passphrase, or memory only. Never changed behind their back.
mod moving;

use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use gatepass_core::memory::MemoryVault;
use gatepass_core::{Kept, NewPassphrase, Secret, SecretId, Vault, VaultError, VaultMode};
use tokio::sync::{RwLock, RwLockReadGuard};

use crate::keyring::{KeyringVault, VaultState};
use crate::passphrase_vault::PassphraseVault;

pub use moving::MoveTo;

/// All three vaults, and which of them is in use.
pub struct Vaults {
    keyring: KeyringVault,
    passphrase: PassphraseVault,
    memory: MemoryVault,
    modes: RwLock<Modes>,
    /// Held for writing while secrets move, so that none is saved behind the move.
    moving: RwLock<()>,
    /// By the app; whether the keyring itself is locked is its own matter.
    locked: AtomicBool,
}

#[derive(Clone, Copy)]
struct Modes {
    now: VaultMode,
    /// The kept choice. Memory may stand in for it for now.
    chosen: VaultMode,
}

impl Vaults {
    /// Starts with the chosen one; the passphrase vault is locked then.
    pub fn new(keyring: KeyringVault, passphrase: PassphraseVault, chosen: VaultMode) -> Self {
        Self {
            keyring,
            passphrase,
            memory: MemoryVault::default(),
            modes: RwLock::new(Modes {
                now: chosen,
                chosen,
            }),
            moving: RwLock::default(),
            locked: AtomicBool::new(false),
        }
    }

    /// From now on nothing is read or written, and no prompt raised, until [`Vaults::unlock`] or [`Vaults::release`]. What the
    /// passphrase vault holds in memory is wiped.
    pub fn lock(&self) {
        self.locked.store(true, Ordering::Release);
        self.passphrase.lock();
    }

    /// Ends [`Vaults::lock`] and no more: the passphrase vault stays locked.
    pub fn release(&self) {
        self.locked.store(false, Ordering::Release);
    }

    /// Whether [`Vaults::lock`] holds.
    pub fn is_locked(&self) -> bool {
        self.locked.load(Ordering::Acquire)
    }

    /// Ends [`Vaults::lock`]. Where the passphrase vault is in use, it is opened, and nothing changes if its passphrase is
    /// missing or wrong; the others want none. About a second's work with a passphrase.
    pub async fn unlock(&self, passphrase: Option<&Secret>) -> Result<(), VaultError> {
        if self.mode().await == VaultMode::Passphrase {
            let passphrase = passphrase.ok_or(VaultError::NeedsPassphrase)?;
            self.passphrase.unlock(passphrase).await?;
        }
        self.release();
        Ok(())
    }

    /// Which of the three is in use.
    pub async fn mode(&self) -> VaultMode {
        self.modes.read().await.now
    }

    /// Whether there is a passphrase vault, in use or not.
    pub fn has_passphrase_vault(&self) -> bool {
        self.passphrase.exists()
    }

    /// What can be done with the one in use. Raises no prompt.
    pub async fn state(&self) -> VaultState {
        if self.is_locked() {
            return VaultState::Locked;
        }
        match self.mode().await {
            VaultMode::Keyring => self.keyring.state().await,
            VaultMode::Passphrase => self.passphrase.state().await,
            VaultMode::Memory => VaultState::Ready,
        }
    }

    /// From now on secrets are kept in memory only, until [`Vaults::retry`] succeeds, they are moved, or the app quits. What the
    /// chosen vault holds stays there.
    pub async fn use_memory(&self) {
        self.modes.write().await.now = VaultMode::Memory;
    }

    /// Looks at the chosen vault anew. The keyring asks the user to unlock it if it is locked; if it can be used, what memory
    /// holds is moved into it and memory mode ends; if not, nothing changes. The state is the chosen vault's.
    pub async fn retry(&self) -> VaultState {
        match self.modes.read().await.chosen {
            VaultMode::Keyring => {}
            VaultMode::Passphrase => {
                self.passphrase.look_again();
                return self.passphrase.state().await;
            }
            VaultMode::Memory => return VaultState::Ready,
        }
        let state = self.open_keyring().await;
        let _moving = self.moving.write().await;
        let mut modes = self.modes.write().await;
        if modes.now == VaultMode::Keyring || state != VaultState::Ready {
            return state;
        }
        if !self.memory.is_empty()
            && let Err(error) = self.memory_to_keyring().await
        {
            return match error {
                VaultError::Waiting => VaultState::Waiting,
                VaultError::Locked => VaultState::Locked,
                other => VaultState::Unavailable(other),
            };
        }
        modes.now = VaultMode::Keyring;
        self.keyring.state().await
    }

    /// Seals the passphrase vault under another passphrase. The old one is asked for again; the vault may be locked.
    pub async fn change_passphrase(
        &self,
        old: &Secret,
        new: &NewPassphrase,
    ) -> Result<(), VaultError> {
        self.passphrase.change_passphrase(old, new).await
    }

    /// Opened anew, and unlocked by the user if it is locked.
    async fn open_keyring(&self) -> VaultState {
        match self.keyring.reopen().await {
            VaultState::Locked => self.keyring.unlock().await,
            state => state,
        }
    }

    /// Memory keeps every item until the keyring has all of them.
    async fn memory_to_keyring(&self) -> Result<(), VaultError> {
        for (id, kept) in self.memory.all() {
            self.keyring.save(&id, &kept).await?;
        }
        self.memory.drain();
        Ok(())
    }

    /// The vault in use, and what keeps secrets from moving meanwhile. A call to the keyring may take long; nobody is kept
    /// from choosing memory by it.
    async fn in_use(&self) -> Result<(&dyn Vault, RwLockReadGuard<'_, ()>), VaultError> {
        let stays = self.moving.read().await;
        if self.is_locked() {
            return Err(VaultError::Locked);
        }
        let vault: &dyn Vault = match self.mode().await {
            VaultMode::Keyring => &self.keyring,
            VaultMode::Passphrase => &self.passphrase,
            VaultMode::Memory => &self.memory,
        };
        Ok((vault, stays))
    }
}

#[async_trait]
impl Vault for Vaults {
    async fn load(&self, id: &SecretId) -> Result<Option<Kept>, VaultError> {
        let (vault, _stays) = self.in_use().await?;
        vault.load(id).await
    }

    async fn save(&self, id: &SecretId, kept: &Kept) -> Result<(), VaultError> {
        let (vault, _stays) = self.in_use().await?;
        vault.save(id, kept).await
    }

    /// What memory does not hold may lie in a vault that is out of reach now: it is not told to be removed.
    async fn remove(&self, id: &SecretId) -> Result<(), VaultError> {
        let (vault, _stays) = self.in_use().await?;
        if self.mode().await == VaultMode::Memory && vault.load(id).await?.is_none() {
            return Err(VaultError::Locked);
        }
        vault.remove(id).await
    }
}
