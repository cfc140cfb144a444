//! What a call amounts to, in words, and where its time went.
use gatepass_core::{CallOutcome, OutcomeKind, Times};
use serde::Serialize;

use super::{FaultView, millis_of};

/// What a call amounts to, in words.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct OutcomeView {
    pub(crate) kind: OutcomeKindView,
    pub(crate) code: String,
    /// A heading: "As asked for", "No data", "EoX refused the request".
    pub(crate) title: String,
    pub(crate) sentence: String,
    /// Or empty.
    pub(crate) next_step: String,
    pub(crate) fault: Option<FaultView>,
}

/// In one word.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum OutcomeKindView {
    Success,
    NoData,
    Partial,
    Refused,
    Failed,
    Cancelled,
}

/// Where the time went, in milliseconds. None: it did not happen, as on a connection used before.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TimesView {
    pub(crate) dns_ms: Option<f64>,
    pub(crate) connect_ms: Option<f64>,
    pub(crate) tls_ms: Option<f64>,
    pub(crate) wait_ms: Option<f64>,
    pub(crate) download_ms: Option<f64>,
    /// From sending to the last byte, redirects and a repeat among it.
    pub(crate) total_ms: f64,
}

impl OutcomeView {
    /// A stored answer: nothing was sent, so nothing could go wrong.
    pub(crate) fn sample() -> Self {
        Self {
            title: "Sample answer".to_owned(),
            sentence: "Nothing was sent.".to_owned(),
            ..Self::default()
        }
    }
}

impl Default for OutcomeView {
    fn default() -> Self {
        Self {
            kind: OutcomeKindView::Success,
            code: String::new(),
            title: String::new(),
            sentence: String::new(),
            next_step: String::new(),
            fault: None,
        }
    }
}

impl From<&CallOutcome> for OutcomeView {
    fn from(outcome: &CallOutcome) -> Self {
        Self {
            kind: OutcomeKindView::from(outcome.kind),
            code: outcome.code.clone(),
            title: outcome.title.clone(),
            sentence: outcome.sentence.clone(),
            next_step: outcome.next_step.clone(),
            fault: outcome.fault.map(FaultView::from),
        }
    }
}

impl From<OutcomeKind> for OutcomeKindView {
    fn from(kind: OutcomeKind) -> Self {
        match kind {
            OutcomeKind::Success => Self::Success,
            OutcomeKind::NoData => Self::NoData,
            OutcomeKind::Partial => Self::Partial,
            OutcomeKind::Refused => Self::Refused,
            OutcomeKind::Failed => Self::Failed,
            OutcomeKind::Cancelled => Self::Cancelled,
        }
    }
}

impl TimesView {
    pub(super) fn of(times: Option<&Times>, elapsed_ms: u64) -> Self {
        let part = |part: fn(&Times) -> Option<u64>| times.and_then(part).map(millis_of);
        Self {
            dns_ms: part(|times| times.dns_ms),
            connect_ms: part(|times| times.connect_ms),
            tls_ms: part(|times| times.tls_ms),
            wait_ms: part(|times| times.wait_ms),
            download_ms: part(|times| times.download_ms),
            total_ms: millis_of(elapsed_ms),
        }
    }
}
