//! The introspection endpoint: RFC 7662.
use serde_json::{Value, json};

use super::client::{read_post, signed_in};
use super::dialect::{Dialect, Refusal, TokenText};
use crate::asked::Asked;
use crate::ledger::Ledger;
use crate::reply::Reply;
use crate::state::{IssuedToken, TokenKind};

/// What a client may know of a token: of its own all, of any other only that it is not active (section 4).
pub(super) fn introspect(
    ledger: &Ledger,
    asked: &Asked,
    dialect: &Dialect,
) -> Result<Reply, Reply> {
    let ask = read_post(asked, dialect)?;
    let client = signed_in(ledger, &ask, dialect)?;
    let token = ask
        .parameter("token")
        .ok_or_else(|| dialect.refuse(&Refusal::Missing("token")))?;
    let (body, outcome) = match ledger.active(dialect.realm, &client.id, token) {
        Some(token) => (described(ledger, dialect, token), "active"),
        None => (json!({ "active": false }), "not active"),
    };
    Ok(
        Reply::new(200, dialect.content_type, body.to_string(), outcome)
            .with("cache-control", dialect.cache_control),
    )
}

fn described(ledger: &Ledger, dialect: &Dialect, token: IssuedToken) -> Value {
    let mut body = json!({ "active": true });
    // Section 2.2 takes the type from RFC 6749, section 5.1, where a refresh token has none.
    if token.kind == TokenKind::Access {
        body["token_type"] = "Bearer".into();
    }
    if let Some(scope) = token.scope {
        body["scope"] = scope.into();
    }
    body["client_id"] = token.client_id.as_str().into();
    if let Some(username) = &token.username {
        body["username"] = username.as_str().into();
    }
    body["exp"] = (token.expires_at_ms / 1000).into();
    body["iat"] = (token.issued_at_ms / 1000).into();
    body["sub"] = token.username.unwrap_or(token.client_id).into();
    if matches!(dialect.token_text, TokenText::Jwt) {
        let (host, realm) = (&ledger.host, dialect.realm.path());
        body["iss"] = format!("http://{host}/{realm}/oauth2/default").into();
        body["aud"] = "api://default".into();
    }
    body
}
