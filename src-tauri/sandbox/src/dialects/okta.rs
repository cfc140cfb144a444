//! Okta as it stands behind id.cisco.com: two error envelopes, form, Basic and query, tokens that are JWTs.
use gatepass_core::Placement;
use serde_json::json;

use super::error::error;
use crate::generate;
use crate::ledger::{Dead, Ledger};
use crate::oauth::{
    CLIENT_CREDENTIALS, Dialect, Door, EVERY_GRANT, Flaw, Refusal, TokenText, no_gate,
};
use crate::realm::Realm;
use crate::reply::Reply;

const TOKEN: (&str, Door) = ("oauth2/default/v1/token", Door::Token);
const REVOKE: (&str, Door) = ("oauth2/default/v1/revoke", Door::Revocation);
const INTROSPECT: (&str, Door) = ("oauth2/default/v1/introspect", Door::Introspection);
const AUTHORIZE: (&str, Door) = ("oauth2/default/v1/authorize", Door::Authorization);

pub(super) static CISCO_SUPPORT: Dialect = Dialect {
    doors: &[TOKEN, REVOKE, INTROSPECT],
    ..server(Realm::CiscoSupport)
};
pub(super) static CX_CLOUD: Dialect = server(Realm::CxCloud);
pub(super) static API_CONSOLE: Dialect = Dialect {
    doors: &[TOKEN, AUTHORIZE, REVOKE, INTROSPECT],
    grants: EVERY_GRANT,
    ..server(Realm::ApiConsole)
};
pub(super) static SMART_BONDING: Dialect = Dialect {
    placements: &[
        Placement::Form,
        Placement::Basic,
        Placement::Query,
        Placement::Json,
    ],
    ..server(Realm::SmartBonding)
};

/// The server as most programmes have it: client credentials, and nothing but tokens.
const fn server(realm: Realm) -> Dialect {
    Dialect {
        realm,
        doors: &[TOKEN],
        own_paths: Some("oauth2/"),
        grants: CLIENT_CREDENTIALS,
        placements: &[Placement::Form, Placement::Basic, Placement::Query],
        wants_length: true,
        public_clients: false,
        rotates: true,
        token_text: TokenText::Jwt,
        scope: Some("customscope"),
        content_type: "application/json",
        cache_control: "no-store",
        gate: no_gate,
        stamp,
        words,
    }
}

/// The real header says 60000 a window; a window of a minute is ours.
fn stamp(ledger: &Ledger, reply: Reply) -> Reply {
    let left = 60_000 - ledger.token_requests() % 60_000;
    let reset = (ledger.now_ms() / 60_000 + 1) * 60;
    reply
        .with(
            "x-okta-request-id",
            generate::opaque(27).unwrap_or_default(),
        )
        .with("x-rate-limit-limit", "60000")
        .with("x-rate-limit-remaining", left.to_string())
        .with("x-rate-limit-reset", reset.to_string())
}

/// Its refusals, which Pivot's portal passes on.
pub(super) fn words(refusal: &Refusal) -> Reply {
    let invalid_request = |text: &str| error(400, "invalid_request", text);
    match refusal {
        Refusal::NoSuchPath => {
            let summary = "The requested path was not found";
            error_code(404, "E0000008", summary, "not found")
        }
        Refusal::Method => {
            let summary = "The endpoint does not support the provided HTTP method";
            error_code(405, "E0000022", summary, "method not allowed").with("allow", "POST")
        }
        Refusal::LengthMissing => length_required(),
        Refusal::Flaw(Flaw::MediaType) => {
            let summary = "Bad request. Accept and/or Content-Type headers likely do not match supported values.";
            error_code(415, "E0000021", summary, "wrong content type")
        }
        Refusal::Flaw(Flaw::Unreadable) => {
            let summary = "The request body was not well-formed.";
            error_code(400, "E0000003", summary, "unreadable body")
        }
        Refusal::Flaw(Flaw::Repeated(name)) => invalid_request(&format!(
            "The parameter '{name}' must not be included more than once."
        )),
        Refusal::Flaw(Flaw::TwoPlacements) => invalid_request(
            "Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, \
             credentials in the post body, or a client_assertion in the post body.",
        ),
        Refusal::NoCredentials { .. } | Refusal::Misplaced => {
            unknown("No client credentials found.")
        }
        Refusal::Flaw(Flaw::Basic) | Refusal::UnknownClient { .. } => {
            unknown("Invalid value for 'client_id' parameter.")
        }
        Refusal::WrongSecret { .. } => {
            let text = "The client secret supplied for a confidential client is invalid.";
            error(401, "invalid_client", text)
        }
        Refusal::NoGrantType => invalid_request("The token request must specify a 'grant_type'."),
        Refusal::Grant(_) => {
            let text = "The authorization grant type is not supported by the authorization server.";
            error(400, "unsupported_grant_type", text)
        }
        Refusal::GrantNotAllowed => {
            let text = "The client is not authorized to use the provided grant type.";
            error(400, "unauthorized_client", text)
        }
        Refusal::Missing(name) => {
            invalid_request(&format!("The request must include the parameter '{name}'."))
        }
        Refusal::InvalidScope => error(
            400,
            "invalid_scope",
            "The scope is invalid for this client.",
        ),
        Refusal::InvalidGrant(dead) => error(400, "invalid_grant", dead_grant(*dead)),
        Refusal::ForeignToken => error(
            400,
            "invalid_grant",
            "The token was issued to another client.",
        ),
        Refusal::Server => error_code(500, "E0000009", "Internal Server Error", "server error"),
    }
}

fn dead_grant(dead: Dead) -> &'static str {
    match dead {
        Dead::Code(_) => "The authorization code is invalid or has expired.",
        Dead::Refresh(_) => "The refresh token is invalid or expired.",
        Dead::RedirectUri => "The redirect URI differs from the one of the authorization request.",
        Dead::Verifier => "PKCE verification failed.",
        Dead::Password => "The credentials provided were invalid.",
    }
}

/// Content delivery networks in front want a length with every POST, even where there is no body.
pub(super) fn length_required() -> Reply {
    let page = "<html><head><title>Length Required</title></head><body><h1>Length Required</h1></body></html>\n";
    Reply::new(411, "text/html", page, "length required")
}

fn unknown(summary: &str) -> Reply {
    error_code(401, "invalid_client", summary, "invalid_client").with("www-authenticate", "Basic")
}

/// The envelope of Okta's own API, beside OAuth's.
fn error_code(status: u16, code: &str, summary: &str, outcome: &str) -> Reply {
    let id = format!("oae{}", generate::opaque(22).unwrap_or_default());
    let body = json!({
        "errorCode": code, "errorSummary": summary, "errorLink": code, "errorId": id, "errorCauses": [],
    });
    Reply::json(status, &body, outcome).with("cache-control", "no-store")
}
