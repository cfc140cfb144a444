//! An integration: what the user set up. It names secrets and holds none.
use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use url::Url;

use crate::grant::{Grant, GrantSettings};
use crate::origin::{Origin, OriginError};
use crate::placement::Placement;
use crate::rotation::{Beside, Besides};
use crate::secret::{SecretId, SecretReference};

/// Names an integration for ever; labels may change and repeat.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IntegrationId(pub String);

impl fmt::Display for IntegrationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Names a subscription key, which several integrations may share.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SubscriptionKeyId(pub String);

/// A label, a provider, an environment, a client and how its token is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Integration {
    /// Its name for ever.
    pub id: IntegrationId,
    /// What the user calls it.
    pub label: String,
    /// The provider's id, as in its data file.
    pub provider: String,
    /// The environment's id within the provider.
    pub environment: String,
    /// As issued. Not a secret (RFC 6749, section 2.2).
    pub client_id: String,
    /// Where the client secret lies; a public client has none.
    pub client_secret: Option<SecretReference>,
    /// What lies beside its own secrets while they are rotated.
    #[serde(default, skip_serializing_if = "Besides::is_empty")]
    pub besides: Besides,
    /// The key that a gateway in front of the provider asks for.
    pub subscription_key: Option<SubscriptionKeyId>,
    /// Where tokens come from. It may hold a query; parameters are merged without duplicates.
    pub token_endpoint: Url,
    /// Where the credentials travel.
    pub placement: Placement,
    /// How its token is got.
    #[serde(default)]
    pub grant: GrantSettings,
    /// RFC 7009: where a token is given back.
    #[serde(default)]
    pub revocation_endpoint: Option<Url>,
    /// RFC 7662: where a token is asked about.
    #[serde(default)]
    pub introspection_endpoint: Option<Url>,
    /// Renewed shortly before its end, without being asked.
    #[serde(default)]
    pub keep_fresh: bool,
    /// Asked for, if not empty.
    #[serde(default)]
    pub scope: String,
    /// Sent with the token request.
    #[serde(default)]
    pub extra_headers: Vec<Extra>,
    /// Sent where the credentials travel.
    #[serde(default)]
    pub extra_parameters: Vec<Extra>,
    /// Origins that may receive the token.
    pub api_origins: Vec<Origin>,
    /// `Authorization`, unless the service wants another.
    pub token_header: String,
    /// `Bearer`, unless the service wants another. May be empty.
    pub token_prefix: String,
    /// How its requests reach the network.
    #[serde(default)]
    pub route: Route,
}

/// A header or parameter the user added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra {
    /// The header's or parameter's name.
    pub name: String,
    /// Its value, or where that lies.
    pub value: ExtraValue,
}

/// A freely typed value may be a key, so it is kept in the vault unless the user marked it public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtraValue {
    /// Shown and stored as it is.
    Public(String),
    /// In the vault.
    Secret(SecretReference),
}

/// How requests reach the network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Route {
    /// `http://`, `https://` or `socks5://`; None follows the system. Never used for loopback.
    #[serde(default)]
    pub proxy: Option<Url>,
    /// A PEM certificate trusted beside the system's, for this integration only.
    #[serde(default)]
    pub extra_ca: Option<String>,
}

/// The record of a subscription key; the key itself lies in the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionKey {
    /// Its name for ever.
    pub id: SubscriptionKeyId,
    /// The provider it belongs to.
    pub provider: String,
    /// Where it lies.
    pub secret: SecretReference,
    /// What lies beside it while it is rotated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Beside>,
    /// Where it may be sent; the vault holds the same list, and that one decides.
    pub origins: Vec<Origin>,
}

impl Integration {
    /// Whether the same call can be sent with the other one, to compare what another environment answers.
    pub fn is_twin_of(&self, other: &Self) -> bool {
        self.provider == other.provider && self.environment != other.environment
    }

    /// The origin its credentials are sent to.
    pub fn token_origin(&self) -> Result<Origin, OriginError> {
        Origin::of(&self.token_endpoint)
    }

    /// Where its token may go: the API's origins, and home.
    pub fn token_origins(&self) -> Vec<Origin> {
        let mut origins = self.api_origins.clone();
        if let Ok(home) = self.token_origin()
            && !origins.contains(&home)
        {
            origins.push(home);
        }
        origins
    }

    /// Whether its next token can be got without a person in the browser. It holds a refresh token or not.
    pub fn renews_alone(&self, holds_refresh_token: bool) -> bool {
        !self.grant.grant.needs_browser()
            || (holds_refresh_token && self.grant.may_use(Grant::RefreshToken))
    }

    /// Every vault item it alone points to, also those beside the ones in use (a shared subscription key is not its own).
    pub fn own_secrets(&self) -> Vec<&SecretReference> {
        let extras = self.extra_headers.iter().chain(&self.extra_parameters);
        let of_extras = extras.filter_map(|extra| match &extra.value {
            ExtraValue::Secret(reference) => Some(reference),
            ExtraValue::Public(_) => None,
        });
        self.client_secret
            .iter()
            .chain(&self.grant.password)
            .chain(of_extras)
            .chain(self.besides.secrets())
            .collect()
    }

    /// A digest of everything that shapes its token: when it differs, a token got before is not this integration's.
    /// `key` is the vault item of its subscription key. The label is left out, whether it is kept fresh, and what lies beside
    /// its secrets: none of them costs a token.
    pub fn shape(&self, key: Option<&SecretId>) -> String {
        let mut shaping = self.clone();
        shaping.label.clear();
        shaping.keep_fresh = false;
        shaping.besides = Besides::default();
        let document = serde_json::to_vec(&(&shaping, key)).unwrap_or_default();
        let digest = Sha256::digest(document);
        let half = u128::from_be_bytes(std::array::from_fn(|at| digest[at]));
        format!("{half:032x}")
    }
}
