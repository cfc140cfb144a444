//! Kept exchanges: a page of the list, and what one is sent again with.
use serde::{Deserialize, Serialize};

use super::{CallView, CalledView, OutcomeKindView};

/// Which exchanges.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ActivityQueryView {
    /// Of one integration; None for all.
    pub(crate) integration: Option<String>,
    /// Every word has to occur; may be empty.
    pub(crate) text: String,
    /// Only those that were refused or failed.
    pub(crate) trouble_only: bool,
}

/// Some of the list, the latest first.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ActivityView {
    pub(crate) total: u32,
    pub(crate) rows: Vec<ActivityRowView>,
    /// What all of it takes: exchanges and bytes of bodies.
    pub(crate) kept_entries: u32,
    pub(crate) kept_bytes: f64,
}

/// A kept exchange as a row.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ActivityRowView {
    pub(crate) id: String,
    pub(crate) integration: String,
    /// As it was called then.
    pub(crate) label: String,
    pub(crate) environment_name: String,
    pub(crate) title: String,
    pub(crate) method: String,
    /// Without the query.
    pub(crate) address: String,
    /// 0 when nothing answered.
    pub(crate) status: u16,
    pub(crate) outcome: OutcomeKindView,
    /// The meaning: "As asked for", "Token expired".
    pub(crate) outcome_title: String,
    pub(crate) sent_at_ms: f64,
    pub(crate) elapsed_ms: f64,
    pub(crate) body_bytes: f64,
    /// The body was kept too.
    pub(crate) has_body: bool,
}

/// A kept exchange, opened.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeptExchangeView {
    pub(crate) called: CalledView,
    /// To fill the form with; None where the integration or the endpoint is gone.
    pub(crate) call: Option<CallView>,
}
