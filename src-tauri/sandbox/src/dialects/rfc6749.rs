//! A server by the book (RFC 6749 and 6750) that wants Basic, with a gateway in front that wants a key of its own.
use gatepass_core::Placement;
use serde_json::json;

use super::error::error;
use crate::asked::Asked;
use crate::ledger::{Dead, Ledger, TokenCheck, Why};
use crate::new_client::GATEWAY_KEY;
use crate::oauth::{Dialect, Door, EVERY_GRANT, Flaw, Refusal, TokenText, no_stamp};
use crate::realm::Realm;
use crate::reply::Reply;

const REALM: Realm = Realm::Custom;
const ASK_FOR_BASIC: &str = "Basic realm=\"sandbox\", charset=\"UTF-8\"";

pub(super) static CUSTOM: Dialect = Dialect {
    realm: REALM,
    doors: &[
        ("token", Door::Token),
        ("authorize", Door::Authorization),
        ("revoke", Door::Revocation),
        ("introspect", Door::Introspection),
    ],
    own_paths: None,
    grants: EVERY_GRANT,
    placements: &[Placement::Basic],
    wants_length: false,
    public_clients: true,
    rotates: true,
    token_text: TokenText::Opaque(40),
    scope: None,
    content_type: "application/json",
    cache_control: "no-store",
    gate: check_gateway_key,
    stamp: no_stamp,
    words,
};

/// The gateway in front of the token endpoint.
fn check_gateway_key(ledger: &Ledger, asked: &Asked, client_id: Option<&str>) -> Result<(), Reply> {
    let denied = |text| Err(error(403, "access_denied", text));
    match (asked.header(GATEWAY_KEY), client_id) {
        (None | Some(""), _) => denied("The X-Gateway-Key header is missing."),
        (Some(key), Some(id)) if !ledger.gateway_key_opens(id, key) => {
            denied("The X-Gateway-Key header does not fit this client.")
        }
        _ => Ok(()),
    }
}

fn words(refusal: &Refusal) -> Reply {
    let invalid_request = |text: &str| error(400, "invalid_request", text);
    match refusal {
        Refusal::NoSuchPath => refused(404, "There is nothing at this address."),
        Refusal::Method => refused(405, "This endpoint takes a POST.").with("allow", "POST"),
        Refusal::LengthMissing => refused(411, "The length of the body is missing."),
        Refusal::Flaw(Flaw::MediaType | Flaw::Unreadable) => {
            invalid_request("The body is not a form.")
        }
        Refusal::Flaw(Flaw::Repeated(name)) => {
            invalid_request(&format!("{name} is included more than once."))
        }
        Refusal::Flaw(Flaw::TwoPlacements) => {
            invalid_request("The client introduces itself in more than one place.")
        }
        Refusal::Flaw(Flaw::Basic) => invalid_client("The Authorization header cannot be read."),
        Refusal::NoCredentials { .. } | Refusal::Misplaced => {
            invalid_client("Clients introduce themselves with HTTP Basic here.")
        }
        Refusal::UnknownClient { .. } | Refusal::WrongSecret { .. } => {
            invalid_client("The client is unknown or its secret is wrong.")
        }
        Refusal::NoGrantType => invalid_request("grant_type is missing."),
        Refusal::Grant(_) => {
            let text = "This server has no grant of that name.";
            error(400, "unsupported_grant_type", text)
        }
        Refusal::GrantNotAllowed => {
            let text = "The client may not use this grant.";
            error(400, "unauthorized_client", text)
        }
        Refusal::Missing(name) => invalid_request(&format!("{name} is missing.")),
        Refusal::InvalidScope => {
            let text = "The scope is not well formed, or more than was granted.";
            error(400, "invalid_scope", text)
        }
        Refusal::InvalidGrant(dead) => error(400, "invalid_grant", dead_grant(*dead)),
        Refusal::ForeignToken => {
            error(400, "invalid_grant", "The token belongs to another client.")
        }
        Refusal::Server => error(500, "server_error", "The server could not answer."),
    }
}

fn dead_grant(dead: Dead) -> &'static str {
    match dead {
        Dead::Code(Why::Unknown) => "The code is not known here.",
        Dead::Code(Why::Expired) => "The code has expired.",
        Dead::Code(Why::Used) => "The code was used before; its tokens are revoked.",
        Dead::Refresh(Why::Unknown) => "The refresh token is not known here.",
        Dead::Refresh(Why::Expired) => "The refresh token has expired.",
        Dead::Refresh(Why::Used) => "The refresh token was replaced or revoked.",
        Dead::RedirectUri => "The redirect URI is not the one the code was sent to.",
        Dead::Verifier => "The code verifier does not fit the code challenge.",
        Dead::Password => "The username or the password is wrong.",
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
        TokenCheck::Expired => return Err(expired()),
        TokenCheck::Revoked => "revoked token",
        TokenCheck::Foreign => "token of another provider",
        TokenCheck::Unknown => "unknown token",
    };
    Err(invalid_token("The token is not known here.", outcome))
}

/// A token whose time is over.
pub(crate) fn expired() -> Reply {
    invalid_token("The token has expired.", "expired token")
}

/// A token that does not reach that far (RFC 6750, section 3.1).
pub(crate) fn insufficient_scope() -> Reply {
    let text = "The token does not allow this call.";
    bearer_error(403, "insufficient_scope", text, "not authorized")
}

fn invalid_token(description: &str, outcome: &str) -> Reply {
    bearer_error(401, "invalid_token", description, outcome)
}

fn bearer_error(status: u16, code: &str, description: &str, outcome: &str) -> Reply {
    let challenge =
        format!("Bearer realm=\"sandbox\", error=\"{code}\", error_description=\"{description}\"");
    let body = json!({ "error": code, "error_description": description });
    Reply::json(status, &body, outcome).with("www-authenticate", challenge)
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
