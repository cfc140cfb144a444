//! One call and its answer with every secret masked, and what the answer amounts to: what the tester shows and Activity keeps.
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::exchange::{Member, RedactedRequest, Sizes, Times};
use crate::refusal::Fault;

/// Names an exchange for ever.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ExchangeId(pub String);

impl fmt::Display for ExchangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A call and what came of it. The answer's body is not in it: it may be large.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallExchange {
    /// Its name.
    pub id: ExchangeId,
    /// What was sent last, after redirects and a renewal.
    pub request: RedactedRequest,
    /// When the first request of the call was sent, in milliseconds since the epoch.
    pub sent_at_ms: i64,
    /// From then until the answer was read whole, or the attempt ended.
    pub elapsed_ms: u64,
    /// None when nothing answered.
    pub answer: Option<CallAnswer>,
    /// What it amounts to.
    pub outcome: CallOutcome,
    /// The server held the token for expired, so it was renewed and the call repeated: once.
    pub renewed: bool,
    /// How many redirects were followed, all within the origin.
    pub redirects: u32,
}

/// The head of a call's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallAnswer {
    /// The status code.
    pub status: u16,
    /// All of them, masked. Names in lower case, in the order they came.
    pub headers: Vec<Member>,
    /// Where the time of the last request went.
    pub times: Times,
    /// How many bytes the body has.
    pub sizes: Sizes,
    /// Whether the body came to its end; false where it was cut off or is larger than the limit.
    pub whole: bool,
    /// Where the server wants to send the caller, masked; shown and not followed.
    pub redirect: Option<String>,
}

impl CallAnswer {
    /// The value of `Content-Type`, or "".
    pub fn content_type(&self) -> &str {
        let mut headers = self.headers.iter();
        headers
            .find(|header| header.name == "content-type")
            .map_or("", |header| &header.value)
    }
}

/// What a call amounts to, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallOutcome {
    /// In one word.
    pub kind: OutcomeKind,
    /// Stable, snake case; empty for a success.
    pub code: String,
    /// A heading.
    pub title: String,
    /// What happened, in a sentence or two.
    pub sentence: String,
    /// What to do, or nothing.
    pub next_step: String,
    /// Where it has to be put right; None where nothing went wrong.
    pub fault: Option<Fault>,
}

impl OutcomeKind {
    /// Those that somebody has to look into.
    pub const TROUBLE: [Self; 3] = [Self::Partial, Self::Refused, Self::Failed];
}

/// What a call amounts to, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// As asked for.
    Success,
    /// The service answered that there is nothing: no failure, also where it says so with 404.
    NoData,
    /// Some of what was asked for is there.
    Partial,
    /// The service did not do it, also where the status is 200.
    Refused,
    /// No answer came, or none that could be read to its end.
    Failed,
    /// The user stopped it. Whether the service did it is not known.
    Cancelled,
}
