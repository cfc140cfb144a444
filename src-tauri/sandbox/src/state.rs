//! What the sandbox remembers across restarts. Hashes only: nothing here can be used to sign in anywhere.
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::realm::Realm;

/// The shortest and the longest life that can be chosen for new tokens, in seconds.
pub(crate) const LIFETIMES: std::ops::RangeInclusive<u32> = 10..=86_400;

/// Everything that outlives a restart. The app stores it; [`crate::Sandbox::start`] takes it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SandboxState {
    /// The clients it generated.
    pub clients: Vec<ClientRecord>,
    /// SHA-256 of each Pivot subscription key it generated.
    pub subscription_keys: Vec<String>,
    /// The access and refresh tokens it issued, until shortly after their end.
    pub tokens: Vec<IssuedToken>,
    /// Seconds that new tokens live.
    pub token_lifetime: u32,
}

impl Default for SandboxState {
    fn default() -> Self {
        Self {
            clients: vec![],
            subscription_keys: vec![],
            tokens: vec![],
            token_lifetime: 3600,
        }
    }
}

/// A generated client, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientRecord {
    /// The provider's id: `pivot`, `cisco-support`, …
    pub provider: String,
    /// The client id, which is no secret.
    pub client_id: String,
    /// SHA-256 of the client secret, in hex.
    pub secret_sha256: String,
    /// SHA-256 of the secret before that one, which is taken too until it is withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_secret_sha256: Option<String>,
    /// SHA-256 of the value that the gateway in front of `custom` asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gateway_key_sha256: Option<String>,
    /// The redirect URIs registered for it, compared exactly as they are written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redirect_uris: Vec<String>,
    /// The user whose password the client may send, where its provider takes passwords.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// SHA-256 of that user's password, in hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password_sha256: Option<String>,
}

/// An issued token, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedToken {
    /// SHA-256 of the token, in hex.
    pub sha256: String,
    /// Whose APIs honour it.
    pub realm: Realm,
    /// Whom it was issued to.
    pub client_id: String,
    /// Milliseconds since the epoch. From then on it is refused.
    pub expires_at_ms: i64,
    /// Milliseconds since the epoch.
    #[serde(default)]
    pub issued_at_ms: i64,
    /// What it is good for.
    #[serde(default)]
    pub kind: TokenKind,
    /// What it allows, if anyone said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The user who allowed it, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Names all tokens that come from one consent or one password, which are revoked together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Refused from now on, though its time may not be over.
    #[serde(default)]
    pub revoked: bool,
    /// Whether it was issued to a client that named itself and proved nothing but its PKCE verifier.
    #[serde(default)]
    pub without_secret: bool,
}

/// What a token is good for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TokenKind {
    /// Calls (RFC 6749, section 1.4).
    #[default]
    Access,
    /// New access tokens (RFC 6749, section 1.5).
    Refresh,
}

/// A client the sandbox knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Client {
    /// The provider's id.
    pub provider: String,
    /// The client id.
    pub client_id: String,
    /// Whether the secret before its present one is still taken.
    pub takes_old_secret: bool,
}

/// A request the sandbox answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeenRequest {
    /// Milliseconds since the epoch.
    pub at_ms: i64,
    /// `GET`, `POST`, …
    pub method: String,
    /// The path without the query, which may carry a secret.
    pub path: String,
    /// The HTTP status it was answered with; 0 where the connection was cut instead.
    pub status: u16,
    /// In a word or two: `token`, `invalid_client`, `gzip`, `1 message`; and after a comma the fault that struck: `over rate, fault: over-rate`.
    pub outcome: String,
}

/// SHA-256 in hex. Enough for what is generated here: 119 random bits or more cannot be guessed from it.
pub(crate) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
