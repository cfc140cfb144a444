//! What came of a call, or a stored answer: the head of it, and how its body can be looked at. The body stays here.
use std::collections::BTreeMap;

use gatepass_core::{
    CallExchange, Endpoint, Given, Member, Values, can_be_sample, lifted, next_page,
};
use serde::Serialize;
use tauri::http::StatusCode;

use super::{
    BodyFormView, FieldNoteView, MemberView, OutcomeView, RefusalView, RequestView, TableView,
    TimesView, millis, millis_of,
};
use crate::answers::Answer;

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
    /// Empty while they are still to be asked for, see `tables_later`.
    pub(crate) tables: Vec<TableView>,
    /// The body is so large that looking for tables would hold up its first rows: they are asked for by `tables`.
    pub(crate) tables_later: bool,
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
        id: String,
        title: String,
        inferred: bool,
        own: bool,
        origin: String,
        note: String,
    },
    /// From Activity.
    Kept,
}

/// Up to here the tables of a body are found within a frame or two.
const TABLES_AT_ONCE: usize = 4 * 1000 * 1000;

/// A larger body is not read once more only to turn its page.
const LARGEST_PAGE: usize = 16 * 1000 * 1000;

impl CalledView {
    /// A call that was sent, with its body if there is one. `values`: what its endpoint was sent.
    pub(crate) fn of(
        exchange: &CallExchange,
        source: AnswerSourceView,
        answer: &Answer,
        sent: Option<(&Endpoint, &Values)>,
    ) -> Self {
        let head = exchange.answer.as_ref();
        Self {
            id: exchange.id.0.clone(),
            source,
            integration: answer.integration.0.clone(),
            endpoint: answer.endpoint.clone(),
            title: answer.title.clone(),
            outcome: OutcomeView::from(&exchange.outcome),
            request: Some(RequestView::from(&exchange.request)),
            sent_at_ms: millis(exchange.sent_at_ms),
            status: head.map_or(0, |head| head.status),
            reason: head.map_or_else(String::new, |head| reason(head.status)),
            times: TimesView::of(head.map(|head| &head.times), exchange.elapsed_ms),
            wire_bytes: head.map_or(0.0, |head| millis_of(head.sizes.wire)),
            headers: head.map_or_else(Vec::new, |head| members(&head.headers)),
            lifted: head.map_or_else(Vec::new, |head| lifted_of(&head.headers)),
            body: BodyFormView::of(answer),
            renewed: exchange.renewed,
            redirect: head
                .and_then(|head| head.redirect.clone())
                .unwrap_or_default(),
            next_page: sent.and_then(|(endpoint, values)| page_after(endpoint, values, answer)),
            can_save_sample: answer.endpoint.is_some()
                && can_be_sample(exchange.outcome.kind, answer.row_count() > 0),
            ..Self::of_body(answer)
        }
    }

    /// A stored answer, with the headers it came with.
    pub(crate) fn of_sample(
        id: String,
        source: AnswerSourceView,
        answer: &Answer,
        headers: Vec<(String, String)>,
    ) -> Self {
        let header = |(name, value)| MemberView {
            name,
            value,
            masked: String::new(),
        };
        Self {
            id,
            source,
            integration: answer.integration.0.clone(),
            endpoint: answer.endpoint.clone(),
            title: answer.title.clone(),
            outcome: OutcomeView::sample(),
            status: answer.status,
            reason: reason(answer.status),
            headers: headers.into_iter().map(header).collect(),
            body: BodyFormView::of(answer),
            ..Self::of_body(answer)
        }
    }

    /// What can be said of a body alone.
    fn of_body(answer: &Answer) -> Self {
        let tables_later = answer.body.bytes().len() > TABLES_AT_ONCE;
        Self {
            id: String::new(),
            source: AnswerSourceView::Live,
            integration: String::new(),
            endpoint: None,
            title: String::new(),
            outcome: OutcomeView::default(),
            request: None,
            sent_at_ms: 0.0,
            status: 0,
            reason: String::new(),
            times: TimesView::default(),
            wire_bytes: 0.0,
            body_bytes: millis_of(answer.body.bytes().len() as u64),
            headers: vec![],
            lifted: vec![],
            body: BodyFormView::None,
            rows: answer.row_count(),
            lines: answer.body.line_count(),
            tables: if tables_later {
                vec![]
            } else {
                answer.tables()
            },
            tables_later,
            renewed: false,
            redirect: String::new(),
            next_page: None,
            can_save_sample: false,
        }
    }
}

fn page_after(
    endpoint: &Endpoint,
    values: &Values,
    answer: &Answer,
) -> Option<BTreeMap<String, String>> {
    let bytes = answer.body.bytes();
    let body = serde_json::from_slice(bytes)
        .ok()
        .filter(|_| bytes.len() <= LARGEST_PAGE)?;
    let text = |(key, given): (String, Given)| match given {
        Given::Public(text) => Some((key, text)),
        Given::Secret(_) => None,
    };
    Some(
        next_page(endpoint, values, &body)?
            .into_iter()
            .filter_map(text)
            .collect(),
    )
}

fn reason(status: u16) -> String {
    let status = StatusCode::from_u16(status).ok();
    let reason = status.and_then(|status| status.canonical_reason());
    reason.unwrap_or_default().to_owned()
}

fn members(members: &[Member]) -> Vec<MemberView> {
    members.iter().map(MemberView::from).collect()
}

fn lifted_of(headers: &[Member]) -> Vec<MemberView> {
    let view = |(label, value): (&str, String)| MemberView {
        name: label.to_owned(),
        value,
        masked: String::new(),
    };
    lifted(headers)
        .into_iter()
        .map(|lifted| view((lifted.label, lifted.value)))
        .collect()
}
