//! The endpoints of an authorization server, one way for all: a [`Dialect`] says where they lie, what they take and how they
//! word a refusal.
mod authorization;
mod authorize;
mod client;
mod dialect;
mod grants;
mod introspect;
mod issue;
mod json_members;
mod jwt;
mod parameters;
mod revoke;
mod token;
mod token_ask;

pub(crate) use dialect::{
    CLIENT_CREDENTIALS, Dialect, Door, EVERY_GRANT, Refusal, TokenText, no_gate, no_stamp,
};
pub(crate) use token_ask::Flaw;

use crate::asked::Asked;
use crate::ledger::Ledger;
use crate::reply::Reply;

/// The answer of that endpoint.
pub(crate) fn answer(ledger: &Ledger, asked: &Asked, dialect: &Dialect, door: Door) -> Reply {
    let reply = match door {
        Door::Token => token::token(ledger, asked, dialect),
        Door::Revocation => revoke::revoke(ledger, asked, dialect),
        Door::Introspection => introspect::introspect(ledger, asked, dialect),
        Door::Authorization => return authorize::authorize(ledger, asked, dialect),
    };
    (dialect.stamp)(ledger, reply.unwrap_or_else(|refusal| refusal))
}
