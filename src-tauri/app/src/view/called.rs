//! What came of a call, or a stored answer: the head of it, and how its body can be looked at. The body stays here.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FaultView, FieldNoteView, MemberView, RefusalView, RequestView};

/// What came of sending.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum CallResultView {
    /// Something was sent. Whether it was answered, and how, is in it.
    Called { called: Box<CalledView> },
    /// Nothing was sent: no token, or the vault is closed.
    Refused { refusal: Box<RefusalView> },
    /// Nothing was sent: these fields have to be put right.
    Problems { problems: Vec<FieldNoteView> },
    /// Stopped by the user before anything was sent.
    Cancelled,
}

/// An answer: live, a sample, or one of Activity.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CalledView {
    /// Names the body to the commands that read it.
    pub(crate) id: String,
    pub(crate) source: AnswerSourceView,
    pub(crate) integration: String,
    pub(crate) endpoint: Option<String>,
    /// "Bugs by id", or "GET /hello".
    pub(crate) title: String,
    pub(crate) outcome: OutcomeView,
    /// None for a sample.
    pub(crate) request: Option<RequestView>,
    pub(crate) sent_at_ms: f64,
    /// 0 when nothing answered.
    pub(crate) status: u16,
    /// "OK", "Not Found"; empty when nothing answered.
    pub(crate) reason: String,
    pub(crate) times: TimesView,
    /// Bytes of the body as received, encoded.
    pub(crate) wire_bytes: f64,
    /// Bytes of the body, decoded.
    pub(crate) body_bytes: f64,
    /// All of them, masked.
    pub(crate) headers: Vec<MemberView>,
    /// Worth seeing at once: request ids, rate counters.
    pub(crate) lifted: Vec<MemberView>,
    pub(crate) body: BodyFormView,
    /// Rows of the formatted document with nothing folded; 0 where there is none.
    pub(crate) rows: u32,
    /// Lines of the body as it came.
    pub(crate) lines: u32,
    pub(crate) tables: Vec<TableView>,
    /// The token had expired at the server: it was renewed and the call sent again, once.
    pub(crate) renewed: bool,
    /// Where the server wanted to send the caller; not followed. Or empty.
    pub(crate) redirect: String,
    /// Values that ask for the next page; None on the last one, and where there are no pages.
    pub(crate) next_page: Option<BTreeMap<String, String>>,
    /// Can be saved as the user's own sample.
    pub(crate) can_save_sample: bool,
}

/// Where an answer comes from.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum AnswerSourceView {
    Live,
    /// Nothing was sent. `note`: what is odd about it, or empty.
    Sample {
        title: String,
        inferred: bool,
        own: bool,
        origin: String,
        note: String,
    },
    /// From Activity.
    Kept,
}

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

/// An array of objects somewhere in the answer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TableView {
    /// `$.bugs`, or `$` for a single object shown as a card.
    pub(crate) path: String,
    /// "bugs", "Answer".
    pub(crate) label: String,
    pub(crate) rows: u32,
    pub(crate) columns: Vec<ColumnView>,
    /// A single object: there is a card and no table.
    pub(crate) single: bool,
    /// What was left out, as a sentence, or empty.
    pub(crate) note: String,
}

/// A column of it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ColumnView {
    /// `EndOfSaleDate.value`.
    pub(crate) key: String,
    /// `text`, `number`, `date`, `flag` or `mixed`.
    pub(crate) kind: String,
    /// Shown unless the user chooses otherwise.
    pub(crate) shown: bool,
}

/// Which rows of a table, in which order.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TableQueryView {
    /// Index into `tables`.
    pub(crate) table: u32,
    /// Every word has to occur in a row; may be empty.
    pub(crate) filter: String,
    /// A column's key, or empty for the answer's own order.
    pub(crate) sort: String,
    pub(crate) descending: bool,
    /// The keys of the columns to give, in their order.
    pub(crate) columns: Vec<String>,
}

/// Some rows of a table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TableRowsView {
    /// How many rows pass the filter.
    pub(crate) total: u32,
    pub(crate) rows: Vec<TableRowView>,
}

/// A row of a table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TableRowView {
    /// Names the record to `card`.
    pub(crate) record: u32,
    /// In the order of the columns asked for; None where the record has no value there (also `null`, "null", "NA").
    pub(crate) cells: Vec<Option<String>>,
}

/// A record to be read by a person.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CardView {
    pub(crate) title: String,
    pub(crate) fields: Vec<CardFieldView>,
}

/// A field of it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CardFieldView {
    pub(crate) label: String,
    /// `text`, `number`, `date`, `flag`, `absent`, `list` or `record`.
    pub(crate) kind: String,
    /// Plain text with its line breaks; HTML is stripped.
    pub(crate) text: String,
    /// https addresses found in it: offered, not followed.
    pub(crate) links: Vec<String>,
    /// Of a list or record: its own fields.
    pub(crate) fields: Vec<CardFieldView>,
    /// Items of a long list that are not shown.
    pub(crate) more: u32,
}

/// Matches of a search in a body.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SearchView {
    pub(crate) total: f64,
    /// A newer search took its place.
    pub(crate) cancelled: bool,
    /// Why nothing can be looked for (a pattern that is no regular expression), or empty.
    pub(crate) problem: String,
}

/// Where a match is: scroll there.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct HitView {
    /// The row's number.
    pub(crate) row: u32,
    /// Its position among the visible rows; what hid it was unfolded.
    pub(crate) position: u32,
    /// How many rows are visible now.
    pub(crate) total: u32,
}

/// Two answers side by side, by their members' paths.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ComparisonView {
    /// "As the sample: every member is there with its type", or what differs, in a sentence.
    pub(crate) summary: String,
    pub(crate) same: bool,
    pub(crate) differences: Vec<DifferenceView>,
    /// Why they cannot be compared, as a sentence, or empty.
    pub(crate) problem: String,
}

/// A member that differs.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DifferenceView {
    /// `bugs[].bug_id`.
    pub(crate) path: String,
    pub(crate) kind: DifferenceKindView,
    /// Types on the left: "text", "number or null"; empty where it is missing.
    pub(crate) left: String,
    pub(crate) right: String,
    /// Example values, cut; shown on demand.
    pub(crate) left_values: Vec<String>,
    pub(crate) right_values: Vec<String>,
}

/// How.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum DifferenceKindView {
    /// On the left only.
    Missing,
    /// On the right only.
    New,
    /// Of another type.
    Retyped,
    /// There on both sides, without a value on one.
    Empty,
    /// The same type and another value, where there is one value only.
    Value,
}

/// Something was written to a file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SavedView {
    /// The folder, for showing: `~/Downloads`.
    pub(crate) folder: String,
    /// The files' names.
    pub(crate) files: Vec<String>,
}
