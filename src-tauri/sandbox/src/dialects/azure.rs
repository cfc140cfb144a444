//! Azure API Management as it stands in front of Pivot: a subscription key on every request, then Cisco behind it.
use gatepass_core::Placement;
use serde_json::json;

use super::{okta, opaque};
use crate::asked::Asked;
use crate::ledger::Ledger;
use crate::reply::Reply;
use crate::state::Realm;

const KEY: &str = "Ocp-Apim-Subscription-Key";

/// Refuses a request without a good subscription key, before anyone else looks at it.
pub(crate) fn check_key(ledger: &Ledger, asked: &Asked) -> Result<(), Reply> {
    match asked
        .header(KEY)
        .map(str::trim)
        .filter(|key| !key.is_empty())
    {
        None => Err(refused(
            401,
            "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.",
            "missing subscription key",
        )),
        Some(key) if !ledger.knows_subscription_key(key) => Err(refused(
            401,
            "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
            "invalid subscription key",
        )),
        Some(_) => Ok(()),
    }
}

/// The token endpoint: Cisco's checks behind the portal, form only, and an opaque token without a scope.
pub(crate) fn token(ledger: &Ledger, asked: &Asked) -> Reply {
    let client_id = match okta::signed_in(ledger, asked, Realm::Pivot, &[Placement::Form]) {
        Ok(client_id) => client_id,
        Err(refusal) => return refusal,
    };
    let Some(answer) = opaque::issue(ledger, Realm::Pivot, &client_id, 28) else {
        return okta::server_error();
    };
    Reply::new(
        200,
        "application/json;charset=utf-8",
        answer.to_string(),
        "token",
    )
    .with("cache-control", "no-store")
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
