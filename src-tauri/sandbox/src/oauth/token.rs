//! The token endpoint: RFC 6749, section 3.2.
use super::client::{read_post, signed_in};
use super::dialect::{Dialect, Refusal};
use super::grants::granted;
use super::issue::issue;
use crate::asked::Asked;
use crate::ledger::Ledger;
use crate::reply::Reply;

/// A token, or the refusal.
pub(super) fn token(ledger: &Ledger, asked: &Asked, dialect: &Dialect) -> Result<Reply, Reply> {
    ledger.count_token_request();
    (dialect.gate)(ledger, asked, None)?;
    let ask = read_post(asked, dialect)?;
    let client = signed_in(ledger, &ask, dialect)?;
    (dialect.gate)(ledger, asked, Some(&client.id))?;
    let grant = match ask.grant_type.as_deref() {
        None => return Err(dialect.refuse(&Refusal::NoGrantType)),
        Some(grant) if !dialect.grants.contains(&grant) => {
            return Err(dialect.refuse(&Refusal::Grant(grant.to_owned())));
        }
        Some(grant) => grant,
    };
    let (authorization, refreshable) = granted(ledger, &ask, client, dialect, grant)
        .map_err(|refusal| dialect.refuse(&refusal))?;
    let issued = issue(ledger, dialect, authorization, refreshable)
        .map_err(|_| dialect.refuse(&Refusal::Server))?;
    Ok(issued.answer(dialect))
}
