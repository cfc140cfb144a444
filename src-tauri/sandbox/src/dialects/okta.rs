//! Okta as it stands behind id.cisco.com: two error envelopes, form, Basic and query, tokens that are JWTs.
use axum::http::Method;
use gatepass_core::Placement;
use serde_json::{Value, json};

use super::credentials::{Credentials, Flaw, read};
use super::jwt;
use crate::asked::Asked;
use crate::generate;
use crate::ledger::{Ledger, SignIn};
use crate::reply::Reply;
use crate::state::Realm;

/// The token endpoint of that realm.
pub(crate) fn token(ledger: &Ledger, asked: &Asked, realm: Realm) -> Reply {
    let count = ledger.count_token_request();
    let reply = match signed_in(
        ledger,
        asked,
        realm,
        &[Placement::Form, Placement::Basic, Placement::Query],
    ) {
        Ok(client_id) => issue(ledger, asked, realm, &client_id).unwrap_or_else(|_| server_error()),
        Err(refusal) => refusal,
    };
    // The real header says 60000 a window; a window of a minute is ours.
    let reset = (ledger.now_ms() / 60_000 + 1) * 60;
    reply
        .with(
            "x-okta-request-id",
            generate::opaque(27).unwrap_or_default(),
        )
        .with("x-rate-limit-limit", "60000")
        .with(
            "x-rate-limit-remaining",
            (60_000 - count % 60_000).to_string(),
        )
        .with("x-rate-limit-reset", reset.to_string())
}

/// The client id of a request that asks for a client credentials token and proves who it is, or the refusal.
pub(super) fn signed_in(
    ledger: &Ledger,
    asked: &Asked,
    realm: Realm,
    accepted: &[Placement],
) -> Result<String, Reply> {
    if !asked.is(&Method::POST) {
        let summary = "The endpoint does not support the provided HTTP method";
        return Err(
            error_code(405, "E0000022", summary, "method not allowed").with("allow", "POST")
        );
    }
    if !asked.declares_length() {
        return Err(length_required());
    }
    let ask = read(asked, realm == Realm::SmartBonding).map_err(|flaw| flawed(&flaw))?;
    let accepted = |credentials: &Credentials| {
        accepted.contains(&credentials.placement)
            || (realm == Realm::SmartBonding && credentials.placement == Placement::Json)
    };
    let Some(Credentials {
        client_id: Some(client_id),
        secret,
        ..
    }) = ask.credentials.filter(accepted)
    else {
        return Err(unknown("No client credentials found."));
    };
    match ledger.sign_in(realm, &client_id, &secret.unwrap_or_default()) {
        SignIn::Unknown => return Err(unknown("Invalid value for 'client_id' parameter.")),
        SignIn::WrongSecret => {
            return Err(error(
                401,
                "invalid_client",
                "The client secret supplied for a confidential client is invalid.",
            ));
        }
        SignIn::Welcome => {}
    }
    match ask.grant_type.as_deref() {
        Some("client_credentials") => Ok(client_id),
        Some(_) => {
            let text = "The authorization grant type is not supported by the authorization server.";
            Err(error(400, "unsupported_grant_type", text))
        }
        None => Err(error(
            400,
            "invalid_request",
            "The token request must specify a 'grant_type'.",
        )),
    }
}

fn issue(
    ledger: &Ledger,
    asked: &Asked,
    realm: Realm,
    client_id: &str,
) -> Result<Reply, getrandom::Error> {
    let (now, lifetime) = (ledger.now_ms(), ledger.token_lifetime());
    let issuer = format!(
        "http://{}{}",
        ledger.host,
        asked.path.trim_end_matches("/v1/token")
    );
    let expires_at_ms = now + i64::from(lifetime) * 1000;
    let token = jwt::token(&issuer, client_id, now / 1000, expires_at_ms / 1000)?;
    ledger.honour(realm, client_id, &token, expires_at_ms);
    let answer = json!({ "token_type": "Bearer", "expires_in": lifetime, "access_token": token, "scope": "customscope" });
    Ok(Reply::json(200, &answer, "token")
        .with("cache-control", "no-store")
        .with("pragma", "no-cache"))
}

fn flawed(flaw: &Flaw) -> Reply {
    match flaw {
        Flaw::MediaType => {
            let summary = "Bad request. Accept and/or Content-Type headers likely do not match supported values.";
            error_code(415, "E0000021", summary, "wrong content type")
        }
        Flaw::Unreadable => error_code(
            400,
            "E0000003",
            "The request body was not well-formed.",
            "unreadable body",
        ),
        Flaw::Repeated(name) => error(
            400,
            "invalid_request",
            &format!("The parameter '{name}' must not be included more than once."),
        ),
        Flaw::TwoPlacements => error(
            400,
            "invalid_request",
            "Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, \
             credentials in the post body, or a client_assertion in the post body.",
        ),
        Flaw::Basic => unknown("Invalid value for 'client_id' parameter."),
    }
}

/// A path that this server does not have.
pub(crate) fn not_found() -> Reply {
    error_code(
        404,
        "E0000008",
        "The requested path was not found",
        "not found",
    )
}

/// Content delivery networks in front want a length with every POST, even where there is no body.
pub(super) fn length_required() -> Reply {
    let page = "<html><head><title>Length Required</title></head><body><h1>Length Required</h1></body></html>\n";
    Reply::new(411, "text/html", page, "length required")
}

/// No randomness for a token.
pub(super) fn server_error() -> Reply {
    error_code(500, "E0000009", "Internal Server Error", "server error")
}

fn unknown(summary: &str) -> Reply {
    error_code(401, "invalid_client", summary, "invalid_client").with("www-authenticate", "Basic")
}

/// The envelope of OAuth.
fn error(status: u16, code: &str, description: &str) -> Reply {
    let body: Value = json!({ "error": code, "error_description": description });
    Reply::json(status, &body, code).with("cache-control", "no-store")
}

/// The envelope of Okta's own API.
fn error_code(status: u16, code: &str, summary: &str, outcome: &str) -> Reply {
    let id = format!("oae{}", generate::opaque(22).unwrap_or_default());
    let body = json!({
        "errorCode": code, "errorSummary": summary, "errorLink": code, "errorId": id, "errorCauses": [],
    });
    Reply::json(status, &body, outcome).with("cache-control", "no-store")
}
