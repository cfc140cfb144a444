//! What tells one authorization server from another, as data and a few words.
use gatepass_core::Placement;

use super::token_ask::Flaw;
use crate::asked::Asked;
use crate::ledger::{Dead, Ledger};
use crate::realm::Realm;
use crate::reply::Reply;

/// The one grant that needs no user (RFC 6749, section 4.4).
pub(crate) const CLIENT_CREDENTIALS: &[&str] = &["client_credentials"];
/// All grants that the token endpoint knows.
pub(crate) const EVERY_GRANT: &[&str] = &[
    "client_credentials",
    "authorization_code",
    "refresh_token",
    "password",
];

/// An authorization server.
pub(crate) struct Dialect {
    pub(crate) realm: Realm,
    /// Paths below the realm's, and what is behind them.
    pub(crate) doors: &'static [(&'static str, Door)],
    /// Every other path that begins so is this server's to refuse.
    pub(crate) own_paths: Option<&'static str>,
    /// The values of `grant_type` it takes.
    pub(crate) grants: &'static [&'static str],
    /// Where clients may introduce themselves.
    pub(crate) placements: &'static [Placement],
    /// Whether a POST must declare its length, even that of an empty body.
    pub(crate) wants_length: bool,
    /// Whether a client may leave its secret out where its PKCE verifier speaks for it.
    pub(crate) public_clients: bool,
    /// Whether a refresh token is replaced at each use. If not, the answer to a refresh has none.
    pub(crate) rotates: bool,
    pub(crate) token_text: TokenText,
    /// The scope that is granted where none was asked for.
    pub(crate) scope: Option<&'static str>,
    pub(crate) content_type: &'static str,
    pub(crate) cache_control: &'static str,
    /// What stands in front of the token endpoint: asked once for every request, once more when the client is known.
    pub(crate) gate: fn(&Ledger, &Asked, Option<&str>) -> Result<(), Reply>,
    /// What it adds to every answer.
    pub(crate) stamp: fn(&Ledger, Reply) -> Reply,
    /// How it says no.
    pub(crate) words: fn(&Refusal) -> Reply,
}

/// An endpoint.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    Authorization,
    Token,
    /// RFC 7009
    Revocation,
    /// RFC 7662
    Introspection,
}

/// What its access tokens look like.
pub(crate) enum TokenText {
    Jwt,
    /// So many letters and digits.
    Opaque(usize),
}

/// Why a request is refused. `basic`: the client tried the Authorization header (RFC 6749, section 5.2).
pub(crate) enum Refusal {
    NoSuchPath,
    Method,
    LengthMissing,
    Flaw(Flaw),
    NoCredentials {
        basic: bool,
    },
    /// Credentials in a place where this server does not look.
    Misplaced,
    UnknownClient {
        basic: bool,
    },
    WrongSecret {
        basic: bool,
    },
    NoGrantType,
    /// A grant that is not taken, by its name in the request.
    Grant(String),
    /// A grant that this server knows and this client may not use.
    GrantNotAllowed,
    /// A parameter that the grant or the endpoint needs.
    Missing(&'static str),
    InvalidScope,
    InvalidGrant(Dead),
    /// A token of another client, to be revoked.
    ForeignToken,
    /// Nothing the client could do about.
    Server,
}

impl From<Dead> for Refusal {
    fn from(dead: Dead) -> Self {
        Self::InvalidGrant(dead)
    }
}

impl Dialect {
    /// The endpoint at that path.
    pub(crate) fn door(&self, path: &str) -> Option<Door> {
        let found = self.doors.iter().find(|(at, _)| *at == path);
        found.map(|(_, door)| *door)
    }

    /// The refusal in its words, noted in plain ones.
    pub(crate) fn refuse(&self, refusal: &Refusal) -> Reply {
        let reply = (self.words)(refusal);
        match refusal {
            Refusal::InvalidGrant(dead) => reply.noted(dead.outcome()),
            Refusal::ForeignToken => reply.noted("token of another client"),
            _ => reply,
        }
    }
}

/// Nothing stands in front.
pub(crate) fn no_gate(_: &Ledger, _: &Asked, _: Option<&str>) -> Result<(), Reply> {
    Ok(())
}

/// Nothing is added.
pub(crate) fn no_stamp(_: &Ledger, reply: Reply) -> Reply {
    reply
}
