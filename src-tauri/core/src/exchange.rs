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

/// More than this between two clocks, and one of them is wrong.
const CLOCKS_MAY_DIFFER_MS: i64 = 60_000;

/// A sentence about this computer's clock, if the answer's `Date` shows it to be off by more than a minute.
pub fn clock_remark(exchange: &Exchange) -> Option<String> {
    let answer = exchange.answer.as_ref()?;
    let date = answer.headers.iter().find(|header| header.name == "date")?;
    let named = httpdate::parse_http_date(&date.value).ok()?;
    let named = named
        .duration_since(std::time::UNIX_EPOCH)
        .ok()?
        .as_millis();
    let named = i64::try_from(named).ok()?;
    let took = i64::try_from(exchange.elapsed_ms).ok()?;
    // The server wrote it at some time between the two.
    let (sent, received) = (
        exchange.sent_at_ms,
        exchange.sent_at_ms.saturating_add(took),
    );
    let (ahead, behind) = (sent.saturating_sub(named), named.saturating_sub(received));
    let (by, direction) = if ahead > CLOCKS_MAY_DIFFER_MS {
        (ahead, "ahead of")
    } else if behind > CLOCKS_MAY_DIFFER_MS {
        (behind, "behind")
    } else {
        return None;
    };
    let host = url::Url::parse(&exchange.request.address).ok()?;
    Some(format!(
        "This computer’s clock is {} {direction} {}’s. Countdowns stay right, but signatures and certificates may be refused: set the clock.",
        span(by),
        host.host_str()?
    ))
}

fn span(ms: i64) -> String {
    let minutes = ms / 60_000;
    match minutes {
        ..=119 => format!("{minutes} minutes"),
        120..=2_879 => format!("{} hours", minutes / 60),
        _ => format!("{} days", minutes / 1_440),
    }
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
    /// A text of the type its header names.
    Text {
        /// The text, or dots.
        text: String,
        /// What the dots stand for; empty where the text is shown.
        #[serde(default)]
        masked: String,
    },
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
