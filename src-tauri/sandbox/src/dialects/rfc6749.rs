//! A server by the book (RFC 6749 and 6750) that wants Basic, with a gateway in front that wants a key of its own.
use axum::http::Method;
use gatepass_core::Placement;
use serde_json::json;

use super::credentials::{Credentials, Flaw, read};
use super::opaque;
use crate::asked::Asked;
use crate::ledger::{Ledger, SignIn, TokenCheck};
use crate::new_client::GATEWAY_KEY;
use crate::reply::Reply;
use crate::state::Realm;

const REALM: Realm = Realm::Custom;
const ASK_FOR_BASIC: &str = "Basic realm=\"sandbox\", charset=\"UTF-8\"";

/// The token endpoint.
pub(crate) fn token(ledger: &Ledger, asked: &Asked) -> Reply {
    ledger.count_token_request();
    let client_id = match signed_in(ledger, asked) {
        Ok(client_id) => client_id,
        Err(refusal) => return refusal,
    };
    let Some(answer) = opaque::issue(ledger, REALM, &client_id, 40) else {
        return error(500, "server_error", "No token could be generated.");
    };
    Reply::json(200, &answer, "token")
        .with("cache-control", "no-store")
        .with("pragma", "no-cache")
}

fn signed_in(ledger: &Ledger, asked: &Asked) -> Result<String, Reply> {
    let Some(key) = asked.header(GATEWAY_KEY).filter(|key| !key.is_empty()) else {
        return Err(error(
            403,
            "access_denied",
            "The X-Gateway-Key header is missing.",
        ));
    };
    if !asked.is(&Method::POST) {
        return Err(
            error(405, "invalid_request", "A token request is a POST.").with("allow", "POST")
        );
    }
    let ask = read(asked, false).map_err(|flaw| match flaw {
        Flaw::MediaType | Flaw::Unreadable => {
            error(400, "invalid_request", "The body is not a form.")
        }
        Flaw::Repeated(name) => error(
            400,
            "invalid_request",
            &format!("{name} is included more than once."),
        ),
        Flaw::TwoPlacements => error(
            400,
            "invalid_request",
            "The client introduces itself in more than one place.",
        ),
        Flaw::Basic => invalid_client("The Authorization header cannot be read."),
    })?;
    let (client_id, secret) = match ask.credentials {
        Some(Credentials {
            placement: Placement::Basic,
            client_id: Some(client_id),
            secret,
        }) => (client_id, secret),
        _ => {
            return Err(invalid_client(
                "Clients introduce themselves with HTTP Basic here.",
            ));
        }
    };
    if !matches!(
        ledger.sign_in(REALM, &client_id, &secret.unwrap_or_default()),
        SignIn::Welcome
    ) {
        return Err(invalid_client(
            "The client is unknown or its secret is wrong.",
        ));
    }
    if !ledger.gateway_key_opens(&client_id, key) {
        return Err(error(
            403,
            "access_denied",
            "The X-Gateway-Key header does not fit this client.",
        ));
    }
    match ask.grant_type.as_deref() {
        Some("client_credentials") => Ok(client_id),
        Some(_) => Err(error(
            400,
            "unsupported_grant_type",
            "Only client_credentials is supported.",
        )),
        None => Err(error(400, "invalid_request", "grant_type is missing.")),
    }
}

/// Whose token came with a call and how many seconds it has left, or the refusal of RFC 6750, section 3.
pub(crate) fn check_token(ledger: &Ledger, asked: &Asked) -> Result<(String, i64), Reply> {
    let Some(token) = asked.authorization("Bearer") else {
        let body = json!({ "message": "A bearer token is needed." });
        return Err(Reply::json(401, &body, "no token")
            .with("www-authenticate", "Bearer realm=\"sandbox\""));
    };
    let outcome = match ledger.check_token(REALM, token) {
        TokenCheck::Good {
            client_id,
            seconds_left,
        } => return Ok((client_id, seconds_left)),
        TokenCheck::Expired => "expired token",
        TokenCheck::Foreign => "token of another provider",
        TokenCheck::Unknown => "unknown token",
    };
    let description = if outcome == "expired token" {
        "The token has expired."
    } else {
        "The token is not known here."
    };
    let challenge = format!(
        "Bearer realm=\"sandbox\", error=\"invalid_token\", error_description=\"{description}\""
    );
    let body = json!({ "error": "invalid_token", "error_description": description });
    Err(Reply::json(401, &body, outcome).with("www-authenticate", challenge))
}

/// A path or method that this server does not have.
pub(crate) fn refused(status: u16, description: &str) -> Reply {
    error(
        status,
        if status == 404 {
            "not_found"
        } else {
            "invalid_request"
        },
        description,
    )
}

fn invalid_client(description: &str) -> Reply {
    error(401, "invalid_client", description).with("www-authenticate", ASK_FOR_BASIC)
}

fn error(status: u16, code: &str, description: &str) -> Reply {
    Reply::json(
        status,
        &json!({ "error": code, "error_description": description }),
        code,
    )
    .with("cache-control", "no-store")
}
