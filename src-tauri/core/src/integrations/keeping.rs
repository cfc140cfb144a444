//! Puts secrets into the vault under new ids, and takes replaced ones out. Each id is noted before its item is written.
use crate::clean::clean;
use crate::draft::{DraftExtra, ExtraInput, SecretInput};
use crate::held_secrets::{Handle, HeldSecrets};
use crate::integration::{Extra, ExtraValue, Integration};
use crate::integrations::EditError;
use crate::keep_secret::{discard, keep_secret};
use crate::origin::Origin;
use crate::ports::Ports;
use crate::secret::{Kept, SecretId, SecretReference};

/// The vault's side of a change.
pub(super) struct Keeping<'a> {
    pub(super) ports: &'a Ports,
    pub(super) held: &'a HeldSecrets,
}

impl Keeping<'_> {
    /// Keeps a secret that was entered in a form.
    pub(super) async fn held(
        &self,
        kind: &str,
        handle: &Handle,
        origins: Vec<Origin>,
    ) -> Result<SecretReference, EditError> {
        let entered = self.held.get(handle).ok_or(EditError::NothingHeld)?;
        self.secret(kind, Kept::new(entered.secret, origins)).await
    }

    /// Keeps what a secret's field holds: what was entered, or what lay there before.
    pub(super) async fn secret_input(
        &self,
        kind: &str,
        input: &SecretInput,
        before: Option<&SecretReference>,
        home: &[Origin],
    ) -> Result<Option<SecretReference>, EditError> {
        match input {
            SecretInput::Held(handle) => Ok(Some(self.held(kind, handle, home.to_vec()).await?)),
            SecretInput::Kept => Ok(before.cloned()),
            SecretInput::Empty => Ok(None),
        }
    }

    async fn secret(&self, kind: &str, kept: Kept) -> Result<SecretReference, EditError> {
        keep_secret(self.ports, kind, &kept).await
    }

    /// Makes a copy with the same origins, under an id of its own.
    pub(super) async fn copy(
        &self,
        kind: &str,
        reference: &SecretReference,
    ) -> Result<SecretReference, EditError> {
        let kept = self
            .ports
            .vault
            .load(&reference.id)
            .await?
            .ok_or(EditError::SecretMissing)?;
        let copy = self.secret(kind, kept).await?;
        Ok(SecretReference {
            set_at_ms: reference.set_at_ms,
            ..copy
        })
    }

    /// Keeps the secret values of extra headers or parameters.
    pub(super) async fn extras(
        &self,
        extras: &[DraftExtra],
        existing: Option<&Integration>,
        home: &[Origin],
    ) -> Result<Vec<Extra>, EditError> {
        let mut kept = Vec::new();
        for extra in extras {
            let value = match &extra.value {
                ExtraInput::Public(text) => ExtraValue::Public(text.trim().to_owned()),
                ExtraInput::Held(handle) => {
                    ExtraValue::Secret(self.held("extra", handle, home.to_vec()).await?)
                }
                ExtraInput::Kept(id) => {
                    let known = existing
                        .iter()
                        .flat_map(|existing| existing.own_secrets())
                        .find(|reference| reference.id == *id);
                    ExtraValue::Secret(known.ok_or(EditError::SecretMissing)?.clone())
                }
                ExtraInput::Empty => continue,
            };
            kept.push(Extra {
                name: clean(&extra.name).text,
                value,
            });
        }
        Ok(kept)
    }

    /// Takes items out that no row points to any more. One that cannot be removed now is found at the next start.
    pub(super) async fn discard(&self, ids: Vec<SecretId>) -> Result<(), EditError> {
        Ok(discard(self.ports, ids).await?)
    }
}
