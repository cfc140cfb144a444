//! Moving secrets from one vault to another without loss.
//!
//! What may be left over is noted first. Then every item is copied, read back and compared; then the choice is committed, in
//! one document with what is to be removed; then that is removed. Cut off anywhere, the choice names a vault that is whole.
use std::collections::BTreeSet;

use gatepass_core::move_secrets::{Moved, gather, place, verify};
use gatepass_core::{
    NewPassphrase, Secret, SecretId, Store, StoreError, Vault, VaultChoice, VaultError, VaultMode,
};

use super::{Modes, Vaults};
use crate::keyring::VaultState;

/// Where secrets are to go.
#[derive(Clone, Copy)]
pub enum MoveTo<'a> {
    /// Into the keyring, which the user is asked to unlock if need be.
    Keyring,
    /// Into a passphrase vault that is made for it.
    NewPassphraseVault(&'a NewPassphrase),
    /// Into the passphrase vault that is there.
    PassphraseVault(&'a Secret),
    /// New ones go into memory; what lies elsewhere stays there.
    Memory,
}

/// What lies where, before a move.
struct Luggage {
    items: Moved,
    /// Of the chosen vault; the rest is memory's.
    from_chosen: BTreeSet<SecretId>,
}

impl Vaults {
    /// Moves every secret that the store knows of, and keeps the choice. If it fails, all is where it was. A chosen vault that
    /// cannot be reached at all is left as it is, and what it holds does not move; a locked one has to be unlocked first.
    pub async fn move_to(&self, to: MoveTo<'_>, store: &dyn Store) -> Result<(), VaultError> {
        let _moving = self.moving.write().await;
        if self.is_locked() {
            return Err(VaultError::Locked);
        }
        let modes = *self.modes.read().await;
        if to.mode() == modes.now && modes.now == modes.chosen {
            match to {
                MoveTo::Keyring | MoveTo::Memory => return Ok(()),
                MoveTo::PassphraseVault(passphrase) => {
                    return self.passphrase.unlock(passphrase).await;
                }
                // The chosen one is gone, or there is one already and it is refused below.
                MoveTo::NewPassphraseVault(_) => {}
            }
        }
        let moved = self.try_move(to, modes, store).await;
        if moved.is_ok() {
            let chosen = to.mode();
            *self.modes.write().await = Modes {
                now: chosen,
                chosen,
            };
        }
        if self.modes.read().await.chosen != VaultMode::Passphrase {
            self.passphrase.lock();
        }
        self.try_sweep(store).await;
        moved
    }

    /// Removes what earlier moves left over, where that needs no prompt. What cannot be removed now stays noted.
    pub async fn sweep(&self, store: &dyn Store) -> Result<(), VaultError> {
        let _moving = self.moving.write().await;
        if self.is_locked() {
            return Err(VaultError::Locked);
        }
        self.sweep_left_over(store).await
    }

    async fn try_move(
        &self,
        to: MoveTo<'_>,
        modes: Modes,
        store: &dyn Store,
    ) -> Result<(), VaultError> {
        self.try_sweep(store).await;
        let mut choice = self.choice(store)?;
        choice.mode = modes.chosen;
        if let MoveTo::Memory = to {
            choice.mode = VaultMode::Memory;
            return commit(&choice, store);
        }
        let luggage = self.pack(to, modes, store).await?;
        let ids: BTreeSet<SecretId> = luggage.items.iter().map(|(id, _)| id.clone()).collect();
        self.reach(to, &mut choice, &ids, store).await?;
        self.copy(to, &luggage.items).await?;

        choice.mode = to.mode();
        match choice.mode {
            VaultMode::Keyring => choice.left_in_keyring.retain(|id| !ids.contains(id)),
            VaultMode::Passphrase => choice.left_passphrase_vault = false,
            VaultMode::Memory => {}
        }
        if modes.chosen != choice.mode {
            match modes.chosen {
                VaultMode::Keyring => choice.left_in_keyring.extend(luggage.from_chosen),
                // One that holds more than was moved is not ours to remove, nor one that could not be read.
                VaultMode::Passphrase => {
                    let held = self.passphrase.ids();
                    choice.left_passphrase_vault = held.is_ok_and(|held| held.is_subset(&ids));
                }
                VaultMode::Memory => {}
            }
        }
        commit(&choice, store)?;
        self.memory.drain();
        Ok(())
    }

    /// Reads what is to move: what the chosen vault holds, and over it what memory took in while it stood in for that.
    async fn pack(
        &self,
        to: MoveTo<'_>,
        modes: Modes,
        store: &dyn Store,
    ) -> Result<Luggage, VaultError> {
        let ids = store.known_secrets().map_err(VaultError::Files)?;
        let mut items = match self.reach_chosen(modes).await? {
            Some(vault) if modes.chosen != to.mode() => gather(vault, &ids).await?,
            _ => Moved::new(),
        };
        let from_chosen = items.iter().map(|(id, _)| id.clone()).collect();
        let memory = self.memory.all();
        items.retain(|(id, _)| !memory.iter().any(|(taken, _)| taken == id));
        items.extend(memory);
        Ok(Luggage { items, from_chosen })
    }

    /// None: there is nothing that could move out of it now.
    async fn reach_chosen(&self, modes: Modes) -> Result<Option<&dyn Vault>, VaultError> {
        let (vault, state): (&dyn Vault, VaultState) = match modes.chosen {
            VaultMode::Keyring => (&self.keyring, self.keyring.state().await),
            VaultMode::Passphrase => (&self.passphrase, self.passphrase.state().await),
            VaultMode::Memory => return Ok(None),
        };
        match state {
            VaultState::Ready => Ok(Some(vault)),
            VaultState::Unavailable(_) => Ok(None),
            // Memory stands in for it: it cannot be asked, and is left as it is.
            _ if modes.now == VaultMode::Memory => Ok(None),
            VaultState::Locked if modes.chosen == VaultMode::Passphrase => {
                Err(VaultError::NeedsPassphrase)
            }
            VaultState::Locked => Err(VaultError::Locked),
            VaultState::Waiting => Err(VaultError::Waiting),
        }
    }

    /// Opens the vault that secrets are to go to, and notes what a move that is cut off leaves there.
    async fn reach(
        &self,
        to: MoveTo<'_>,
        choice: &mut VaultChoice,
        ids: &BTreeSet<SecretId>,
        store: &dyn Store,
    ) -> Result<(), VaultError> {
        match to {
            MoveTo::Keyring => {
                match self.open_keyring().await {
                    VaultState::Ready => {}
                    VaultState::Locked => return Err(VaultError::Locked),
                    VaultState::Waiting => return Err(VaultError::Waiting),
                    VaultState::Unavailable(error) => return Err(error),
                }
                if choice.mode != VaultMode::Keyring {
                    choice.left_in_keyring.extend(ids.iter().cloned());
                }
            }
            MoveTo::NewPassphraseVault(_) => {
                // Noted only then: one that was there before is nobody's left-over.
                if self.passphrase.exists() {
                    return Err(VaultError::AlreadyThere);
                }
                choice.left_passphrase_vault = true;
            }
            MoveTo::PassphraseVault(passphrase) => {
                return self.passphrase.unlock(passphrase).await;
            }
            MoveTo::Memory => return Ok(()),
        }
        choice.save(store).map_err(VaultError::Files)
    }

    /// Each is read back from where it lies now, as the next start will read it.
    async fn copy(&self, to: MoveTo<'_>, items: &Moved) -> Result<(), VaultError> {
        match to {
            MoveTo::Keyring => {
                place(&self.keyring, items).await?;
                verify(&self.keyring, items).await
            }
            MoveTo::NewPassphraseVault(passphrase) => {
                self.passphrase.create(passphrase, items).await?;
                self.passphrase.unlock(passphrase.secret()).await?;
                verify(&self.passphrase, items).await
            }
            MoveTo::PassphraseVault(_) => {
                self.passphrase.save_all(items).await?;
                self.passphrase.read_again().await?;
                verify(&self.passphrase, items).await
            }
            MoveTo::Memory => Ok(()),
        }
    }

    /// What is left over is in nobody's way, and stays noted.
    async fn try_sweep(&self, store: &dyn Store) {
        if let Err(error) = self.sweep_left_over(store).await {
            tracing::warn!("what a move left over was not removed: {error}");
        }
    }

    async fn sweep_left_over(&self, store: &dyn Store) -> Result<(), VaultError> {
        let before = self.choice(store)?;
        let mut choice = before.clone();
        if choice.left_passphrase_vault && choice.mode != VaultMode::Passphrase {
            self.passphrase.remove_vault().await?;
        }
        // A chosen one is never left over.
        choice.left_passphrase_vault = false;
        if !choice.left_in_keyring.is_empty() && self.keyring.state().await == VaultState::Ready {
            if choice.mode == VaultMode::Keyring {
                for known in store.known_secrets().map_err(VaultError::Files)? {
                    choice.left_in_keyring.remove(&known);
                }
            }
            for id in &choice.left_in_keyring {
                self.keyring.remove(id).await?;
            }
            choice.left_in_keyring.clear();
        }
        if choice != before {
            choice.save(store).map_err(VaultError::Files)?;
        }
        Ok(())
    }

    fn choice(&self, store: &dyn Store) -> Result<VaultChoice, VaultError> {
        VaultChoice::load(store, self.passphrase.exists()).map_err(VaultError::Files)
    }
}

impl MoveTo<'_> {
    fn mode(self) -> VaultMode {
        match self {
            MoveTo::Keyring => VaultMode::Keyring,
            MoveTo::NewPassphraseVault(_) | MoveTo::PassphraseVault(_) => VaultMode::Passphrase,
            MoveTo::Memory => VaultMode::Memory,
        }
    }
}

/// From here on the new choice holds, or the old one as if nothing had been: what the store says after an error counts.
fn commit(choice: &VaultChoice, store: &dyn Store) -> Result<(), VaultError> {
    let failed = |error: StoreError| VaultError::Files(error);
    match choice.save(store) {
        Ok(()) => Ok(()),
        Err(error) => match VaultChoice::load(store, true) {
            Ok(kept) if kept == *choice => Ok(()),
            _ => Err(failed(error)),
        },
    }
}
