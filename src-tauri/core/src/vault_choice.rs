//! Where the user wants secrets kept, and what a move from one place to another may have left behind: a document of the store.
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::ports::{Store, StoreError};
use crate::secret::SecretId;

const DOCUMENT: &str = "vault";

/// Where secrets lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VaultMode {
    /// In the system's keyring.
    Keyring,
    /// In files of the data folder, under a passphrase.
    Passphrase,
    /// In memory, lost when the app quits.
    Memory,
}

/// The choice as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VaultChoice {
    /// Where secrets are looked for.
    pub mode: VaultMode,
    /// Items to be removed from the keyring: copies of a move that was cut off, or what was moved out of it.
    #[serde(default)]
    pub left_in_keyring: BTreeSet<SecretId>,
    /// Whether the passphrase vault is to be removed, for the same reasons: it holds nothing that is not elsewhere.
    #[serde(default)]
    pub left_passphrase_vault: bool,
}

impl VaultChoice {
    /// Nothing is left over.
    pub fn of(mode: VaultMode) -> Self {
        Self {
            mode,
            left_in_keyring: BTreeSet::new(),
            left_passphrase_vault: false,
        }
    }

    /// The kept one. Where none can be read, as after a damaged database was set aside, a passphrase vault that exists is meant.
    pub fn load(store: &dyn Store, passphrase_vault_exists: bool) -> Result<Self, StoreError> {
        let text = store.document(DOCUMENT)?;
        let kept = text.and_then(|text| serde_json::from_str(&text).ok());
        Ok(kept.unwrap_or_else(|| {
            Self::of(if passphrase_vault_exists {
                VaultMode::Passphrase
            } else {
                VaultMode::Keyring
            })
        }))
    }

    /// Durable on return.
    pub fn save(&self, store: &dyn Store) -> Result<(), StoreError> {
        let text =
            serde_json::to_string(self).map_err(|error| StoreError::Failed(error.to_string()))?;
        store.save_document(DOCUMENT, &text)
    }
}
