//! The state of the vault and of the clipboard, for the status bar.
use gatepass_core::{VaultError, refusal_of_vault};
use gatepass_io::{VaultMode, VaultState, Vaults};
use serde::{Deserialize, Serialize};

/// Where secrets lie, and whether that works.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct VaultView {
    pub(crate) state: VaultStateView,
    pub(crate) mode: VaultModeView,
    /// "OS keyring", "Passphrase vault", "Memory only".
    pub(crate) name: String,
    /// Whether the data folder holds one, in use or not.
    pub(crate) has_passphrase_vault: bool,
    /// What is missing, when it does not work: a heading, a sentence, a next step. Empty when it does.
    pub(crate) title: String,
    pub(crate) sentence: String,
    pub(crate) next_step: String,
}

/// Which of the three vaults is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum VaultModeView {
    Keyring,
    Passphrase,
    Memory,
}

/// What the vault can do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum VaultStateView {
    /// Being opened, off the window's thread.
    Opening,
    Ready,
    /// Locked: the keyring's reads will raise the system's prompt, the passphrase vault wants its passphrase.
    Locked,
    /// The system's prompt is open and has not been answered.
    Waiting,
    /// Cannot be used; sentence and next step say why.
    Unavailable,
    /// The user chose memory only.
    Memory,
}

/// What lies in the clipboard, until when.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClipboardView {
    /// The integration's label.
    pub(crate) label: String,
    /// "token", "curl line".
    pub(crate) what: String,
    /// None when it is never cleared.
    pub(crate) clears_at_ms: Option<f64>,
}

/// What a copy did.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CopiedView {
    pub(crate) valid_until_ms: f64,
    /// Too little life was left, so a new token was got first.
    pub(crate) renewed: bool,
}

impl VaultView {
    /// The vault in use, as it is now.
    pub(crate) async fn of(vaults: &Vaults) -> Self {
        let (mode, state) = (vaults.mode().await, vaults.state().await);
        let (state, error) = match state {
            _ if mode == VaultMode::Memory => (VaultStateView::Memory, None),
            VaultState::Ready => (VaultStateView::Ready, None),
            VaultState::Locked if mode == VaultMode::Passphrase => {
                (VaultStateView::Locked, Some(VaultError::NeedsPassphrase))
            }
            VaultState::Locked => (VaultStateView::Locked, Some(VaultError::Locked)),
            VaultState::Waiting => (VaultStateView::Waiting, Some(VaultError::Waiting)),
            VaultState::Unavailable(error) => (VaultStateView::Unavailable, Some(error)),
        };
        let view = Self {
            state,
            has_passphrase_vault: vaults.has_passphrase_vault(),
            ..Self::opening(mode)
        };
        match error {
            Some(error) => view.saying(&error),
            None => view,
        }
    }

    /// Whether secrets can be read without asking anybody.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.state, VaultStateView::Ready | VaultStateView::Memory)
    }

    /// Whether unlocking takes a passphrase of ours.
    pub(crate) fn needs_passphrase(&self) -> bool {
        self.mode == VaultModeView::Passphrase
    }

    /// Not looked at yet.
    pub(crate) fn opening(mode: VaultMode) -> Self {
        let (mode, name) = match mode {
            VaultMode::Keyring => (VaultModeView::Keyring, "OS keyring"),
            VaultMode::Passphrase => (VaultModeView::Passphrase, "Passphrase vault"),
            VaultMode::Memory => (VaultModeView::Memory, "Memory only"),
        };
        Self {
            state: VaultStateView::Opening,
            mode,
            name: name.into(),
            has_passphrase_vault: false,
            title: String::new(),
            sentence: String::new(),
            next_step: String::new(),
        }
    }

    fn saying(self, error: &VaultError) -> Self {
        let saying = refusal_of_vault(error).over(0, None);
        Self {
            title: saying.title,
            sentence: saying.sentence,
            next_step: saying.next_step,
            ..self
        }
    }
}
