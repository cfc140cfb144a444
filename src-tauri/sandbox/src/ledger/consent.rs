//! What a user is asked to allow, while it waits for the answer and as the code that stands for it.
use crate::realm::Realm;

/// The invented person who is signed in at every authorization page.
pub(crate) const USER: &str = "robin@sandbox.example";

/// A request that a user may allow or deny.
pub(crate) struct AuthorizationRequest {
    pub(crate) realm: Realm,
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    /// Whether the request named its redirect URI; the token request must repeat it then (RFC 6749, section 4.1.3).
    pub(crate) redirect_uri_named: bool,
    pub(crate) scope: Option<String>,
    /// RFC 7636, by SHA-256.
    pub(crate) code_challenge: Option<String>,
    pub(crate) implicit: bool,
    pub(crate) state: Option<String>,
}

/// A consent page that waits for its answer.
pub(super) struct Ticket {
    pub(super) sha256: String,
    pub(super) expires_at_ms: i64,
    pub(super) request: AuthorizationRequest,
}

/// An authorization code and the request it answers.
pub(crate) struct Code {
    pub(super) sha256: String,
    pub(super) expires_at_ms: i64,
    pub(super) used: bool,
    /// The family of the tokens that it is exchanged for.
    pub(crate) family: String,
    pub(crate) request: AuthorizationRequest,
}
