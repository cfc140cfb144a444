//! One request and its answer with every secret masked: safe to show, store and copy.
use serde::{Deserialize, Serialize};

/// A request and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// What was sent.
    pub request: RedactedRequest,
    /// Milliseconds since the epoch.
    pub sent_at_ms: i64,
    /// Until the answer was read whole, or the attempt failed.
    pub elapsed_ms: u64,
    /// None when nothing answered.
    pub answer: Option<RedactedAnswer>,
}

/// A request, secrets masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedactedRequest {
    /// `POST`.
    pub method: String,
    /// Scheme, host and path.
    pub address: String,
    /// The query's members.
    pub query: Vec<Member>,
    /// Headers in the order they are sent.
    pub headers: Vec<Member>,
    /// The body.
    pub body: RedactedBody,
}

/// A name with its value, or with dots and what they stand for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The name.
    pub name: String,
    /// The value, or dots.
    pub value: String,
    /// What the dots stand for: "client secret"; empty where the value is shown.
    #[serde(default)]
    pub masked: String,
}

/// A body, secrets masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedactedBody {
    /// None at all.
    None,
    /// `Content-Length: 0`.
    Empty,
    /// `application/x-www-form-urlencoded`.
    Form(Vec<Member>),
    /// A JSON object.
    Json(Vec<Member>),
}

/// An answer, secrets masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedactedAnswer {
    /// The status code.
    pub status: u16,
    /// As answered, without parameters; may be empty.
    pub content_type: String,
    /// The body's text, masked and cut; empty for HTML and for an issued token.
    pub excerpt: String,
    /// Request ids and rate counters.
    pub headers: Vec<Member>,
}
