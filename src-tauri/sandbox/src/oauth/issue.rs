//! A new access token, with a refresh token or without, and the answer that carries them: RFC 6749, section 5.1.
use getrandom::Error;
use serde_json::{Value, json};

use super::authorization::Authorization;
use super::dialect::{Dialect, TokenText};
use super::jwt;
use crate::generate;
use crate::ledger::Ledger;
use crate::reply::Reply;
use crate::state::{IssuedToken, TokenKind, sha256};

/// Nobody publishes how long the real ones live; a month shows neither end.
const REFRESH_TOKEN_LIVES_MS: i64 = 30 * 86_400_000;

/// Tokens that are good from now on.
pub(super) struct Issued {
    pub(super) access_token: String,
    pub(super) expires_in: u32,
    pub(super) scope: Option<String>,
    refresh_token: Option<String>,
}

/// Issues what was allowed; fails if the system has no randomness to give.
pub(super) fn issue(
    ledger: &Ledger,
    dialect: &Dialect,
    mut authorization: Authorization,
    refreshable: bool,
) -> Result<Issued, Error> {
    let (now, expires_in) = (ledger.now_ms(), ledger.token_lifetime());
    let expires_at_ms = now + i64::from(expires_in) * 1000;
    let own = || dialect.scope.map(str::to_owned);
    authorization.scope = authorization.scope.or_else(own);
    let access_token = match dialect.token_text {
        TokenText::Opaque(length) => generate::opaque(length)?,
        TokenText::Jwt => {
            let (host, realm) = (&ledger.host, dialect.realm.path());
            let issuer = format!("http://{host}/{realm}/oauth2/default");
            jwt::token(&issuer, &authorization, now / 1000, expires_at_ms / 1000)?
        }
    };
    let refresh_token = refreshable.then(|| generate::opaque(43)).transpose()?;
    let access = IssuedToken {
        sha256: sha256(&access_token),
        realm: dialect.realm,
        client_id: authorization.client_id,
        expires_at_ms,
        issued_at_ms: now,
        kind: TokenKind::Access,
        scope: authorization.scope.clone(),
        username: authorization.username,
        family: authorization.family,
        revoked: false,
        without_secret: authorization.without_secret,
    };
    let refresh = refresh_token.as_deref().map(|token| IssuedToken {
        sha256: sha256(token),
        kind: TokenKind::Refresh,
        expires_at_ms: now + REFRESH_TOKEN_LIVES_MS,
        ..access.clone()
    });
    ledger.honour([access].into_iter().chain(refresh));
    Ok(Issued {
        access_token,
        expires_in,
        scope: authorization.scope,
        refresh_token,
    })
}

impl Issued {
    /// The token endpoint's answer, its members in the server's order.
    pub(super) fn answer(&self, dialect: &Dialect) -> Reply {
        let (token, expires_in) = (&self.access_token, self.expires_in);
        let mut body = match dialect.token_text {
            TokenText::Jwt => {
                json!({ "token_type": "Bearer", "expires_in": expires_in, "access_token": token })
            }
            TokenText::Opaque(_) => {
                json!({ "access_token": token, "token_type": "Bearer", "expires_in": expires_in })
            }
        };
        for (name, value) in [
            ("scope", &self.scope),
            ("refresh_token", &self.refresh_token),
        ] {
            if let Some(value) = value {
                body[name] = Value::from(value.as_str());
            }
        }
        Reply::new(200, dialect.content_type, body.to_string(), "token")
            .with("cache-control", dialect.cache_control)
            .with("pragma", "no-cache")
    }
}
