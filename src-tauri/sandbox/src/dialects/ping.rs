//! PingFederate as it stood at cloudsso.cisco.com: POST only, form or Basic, tokens of 28 characters that mean nothing.
use axum::http::Method;
use gatepass_core::Placement;
use serde_json::json;

use super::credentials::{Credentials, Flaw, read};
use super::okta::length_required;
use super::opaque;
use crate::asked::Asked;
use crate::ledger::{Ledger, SignIn};
use crate::reply::Reply;
use crate::state::Realm;

const REALM: Realm = Realm::ApiConsoleLegacy;

/// The token endpoint.
pub(crate) fn token(ledger: &Ledger, asked: &Asked) -> Reply {
    ledger.count_token_request();
    let client_id = match signed_in(ledger, asked) {
        Ok(client_id) => client_id,
        Err(refusal) => return refusal,
    };
    let Some(answer) = opaque::issue(ledger, REALM, &client_id, 28) else {
        return error(500, "server_error", "No token could be generated.");
    };
    Reply::json(200, &answer, "token")
        .with("cache-control", "no-cache, no-store")
        .with("pragma", "no-cache")
}

fn signed_in(ledger: &Ledger, asked: &Asked) -> Result<String, Reply> {
    if !asked.is(&Method::POST) {
        return Err(
            page(405, "<h1>Method Not Allowed</h1>", "method not allowed").with("allow", "POST"),
        );
    }
    if !asked.declares_length() {
        return Err(length_required());
    }
    let ask = read(asked, false).map_err(|flaw| match flaw {
        Flaw::MediaType | Flaw::Unreadable => {
            error(400, "invalid_request", "grant_type is required")
        }
        Flaw::Repeated(name) => error(
            400,
            "invalid_request",
            &format!("Multiple {name} parameters not allowed"),
        ),
        Flaw::TwoPlacements => error(
            400,
            "invalid_request",
            "Multiple client credentials not allowed",
        ),
        Flaw::Basic => invalid_client(true),
    })?;
    let basic = matches!(
        ask.credentials,
        Some(Credentials {
            placement: Placement::Basic,
            ..
        })
    );
    let (client_id, secret) = match ask.credentials {
        Some(Credentials {
            placement: Placement::Query,
            ..
        }) => {
            return Err(error(
                400,
                "invalid_request",
                "Client credentials are not allowed in the query string",
            ));
        }
        Some(Credentials {
            client_id: Some(client_id),
            secret: Some(secret),
            ..
        }) => (client_id, secret),
        _ => return Err(invalid_client(basic)),
    };
    if !matches!(ledger.sign_in(REALM, &client_id, &secret), SignIn::Welcome) {
        return Err(invalid_client(basic));
    }
    match ask.grant_type.as_deref() {
        Some("client_credentials") => Ok(client_id),
        // Only the grants ticked at registration work, and the sandbox ticks one.
        Some("authorization_code" | "password" | "refresh_token" | "implicit") => Err(error(
            400,
            "unauthorized_client",
            "Grant type not allowed for this client.",
        )),
        Some(_) => Err(error(
            400,
            "unsupported_grant_type",
            "Unsupported grant type.",
        )),
        None => Err(error(400, "invalid_request", "grant_type is required")),
    }
}

/// A path that this server does not have.
pub(crate) fn not_found() -> Reply {
    page(404, "<h1>Not Found</h1>", "not found")
}

/// RFC 6749, section 5.2: who tried the header is told which scheme to try.
fn invalid_client(basic: bool) -> Reply {
    let reply = error(
        401,
        "invalid_client",
        "Invalid client or client credentials.",
    );
    if basic {
        reply.with("www-authenticate", "Basic realm=\"PingFederate\"")
    } else {
        reply
    }
}

fn error(status: u16, code: &str, description: &str) -> Reply {
    let body = json!({ "error": code, "error_description": description });
    Reply::json(status, &body, code).with("cache-control", "no-cache, no-store")
}

fn page(status: u16, heading: &str, outcome: &str) -> Reply {
    Reply::new(
        status,
        "text/html;charset=utf-8",
        format!("<html><body>{heading}</body></html>\n"),
        outcome,
    )
}
