//! The system's keyring: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
//!
//! Everything runs on one thread of its own. A locked keyring may keep a call waiting for as long as its prompt is open,
//! and nothing of the app may wait with it, neither while it runs nor when it quits.
mod cabinet;
#[cfg(not(target_os = "linux"))]
mod native;
mod pieces;
#[cfg(target_os = "linux")]
mod secret_service;
mod worker;

#[cfg(not(target_os = "linux"))]
use native as platform;
#[cfg(target_os = "linux")]
use secret_service as platform;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use gatepass_core::{Kept, SecretId, Vault, VaultError};

use crate::item;
use cabinet::Cabinet;
use worker::Worker;

/// Bounds on waiting and on sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyringLimits {
    /// How long a call may take before its caller is told [`VaultError::Waiting`].
    pub reply: Duration,
    /// The most bytes an item of this system's keyring holds; longer ones are kept in pieces.
    pub item: Option<usize>,
}

impl Default for KeyringLimits {
    fn default() -> Self {
        Self {
            reply: Duration::from_secs(5),
            item: platform::ITEM_LIMIT,
        }
    }
}

/// What can be done with the vault now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VaultState {
    /// It can be read and written.
    Ready,
    /// Reading or writing will ask the user to unlock it.
    Locked,
    /// The system is asking the user, or has not answered for long.
    Waiting,
    /// It cannot be used, and why.
    Unavailable(VaultError),
}

/// Secrets in the system's keyring. It is opened at first use, and again whenever that failed.
pub struct KeyringVault {
    worker: Mutex<Arc<Worker>>,
    limits: KeyringLimits,
}

impl KeyringVault {
    /// Touches no keyring yet.
    pub fn new(limits: KeyringLimits) -> Self {
        Self {
            worker: Mutex::new(start(limits)),
            limits,
        }
    }

    /// What can be done with it now. Raises no prompt.
    pub async fn state(&self) -> VaultState {
        self.report(Cabinet::state).await
    }

    /// Forgets the connection and opens a new one; for "try again". Raises no prompt. A call that still waits for the
    /// system is left to itself, for it may wait for a program that has died.
    pub async fn reopen(&self) -> VaultState {
        if self.worker().is_stuck() {
            *self.worker.lock().unwrap_or_else(PoisonError::into_inner) = start(self.limits);
        }
        self.report(|cabinet| {
            cabinet.close();
            cabinet.state()
        })
        .await
    }

    /// Asks the user to unlock it, if it is locked. The state is `Waiting` when the prompt is open for longer than a call may take.
    pub async fn unlock(&self) -> VaultState {
        self.report(|cabinet| match cabinet.unlock() {
            Ok(()) => cabinet.state(),
            Err(VaultError::Locked) => VaultState::Locked,
            Err(error) => VaultState::Unavailable(error),
        })
        .await
    }

    async fn report(
        &self,
        job: impl FnOnce(&mut Cabinet) -> VaultState + Send + 'static,
    ) -> VaultState {
        match self.worker().ask(|cabinet| Ok(job(cabinet))).await {
            Ok(state) => state,
            Err(VaultError::Waiting) => VaultState::Waiting,
            Err(error) => VaultState::Unavailable(error),
        }
    }

    fn worker(&self) -> Arc<Worker> {
        self.worker
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Default for KeyringVault {
    fn default() -> Self {
        Self::new(KeyringLimits::default())
    }
}

#[async_trait]
impl Vault for KeyringVault {
    async fn load(&self, id: &SecretId) -> Result<Option<Kept>, VaultError> {
        let id = id.clone();
        let text = self.worker().ask(move |cabinet| cabinet.load(&id)).await?;
        text.map(|text| item::decode(&text)).transpose()
    }

    async fn save(&self, id: &SecretId, kept: &Kept) -> Result<(), VaultError> {
        let (id, text) = (id.clone(), item::encode(kept)?);
        self.worker()
            .ask(move |cabinet| cabinet.save(&id, &text))
            .await
    }

    async fn remove(&self, id: &SecretId) -> Result<(), VaultError> {
        let id = id.clone();
        self.worker().ask(move |cabinet| cabinet.remove(&id)).await
    }
}

fn start(limits: KeyringLimits) -> Arc<Worker> {
    Arc::new(Worker::start(limits.reply, move || {
        Cabinet::new(limits.item)
    }))
}
