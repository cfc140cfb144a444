//! A failed command as the page gets it: a code to act on, a sentence, a next step.
use gatepass_core::{
    AskError, EditError, FieldNote, OwnSampleError, Refusal, StoreError, SupportError, VaultError,
    locked, refusal_of_store, refusal_of_vault,
};
use serde::Serialize;

use super::FieldNoteView;

/// Why a command did not do what it was asked.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ErrorView {
    /// Snake case, stable.
    pub(crate) code: String,
    pub(crate) sentence: String,
    pub(crate) next_step: String,
    /// The fields at fault, when a form was refused.
    pub(crate) fields: Vec<FieldNoteView>,
}

impl ErrorView {
    /// A failure that is not about fields.
    pub(crate) fn new(code: &str, sentence: &str, next_step: &str) -> Self {
        Self {
            code: code.into(),
            sentence: sentence.into(),
            next_step: next_step.into(),
            fields: Vec::new(),
        }
    }

    /// See `while_locked.rs`.
    pub(crate) fn locked() -> Self {
        Self::from(&locked().over(0, None))
    }

    /// Removed meanwhile, perhaps in another window.
    pub(crate) fn no_integration() -> Self {
        Self::new(
            "no_integration",
            "This integration is no longer there.",
            "Choose another one from the list.",
        )
    }
}

impl ErrorView {
    /// An endpoint was removed meanwhile.
    pub(crate) fn no_endpoint() -> Self {
        Self::new(
            "no_endpoint",
            "This endpoint is no longer there.",
            "Choose another one from the list.",
        )
    }

    /// A form was refused.
    pub(crate) fn of_fields(notes: &[FieldNote]) -> Self {
        Self {
            fields: notes.iter().map(FieldNoteView::from).collect(),
            ..Self::new(
                "form_refused",
                "Some fields need attention.",
                "The notes under them say what.",
            )
        }
    }
}

impl From<&OwnSampleError> for ErrorView {
    fn from(error: &OwnSampleError) -> Self {
        match error {
            OwnSampleError::NoIntegration => Self::no_integration(),
            OwnSampleError::Store(error) => Self::from(error),
            OwnSampleError::NotMasked(_) | OwnSampleError::TooLarge | OwnSampleError::TooMany => {
                Self::new(
                    "sample_refused",
                    &format!("This cannot be kept as a sample: {error}."),
                    "Save it to a file instead.",
                )
            }
        }
    }
}

impl From<&SupportError> for ErrorView {
    fn from(error: &SupportError) -> Self {
        let not_written = |code: &str, sentence: &str, next_step: &str| {
            Self::new(code, &format!("Nothing was written: {sentence}"), next_step)
        };
        match error {
            SupportError::Vault(error) => {
                let told = Self::from(error);
                let unknown = "without the secrets nobody knows what has to be taken out.";
                let sentence = format!("{unknown} {}", told.sentence);
                not_written(&told.code, &sentence, &told.next_step)
            }
            SupportError::Store(error) => Self::from(error),
            SupportError::NothingSent => not_written(
                "nothing_sent",
                "no request was sent, so there is none to show.",
                "The sentence and its code are all that there is to tell.",
            ),
            SupportError::SecretMissing => not_written(
                "secret_missing",
                "a secret of this integration is not in the vault, so it cannot be looked for in the files.",
                "Enter it again in Setup, then try again.",
            ),
            SupportError::StillThere(_) | SupportError::NotSound => not_written(
                "support_not_clean",
                &format!("{error}, after it should have been taken out."),
                "Copy what is on screen by hand, and look through it.",
            ),
        }
    }
}

impl From<&Refusal> for ErrorView {
    fn from(refusal: &Refusal) -> Self {
        Self::new(
            refusal.code,
            &format!("{}. {}", refusal.title, refusal.sentence),
            &refusal.next_step,
        )
    }
}

impl From<&StoreError> for ErrorView {
    fn from(error: &StoreError) -> Self {
        Self::from(&refusal_of_store(error).over(0, None))
    }
}

impl From<&VaultError> for ErrorView {
    fn from(error: &VaultError) -> Self {
        Self::from(&refusal_of_vault(error).over(0, None))
    }
}

impl From<&AskError> for ErrorView {
    fn from(error: &AskError) -> Self {
        match error {
            AskError::NoIntegration => Self::no_integration(),
            AskError::Store(error) => Self::from(error),
        }
    }
}

impl From<&EditError> for ErrorView {
    fn from(error: &EditError) -> Self {
        match error {
            EditError::Problems(notes) => Self::of_fields(notes),
            EditError::NoIntegration => Self::no_integration(),
            EditError::NothingHeld => Self::new(
                "nothing_held",
                "The secret you entered is no longer held.",
                "Enter it again.",
            ),
            EditError::SecretMissing => Self::new(
                "secret_missing",
                "Its secret is not in the vault.",
                "Enter the secret in Setup first.",
            ),
            EditError::NothingBeside => Self::new(
                "nothing_beside",
                "There is no such secret beside the one in use any more.",
                "Look at Setup: it shows what is there now.",
            ),
            EditError::Vault(error) => Self::from(error),
            EditError::Store(error) => Self::from(error),
        }
    }
}
