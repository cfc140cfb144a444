//! The API Console: one client, two pairs of hosts that do not honour each other's tokens, and the Hello API on both.
use axum::http::Method;
use serde_json::json;

use super::OKTA_TOKEN;
use crate::asked::Asked;
use crate::dialects::{gateway, okta, ping};
use crate::ledger::Ledger;
use crate::reply::Reply;
use crate::state::Realm;

/// id.cisco.com and apix.cisco.com.
pub(super) fn answer(ledger: &Ledger, asked: &Asked, path: &str) -> Reply {
    match path {
        OKTA_TOKEN => okta::token(ledger, asked, Realm::ApiConsole),
        _ if path.starts_with("oauth2/") => okta::not_found(),
        "hello" => hello(ledger, asked, Realm::ApiConsole).unwrap_or_else(|refusal| refusal),
        _ => gateway::service_not_found(),
    }
}

/// cloudsso.cisco.com and api.cisco.com.
pub(super) fn answer_legacy(ledger: &Ledger, asked: &Asked, path: &str) -> Reply {
    match path {
        "as/token.oauth2" => ping::token(ledger, asked),
        _ if path.starts_with("as/") => ping::not_found(),
        "hello" => hello(ledger, asked, Realm::ApiConsoleLegacy).unwrap_or_else(|refusal| refusal),
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
