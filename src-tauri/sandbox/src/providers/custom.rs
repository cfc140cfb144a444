//! Some other OAuth 2.0 server's API: one resource that says who is calling.
use axum::http::Method;
use serde_json::json;

use crate::asked::Asked;
use crate::dialects::rfc6749;
use crate::ledger::Ledger;
use crate::reply::Reply;

pub(super) fn answer(ledger: &Ledger, asked: &Asked, path: &str) -> Reply {
    match path {
        "whoami" if asked.is(&Method::GET) => match rfc6749::check_token(ledger, asked) {
            Ok((client_id, seconds_left)) => Reply::json(
                200,
                &json!({ "client_id": client_id, "seconds_left": seconds_left }),
                "known",
            ),
            Err(refusal) => refusal,
        },
        "whoami" => rfc6749::refused(405, "This resource is read with GET.").with("allow", "GET"),
        _ => rfc6749::refused(404, "There is nothing at this address."),
    }
}
