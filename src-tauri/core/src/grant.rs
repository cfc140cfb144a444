//! How a token is asked for: the grants of RFC 6749, and what each needs from the integration.
use serde::{Deserialize, Serialize};
use url::Url;

use crate::secret::SecretReference;

/// A grant (RFC 6749, sections 1.3 and 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grant {
    /// Section 4.4: the client alone.
    #[default]
    ClientCredentials,
    /// Section 4.1, with PKCE (RFC 7636): a person signs in with the browser.
    AuthorizationCode,
    /// Section 4.3: a person's name and password, typed here.
    Password,
    /// Section 4.2: the browser gets the token itself.
    Implicit,
    /// Section 6: renews what another grant began; never chosen by itself.
    RefreshToken,
}

impl Grant {
    /// All that can be chosen, in the order they are offered.
    pub const CHOICES: [Self; 4] = [
        Self::ClientCredentials,
        Self::AuthorizationCode,
        Self::Password,
        Self::Implicit,
    ];

    /// As in data files and over IPC. For all but implicit also the `grant_type` of the token request.
    pub fn id(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::AuthorizationCode => "authorization_code",
            Self::Password => "password",
            Self::Implicit => "implicit",
            Self::RefreshToken => "refresh_token",
        }
    }

    /// The grant of that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::CHOICES
            .into_iter()
            .chain([Self::RefreshToken])
            .find(|grant| grant.id() == id)
    }

    /// As on the button.
    pub fn name(self) -> &'static str {
        match self {
            Self::ClientCredentials => "Client credentials",
            Self::AuthorizationCode => "Authorization code",
            Self::Password => "Password",
            Self::Implicit => "Implicit",
            Self::RefreshToken => "Refresh token",
        }
    }

    /// What choosing it means, for under the field.
    pub fn hint(self) -> &'static str {
        match self {
            Self::ClientCredentials => "The client itself gets the token. Nobody signs in.",
            Self::AuthorizationCode => {
                "You sign in with the browser; Gatepass gets the token with the code that comes back, guarded by PKCE."
            }
            Self::Password => "A name and a password are sent with the client’s credentials.",
            Self::Implicit => {
                "You sign in with the browser, and the token comes back in its address."
            }
            Self::RefreshToken => "Renews a token without asking you again.",
        }
    }

    /// Why it is better avoided and what to take instead, or "" (RFC 9700, sections 2.1.2 and 2.4).
    pub fn discouraged(self) -> &'static str {
        match self {
            Self::ClientCredentials | Self::AuthorizationCode | Self::RefreshToken => "",
            Self::Password => {
                "The password passes through this app, and a second factor is impossible. If the registration has it, take Authorization code."
            }
            Self::Implicit => {
                "The token travels in the browser’s address, where its history and extensions can see it, and it cannot be refreshed. If the registration has it, take Authorization code."
            }
        }
    }

    /// Whether a person signs in with the browser.
    pub fn needs_browser(self) -> bool {
        matches!(self, Self::AuthorizationCode | Self::Implicit)
    }

    /// Whether there is no token without a client secret. A public client (RFC 6749, section 2.1) has none.
    pub fn needs_client_secret(self) -> bool {
        matches!(self, Self::ClientCredentials | Self::Password)
    }
}

/// An integration's grant, and what belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantSettings {
    /// The one in use.
    #[serde(default)]
    pub grant: Grant,
    /// Those that the registration has; empty where the user never said: all that the provider offers.
    #[serde(default)]
    pub registered: Vec<Grant>,
    /// Where a person signs in.
    #[serde(default)]
    pub authorization_endpoint: Option<Url>,
    /// As registered, to the letter: servers compare it as text.
    #[serde(default)]
    pub redirect_uri: String,
    /// For the password grant.
    #[serde(default)]
    pub username: String,
    /// For the password grant.
    #[serde(default)]
    pub password: Option<SecretReference>,
}

impl GrantSettings {
    /// Whether the registration has that grant, as far as is known.
    pub fn may_use(&self, grant: Grant) -> bool {
        self.registered.is_empty() || self.registered.contains(&grant)
    }
}
