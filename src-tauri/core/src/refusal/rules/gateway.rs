//! The Mashery gateway in front of Cisco's APIs: XML by its content type, a heading by its body, a header that says 403 under
//! other statuses too. Status, header and heading are looked at together.
use crate::refusal::rule::{Again, Rule, refused};
use crate::refusal::{AnswerFacts, Fault, Remedy};

fn gateway(facts: &AnswerFacts, code: &str, heading: &str) -> bool {
    facts.gateway_code.contains(code) || facts.heading.eq_ignore_ascii_case(heading)
}

/// A pause is asked for, here and by everybody else who says 429.
pub(super) const LIMITS: &[Rule] = &[
    refused(
        "too_many_calls_a_second",
        "too fast",
        (Fault::You, Remedy::Retry),
        |f, _| gateway(f, "OVER_QPS", "Developer Over Qps"),
        [
            "{provider} asks for a slower pace",
            "More requests arrived in one second than this application may send.",
            "Wait {moment}, then try again, one request at a time.{thrift}",
        ],
    )
    .again(Again::MayPass),
    refused(
        "over_rate",
        "limit reached",
        (Fault::You, Remedy::Retry),
        |f, _| gateway(f, "OVER_RATE", "Developer Over Rate"),
        [
            "{provider} asks for a pause",
            "This application has used up the requests it may send, in a minute or in a day. The console shows its limits.",
            "Wait {wait}, then try again. If that does not help, the day's limit is reached.{thrift}",
        ],
    ),
    refused(
        "too_many_requests",
        "too many requests",
        (Fault::You, Remedy::Retry),
        |f, _| f.status == 429,
        [
            "{provider} asks for a pause",
            "Too many requests arrived in too short a time.",
            "Wait {wait}, then try again.{thrift}",
        ],
    ),
];

/// For calls: host pairs that do not mix.
pub(super) const PAIR: &[Rule] = &[refused(
    "wrong_host_pair",
    "wrong host",
    (Fault::You, Remedy::Setup),
    |f, a| is_inactive(f) && a.mismatch().is_some(),
    [
        "The token and the host do not belong together",
        "The token comes from {issuer}, and the call went to {host}, which takes tokens of another server only.",
        "Call {right} instead: it takes the tokens of {issuer}. Or choose the other environment in Setup.",
    ],
)];

fn is_inactive(facts: &AnswerFacts) -> bool {
    gateway(facts, "INACTIVE", "Developer Inactive")
}

/// For tokens and calls. The gateway also says so of a token that has ended.
pub(super) const INACTIVE: &[Rule] = &[refused(
    "developer_inactive",
    "inactive",
    (Fault::Key, Remedy::Setup),
    |f, _| is_inactive(f),
    [
        "The gateway says “Developer Inactive”",
        "The token has ended, the application is not active, or it was registered for another pair of hosts.{pairs}",
        "Check the environment in Setup, and the application's state in the console.{before}",
    ],
)
.again(Again::WithNewToken)];

/// For tokens.
pub(super) const TOKEN: &[Rule] = &[refused(
    "gateway_answered",
    "wrong address",
    (Fault::You, Remedy::Setup),
    |f, _| f.gateway_code.contains("NOT_AUTHORIZED") || f.heading == "Not Authorized",
    [
        "An API answered instead of a token endpoint",
        "The gateway in front of the APIs wants a token and has none to give.",
        "Compare the token address in Setup with the documentation: tokens come from another host than the API's.",
    ],
)];

/// For calls.
pub(super) const CALL: &[Rule] = &[
    refused(
        "token_not_seen",
        "no token seen",
        (Fault::You, Remedy::Setup),
        |f, _| f.text.starts_with("Authorization Header is either empty"),
        [
            "The gateway saw no token",
            "The call arrived without an Authorization header that it can read.",
            "Check the token header and its prefix in Setup: this API wants “Authorization: Bearer”.",
        ],
    ),
    refused(
        "service_not_found",
        "no such service",
        (Fault::You, Remedy::Retry),
        |f, _| f.status == 596 || gateway(f, "ERR_596", "Service Not Found"),
        [
            "The gateway has no service at this path",
            "It answered {status}. A misspelt path does that, and so does a blank inside one of its parts.",
            "Compare the path with the documentation, and remove blanks from what was typed into it.",
        ],
    ),
];
