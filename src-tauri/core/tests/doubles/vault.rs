//! The vault in memory with moods: it can be locked, full, or slow.
use std::sync::Mutex;

use async_trait::async_trait;
use gatepass_core::memory::MemoryVault;
use gatepass_core::{Kept, SecretId, Vault, VaultError};
use tokio::sync::watch;

use super::Fuse;

/// A [`MemoryVault`] that fails and waits as told.
pub(crate) struct FailingVault {
    inner: MemoryVault,
    mood: Mutex<Mood>,
    saves_held: watch::Sender<bool>,
    saves: watch::Sender<usize>,
    pub(super) fuse: Fuse,
}

#[derive(Default)]
struct Mood {
    locked: bool,
    /// How many more saves succeed.
    saves_left: Option<usize>,
    removes_fail: bool,
}

impl Default for FailingVault {
    fn default() -> Self {
        Self {
            inner: MemoryVault::default(),
            mood: Mutex::default(),
            saves_held: watch::Sender::new(false),
            saves: watch::Sender::new(0),
            fuse: Fuse::default(),
        }
    }
}

impl FailingVault {
    /// Everything fails until unlocked.
    pub(crate) fn set_locked(&self, locked: bool) {
        self.mood().locked = locked;
    }

    /// After that many saves the next ones fail; None lets all succeed again.
    pub(crate) fn set_saves_left(&self, saves_left: Option<usize>) {
        self.mood().saves_left = saves_left;
    }

    pub(crate) fn set_removes_fail(&self, fail: bool) {
        self.mood().removes_fail = fail;
    }

    /// Written items are durable, but the writer does not hear of it until released.
    pub(crate) fn hold_saves(&self) {
        self.saves_held.send_replace(true);
    }

    pub(crate) fn release_saves(&self) {
        self.saves_held.send_replace(false);
    }

    pub(crate) fn len(&self) -> usize {
        self.inner.len()
    }

    pub(crate) async fn peek(&self, id: &SecretId) -> Option<Kept> {
        self.inner.load(id).await.expect("memory does not fail")
    }

    /// The user deletes it in the keyring's own program.
    pub(crate) async fn lose(&self, id: &SecretId) {
        self.inner.remove(id).await.expect("memory does not fail");
    }

    fn mood(&self) -> std::sync::MutexGuard<'_, Mood> {
        self.mood.lock().expect("unpoisoned")
    }

    fn powered(&self) -> Result<(), VaultError> {
        let passes = self.fuse.passes();
        passes
            .then_some(())
            .ok_or_else(|| VaultError::Failed("the power went".into()))
    }

    fn unlocked(&self) -> Result<(), VaultError> {
        if self.mood().locked {
            Err(VaultError::Locked)
        } else {
            Ok(())
        }
    }
}

#[async_trait]
impl Vault for FailingVault {
    async fn load(&self, id: &SecretId) -> Result<Option<Kept>, VaultError> {
        self.unlocked()?;
        self.inner.load(id).await
    }

    async fn save(&self, id: &SecretId, kept: &Kept) -> Result<(), VaultError> {
        self.unlocked()?;
        match &mut self.mood().saves_left {
            Some(0) => return Err(VaultError::Failed("no space left".into())),
            Some(left) => *left -= 1,
            None => {}
        }
        self.powered()?;
        self.inner.save(id, kept).await?;
        self.saves.send_modify(|saves| *saves += 1);
        self.saves_held
            .subscribe()
            .wait_for(|held| !held)
            .await
            .expect("the vault stays");
        Ok(())
    }

    async fn remove(&self, id: &SecretId) -> Result<(), VaultError> {
        self.unlocked()?;
        if self.mood().removes_fail {
            return Err(VaultError::Failed("it hung up".into()));
        }
        self.powered()?;
        self.inner.remove(id).await
    }
}
