//! The state of the vault and of the clipboard, for the status bar.
use gatepass_core::{VaultError, refusal_of_vault};
use gatepass_io::{VaultMode, VaultState};
use serde::Serialize;

/// Where secrets lie, and whether that works.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct VaultView {
    pub(crate) state: VaultStateView,
    /// "OS keyring", "Memory only".
    pub(crate) name: String,
    /// What is missing, when it does not work: a heading, a sentence, a next step. Empty when it does.
    pub(crate) title: String,
    pub(crate) sentence: String,
    pub(crate) next_step: String,
}

/// What the vault can do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum VaultStateView {
    /// Being opened, off the window's thread.
    Opening,
    Ready,
    /// Locked: a read will raise the system's prompt.
    Locked,
    /// The system's prompt is open and has not been answered.
    Waiting,
    /// Cannot be used; sentence and next step say why.
    Unavailable,
    /// The user chose memory only, for now.
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
    /// A vault as it was just seen.
    pub(crate) fn of(state: &VaultState, mode: VaultMode) -> Self {
        if mode == VaultMode::Memory {
            return Self::plain(VaultStateView::Memory);
        }
        match state {
            VaultState::Ready => Self::plain(VaultStateView::Ready),
            VaultState::Locked => Self::saying(VaultStateView::Locked, &VaultError::Locked),
            VaultState::Waiting => Self::saying(VaultStateView::Waiting, &VaultError::Waiting),
            VaultState::Unavailable(error) => Self::saying(VaultStateView::Unavailable, error),
        }
    }

    /// A state that needs no words.
    pub(crate) fn plain(state: VaultStateView) -> Self {
        let name = if matches!(state, VaultStateView::Memory) {
            "Memory only"
        } else {
            "OS keyring"
        };
        Self {
            state,
            name: name.into(),
            title: String::new(),
            sentence: String::new(),
            next_step: String::new(),
        }
    }

    fn saying(state: VaultStateView, error: &VaultError) -> Self {
        let saying = refusal_of_vault(error).over(0, None);
        Self {
            title: saying.title,
            sentence: saying.sentence,
            next_step: saying.next_step,
            ..Self::plain(state)
        }
    }
}
