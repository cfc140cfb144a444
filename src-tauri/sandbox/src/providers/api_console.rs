//! The API Console: one client, two pairs of hosts that do not honour each other's tokens, and the Hello API on both.
use axum::http::Method;
use serde_json::json;

use crate::asked::Asked;
use crate::dialects::gateway;
use crate::ledger::Ledger;
use crate::realm::Realm;
use crate::reply::Reply;

/// apix.cisco.com, or api.cisco.com where the realm is the old one.
pub(super) fn answer(ledger: &Ledger, asked: &Asked, path: &str, realm: Realm) -> Reply {
    match path {
        "hello" => hello(ledger, asked, realm).unwrap_or_else(|refusal| refusal),
        _ => gateway::service_not_found(),
    }
}

fn hello(ledger: &Ledger, asked: &Asked, realm: Realm) -> Result<Reply, Reply> {
    gateway::check_token(ledger, asked, realm)?;
    if !asked.is(&Method::GET) {
        return Err(gateway::method_not_allowed("GET"));
    }
    Ok(gateway::pass(
        ledger,
        &json!({ "helloResponse": { "response": "Hello World!" } }),
        "hello",
    ))
}
