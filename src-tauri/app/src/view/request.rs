//! A request and its answer with the secrets masked, cut into pieces that the page only has to colour.
use gatepass_core::{Exchange, Member, RedactedBody, RedactedRequest};
use serde::Serialize;

use super::{millis, millis_of};

/// A request as it was or will be sent, secrets masked.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct RequestView {
    pub(crate) method: String,
    /// Scheme, host and path.
    pub(crate) address: String,
    pub(crate) query: Vec<MemberView>,
    pub(crate) headers: Vec<MemberView>,
    pub(crate) body: BodyView,
}

/// A name and a value: a header, a query parameter or a member of a body.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct MemberView {
    pub(crate) name: String,
    /// The value, or dots where it is a secret.
    pub(crate) value: String,
    /// What the dots stand for ("client secret"), or empty where the value is shown.
    pub(crate) masked: String,
}

/// The body of a request.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum BodyView {
    /// No body and no Content-Length.
    None,
    /// An empty body with `Content-Length: 0`.
    Empty,
    Form {
        members: Vec<MemberView>,
    },
    Json {
        members: Vec<MemberView>,
    },
    /// A text of any type: the text, or dots and what they stand for.
    Text {
        text: String,
        masked: String,
    },
}

/// A request and what came of it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExchangeView {
    pub(crate) request: RequestView,
    pub(crate) sent_at_ms: f64,
    pub(crate) elapsed_ms: f64,
    /// None when nothing answered.
    pub(crate) answer: Option<AnswerView>,
}

/// An answer, secrets masked, HTML read and not shown.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct AnswerView {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    /// The body's text, masked and cut; empty for HTML and for a success.
    pub(crate) excerpt: String,
    /// Request ids and rate counters that support asks for.
    pub(crate) headers: Vec<MemberView>,
}

impl From<&Exchange> for ExchangeView {
    fn from(exchange: &Exchange) -> Self {
        Self {
            request: RequestView::from(&exchange.request),
            sent_at_ms: millis(exchange.sent_at_ms),
            elapsed_ms: millis_of(exchange.elapsed_ms),
            answer: exchange.answer.as_ref().map(|answer| AnswerView {
                status: answer.status,
                content_type: answer.content_type.clone(),
                excerpt: answer.excerpt.clone(),
                headers: members(&answer.headers),
            }),
        }
    }
}

impl From<&RedactedRequest> for RequestView {
    fn from(request: &RedactedRequest) -> Self {
        Self {
            method: request.method.clone(),
            address: request.address.clone(),
            query: members(&request.query),
            headers: members(&request.headers),
            body: match &request.body {
                RedactedBody::None => BodyView::None,
                RedactedBody::Empty => BodyView::Empty,
                RedactedBody::Form(list) => BodyView::Form {
                    members: members(list),
                },
                RedactedBody::Json(list) => BodyView::Json {
                    members: members(list),
                },
                RedactedBody::Text { text, masked } => BodyView::Text {
                    text: text.clone(),
                    masked: masked.clone(),
                },
            },
        }
    }
}

fn members(members: &[Member]) -> Vec<MemberView> {
    members.iter().map(MemberView::from).collect()
}

impl From<&Member> for MemberView {
    fn from(member: &Member) -> Self {
        Self {
            name: member.name.clone(),
            value: member.value.clone(),
            masked: member.masked.clone(),
        }
    }
}
