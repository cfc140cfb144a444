//! One request and its answer with every secret masked: safe to show, store and copy.
use serde::{Deserialize, Serialize};

use crate::http_date::http_date_s;

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
    let named_s = i64::try_from(http_date_s(&date.value)?).ok()?;
    let named = named_s.saturating_mul(1000);
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
        ..=1 => "1 minute".to_owned(),
        2..=119 => format!("{minutes} minutes"),
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

/// Where the time of an exchange went, in milliseconds. What did not happen is None: a connection that was used before
/// costs no lookup, no connecting and no handshake.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// Looking up the host's name; None for an address in digits, and where a proxy looks it up.
    pub dns_ms: Option<u64>,
    /// Connecting, through a proxy if there is one.
    pub connect_ms: Option<u64>,
    /// Agreeing on encryption.
    pub tls_ms: Option<u64>,
    /// From a usable connection to the answer's head: sending the request, and the server's own time.
    pub wait_ms: Option<u64>,
    /// From the answer's head to the last byte of its body.
    pub download_ms: Option<u64>,
}

/// How many bytes an answer's body has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    /// As received, encoded; without the frames of chunks and HTTP/2.
    pub wire: u64,
    /// Decoded: what went into the sink.
    pub decoded: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `date -u -d @1750000000`
    const DATE: &str = "Sun, 15 Jun 2025 15:06:40 GMT";
    const AT_MS: i64 = 1_750_000_000_000;

    /// What is said when a request is sent at `sent_at_ms` by this computer's clock and answered after `elapsed_ms`.
    fn remark(sent_at_ms: i64, elapsed_ms: u64, date: &str) -> Option<String> {
        let date = Member {
            name: "date".into(),
            value: date.into(),
            masked: String::new(),
        };
        clock_remark(&Exchange {
            request: RedactedRequest {
                method: "POST".into(),
                address: "https://id.example/token".into(),
                query: vec![],
                headers: vec![],
                body: RedactedBody::Empty,
            },
            sent_at_ms,
            elapsed_ms,
            answer: Some(RedactedAnswer {
                status: 200,
                content_type: String::new(),
                excerpt: String::new(),
                headers: vec![date],
            }),
        })
    }

    #[test]
    fn a_clock_that_is_off_by_more_than_a_minute_is_told_either_way() {
        const MINUTE: i64 = 60_000;
        let rows = [
            (MINUTE + 1, "1 minute ahead of"),
            (2 * MINUTE - 1, "1 minute ahead of"),
            (2 * MINUTE, "2 minutes ahead of"),
            (119 * MINUTE, "119 minutes ahead of"),
            (120 * MINUTE, "2 hours ahead of"),
            (2_880 * MINUTE, "2 days ahead of"),
            (5_259_600 * MINUTE, "3652 days ahead of"),
            (-MINUTE - 1, "1 minute behind"),
            (-3 * MINUTE, "3 minutes behind"),
            (-1_440 * MINUTE, "24 hours behind"),
            (-5_259_600 * MINUTE, "3652 days behind"),
        ];
        for (off_ms, expected) in rows {
            let said = remark(AT_MS + off_ms, 0, DATE).expect(expected);
            assert_eq!(
                said,
                format!(
                    "This computer’s clock is {expected} id.example’s. Countdowns stay right, but signatures and certificates may be refused: set the clock."
                )
            );
        }
    }

    #[test]
    fn a_minute_is_within_what_clocks_may_differ() {
        for off_ms in [0, 999, 60_000, -60_000] {
            assert_eq!(remark(AT_MS + off_ms, 0, DATE), None, "{off_ms} ms");
        }
    }

    /// Sent two minutes before the server wrote its date, or answered two minutes after: no clock is wrong.
    #[test]
    fn a_slow_answer_is_not_mistaken_for_a_wrong_clock() {
        for written_after_ms in [0, 30_000, 120_000] {
            assert_eq!(remark(AT_MS - written_after_ms, 120_000, DATE), None);
        }
        assert!(
            remark(AT_MS - 181_000, 120_000, DATE).is_some(),
            "slow and wrong"
        );
        assert!(
            remark(AT_MS + 61_000, 120_000, DATE).is_some(),
            "slow and wrong"
        );
    }

    #[test]
    fn without_a_date_that_can_be_read_nothing_is_said() {
        for date in ["", "yesterday", "Sun, 15 Jun 1925 15:06:40 GMT"] {
            assert_eq!(remark(AT_MS, 0, date), None, "{date:?}");
        }
    }
}
