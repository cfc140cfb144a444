//! Whatever else stands at an address: redirects, pages, wrong paths, trouble, and bodies that are not what was asked for.
use crate::refusal::rule::{Again, Rule, refused};
use crate::refusal::{Fault, Form, Remedy};

const ADDRESS: (Fault, Remedy) = (Fault::You, Remedy::Setup);
const TYPED: (Fault, Remedy) = (Fault::You, Remedy::Retry);
const SERVICE: (Fault, Remedy) = (Fault::Service, Remedy::Retry);

/// For tokens.
pub(super) const TOKEN: &[Rule] = &[
    refused(
        "redirected",
        "redirected",
        ADDRESS,
        |f, _| (300..400).contains(&f.status),
        [
            "The token address points elsewhere",
            "It answered with a redirect to {location}. A token request is never redirected, because its secret would go along.",
            "If that is the right place, change the token address in Setup and enter the secret again.",
        ],
    ),
    refused(
        "web_page",
        "a web page answered",
        (Fault::Network, Remedy::Setup),
        |f, _| f.form == Form::Page && f.status < 500,
        [
            "A web page answered instead of a token",
            "The address answered {status} with a page{heading}. A sign-in page of the network, a filter on the way or a wrong path does that.",
            "Open the token address's host in a browser to see who answers, and compare the token address in Setup with the documentation.",
        ],
    ),
    refused(
        "not_found",
        "wrong address",
        ADDRESS,
        |f, _| matches!(f.status, 404 | 405 | 410 | 596),
        [
            "There is no token endpoint at this address",
            "The host answered {status}: it is there, but nothing at this path takes token requests.",
            "Compare the token address in Setup with the documentation.",
        ],
    ),
];

/// For tokens and calls: not the caller's doing.
pub(super) const TROUBLE: &[Rule] = &[
    refused(
        "gateway_timeout",
        "too slow",
        SERVICE,
        |f, _| f.status == 504,
        [
            "{provider} took too long",
            "Something in front of the service answered 504: it waited for the service and gave up. Your client is not at fault.",
            "Try again in {wait}. Asking for less at a time may help.",
        ],
    )
    .again(Again::MayPass),
    refused(
        "service_down",
        "service trouble",
        SERVICE,
        |f, _| {
            f.status >= 500 || matches!(f.error.as_str(), "server_error" | "temporarily_unavailable")
        },
        [
            "{provider} has trouble of its own",
            "{door} answered {status}. Your client is not at fault.{said}",
            "Try again in {later}.",
        ],
    )
    .again(Again::MayPass),
];

/// For tokens: refused without a reason, or accepted without a token.
pub(super) const NO_TOKEN: &[Rule] = &[
    refused(
        "refused",
        "refused",
        ADDRESS,
        |f, _| f.status >= 400,
        [
            "{provider} refused the request",
            "The token endpoint answered {status} without saying why in a way that Gatepass knows.{said}",
            "Look at what was sent and answered below, and compare with the documentation.",
        ],
    ),
    refused(
        "member_repeated",
        "ambiguous answer",
        SERVICE,
        |f, _| f.repeated.is_some(),
        [
            "The answer names {member} twice",
            "Of two values one is not meant, and nobody can tell which: the answer is not used.",
            "Try again. If it happens every time, something on the way changes answers, or the server is at fault.",
        ],
    ),
    refused(
        "broken_json",
        "broken answer",
        SERVICE,
        |f, _| f.form == Form::Broken || (f.members.is_some() && !f.is_utf8),
        [
            "The answer is broken",
            "The address answered {status} with something that begins as JSON and cannot be read as such.",
            "Try again. If it happens every time, something on the way changes answers, or the server is at fault.",
        ],
    ),
    refused(
        "no_token_in_answer",
        "no token",
        ADDRESS,
        |f, _| f.members.is_some(),
        [
            "The answer holds no token",
            "The address answered {status} with JSON, but without an access_token that can be used.{said}",
            "Check that the address is a token endpoint and not another part of the API.",
        ],
    ),
];

/// For tokens: what is left.
pub(super) const NOT_A_TOKEN_ANSWER: Rule = refused(
    "not_a_token_answer",
    "not a token answer",
    ADDRESS,
    |_, _| true,
    [
        "The answer is not a token answer",
        "The address answered {status} with something that is not a JSON object.",
        "Check that the address is a token endpoint.",
    ],
);

/// For calls: where it went, and whether the token was taken.
pub(super) const CALL: &[Rule] = &[
    refused(
        "call_redirected",
        "redirected",
        TYPED,
        |f, _| (300..400).contains(&f.status) && f.status != 304,
        [
            "The API points elsewhere",
            "It answered with a redirect to {location}. Gatepass does not take a token to another place.",
            "If that is the right place, call it directly. Its origin has to be among those that may receive the token.",
        ],
    ),
    refused(
        "page_answered",
        "a web page answered",
        (Fault::Network, Remedy::Retry),
        |f, _| f.form == Form::Page && !matches!(f.status, 401 | 404 | 405) && f.status < 500,
        [
            "A web page answered instead of the API",
            "{host} answered {status} with a page{heading}. A sign-in page of the network or a filter on the way does that, also under 200.",
            "Open the host in a browser to see who answers. If a filter blocks the call, its owner has to let it pass.",
        ],
    ),
    refused(
        "scope_insufficient",
        "scope missing",
        (Fault::Key, Remedy::Setup),
        |f, _| f.challenge == "insufficient_scope",
        [
            "The token lacks a scope",
            "{host} accepts the token, but not for this call.{said}",
            "Ask for the scope that the documentation names, in Setup, and get a new token.",
        ],
    ),
    refused(
        "token_refused",
        "token refused",
        (Fault::Key, Remedy::Setup),
        |f, _| f.status == 401 || f.challenge == "invalid_token",
        [
            "{host} does not take the token",
            "It answered {status}: the token has ended, was withdrawn, or was issued for another host.{said}{pairs}",
            "Get a new token and try once more. If that does not help, check the environment in Setup.",
        ],
    )
    .again(Again::WithNewToken),
    refused(
        "forbidden",
        "forbidden",
        (Fault::Key, Remedy::Setup),
        |f, _| f.status == 403,
        [
            "{host} forbids this call",
            "It answered 403 without saying why in a way that Gatepass knows.{said}",
            "Look in the console whether this API is ticked for the application, and check the parameters.",
        ],
    ),
    refused(
        "no_such_address",
        "no such address",
        TYPED,
        |f, _| matches!(f.status, 404 | 405),
        [
            "There is nothing at this address",
            "{host} answered {status}: the host is right, the path or the method is not.{said}",
            "Compare both with the documentation.",
        ],
    ),
];

/// For calls: refused without a known reason, or accepted with a body that is not what it says.
pub(super) const LAST_CALL: &[Rule] = &[
    refused(
        "call_refused",
        "call refused",
        TYPED,
        |f, _| f.status >= 400,
        [
            "{provider} refused the call",
            "{host} answered {status}.{said}",
            "Correct what it names, and compare the parameters with the documentation.",
        ],
    ),
    refused(
        "broken_data",
        "broken answer",
        SERVICE,
        |f, _| f.form == Form::Broken && (f.content_type.is_empty() || f.content_type.ends_with("json")),
        [
            "The answer is broken",
            "{host} answered {status} with something that begins as JSON and cannot be read as such.",
            "Try again. If it happens every time, something on the way changes answers, or the service is at fault.",
        ],
    )
    .again(Again::MayPass),
];
