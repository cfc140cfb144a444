//! Some other OAuth 2.0 server's API: who is calling, devices with notes, and the OpenAPI document that describes them.
mod devices;
mod notes;

use axum::http::Method;
use serde_json::json;

use crate::asked::{Asked, decoded};
use crate::dialects::rfc6749;
use crate::ledger::Ledger;
use crate::reply::Reply;

/// Describes every path below but its own. A test calls what it describes.
const OPENAPI: &str = include_str!("../../samples/custom/openapi.json");

pub(super) fn answer(ledger: &Ledger, asked: &Asked, path: &str) -> Reply {
    let segments: Vec<_> = path.split('/').map(decoded).collect();
    let segments: Vec<&str> = segments.iter().map(AsRef::as_ref).collect();
    let answered = match segments.as_slice() {
        ["openapi.json"] => with_get(asked, || {
            Ok(Reply::new(200, "application/json", OPENAPI, "document"))
        }),
        ["whoami"] => with_get(asked, || who_am_i(ledger, asked)),
        ["devices"] => with_get(asked, || devices::list(ledger, asked)),
        ["devices", id] => with_get(asked, || devices::one(ledger, asked, id)),
        ["devices", id, "notes"] => notes::answer(ledger, asked, id),
        _ => Err(rfc6749::refused(404, "There is nothing at this address.")),
    };
    answered.unwrap_or_else(|refusal| refusal)
}

fn who_am_i(ledger: &Ledger, asked: &Asked) -> Result<Reply, Reply> {
    let (client_id, seconds_left) = rfc6749::check_token(ledger, asked)?;
    let body = json!({ "client_id": client_id, "seconds_left": seconds_left });
    Ok(Reply::json(200, &body, "known"))
}

fn with_get(asked: &Asked, read: impl FnOnce() -> Result<Reply, Reply>) -> Result<Reply, Reply> {
    if asked.is(&Method::GET) {
        return read();
    }
    Err(rfc6749::refused(405, "This resource is read with GET.").with("allow", "GET"))
}

/// A parameter that cannot be used.
fn invalid(description: &str) -> Reply {
    rfc6749::refused(400, description)
}
