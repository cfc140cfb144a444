//! A provider: an API programme as data. Adding one is adding a file in `core/providers`.
use std::sync::LazyLock;

use serde::Deserialize;
use url::Url;

use crate::grant::Grant;
use crate::monogram::monogram;
use crate::origin::Origin;
use crate::placement::Placement;

/// The data files, in the order they are offered.
const FILES: [&str; 6] = [
    include_str!("../providers/pivot.toml"),
    include_str!("../providers/cisco-support.toml"),
    include_str!("../providers/cx-cloud.toml"),
    include_str!("../providers/api-console.toml"),
    include_str!("../providers/smart-bonding.toml"),
    include_str!("../providers/custom.toml"),
];

/// An API programme.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Stable; integrations name it.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// Two letters for its tile; None where what it stands for is known to the user alone.
    monogram: Option<String>,
    /// One line: what it is for.
    pub summary: String,
    /// Where its clients' credentials may travel; the first is the default.
    pub placements: Vec<Placement>,
    /// The grants its registrations may have; the first is the default.
    #[serde(default = "client_credentials")]
    pub grants: Vec<Grant>,
    /// The header a gateway in front asks for, if there is one.
    pub subscription_key_header: Option<String>,
    /// Sentences under the form's fields.
    pub hints: Hints,
    /// Its deployments, the default first, Sandbox last.
    pub environments: Vec<Environment>,
    /// What to say when a client that never worked is refused.
    #[serde(default)]
    pub refused_client: RefusedClient,
    /// How to get credentials.
    pub guide: Guide,
}

/// Why a client that never worked may be refused though it was typed correctly. Whole sentences, or empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RefusedClient {
    /// How long a new one takes to work.
    pub new: String,
    /// Which old ones no longer do.
    pub old: String,
}

/// Where each value of the form comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hints {
    /// Under "Client id".
    pub client_id: String,
    /// Under "Client secret".
    pub client_secret: String,
    /// Under "Subscription key".
    #[serde(default)]
    pub subscription_key: String,
}

/// One deployment of a provider.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Environment {
    /// Stable; integrations name it.
    pub id: String,
    /// As people call it: "UAT", "Production".
    pub name: String,
    /// How it is marked.
    pub kind: EnvironmentKind,
    /// None where the user types it.
    pub token_endpoint: Option<Url>,
    /// Where a person signs in, if there is such a grant.
    pub authorization_endpoint: Option<Url>,
    /// RFC 7009, where the provider has it.
    pub revocation_endpoint: Option<Url>,
    /// RFC 7662, where the provider has it.
    pub introspection_endpoint: Option<Url>,
    /// Who may receive its tokens.
    #[serde(default)]
    pub api_origins: Vec<Origin>,
    /// Asked for by default.
    #[serde(default)]
    pub scope: String,
    /// A harmless call, for "copy as curl".
    pub example_call: Option<Url>,
}

/// How an environment is marked, so that production cannot be mistaken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnvironmentKind {
    /// The real thing.
    Production,
    /// UAT, Stage.
    Test,
    /// The server inside this app.
    Sandbox,
}

/// How to get what the form asks for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Who gives the credentials.
    pub intro: String,
    /// In order.
    pub steps: Vec<Step>,
    /// What trips people up.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// One step of a guide.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What to do.
    pub title: String,
    /// How.
    pub text: String,
    /// A page to open.
    pub link: Option<Url>,
    /// Its label.
    #[serde(default)]
    pub link_label: String,
}

fn client_credentials() -> Vec<Grant> {
    vec![Grant::ClientCredentials]
}

/// Every provider, in the order they are offered.
pub fn providers() -> &'static [Provider] {
    static PROVIDERS: LazyLock<Vec<Provider>> = LazyLock::new(|| {
        let read = |text: &&str| toml::from_str(text).expect("a test reads every provider's file");
        FILES.iter().map(read).collect()
    });
    &PROVIDERS
}

/// The provider of that id.
pub fn provider(id: &str) -> Option<&'static Provider> {
    providers().iter().find(|provider| provider.id == id)
}

impl Provider {
    /// Its own two letters, or those of a name: of an integration, or its own where it is offered.
    pub fn monogram(&self, name: &str) -> String {
        self.monogram.clone().unwrap_or_else(|| monogram(name))
    }

    /// The environment of that id.
    pub fn environment(&self, id: &str) -> Option<&Environment> {
        self.environments
            .iter()
            .find(|environment| environment.id == id)
    }
}
