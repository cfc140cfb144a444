//! Who sends a request, and whether that is true: RFC 6749, section 2.3.
use axum::http::Method;
use gatepass_core::Placement;

use super::dialect::{Dialect, Refusal};
use super::token_ask::{Credentials, TokenAsk, read};
use crate::asked::Asked;
use crate::ledger::{Ledger, SignIn};
use crate::reply::Reply;

/// A client that is who it says.
pub(super) struct Client {
    pub(super) id: String,
    /// It named itself and proved nothing yet: the verifier or the refresh token that it shows has to speak for it.
    pub(super) without_secret: bool,
}

/// A request that can be read, at an endpoint that takes a POST.
pub(super) fn read_post(asked: &Asked, dialect: &Dialect) -> Result<TokenAsk, Reply> {
    if !asked.is(&Method::POST) {
        return Err(dialect.refuse(&Refusal::Method));
    }
    if dialect.wants_length && !asked.declares_length() {
        return Err(dialect.refuse(&Refusal::LengthMissing));
    }
    let takes_json = dialect.placements.contains(&Placement::Json);
    read(asked, takes_json).map_err(|flaw| dialect.refuse(&Refusal::Flaw(flaw)))
}

/// The client that sent it, or the refusal.
pub(super) fn signed_in(
    ledger: &Ledger,
    ask: &TokenAsk,
    dialect: &Dialect,
) -> Result<Client, Reply> {
    let refuse = |refusal| Err(dialect.refuse(&refusal));
    let Some(credentials) = &ask.credentials else {
        return refuse(Refusal::NoCredentials { basic: false });
    };
    let basic = credentials.placement == Placement::Basic;
    let without_secret = is_public(credentials, ask, dialect);
    if !dialect.placements.contains(&credentials.placement) && !without_secret {
        return refuse(Refusal::Misplaced);
    }
    let Some(id) = credentials.client_id.clone() else {
        return refuse(Refusal::NoCredentials { basic });
    };
    let secret = credentials.secret.as_deref().unwrap_or_default();
    match ledger.sign_in(dialect.realm, &id, secret) {
        SignIn::Unknown => refuse(Refusal::UnknownClient { basic }),
        SignIn::WrongSecret if !without_secret => refuse(Refusal::WrongSecret { basic }),
        SignIn::WrongSecret | SignIn::Welcome => Ok(Client { id, without_secret }),
    }
}

/// RFC 6749, section 3.2.1: a client without a secret names itself in the form. Only a grant that carries a proof of its own
/// is worth anything then.
fn is_public(credentials: &Credentials, ask: &TokenAsk, dialect: &Dialect) -> bool {
    let grant = ask.grant_type.as_deref();
    dialect.public_clients
        && credentials.placement == Placement::Form
        && credentials.secret.is_none()
        && matches!(grant, Some("authorization_code" | "refresh_token"))
}
