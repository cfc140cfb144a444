//! Azure API Management, in front of Pivot: its `statusCode` member tells that Cisco has not seen the request.
use crate::refusal::rule::{Rule, refused};
use crate::refusal::{AnswerFacts, Asked, Fault, Remedy};

/// Only where there is a key to be at fault: the same product stands in front of others, too.
fn portal(facts: &AnswerFacts, asked: &Asked<'_>, words: &str) -> bool {
    let message = facts.portal_message.as_ref();
    asked.has_subscription_key()
        && message.is_some_and(|message| message.to_ascii_lowercase().contains(words))
}

/// For tokens and calls.
pub(super) const RULES: &[Rule] = &[
    refused(
        "subscription_key_missing",
        "key missing",
        (Fault::Key, Remedy::SubscriptionKey),
        |f, a| portal(f, a, "missing subscription key"),
        [
            "{provider} got no subscription key",
            "The portal in front of Cisco wants a subscription key on every request and saw none. The address and the network are fine.",
            "Enter the key from the mail that {provider} sent you. It is kept once and shared by your {provider} integrations.",
        ],
    ),
    refused(
        "subscription_key_refused",
        "key refused",
        (Fault::Key, Remedy::SubscriptionKey),
        |f, a| portal(f, a, "invalid subscription key"),
        [
            "{provider} refused the subscription key",
            "The portal in front of Cisco answered, so the address and the network are fine, and Cisco has not seen your client id or secret.",
            "Compare the key with the mail from {provider}. Keys are per partner, clients are per API category.",
        ],
    ),
    refused(
        "quota_used_up",
        "quota used up",
        (Fault::Key, Remedy::Retry),
        |f, a| portal(f, a, "quota"),
        [
            "The quota of the subscription key is used up",
            "The portal answered before Cisco saw the request.{said}",
            "Wait until the quota is renewed, or ask {provider} for a larger one.",
        ],
    ),
];

/// For tokens.
pub(super) const TOKEN: &[Rule] = &[refused(
    "portal_not_found",
    "wrong address",
    (Fault::You, Remedy::Setup),
    |f, a| f.status == 404 && portal(f, a, ""),
    [
        "{provider} knows no such token address",
        "The portal answered 404: the host is right, the path is not. With and without a slash at the end are two paths.",
        "Compare the token address in Setup with the documentation.",
    ],
)];

/// For calls.
pub(super) const CALL: &[Rule] = &[
    refused(
        "portal_path_not_found",
        "no such path",
        (Fault::You, Remedy::Retry),
        |f, a| f.status == 404 && portal(f, a, ""),
        [
            "{provider} has nothing at this path",
            "The portal answered 404: the host is right, the path or the method is not.",
            "Compare both with the documentation, also the slash at the end.",
        ],
    ),
    refused(
        "portal_refused",
        "portal refused",
        (Fault::Key, Remedy::SubscriptionKey),
        |f, a| matches!(f.status, 401 | 403) && portal(f, a, ""),
        [
            "The portal of {provider} refused the call",
            "It answered {status} before Cisco saw the request, so the client and the token are not at fault.{said}",
            "Ask {provider} whether the subscription key covers this API.",
        ],
    ),
];
