//! What the sandbox remembers across restarts. Hashes only: nothing here can be used to sign in anywhere.
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

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
    /// The tokens it issued, until shortly after their end.
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
    /// SHA-256 of the value that the gateway in front of `custom` asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gateway_key_sha256: Option<String>,
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
}

/// A token endpoint together with the APIs that honour its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Realm {
    /// Azure API Management in front of Cisco.
    Pivot,
    /// id.cisco.com and apix.cisco.com.
    CiscoSupport,
    /// id.cisco.com and apix.cisco.com/cs.
    CxCloud,
    /// id.cisco.com and apix.cisco.com.
    ApiConsole,
    /// cloudsso.cisco.com and api.cisco.com.
    ApiConsoleLegacy,
    /// id.cisco.com and the Smart Bonding hosts.
    SmartBonding,
    /// Some other server, by RFC 6749.
    Custom,
}

impl Realm {
    pub(crate) const ALL: [Self; 7] = [
        Self::Pivot,
        Self::CiscoSupport,
        Self::CxCloud,
        Self::ApiConsole,
        Self::ApiConsoleLegacy,
        Self::SmartBonding,
        Self::Custom,
    ];

    /// The provider whose clients sign in here.
    pub fn provider(self) -> &'static str {
        match self {
            Self::Pivot => "pivot",
            Self::CiscoSupport => "cisco-support",
            Self::CxCloud => "cx-cloud",
            Self::ApiConsole | Self::ApiConsoleLegacy => "api-console",
            Self::SmartBonding => "smart-bonding",
            Self::Custom => "custom",
        }
    }
}

/// A client the sandbox knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Client {
    /// The provider's id.
    pub provider: String,
    /// The client id.
    pub client_id: String,
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
    /// The HTTP status it was answered with.
    pub status: u16,
    /// In a word or two: `token`, `invalid_client`, `gzip`, `1 message`.
    pub outcome: String,
}

/// SHA-256 in hex. Enough for what is generated here: 119 random bits or more cannot be guessed from it.
pub(crate) fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
