//! Why nothing was exported or imported, in words: a code, a sentence, a next step.
use crate::integrations::EditError;
use crate::own_endpoints::OwnEndpointsError;
use crate::ports::{StoreError, VaultError};
use crate::refusal::{Saying, refusal_of_store, refusal_of_vault};

/// Why a file was not written, or nothing of one was taken in. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{sentence} {next_step}")]
pub struct TransferRefusal {
    /// Stable, snake case.
    pub code: String,
    /// What is wrong.
    pub sentence: String,
    /// What to do.
    pub next_step: String,
    /// The vault has to be looked at.
    pub is_vault: bool,
}

impl TransferRefusal {
    pub(super) fn new(code: &str, sentence: impl Into<String>, next_step: &str) -> Self {
        Self {
            code: code.to_owned(),
            sentence: sentence.into(),
            next_step: next_step.to_owned(),
            is_vault: false,
        }
    }

    fn of(saying: &Saying) -> Self {
        let refusal = saying.clone().over(0, None);
        Self::new(
            refusal.code,
            format!("{}. {}", refusal.title, refusal.sentence),
            &refusal.next_step,
        )
    }
}

impl From<StoreError> for TransferRefusal {
    fn from(error: StoreError) -> Self {
        Self::of(&refusal_of_store(&error))
    }
}

impl From<VaultError> for TransferRefusal {
    fn from(error: VaultError) -> Self {
        Self {
            is_vault: true,
            ..Self::of(&refusal_of_vault(&error))
        }
    }
}

impl From<EditError> for TransferRefusal {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Store(error) => error.into(),
            EditError::Vault(error) => error.into(),
            other => Self::new("not_imported", format!("{other}."), "Try again."),
        }
    }
}

impl From<OwnEndpointsError> for TransferRefusal {
    fn from(error: OwnEndpointsError) -> Self {
        match error {
            OwnEndpointsError::Store(error) => error.into(),
            other => Self::new("not_imported", format!("{other}."), "Try again."),
        }
    }
}

pub(super) fn nothing_to_export(sandbox_only: bool) -> TransferRefusal {
    let sentence = if sandbox_only {
        "Only sandbox integrations were chosen. Their clients are known to the sandbox of this computer alone."
    } else {
        "There is nothing to export."
    };
    TransferRefusal::new("nothing_to_export", sentence, "Choose an integration.")
}

pub(super) fn too_large() -> TransferRefusal {
    TransferRefusal::new(
        "export_too_large",
        format!(
            "What was chosen takes more than {} MB, mostly samples.",
            super::TRANSFER_LIMIT >> 20
        ),
        "Export fewer integrations at a time.",
    )
}

pub(super) fn not_ours() -> TransferRefusal {
    TransferRefusal::new(
        "import_not_ours",
        "The file opens, but it is not an export of Gatepass.",
        "Choose a file that Gatepass wrote: its name is like gatepass-2026-01-31.age.",
    )
}

pub(super) fn newer() -> TransferRefusal {
    TransferRefusal::new(
        "import_newer",
        "The file was written by a newer Gatepass.",
        "Install that version here too, then import again.",
    )
}

/// The reader's own words are not passed on: they may quote what they read.
pub(super) fn malformed() -> TransferRefusal {
    TransferRefusal::new(
        "import_malformed",
        "The file opens, but what is in it is not as Gatepass writes it.",
        "Ask whoever made it to export again.",
    )
}

pub(super) fn too_much(what: &str) -> TransferRefusal {
    TransferRefusal::new(
        "import_too_much",
        format!("The file holds more {what} than Gatepass takes in."),
        "Ask for a file with fewer of them.",
    )
}

pub(super) fn twice(what: &str) -> TransferRefusal {
    TransferRefusal::new(
        "import_twice",
        format!("The file has the same {what} twice. Gatepass does not write such files."),
        "Do not use it unless you know who changed it, and why.",
    )
}

pub(super) fn too_large_to_read() -> TransferRefusal {
    TransferRefusal::new(
        "import_too_large",
        format!(
            "The file holds more than {} MB.",
            super::TRANSFER_LIMIT >> 20
        ),
        "Ask for a file with fewer integrations.",
    )
}

/// `what` as in “The client secret of Ours”.
pub(super) fn foreign_secret(what: &str) -> TransferRefusal {
    TransferRefusal::new(
        "import_foreign_secret",
        format!(
            "{what} is bound to a place that is not its integration’s. Gatepass does not write such files."
        ),
        "Do not use it unless you know who changed it, and why.",
    )
}

pub(super) fn nothing_usable(why: &str) -> TransferRefusal {
    TransferRefusal::new(
        "import_nothing",
        format!("Nothing in the file can be added. {why}")
            .trim_end()
            .to_owned(),
        "Ask whoever made it to export again.",
    )
}

pub(super) fn overtaken() -> TransferRefusal {
    TransferRefusal::new(
        "import_overtaken",
        "What should be replaced is no longer there.",
        "Open the file again, and choose anew.",
    )
}
