//! Azure API Management as it stands in front of Pivot: a subscription key on every request, then Cisco behind it.
use gatepass_core::Placement;
use serde_json::json;

use super::okta;
use crate::asked::Asked;
use crate::ledger::Ledger;
use crate::oauth::{CLIENT_CREDENTIALS, Dialect, Door, Refusal, TokenText, no_stamp};
use crate::realm::Realm;
use crate::reply::Reply;

const KEY: &str = "Ocp-Apim-Subscription-Key";

/// Cisco's checks behind the portal, form only, and an opaque token without a scope.
pub(super) static PIVOT: Dialect = Dialect {
    realm: Realm::Pivot,
    // The portal's page prints the address both ways.
    doors: &[
        ("oem-cisco/cisco-identity", Door::Token),
        ("oem-cisco/cisco-identity/", Door::Token),
    ],
    own_paths: None,
    grants: CLIENT_CREDENTIALS,
    placements: &[Placement::Form],
    wants_length: true,
    public_clients: false,
    rotates: false,
    token_text: TokenText::Opaque(28),
    scope: None,
    content_type: "application/json;charset=utf-8",
    cache_control: "no-store",
    gate: check_key,
    stamp: no_stamp,
    words,
};

fn words(refusal: &Refusal) -> Reply {
    match refusal {
        Refusal::Method | Refusal::NoSuchPath => not_found(),
        behind => okta::words(behind),
    }
}

/// Refuses a request without a good subscription key, before anyone else looks at it.
pub(crate) fn check_key(ledger: &Ledger, asked: &Asked, _: Option<&str>) -> Result<(), Reply> {
    match asked
        .header(KEY)
        .map(str::trim)
        .filter(|key| !key.is_empty())
    {
        None => Err(missing_key()),
        Some(key) if !ledger.knows_subscription_key(key) => Err(invalid_key()),
        Some(_) => Ok(()),
    }
}

/// A request without a key.
pub(crate) fn missing_key() -> Reply {
    let text = "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.";
    refused(401, text, "missing subscription key")
}

/// A request with a key that opens nothing.
pub(crate) fn invalid_key() -> Reply {
    let text = "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.";
    refused(401, text, "invalid subscription key")
}

/// Too many requests for the subscription.
pub(crate) fn over_rate() -> Reply {
    let text = "Rate limit is exceeded. Try again in 12 seconds.";
    refused(429, text, "over rate").with("retry-after", "12")
}

/// A path or method without an operation.
pub(crate) fn not_found() -> Reply {
    refused(404, "Resource not found", "not found")
}

fn refused(status: u16, message: &str, outcome: &str) -> Reply {
    Reply::json(
        status,
        &json!({ "statusCode": status, "message": message }),
        outcome,
    )
}
