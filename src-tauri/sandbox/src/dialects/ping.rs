//! PingFederate as it stood at cloudsso.cisco.com: POST only, form or Basic, tokens of 28 characters that mean nothing.
use gatepass_core::Placement;

use super::error;
use super::okta::length_required;
use crate::ledger::Dead;
use crate::oauth::{Dialect, Door, EVERY_GRANT, Flaw, Refusal, TokenText, no_gate, no_stamp};
use crate::realm::Realm;
use crate::reply::Reply;

pub(super) static LEGACY: Dialect = Dialect {
    realm: Realm::ApiConsoleLegacy,
    doors: &[
        ("as/token.oauth2", Door::Token),
        ("as/authorization.oauth2", Door::Authorization),
        ("as/revoke_token.oauth2", Door::Revocation),
        ("as/introspect.oauth2", Door::Introspection),
    ],
    own_paths: Some("as/"),
    grants: EVERY_GRANT,
    placements: &[Placement::Form, Placement::Basic],
    wants_length: true,
    public_clients: false,
    rotates: false,
    token_text: TokenText::Opaque(28),
    scope: None,
    content_type: "application/json",
    cache_control: "no-cache, no-store",
    gate: no_gate,
    stamp: no_stamp,
    words,
};

/// Grants that the server has and that nobody ticked at registration.
const NOT_TICKED: [&str; 4] = [
    "implicit",
    "urn:ietf:params:oauth:grant-type:device_code",
    "urn:ietf:params:oauth:grant-type:jwt-bearer",
    "urn:pingidentity.com:oauth2:grant_type:validate_bearer",
];

fn words(refusal: &Refusal) -> Reply {
    let invalid_request = |text: &str| error(400, "invalid_request", text);
    match refusal {
        Refusal::NoSuchPath => page(404, "<h1>Not Found</h1>", "not found"),
        Refusal::Method => {
            page(405, "<h1>Method Not Allowed</h1>", "method not allowed").with("allow", "POST")
        }
        Refusal::LengthMissing => length_required(),
        Refusal::Flaw(Flaw::MediaType | Flaw::Unreadable) | Refusal::NoGrantType => {
            invalid_request("grant_type is required")
        }
        Refusal::Flaw(Flaw::Repeated(name)) => {
            invalid_request(&format!("Multiple {name} parameters not allowed"))
        }
        Refusal::Flaw(Flaw::TwoPlacements) => {
            invalid_request("Multiple client credentials not allowed")
        }
        Refusal::Misplaced => {
            invalid_request("Client credentials are not allowed in the query string")
        }
        Refusal::Flaw(Flaw::Basic) => invalid_client(true),
        Refusal::NoCredentials { basic }
        | Refusal::UnknownClient { basic }
        | Refusal::WrongSecret { basic } => invalid_client(*basic),
        Refusal::Grant(name) if !NOT_TICKED.contains(&name.as_str()) => {
            error(400, "unsupported_grant_type", "Unsupported grant type.")
        }
        Refusal::Grant(_) | Refusal::GrantNotAllowed => {
            let text = "Grant type not allowed for this client.";
            error(400, "unauthorized_client", text)
        }
        Refusal::Missing(name) => invalid_request(&format!("{name} is required")),
        Refusal::InvalidScope => error(400, "invalid_scope", "The requested scope is invalid."),
        Refusal::InvalidGrant(dead) => error(400, "invalid_grant", dead_grant(*dead)),
        Refusal::ForeignToken => error(400, "invalid_grant", "Token belongs to another client."),
        Refusal::Server => error(500, "server_error", "The request could not be completed."),
    }
}

fn dead_grant(dead: Dead) -> &'static str {
    match dead {
        Dead::Code(_) => "Authorization code is invalid or expired.",
        Dead::Refresh(_) => "Unknown, invalid, or expired refresh token.",
        Dead::RedirectUri => "Redirect URI does not match the authorization request.",
        Dead::Verifier => "Code verifier does not match the code challenge.",
        Dead::Password => "Username or password is not accepted.",
    }
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
    error::error(status, code, description).with("cache-control", "no-cache, no-store")
}

fn page(status: u16, heading: &str, outcome: &str) -> Reply {
    Reply::new(
        status,
        "text/html;charset=utf-8",
        format!("<html><body>{heading}</body></html>\n"),
        outcome,
    )
}
