//! What each grant needs and what it allows: RFC 6749, sections 4.1.3, 4.3, 4.4 and 6.
use super::authorization::Authorization;
use super::client::Client;
use super::dialect::{Dialect, Refusal};
use super::parameters::is_scope;
use super::token_ask::TokenAsk;
use crate::generate;
use crate::ledger::{Dead, Ledger, Proof, USER};

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
            authorization.username = Some(USER.to_owned());
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
