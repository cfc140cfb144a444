//! Secrets in files of the age format: an identity under a passphrase, and the secrets sealed to it, so that unlocking takes a
//! second, saving no time, and the standard `age` tool opens both.
//!
//! ```text
//! age -d vault/identity.age > identity; age -d -i identity vault/secrets.age
//! ```
mod contents;
mod files;
mod strongroom;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use gatepass_core::move_secrets::Moved;
use gatepass_core::{Kept, NewPassphrase, Secret, SecretId, StoreError, Vault, VaultError};

use crate::age_file::{self, Identity};
use crate::keyring::VaultState;
use contents::Items;
use files::IDENTITY;
use strongroom::{Held, Strongroom, sealed};

/// The vault in the data folder. All that touches its files runs off the async threads, one at a time.
pub struct PassphraseVault(Arc<Strongroom>);

impl PassphraseVault {
    /// In the data folder, as shipped. Touches nothing yet.
    pub fn new(data_folder: &Path) -> Self {
        Self::with_work_factor(data_folder, age_file::WORK_FACTOR)
    }

    /// With less work for a passphrase, for tests that try many.
    pub fn with_work_factor(data_folder: &Path, work_factor: u8) -> Self {
        Self(Arc::new(Strongroom::of(data_folder, work_factor)))
    }

    /// Whether there is one, in whatever state.
    pub fn exists(&self) -> bool {
        self.0.files.exist()
    }

    /// What can be done with it now. That it is damaged is known once it was tried to be opened.
    pub async fn state(&self) -> VaultState {
        let looked = self.ask(|vault| {
            let held = vault.held();
            if held.open.is_some() {
                return Ok(true);
            }
            held.fault.clone().map_or(Ok(()), Err)?;
            vault.files.look()?;
            Ok(false)
        });
        match looked.await {
            Ok(true) => VaultState::Ready,
            Ok(false) => VaultState::Locked,
            Err(error) => VaultState::Unavailable(error),
        }
    }

    /// Makes a vault with these secrets. It stays locked.
    pub async fn create(
        &self,
        passphrase: &NewPassphrase,
        items: &Moved,
    ) -> Result<(), VaultError> {
        let passphrase = passphrase.secret().clone();
        let items: Items = shared(items).collect();
        self.ask_in_turn(move |vault| {
            if vault.files.exist() {
                return Err(VaultError::AlreadyThere);
            }
            let identity = Identity::generate();
            let wrapped = vault.wrap(&identity, &passphrase)?;
            let sealed = sealed(&items, identity.recipient())?;
            vault.files.make(&wrapped, &sealed)?;
            vault.held().fault = None;
            Ok(())
        })
        .await
    }

    /// Reads everything into memory. About a second's work, also where the passphrase is wrong.
    pub async fn unlock(&self, passphrase: &Secret) -> Result<(), VaultError> {
        let passphrase = passphrase.clone();
        self.ask_in_turn(move |vault| {
            let locks = vault.held().locks;
            vault.files.sweep();
            let opened = vault
                .unwrap(&passphrase)
                .and_then(|identity| vault.open(identity));
            let mut held = vault.held();
            held.fault = match &opened {
                Err(error @ (VaultError::Damaged(_) | VaultError::Newer)) => Some(error.clone()),
                _ => None,
            };
            let open = opened?;
            if held.locks != locks {
                return Err(VaultError::NeedsPassphrase);
            }
            held.open = Some(Arc::new(open));
            Ok(())
        })
        .await
    }

    /// Wipes what is held in memory. Whoever is just writing ends that, and then wipes what they hold.
    pub fn lock(&self) {
        let mut held = self.0.held();
        held.open = None;
        held.locks += 1;
    }

    /// Forgets what was found wrong: the files may have been put right.
    pub fn look_again(&self) {
        self.0.held().fault = None;
    }

    /// Seals the identity under another passphrase; the secrets' file stays as it is. The old passphrase is asked for again.
    pub async fn change_passphrase(
        &self,
        old: &Secret,
        new: &NewPassphrase,
    ) -> Result<(), VaultError> {
        let (old, new) = (old.clone(), new.secret().clone());
        self.ask_in_turn(move |vault| {
            let identity = vault.unwrap(&old)?;
            let wrapped = vault.wrap(&identity, &new)?;
            vault.files.replace(IDENTITY, &wrapped)
        })
        .await
    }

    /// Writes many at once.
    pub async fn save_all(&self, items: &Moved) -> Result<(), VaultError> {
        let more: Items = shared(items).collect();
        self.change(move |items| {
            items.extend(more);
            true
        })
        .await
    }

    /// Reads the secrets' file again, as it lies on the disk.
    pub async fn read_again(&self) -> Result<(), VaultError> {
        self.ask_in_turn(|vault| {
            let (open, locks) = vault.opened()?;
            let again = vault.open(open.identity.clone())?;
            vault.keep(again, locks);
            Ok(())
        })
        .await
    }

    /// The ids of all it holds.
    pub fn ids(&self) -> Result<BTreeSet<SecretId>, VaultError> {
        Ok(self.0.opened()?.0.items.keys().cloned().collect())
    }

    /// Removes the vault, whatever it holds.
    pub async fn remove_vault(&self) -> Result<(), VaultError> {
        self.ask_in_turn(|vault| {
            vault.files.remove()?;
            let locks = vault.held().locks + 1;
            *vault.held() = Held {
                locks,
                ..Held::default()
            };
            Ok(())
        })
        .await
    }

    async fn change(
        &self,
        change: impl FnOnce(&mut Items) -> bool + Send + 'static,
    ) -> Result<(), VaultError> {
        // Before a thread is asked for: a locked vault says so at once.
        self.0.opened()?;
        self.ask_in_turn(|vault| vault.change(change)).await
    }

    async fn ask_in_turn<R: Send + 'static>(
        &self,
        job: impl FnOnce(&Strongroom) -> Result<R, VaultError> + Send + 'static,
    ) -> Result<R, VaultError> {
        self.ask(|vault| {
            let _turn = vault.turn();
            job(vault)
        })
        .await
    }

    /// Goes on to its end even if nobody waits for it any more: a write that was begun is finished, and known.
    async fn ask<R: Send + 'static>(
        &self,
        job: impl FnOnce(&Strongroom) -> Result<R, VaultError> + Send + 'static,
    ) -> Result<R, VaultError> {
        let vault = self.0.clone();
        let stopped =
            |_| VaultError::Files(StoreError::Failed("what was begun did not end".into()));
        tokio::task::spawn_blocking(move || job(&vault))
            .await
            .map_err(stopped)?
    }
}

#[async_trait]
impl Vault for PassphraseVault {
    async fn load(&self, id: &SecretId) -> Result<Option<Kept>, VaultError> {
        let (open, _) = self.0.opened()?;
        Ok(open.items.get(id).map(|kept| Kept::clone(kept)))
    }

    async fn save(&self, id: &SecretId, kept: &Kept) -> Result<(), VaultError> {
        let (id, kept) = (id.clone(), Arc::new(kept.clone()));
        self.change(move |items| {
            items.insert(id, kept);
            true
        })
        .await
    }

    async fn remove(&self, id: &SecretId) -> Result<(), VaultError> {
        let id = id.clone();
        self.change(move |items| items.remove(&id).is_some()).await
    }
}

fn shared(items: &Moved) -> impl Iterator<Item = (SecretId, Arc<Kept>)> {
    let item = |(id, kept): &(SecretId, Kept)| (id.clone(), Arc::new(kept.clone()));
    items.iter().map(item)
}
