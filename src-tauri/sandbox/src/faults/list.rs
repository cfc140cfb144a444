//! Every fault, in the order in which they strike where several are on.
use serde_json::Value;

use super::answers;
use super::fault::FaultTarget::{self, Both, Call, Token};
use super::scene::Scene;
use super::wire::Change;
use crate::reply::Reply;

/// A fault as it is built in.
pub(super) struct Entry {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) target: FaultTarget,
    pub(super) effect: Effect,
    /// Whether it passes over every second request that it fits.
    pub(super) every_second: bool,
}

/// What it does.
#[derive(Clone, Copy)]
pub(super) enum Effect {
    /// Answers in the provider's place, or does not fit.
    Instead(fn(&Scene<'_>) -> Option<Reply>),
    /// Changes the members of a good answer.
    Members(Change),
    /// Ends a good answer early.
    Truncated,
    /// Lets the answer wait.
    Slow,
    /// Dates the answer an hour back.
    WrongDate,
}

use Effect::{Instead, Members, Slow, Truncated, WrongDate};

pub(super) static FAULTS: [Entry; 26] = [
    fault(
        "unknown-client",
        "Unknown client id",
        "The token endpoint does not know the client id.",
        Token,
        Instead(answers::unknown_client),
    ),
    fault(
        "wrong-secret",
        "Client secret refused",
        "The token endpoint knows the client id and refuses the secret.",
        Token,
        Instead(answers::wrong_secret),
    ),
    Entry {
        every_second: true,
        ..fault(
            "false-invalid-client",
            "Good client refused for a moment",
            "id.cisco.com calls a good client invalid, and takes it at the next try. While this is on, every second request.",
            Token,
            Instead(answers::false_invalid_client),
        )
    },
    fault(
        "grant-not-allowed",
        "Grant not allowed",
        "The client was not registered for the grant that it uses.",
        Token,
        Instead(answers::grant_not_allowed),
    ),
    fault(
        "missing-subscription-key",
        "Subscription key missing",
        "Pivot's portal finds no subscription key. Strikes Pivot only.",
        Both,
        Instead(answers::missing_key),
    ),
    fault(
        "invalid-subscription-key",
        "Subscription key invalid",
        "Pivot's portal does not know the subscription key. Strikes Pivot only.",
        Both,
        Instead(answers::invalid_key),
    ),
    fault(
        "azure-over-rate",
        "Pivot's rate limit",
        "Pivot's portal asks to come back in 12 seconds: 429 with Retry-After. Strikes Pivot only.",
        Both,
        Instead(answers::azure_over_rate),
    ),
    fault(
        "expired-token",
        "Token expired",
        "The API refuses the token as if its time were over, in its own words: Developer Inactive, or invalid_token.",
        Call,
        Instead(answers::expired_token),
    ),
    fault(
        "not-authorized",
        "API not allowed",
        "The token is good, but its client was registered without this API.",
        Call,
        Instead(answers::not_authorized),
    ),
    fault(
        "over-rate",
        "Daily quota used up",
        "The gateway says Developer Over Rate: 429, while its header says 403. Not at Custom.",
        Call,
        Instead(answers::over_rate),
    ),
    fault(
        "over-rate-403",
        "Daily quota used up, the old way",
        "The same under 403, as gateways did before October 2022. Not at Custom.",
        Call,
        Instead(answers::over_rate_before_2022),
    ),
    fault(
        "over-qps",
        "Too many calls a second",
        "The gateway says Developer Over Qps: 403, and Retry-After is one second. Not at Custom.",
        Call,
        Instead(answers::over_qps),
    ),
    fault(
        "server-error",
        "Server error",
        "500, in the words of the server that signs in.",
        Both,
        Instead(answers::server_error),
    ),
    fault(
        "unavailable",
        "Service unavailable",
        "503 with a web page; Retry-After is 30 seconds.",
        Both,
        Instead(answers::unavailable),
    ),
    fault(
        "gateway-timeout",
        "Gateway timeout",
        "504: the service behind the gateway did not answer in time. Not at Custom.",
        Call,
        Instead(answers::gateway_timeout),
    ),
    fault(
        "service-not-found",
        "Service not found",
        "596: the gateway finds no service at the address. Not at Custom.",
        Call,
        Instead(answers::service_not_found),
    ),
    fault(
        "edge-filter",
        "Blocked at the edge",
        "403 with a web page, from a filter in front of the server.",
        Both,
        Instead(answers::edge_filter),
    ),
    fault(
        "heading-under-200",
        "Error page under 200",
        "200 with a heading in place of data: <h1>Gateway Timeout</h1>.",
        Call,
        Instead(answers::heading_under_200),
    ),
    fault(
        "error-under-200",
        "Error inside a 200",
        "200 with JSON that says what went wrong, in the members of the programme.",
        Call,
        Instead(answers::error_under_200),
    ),
    fault(
        "huge-answer",
        "100 MB answer",
        "200 with about 100 MB of JSON, without a length.",
        Call,
        Instead(answers::huge_answer),
    ),
    fault(
        "connection-cut",
        "Connection cut",
        "The connection ends before a byte of the answer.",
        Both,
        Instead(answers::connection_cut),
    ),
    fault(
        "no-expires-in",
        "No lifetime",
        "A token answer without expires_in.",
        Token,
        Members(without_expires_in),
    ),
    fault(
        "text-expires-in",
        "Lifetime as text",
        "A token answer whose expires_in is text: \"3600\".",
        Token,
        Members(with_text_expires_in),
    ),
    fault(
        "truncated-json",
        "JSON cut short",
        "A good answer ends in the middle, short of its Content-Length.",
        Both,
        Truncated,
    ),
    fault(
        "slow",
        "Slow answer",
        "The answer takes 20 seconds.",
        Both,
        Slow,
    ),
    fault(
        "wrong-date",
        "Clock an hour behind",
        "The answer's Date is an hour ago.",
        Both,
        WrongDate,
    ),
];

const fn fault(
    id: &'static str,
    name: &'static str,
    description: &'static str,
    target: FaultTarget,
    effect: Effect,
) -> Entry {
    Entry {
        id,
        name,
        description,
        target,
        effect,
        every_second: false,
    }
}

fn without_expires_in(answer: &mut Value) {
    if let Some(members) = answer.as_object_mut() {
        // Shifted, so that the other members keep their order.
        members.shift_remove("expires_in");
    }
}

fn with_text_expires_in(answer: &mut Value) {
    let text = answer["expires_in"].to_string();
    answer["expires_in"] = text.into();
}
