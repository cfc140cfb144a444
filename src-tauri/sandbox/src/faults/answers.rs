//! What a fault answers in the provider's place, in the provider's own words. None: the provider does not say such a thing.
use serde_json::json;

use super::scene::Scene;
use super::wire;
use crate::dialects::{azure, gateway, rfc6749};
use crate::oauth::Refusal;
use crate::realm::Realm;
use crate::reply::Reply;

pub(super) fn unknown_client(scene: &Scene<'_>) -> Option<Reply> {
    Some(worded(scene, &Refusal::UnknownClient { basic: false }))
}

pub(super) fn wrong_secret(scene: &Scene<'_>) -> Option<Reply> {
    Some(worded(scene, &Refusal::WrongSecret { basic: false }))
}

/// Only id.cisco.com is known for it.
pub(super) fn false_invalid_client(scene: &Scene<'_>) -> Option<Reply> {
    let is_okta = !matches!(
        scene.realm,
        Realm::Pivot | Realm::ApiConsoleLegacy | Realm::Custom
    );
    is_okta.then(|| worded(scene, &Refusal::UnknownClient { basic: false }))
}

pub(super) fn grant_not_allowed(scene: &Scene<'_>) -> Option<Reply> {
    Some(worded(scene, &Refusal::GrantNotAllowed))
}

pub(super) fn missing_key(scene: &Scene<'_>) -> Option<Reply> {
    is_azure(scene).then(azure::missing_key)
}

pub(super) fn invalid_key(scene: &Scene<'_>) -> Option<Reply> {
    is_azure(scene).then(azure::invalid_key)
}

pub(super) fn azure_over_rate(scene: &Scene<'_>) -> Option<Reply> {
    is_azure(scene).then(azure::over_rate)
}

pub(super) fn expired_token(scene: &Scene<'_>) -> Option<Reply> {
    Some(if has_gateway(scene) {
        gateway::inactive("expired token")
    } else {
        rfc6749::expired()
    })
}

pub(super) fn not_authorized(scene: &Scene<'_>) -> Option<Reply> {
    Some(if has_gateway(scene) {
        gateway::not_authorized()
    } else {
        rfc6749::insufficient_scope()
    })
}

pub(super) fn over_rate(scene: &Scene<'_>) -> Option<Reply> {
    has_gateway(scene).then(|| gateway::over_rate(429))
}

pub(super) fn over_rate_before_2022(scene: &Scene<'_>) -> Option<Reply> {
    has_gateway(scene).then(|| gateway::over_rate(403))
}

pub(super) fn over_qps(scene: &Scene<'_>) -> Option<Reply> {
    has_gateway(scene).then(gateway::over_qps)
}

pub(super) fn gateway_timeout(scene: &Scene<'_>) -> Option<Reply> {
    has_gateway(scene).then(gateway::timed_out)
}

pub(super) fn heading_under_200(_: &Scene<'_>) -> Option<Reply> {
    let body = "<h1>Gateway Timeout</h1>";
    Some(Reply::new(200, "text/xml", body, "error page under 200"))
}

pub(super) fn service_not_found(scene: &Scene<'_>) -> Option<Reply> {
    has_gateway(scene).then(gateway::service_not_found)
}

pub(super) fn server_error(scene: &Scene<'_>) -> Option<Reply> {
    Some(worded(scene, &Refusal::Server))
}

pub(super) fn unavailable(_: &Scene<'_>) -> Option<Reply> {
    let page = html("Service Unavailable", "The service is being worked on.");
    Some(Reply::new(503, "text/html", page, "unavailable").with("retry-after", "30"))
}

/// A content delivery network in front that takes the request for an attack.
pub(super) fn edge_filter(_: &Scene<'_>) -> Option<Reply> {
    let text = "You have no permission to reach this address on this server.";
    let page = html("Access Denied", text);
    Some(Reply::new(403, "text/html", page, "edge filter").with("server", "SandboxEdge"))
}

pub(super) fn connection_cut(_: &Scene<'_>) -> Option<Reply> {
    Some(wire::cut())
}

pub(super) fn huge_answer(_: &Scene<'_>) -> Option<Reply> {
    Some(wire::huge())
}

/// Each programme hides its errors in other members.
pub(super) fn error_under_200(scene: &Scene<'_>) -> Option<Reply> {
    let body = match scene.realm {
        Realm::CiscoSupport => json!({ "EOXError": {
            "ErrorID": "SSA_ERR_010",
            "ErrorDescription": "The serial numbers in the request are not valid",
        } }),
        Realm::SmartBonding => json!({
            "Calls": {
                "CustCallID": "SANDBOX-0001",
                "Remarks": [{ "errorMessage": "The contract is not entitled", "errorCode": "SB-SANDBOX-1" }],
            },
            "CallStates": { "ShortName": "Rejected" },
        }),
        Realm::Pivot | Realm::CxCloud => json!({ "reason": {
            "errorCode": "API_PARTY_002",
            "errorInfo": "The customer is not one that this client may read",
        } }),
        Realm::ApiConsole | Realm::ApiConsoleLegacy => json!({ "ErrorResponse": { "APIError": {
            "ErrorCode": "API_NOTAUTHORIZED",
            "ErrorDescription": "The application may not use this API",
            "SuggestedAction": "Add the API to the application",
        } } }),
        Realm::Custom => json!({
            "error": "temporarily_unavailable",
            "error_description": "The server said 200 and means no.",
        }),
    };
    let outcome = "error under 200";
    Some(if has_gateway(scene) {
        gateway::pass(scene.ledger, &body, outcome)
    } else {
        Reply::json(200, &body, outcome)
    })
}

fn worded(scene: &Scene<'_>, refusal: &Refusal) -> Reply {
    (scene.dialect.stamp)(scene.ledger, scene.dialect.refuse(refusal))
}

fn is_azure(scene: &Scene<'_>) -> bool {
    scene.realm == Realm::Pivot
}

/// Whether the gateway of Cisco's API hosts stands in front of its APIs.
fn has_gateway(scene: &Scene<'_>) -> bool {
    scene.realm != Realm::Custom
}

fn html(title: &str, text: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>\n"
    )
}
