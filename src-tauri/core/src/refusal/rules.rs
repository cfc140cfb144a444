//! The interpreter: a table from what token endpoints answer to what a person should know. First match wins.
//!
//! Sources: RFC 6749 section 5.2; Okta, PingFederate, Azure API Management and Mashery error bodies as documented.
use super::answer::AnswerFacts;
use super::{Remedy, Saying};

type Test = fn(&AnswerFacts) -> bool;
/// Code, words for the list, remedy, then title, sentence and next step. `{p}` is the provider, `{s}` the status.
type Row = (&'static str, &'static str, Remedy, Test, [&'static str; 3]);

/// Reads an answer that holds no token. `provider` is its name as people say it.
pub fn refusal_of_answer(facts: &AnswerFacts, provider: &str) -> Saying {
    let (code, short, remedy, _, words) = TABLE.iter().find(|row| row.3(facts)).unwrap_or(&LAST);
    Saying::new(
        code,
        short,
        *remedy,
        words.map(|text| fill(text, facts, provider)),
    )
}

fn fill(text: &str, facts: &AnswerFacts, provider: &str) -> String {
    let said = cut(&facts.description, 200);
    let said = said.trim().trim_end_matches('.');
    let said = if said.is_empty() {
        String::new()
    } else {
        format!(" It said: “{said}”.")
    };
    let heading = if facts.heading.is_empty() {
        String::new()
    } else {
        format!(" titled “{}”", cut(&facts.heading, 80))
    };
    let wait = facts
        .retry_after_s
        .map_or("a minute".to_owned(), |seconds| format!("{seconds} s"));
    let location = if facts.location.is_empty() {
        "another address"
    } else {
        cut(facts.location.split('?').next().unwrap_or_default(), 200)
    };
    text.replace("{p}", provider)
        .replace("{s}", &facts.status.to_string())
        .replace("{said}", &said)
        .replace("{heading}", &heading)
        .replace("{wait}", &wait)
        .replace("{location}", location)
}

/// Servers may say a lot; cut only once secrets are masked, or a part of one would stay.
fn cut(text: &str, most: usize) -> &str {
    text.char_indices()
        .nth(most)
        .map_or(text, |(end, _)| &text[..end])
}

fn portal(facts: &AnswerFacts, word: &str) -> bool {
    facts
        .portal_message
        .as_ref()
        .is_some_and(|message| message.to_ascii_lowercase().contains(word))
}

const TABLE: &[Row] = &[
    // Azure API Management, in front of Pivot: its statusCode member tells that Cisco has not seen the request.
    (
        "subscription_key_missing",
        "key missing",
        Remedy::SubscriptionKey,
        |f| portal(f, "missing subscription key"),
        [
            "{p} got no subscription key",
            "The portal in front of Cisco wants a subscription key on every request and saw none. The address and the network are fine.",
            "Enter the key from the mail that {p} sent you. It is kept once and shared by your {p} integrations.",
        ],
    ),
    (
        "subscription_key_refused",
        "key refused",
        Remedy::SubscriptionKey,
        |f| portal(f, "invalid subscription key"),
        [
            "{p} refused the subscription key",
            "The portal in front of Cisco answered, so the address and the network are fine, and Cisco has not seen your client id or secret.",
            "Compare the key with the mail from {p}. Keys are per partner, clients are per API category.",
        ],
    ),
    (
        "portal_not_found",
        "wrong address",
        Remedy::Setup,
        |f| f.portal_message.is_some() && f.status == 404,
        [
            "{p} knows no such token address",
            "The portal answered 404: the host is right, the path is not. With and without a slash at the end are two paths.",
            "Compare the token address in Setup with the documentation.",
        ],
    ),
    (
        "quota_used_up",
        "quota used up",
        Remedy::Retry,
        |f| portal(f, "quota"),
        [
            "The quota of the subscription key is used up",
            "The portal answered before Cisco saw the request.",
            "Wait until the quota is renewed, or ask {p} for a larger one.",
        ],
    ),
    (
        "too_many_requests",
        "too many requests",
        Remedy::Retry,
        |f| {
            f.status == 429
                || f.gateway_code.contains("OVER_")
                || f.heading.starts_with("Developer Over ")
        },
        [
            "{p} asks for a pause",
            "Too many requests arrived in too short a time.",
            "Wait {wait}, then try again. A token can be used until its end; there is no need to get one for every call.",
        ],
    ),
    // RFC 6749 section 5.2, in both Okta envelopes and Ping's.
    (
        "client_id_unknown",
        "client id unknown",
        Remedy::Setup,
        |f| f.error == "invalid_client" && f.description.contains("client_id"),
        [
            "{p} does not know this client id",
            "The token endpoint looked for the client id and found none.{said}",
            "Compare the client id with where it was issued; the console calls it Key. A new application may take ten minutes to work, and Stage and Production have different clients.",
        ],
    ),
    (
        "client_secret_refused",
        "secret refused",
        Remedy::Setup,
        |f| {
            f.error == "invalid_client"
                && f.description.to_ascii_lowercase().contains("client secret")
        },
        [
            "{p} refused the client secret",
            "The client id is known there, the secret does not belong to it.{said}",
            "Enter the client secret again in Setup. If it was regenerated in the console, the old one no longer works.",
        ],
    ),
    (
        "client_refused",
        "client refused",
        Remedy::Setup,
        |f| f.error == "invalid_client",
        [
            "{p} refused the client",
            "The client id or the client secret is not accepted.{said}",
            "Enter both again in Setup, and check that they belong to this environment. A new application may take ten minutes to work.",
        ],
    ),
    (
        "grant_not_allowed",
        "grant not allowed",
        Remedy::Setup,
        |f| {
            matches!(
                f.error.as_str(),
                "unauthorized_client" | "unsupported_grant_type"
            )
        },
        [
            "{p} does not allow client credentials for this client",
            "The grant was not ticked when the application was registered, or the server does not have it.{said}",
            "Register the application again with the Client Credentials grant: it cannot be added later.",
        ],
    ),
    (
        "scope_refused",
        "scope refused",
        Remedy::Setup,
        |f| f.error == "invalid_scope",
        [
            "{p} refused the scope",
            "The scope is unknown, or this client may not ask for it.{said}",
            "Leave the scope empty in Setup, or use one that the documentation names.",
        ],
    ),
    (
        "request_refused",
        "request refused",
        Remedy::Setup,
        |f| f.error == "invalid_request",
        [
            "{p} could not read the token request",
            "Something is missing, repeated, or in the wrong place.{said}",
            "Choose another placement in Setup, and compare what was sent with the documentation.",
        ],
    ),
    (
        "access_denied",
        "access denied",
        Remedy::Setup,
        |f| f.error == "access_denied",
        [
            "{p} denied access",
            "The server understood the request and will not serve this client.{said}",
            "Check the extra headers and parameters in Setup, then ask the server's owner.",
        ],
    ),
    // The Mashery gateway, which also answers for token hosts in front of an API.
    (
        "developer_inactive",
        "inactive",
        Remedy::Setup,
        |f| f.gateway_code.contains("INACTIVE") || f.heading == "Developer Inactive",
        [
            "The gateway says “Developer Inactive”",
            "The application is not active, or it belongs to the other host pair (id and apix, or cloudsso and api).",
            "Check the environment in Setup. A new application may take some minutes to become active.",
        ],
    ),
    (
        "redirected",
        "redirected",
        Remedy::Setup,
        |f| (300..400).contains(&f.status),
        [
            "The token address points elsewhere",
            "It answered with a redirect to {location}. A token request is never redirected, because its secret would go along.",
            "If that is the right place, change the token address in Setup and enter the secret again.",
        ],
    ),
    (
        "web_page",
        "a web page answered",
        Remedy::Setup,
        |f| f.is_html && f.status < 500,
        [
            "A web page answered instead of a token",
            "The address answered {s} with a page{heading}. A sign-in page of the network, a filter on the way or a wrong path does that.",
            "Open the token address's host in a browser to see who answers, and compare the token address in Setup with the documentation.",
        ],
    ),
    (
        "not_found",
        "wrong address",
        Remedy::Setup,
        |f| matches!(f.status, 404 | 405 | 410 | 596),
        [
            "There is no token endpoint at this address",
            "The host answered {s}: it is there, but nothing at this path takes token requests.",
            "Compare the token address in Setup with the documentation.",
        ],
    ),
    (
        "service_down",
        "service trouble",
        Remedy::Retry,
        |f| f.status >= 500,
        [
            "{p} has trouble of its own",
            "The token endpoint answered {s}. Your client is not at fault.{said}",
            "Try again in some minutes.",
        ],
    ),
    (
        "refused",
        "refused",
        Remedy::Setup,
        |f| f.status >= 400,
        [
            "{p} refused the request",
            "The token endpoint answered {s} without saying why in a way that Gatepass knows.{said}",
            "Look at what was sent and answered below, and compare with the documentation.",
        ],
    ),
    (
        "no_token_in_answer",
        "no token",
        Remedy::Setup,
        |f| f.members.is_some(),
        [
            "The answer holds no token",
            "The address answered {s} with JSON, but without an access_token.{said}",
            "Check that the address is a token endpoint and not another part of the API.",
        ],
    ),
];

const LAST: Row = (
    "not_a_token_answer",
    "not a token answer",
    Remedy::Setup,
    |_| true,
    [
        "The answer is not a token answer",
        "The address answered {s} with something that is not JSON.",
        "Check that the address is a token endpoint.",
    ],
);
