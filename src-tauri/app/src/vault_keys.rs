//! Passphrases on their way from the page to a vault or a file: two handles become a new passphrase, one opens what is there.
use gatepass_core::{Handle, NewPassphrase, Secret, VaultError};
use gatepass_io::MoveTo;
use tauri::AppHandle;

use crate::desk::Desk;
use crate::view::{ErrorView, VaultModeView};

impl Desk {
    /// Makes a passphrase vault, and moves all secrets into it.
    pub(crate) async fn create_passphrase_vault(
        &self,
        app: &AppHandle,
        typed: &str,
        repeated: &str,
    ) -> Result<(), ErrorView> {
        let passphrase = self.new_passphrase(typed, repeated)?;
        self.move_secrets(app, MoveTo::NewPassphraseVault(&passphrase))
            .await
    }

    /// Moves all secrets into another vault. The passphrase vault that is there wants its passphrase.
    pub(crate) async fn move_vault(
        &self,
        app: &AppHandle,
        to: VaultModeView,
        passphrase: Option<&str>,
    ) -> Result<(), ErrorView> {
        let passphrase = passphrase
            .map(|handle| self.passphrase(handle))
            .transpose()?;
        let to = match (to, &passphrase) {
            (VaultModeView::Keyring, _) => MoveTo::Keyring,
            (VaultModeView::Memory, _) => MoveTo::Memory,
            (VaultModeView::Passphrase, Some(passphrase)) => MoveTo::PassphraseVault(passphrase),
            (VaultModeView::Passphrase, None) => {
                return Err(ErrorView::from(&VaultError::NeedsPassphrase));
            }
        };
        self.move_secrets(app, to).await
    }

    /// Opens the vault in use.
    pub(crate) async fn unlock_vault(
        &self,
        app: &AppHandle,
        passphrase: Option<&str>,
    ) -> Result<(), ErrorView> {
        let passphrase = passphrase
            .map(|handle| self.passphrase(handle))
            .transpose()?;
        let unlocked = self.vaults.unlock(passphrase.as_ref()).await;
        self.stay_locked();
        self.look_at_vault(app).await;
        unlocked.map_err(|error| ErrorView::from(&error))?;
        self.sweep().await;
        Ok(())
    }

    /// Seals the passphrase vault under another one.
    pub(crate) async fn change_passphrase(
        &self,
        present: &str,
        typed: &str,
        repeated: &str,
    ) -> Result<(), ErrorView> {
        let present = self.passphrase(present)?;
        let passphrase = self.new_passphrase(typed, repeated)?;
        let changed = self.vaults.change_passphrase(&present, &passphrase).await;
        changed.map_err(|error| ErrorView::from(&error))
    }

    async fn move_secrets(&self, app: &AppHandle, to: MoveTo<'_>) -> Result<(), ErrorView> {
        let moved = self.vaults.move_to(to, &*self.ports.store).await;
        self.stay_locked();
        self.look_at_vault(app).await;
        moved.map_err(|error| ErrorView::from(&error))
    }

    /// Opening a vault takes its time: if the app was locked meanwhile, it is closed again.
    fn stay_locked(&self) {
        if self.ports.lock.is_closed() {
            self.vaults.lock();
        }
    }

    /// One that something is to be sealed under, typed twice.
    pub(crate) fn new_passphrase(
        &self,
        typed: &str,
        repeated: &str,
    ) -> Result<NewPassphrase, ErrorView> {
        let (typed, repeated) = (self.passphrase(typed)?, self.passphrase(repeated)?);
        NewPassphrase::new(typed, &repeated).map_err(|note| ErrorView::of_fields(&[note]))
    }

    /// What was entered to open something. It is taken out: whatever comes of it, nothing of it stays behind.
    pub(crate) fn passphrase(&self, handle: &str) -> Result<Secret, ErrorView> {
        let taken = self.held_passphrases.take(&Handle(handle.to_owned()));
        taken.map(|held| held.secret).ok_or_else(|| {
            let sentence = "What you entered is no longer held.";
            ErrorView::new("nothing_held", sentence, "Enter it again.")
        })
    }
}
