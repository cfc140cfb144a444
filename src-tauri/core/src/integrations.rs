//! The use cases of setting up: check, save, copy and remove integrations, rotate their secrets, and replace a shared key.
mod asking;
mod copying;
mod everything;
mod keeping;
mod preview;
mod removing;
mod rotating;
mod saving;
mod shared_keys;

use std::sync::Arc;

use futures_util::lock::{Mutex, MutexGuard};

use crate::draft::FieldNote;
use crate::exchange::RedactedRequest;
use crate::held_secrets::{Handle, HeldSecrets};
use crate::integration::{Integration, IntegrationId};
use crate::placement::Placement;
use crate::ports::{Ports, StoreError, VaultError};
use crate::secret::SecretId;
use crate::tokens::Tokens;

use keeping::Keeping;
pub use rotating::Trial;

/// Why a change was not made. Nothing is lost: the form keeps what was typed, the vault and the store what they had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The form's fields say why.
    #[error("the form has problems")]
    Problems(Vec<FieldNote>),
    /// Removed meanwhile.
    #[error("there is no such integration")]
    NoIntegration,
    /// The handle names nothing.
    #[error("the entered secret is no longer held")]
    NothingHeld,
    /// A secret that should be copied is not in the vault.
    #[error("a secret is not in the vault")]
    SecretMissing,
    /// No secret of that kind, or none beside it that this could be done with.
    #[error("there is no such secret beside the one in use")]
    NothingBeside,
    /// See [`VaultError`].
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// See [`StoreError`].
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A form, read as it is typed.
#[derive(Clone, Debug)]
pub struct Check {
    /// What the browser will open first, where a person signs in.
    pub authorization: Option<RedactedRequest>,
    /// What will be sent, masked; None while there is no address to send it to, and for the implicit grant.
    pub request: Option<RedactedRequest>,
    /// What keeps it from being saved.
    pub problems: Vec<FieldNote>,
    /// What was cleaned.
    pub notes: Vec<FieldNote>,
    /// Why kept secrets must be entered again, or "".
    pub asks_secret_again: String,
}

/// The integrations, and the forms that change them.
pub struct Integrations {
    ports: Ports,
    tokens: Arc<Tokens>,
    held: HeldSecrets,
    /// Changes take turns: each reads the row that it replaces.
    turn: Mutex<()>,
    /// Vault items that no row pointed to when this run began: left by a change that was cut off.
    left_over: Vec<SecretId>,
}

impl Integrations {
    /// Reads what earlier runs left over. To be called before anything is saved: an item is in the vault before its row is.
    pub fn new(ports: Ports, tokens: Arc<Tokens>) -> Result<Self, StoreError> {
        let left_over = ports.store.orphan_secrets()?;
        Ok(Self {
            ports,
            tokens,
            held: HeldSecrets::default(),
            turn: Mutex::default(),
            left_over,
        })
    }

    /// Secrets entered in open forms.
    pub fn held(&self) -> &HeldSecrets {
        &self.held
    }

    /// A handle for a secret that is about to be held.
    pub fn new_handle(&self) -> Handle {
        Handle(self.ports.chance.id())
    }

    /// Keeps other changes from beginning until it is dropped.
    pub(crate) async fn take_turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    pub(crate) fn ports(&self) -> &Ports {
        &self.ports
    }

    /// Removes what earlier runs left over from the vault; what cannot be removed now is left to the next start.
    pub async fn sweep(&self) -> Result<(), EditError> {
        // A backup that was restored meanwhile may point to them again.
        let mut orphans = self.ports.store.orphan_secrets()?;
        orphans.retain(|id| self.left_over.contains(id));
        self.keeping().discard(orphans).await
    }

    /// Whether its token is renewed before its end without being asked.
    pub async fn set_keep_fresh(&self, id: &IntegrationId, on: bool) -> Result<(), EditError> {
        self.change(id, |integration| integration.keep_fresh = on)
            .await
    }

    /// Sends the client's credentials another way from now on. The held token goes: it was got in the earlier way.
    pub async fn set_placement(
        &self,
        id: &IntegrationId,
        placement: Placement,
    ) -> Result<(), EditError> {
        self.change(id, |integration| integration.placement = placement)
            .await
    }

    async fn change(
        &self,
        id: &IntegrationId,
        change: impl FnOnce(&mut Integration),
    ) -> Result<(), EditError> {
        let _turn = self.turn.lock().await;
        let before = self
            .ports
            .store
            .integration(id)?
            .ok_or(EditError::NoIntegration)?;
        let mut integration = before.clone();
        change(&mut integration);
        self.commit(&integration, Some(&before), None).await
    }

    fn keeping(&self) -> Keeping<'_> {
        Keeping {
            ports: &self.ports,
            held: &self.held,
        }
    }
}
