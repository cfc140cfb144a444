//! What each grant needs and what it allows: RFC 6749, sections 4.1.3, 4.3, 4.4 and 6.
use super::client::Client;
use super::dialect::{Dialect, Refusal};
use super::issue::Authorization;
use super::token_ask::TokenAsk;
use crate::generate;
use crate::ledger::{Dead, Ledger, Proof};

impl From<Dead> for Refusal {
    fn from(dead: Dead) -> Self {
        Self::InvalidGrant(dead)
    }
}

/// What the client may have, and whether a refresh token goes with it.
pub(super) fn granted(
    ledger: &Ledger,
    ask: &TokenAsk,
    client: Client,
    dialect: &Dialect,
    grant: &str,
) -> Result<(Authorization, bool), Refusal> {
    let needed = |name| ask.parameter(name).ok_or(Refusal::Missing(name));
    let scope = ask.parameter("scope").map(str::to_owned);
    if scope.as_deref().is_some_and(|scope| !is_scope(scope)) {
        return Err(Refusal::InvalidScope);
    }
    let mut authorization = Authorization {
        client_id: client.id,
        username: None,
        scope,
        family: None,
        without_secret: client.without_secret,
    };
    match grant {
        "authorization_code" => {
            let proof = Proof {
                code: needed("code")?,
                redirect_uri: ask.parameter("redirect_uri"),
                verifier: ask.parameter("code_verifier"),
                alone: client.without_secret,
            };
            let (realm, id) = (dialect.realm, &authorization.client_id);
            let (family, scope) = ledger.spend_code(
                |request| request.realm == realm && request.client_id == *id,
                &proof,
                |code| (code.family.clone(), code.request.scope.clone()),
            )?;
            authorization.username = Some(super::USER.to_owned());
            (authorization.family, authorization.scope) = (Some(family), scope);
            Ok((authorization, true))
        }
        "password" => {
            let (username, password) = (needed("username")?, needed("password")?);
            let id = &authorization.client_id;
            if !ledger.password_fits(dialect.realm, id, username, password) {
                return Err(Dead::Password.into());
            }
            authorization.username = Some(username.to_owned());
            authorization.family = Some(generate::uuid().map_err(|_| Refusal::Server)?);
            Ok((authorization, true))
        }
        "refresh_token" => refreshed(ledger, dialect, authorization, needed("refresh_token")?)
            .map(|authorization| (authorization, dialect.rotates)),
        _ => Ok((authorization, false)),
    }
}

/// Section 6: the same client, and no more than was allowed before.
fn refreshed(
    ledger: &Ledger,
    dialect: &Dialect,
    mut authorization: Authorization,
    token: &str,
) -> Result<Authorization, Refusal> {
    let holder = (dialect.realm, authorization.client_id.as_str());
    let (wanted, alone) = (authorization.scope.as_deref(), authorization.without_secret);
    let spent = ledger.spend_refresh_token(holder, token, dialect.rotates, |kept| {
        let allowed = kept.scope.as_deref().unwrap_or_default();
        let within = |scope: &str| allowed.split(' ').any(|kept| kept == scope);
        if alone && !kept.without_secret {
            Err(Refusal::WrongSecret { basic: false })
        } else if wanted.is_some_and(|wanted| !wanted.split(' ').all(within)) {
            Err(Refusal::InvalidScope)
        } else {
            Ok(())
        }
    })?;
    authorization.scope = authorization.scope.or(spent.scope);
    (authorization.username, authorization.family) = (spent.username, spent.family);
    Ok(authorization)
}

/// Section 3.3. Which scopes exist is not published, so any that is well formed is granted.
pub(super) fn is_scope(text: &str) -> bool {
    let letter = |byte: u8| matches!(byte, 0x21 | 0x23..=0x5B | 0x5D..=0x7E);
    text.split(' ')
        .all(|scope| !scope.is_empty() && scope.bytes().all(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_words_of_the_rfcs_letters() {
        assert!(is_scope("openid") && is_scope("read write urn:x/y?z#"));
        for text in ["", " ", "a  b", "a ", "a\"b", "a\\b", "ä", "a\tb"] {
            assert!(!is_scope(text), "{text}");
        }
    }
}
