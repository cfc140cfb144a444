//! Files for a ticket, as they are shown before they are written.
use gatepass_core::{SupportBody, SupportBundle};
use serde::{Deserialize, Serialize};

/// The exchange that the files are about.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum SupportSourceView {
    /// The last refusal of a token.
    Token { integration: String },
    /// A kept call.
    Exchange { id: String },
}

/// Both files, exactly as they will be written.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SupportView {
    /// Names them to the command that writes them.
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) har: String,
    /// The answer's body is left out because it may hold data of persons: the user may want it inside.
    pub(crate) body_may_be_personal: bool,
    /// Why there is no body to put in, or empty.
    pub(crate) body_note: String,
}

impl SupportView {
    /// Under the name that it can be written by.
    pub(crate) fn of(id: String, bundle: &SupportBundle) -> Self {
        Self {
            id,
            text: bundle.text.clone(),
            har: bundle.har.clone(),
            body_may_be_personal: bundle.body == SupportBody::MayBePersonal,
            body_note: match &bundle.body {
                SupportBody::NotThere(why) => why.clone(),
                SupportBody::Inside | SupportBody::MayBePersonal => String::new(),
            },
        }
    }
}
