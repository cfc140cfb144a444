//! What a body is, and so how it can be shown.
use gatepass_core::page_heading;
use gatepass_io::Form;
use serde::Serialize;

use super::capitalised;
use crate::answers::Answer;

/// What a body is, and so how it can be shown.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum BodyFormView {
    /// The answer has none, or nothing answered.
    None,
    Json,
    /// JSON up to a fault; the sentence says where and what.
    BrokenJson {
        fault: String,
    },
    /// A web page: its heading; the text itself is under Raw.
    Page {
        heading: String,
    },
    Text,
    /// From Activity: the body was not kept; the sentence says why.
    NotKept {
        why: String,
    },
}

impl BodyFormView {
    /// By its form, for content types lie; only a page has no form of its own.
    pub(crate) fn of(answer: &Answer) -> Self {
        let bytes = answer.body.bytes();
        match answer.body.form() {
            _ if bytes.is_empty() => Self::None,
            Form::Json => Self::Json,
            Form::BrokenJson(fault) => Self::BrokenJson {
                fault: format!("{}.", capitalised(&fault.to_string())),
            },
            Form::Text => match page_heading(bytes, &answer.content_type) {
                Some(heading) => Self::Page { heading },
                None => Self::Text,
            },
        }
    }
}
