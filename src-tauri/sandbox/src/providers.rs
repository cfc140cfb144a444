//! What each provider answers: its authorization server, and its APIs.
mod custom;

use axum::http::Method;
use serde_json::json;

use crate::asked::Asked;
use crate::catalogue::{self, Found};
use crate::dialects::{azure, gateway};
use crate::ledger::Ledger;
use crate::oauth::{self, Refusal};
use crate::place::{Place, place};
use crate::realm::Realm;
use crate::reply::Reply;

/// The answer of the provider that the path leads to.
pub(crate) fn answer(ledger: &Ledger, asked: &Asked) -> Reply {
    match place(&asked.path) {
        Place::Door(dialect, door) => oauth::answer(ledger, asked, dialect, door),
        Place::Nothing(dialect) => dialect.refuse(&Refusal::NoSuchPath),
        Place::Api(Realm::Custom, path) => custom::answer(ledger, asked, path),
        Place::Api(realm, path) => {
            call(ledger, asked, realm, path).unwrap_or_else(|refusal| refusal)
        }
        Place::Nowhere => {
            let known = Realm::ALL.map(Realm::provider).join(", ");
            Reply::new(
                404,
                "text/plain",
                format!("The sandbox has no provider of that name. It has: {known}.\n"),
                "no such provider",
            )
        }
    }
}

/// A call of an API: the portal's key, the path, the token, the method, and then the service.
fn call(ledger: &Ledger, asked: &Asked, realm: Realm, path: &str) -> Result<Reply, Reply> {
    if realm == Realm::Pivot {
        azure::check_key(ledger, asked, None)?;
    }
    let found = catalogue::find(realm.provider(), path).ok_or_else(|| nothing(realm))?;
    if realm == Realm::Pivot && !takes(&found, &asked.method) {
        return Err(nothing(realm));
    }
    gateway::check_token(ledger, asked, realm)?;
    if !takes(&found, &asked.method) {
        return Err(wrong_method(realm, &found.methods().join(", ")));
    }
    catalogue::answer(ledger, asked, &found)
}

fn takes(found: &Found, method: &Method) -> bool {
    found.methods().iter().any(|name| name == method.as_str())
}

/// A path without a service.
fn nothing(realm: Realm) -> Reply {
    match realm {
        Realm::Pivot => azure::not_found(),
        Realm::SmartBonding => bonding(404, "Not Found", "not found"),
        _ => gateway::service_not_found(),
    }
}

fn wrong_method(realm: Realm, allow: &str) -> Reply {
    match realm {
        Realm::SmartBonding => {
            bonding(405, "Method Not Allowed", "method not allowed").with("allow", allow)
        }
        _ => gateway::method_not_allowed(allow),
    }
}

fn bonding(status: u16, message: &str, outcome: &str) -> Reply {
    let body = json!({ "message": message, "status": status.to_string() });
    Reply::json(status, &body, outcome)
}
