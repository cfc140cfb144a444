//! A new client: its texts for whoever asked, its hashes for the ledger.
use gatepass_core::Secret;
use url::Url;

use crate::generate;
use crate::realm::Realm;
use crate::state::{ClientRecord, sha256};

/// The header that the gateway in front of the sandbox's `custom` provider asks for.
pub(crate) const GATEWAY_KEY: &str = "X-Gateway-Key";

/// The providers whose clients act for a user.
const SIGNS_IN: &[&str] = &["api-console", "custom"];

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
    /// For `api-console` and `custom`: where the answer of an authorization page goes, as registered.
    pub redirect_uri: Option<String>,
    /// For `api-console` and `custom`: a user whose password the client may send.
    pub username: Option<String>,
    /// That user's password: 24 letters and digits.
    pub password: Option<Secret>,
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
    let only_for = |owners: &[&str], made: fn() -> Result<String, getrandom::Error>| {
        if owners.contains(&provider) {
            made().ok().map(Some)
        } else {
            Some(None)
        }
    };
    let subscription_key = only_for(&["pivot"], generate::key)?;
    let gateway_key = only_for(&["custom"], generate::key)?;
    let redirect_uri = only_for(SIGNS_IN, generate::redirect_uri)?;
    let username = only_for(SIGNS_IN, generate::username)?;
    let password = only_for(SIGNS_IN, generate::client_secret)?;
    let record = ClientRecord {
        provider: provider.to_owned(),
        client_id: client_id.clone(),
        secret_sha256: sha256(&secret),
        old_secret_sha256: None,
        gateway_key_sha256: gateway_key.as_deref().map(sha256),
        redirect_uris: redirect_uri.clone().into_iter().collect(),
        username: username.clone(),
        password_sha256: password.as_deref().map(sha256),
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
        redirect_uri,
        username,
        password: password.map(Secret::new),
    };
    Some(Generated {
        client,
        record,
        subscription_key_sha256,
    })
}

/// Whether a redirect URI can be registered: absolute, without a fragment (RFC 6749, section 3.1.2), and either https, or
/// http on loopback, or of a private scheme in reverse domain form (RFC 8252, section 7).
pub(crate) fn is_redirect_uri(text: &str) -> bool {
    let fits_a_header = text.len() <= 2000 && text.bytes().all(|byte| byte.is_ascii_graphic());
    let Ok(url) = Url::parse(text) else {
        return false;
    };
    let allowed = match url.scheme() {
        "https" => url.has_host(),
        "http" => matches!(url.host_str(), Some("127.0.0.1" | "[::1]")),
        private => private.contains('.'),
    };
    fits_a_header && allowed && url.fragment().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_that_leads_to_an_application_can_be_registered() {
        for good in [
            "https://app.example.com/callback?from=here",
            "http://127.0.0.1:8080/callback",
            "http://[::1]:8080/",
            "com.example.app:/callback",
        ] {
            assert!(is_redirect_uri(good), "{good}");
        }
        for bad in [
            "/callback",
            "http://app.example.com/",
            "http://localhost:8080/",
            "https://app.example.com/#here",
            "https://app.example.com/a b",
            "javascript:alert(1)",
            "data:text/html,x",
        ] {
            assert!(!is_redirect_uri(bad), "{bad}");
        }
    }
}
