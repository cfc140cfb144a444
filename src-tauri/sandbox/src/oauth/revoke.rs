//! The revocation endpoint: RFC 7009.
use super::client::{read_post, signed_in};
use super::dialect::{Dialect, Refusal};
use crate::asked::Asked;
use crate::ledger::{Ledger, Revoked};
use crate::reply::Reply;

/// Makes a token worthless. One that nobody knows is worthless already, and that is a success (section 2.2).
pub(super) fn revoke(ledger: &Ledger, asked: &Asked, dialect: &Dialect) -> Result<Reply, Reply> {
    let ask = read_post(asked, dialect)?;
    let client = signed_in(ledger, &ask, dialect)?;
    let token = ask
        .parameter("token")
        .ok_or_else(|| dialect.refuse(&Refusal::Missing("token")))?;
    let outcome = match ledger.revoke(dialect.realm, &client.id, token) {
        Revoked::Done => "revoked",
        Revoked::Unknown => "nothing to revoke",
        Revoked::Foreign => return Err(dialect.refuse(&Refusal::ForeignToken)),
    };
    Ok(Reply::empty(200, outcome).with("cache-control", dialect.cache_control))
}
