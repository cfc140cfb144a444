//! A new client: its texts for whoever asked, its hashes for the ledger.
use gatepass_core::Secret;

use crate::generate;
use crate::state::{ClientRecord, Realm, sha256};

/// The header that the gateway in front of the sandbox's `custom` provider asks for.
pub(crate) const GATEWAY_KEY: &str = "X-Gateway-Key";

/// A client just generated. Its texts exist here and nowhere else: the sandbox keeps hashes.
#[derive(Clone, Debug)]
pub struct NewClient {
    /// 24 lower-case letters and digits.
    pub client_id: String,
    /// 24 letters and digits.
    pub client_secret: Secret,
    /// For `pivot`: 32 hex digits. Works with every Pivot client of this sandbox.
    pub subscription_key: Option<Secret>,
    /// For `custom`: what its token request must carry besides.
    pub extra_headers: Vec<(String, Secret)>,
}

/// A new client in both forms.
pub(crate) struct Generated {
    pub(crate) client: NewClient,
    pub(crate) record: ClientRecord,
    pub(crate) subscription_key_sha256: Option<String>,
}

/// None for an id that is no provider's, or where the system has no randomness to give.
pub(crate) fn generate(provider: &str) -> Option<Generated> {
    let provider = Realm::ALL
        .into_iter()
        .map(Realm::provider)
        .find(|id| *id == provider)?;
    let (client_id, secret) = (generate::client_id().ok()?, generate::client_secret().ok()?);
    let key_for = |owner| {
        if owner == provider {
            generate::key().ok().map(Some)
        } else {
            Some(None)
        }
    };
    let (subscription_key, gateway_key) = (key_for("pivot")?, key_for("custom")?);
    let record = ClientRecord {
        provider: provider.to_owned(),
        client_id: client_id.clone(),
        secret_sha256: sha256(&secret),
        gateway_key_sha256: gateway_key.as_deref().map(sha256),
    };
    let subscription_key_sha256 = subscription_key.as_deref().map(sha256);
    let client = NewClient {
        client_id,
        client_secret: Secret::new(secret),
        subscription_key: subscription_key.map(Secret::new),
        extra_headers: gateway_key
            .into_iter()
            .map(|key| (GATEWAY_KEY.to_owned(), Secret::new(key)))
            .collect(),
    };
    Some(Generated {
        client,
        record,
        subscription_key_sha256,
    })
}
