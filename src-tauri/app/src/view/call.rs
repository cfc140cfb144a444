//! A call as the page's form holds it, and what it would send.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FieldNoteView, RequestView};
use crate::call_form::CallForm;
use crate::desk::Desk;

/// A call as the form holds it. Values that may be keys are handles of texts that `hold_secret` took in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CallView {
    pub(crate) integration: String,
    /// None: method and address as typed.
    pub(crate) endpoint: Option<String>,
    /// By the parameters' keys; those left empty may be missing.
    pub(crate) values: BTreeMap<String, String>,
    /// Of a call without an endpoint.
    pub(crate) method: String,
    /// Of a call without an endpoint: a path below the base, or a whole address.
    pub(crate) address: String,
    pub(crate) query: Vec<FreeMemberView>,
    pub(crate) headers: Vec<FreeMemberView>,
    pub(crate) body: CallBodyView,
}

/// A header, query parameter or form member that no endpoint describes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FreeMemberView {
    pub(crate) name: String,
    pub(crate) value: GivenView,
}

/// A typed value: shown and kept as it is, or a secret that waits behind a handle.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum GivenView {
    Public {
        text: String,
    },
    /// `length` characters, for as many dots. An empty handle: nothing was typed yet, or it has to be typed again.
    Secret {
        handle: String,
        length: u32,
    },
}

/// Where the body of a call comes from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum CallBodyView {
    /// From the endpoint's body parameters; none where there are none.
    FromParameters,
    Text {
        content_type: String,
        text: GivenView,
    },
    Form {
        members: Vec<FreeMemberView>,
    },
}

/// What would be sent, or what keeps it from being sent.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CallCheckView {
    /// None while there are problems.
    pub(crate) request: Option<RequestView>,
    /// By parameter key, or `address`, `query.0`, `headers.0`, `body`, `contentType`, `form.0`.
    pub(crate) problems: Vec<FieldNoteView>,
    /// What the call would change, as a sentence: it is asked for first. Empty for one that only reads.
    pub(crate) effect: String,
}

impl CallCheckView {
    /// Sends nothing and reads no secret.
    pub(crate) fn of(desk: &Desk, form: &CallForm) -> Self {
        let call = form.call();
        let effect = call.effect().unwrap_or_default().to_owned();
        match desk.calls.preview(&form.integration, &call) {
            Ok(request) => Self {
                request: Some(RequestView::from(&request)),
                problems: vec![],
                effect,
            },
            Err(notes) => Self {
                request: None,
                problems: notes.iter().map(FieldNoteView::from).collect(),
                effect,
            },
        }
    }
}
