//! A provider as the form and the set-up guide need it.
use gatepass_core::{Environment, Grant, Placement, Provider, Step};
use serde::Serialize;
use tauri::Url;

use super::integration::EnvironmentKindView;

/// A provider, from its data file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProviderView {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) monogram: String,
    /// One line for the choice: what it is for.
    pub(crate) summary: String,
    pub(crate) environments: Vec<EnvironmentView>,
    /// The first is the default.
    pub(crate) placements: Vec<PlacementView>,
    /// The grants its registrations may have; the first is the default.
    pub(crate) grants: Vec<GrantView>,
    /// A registration may have refresh tokens.
    pub(crate) can_refresh: bool,
    /// The header of the provider's subscription key, or empty.
    pub(crate) subscription_key_header: String,
    /// Sentences under the fields: where each value comes from.
    pub(crate) client_id_hint: String,
    pub(crate) client_secret_hint: String,
    pub(crate) subscription_key_hint: String,
    /// The guide: how to get what the form asks for.
    pub(crate) guide: GuideView,
}

/// One deployment of a provider.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct EnvironmentView {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: EnvironmentKindView,
    /// Preset token endpoint; empty where the user types it.
    pub(crate) token_endpoint: String,
    /// Each empty where there is none.
    pub(crate) authorization_endpoint: String,
    pub(crate) revocation_endpoint: String,
    pub(crate) introspection_endpoint: String,
    pub(crate) api_origins: Vec<String>,
    pub(crate) scope: String,
}

/// A placement the provider accepts.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlacementView {
    /// `form`, `query`, `json` or `basic`.
    pub(crate) id: String,
    /// "Form body", "URL, empty body", "JSON body", "Basic header".
    pub(crate) name: String,
    pub(crate) hint: String,
}

/// A way to a token.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct GrantView {
    /// `client_credentials`, `authorization_code`, `password` or `implicit`.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) hint: String,
    /// Why it is better avoided and what to take instead, or empty.
    pub(crate) discouraged: String,
    pub(crate) needs_secret: bool,
    pub(crate) needs_redirect: bool,
    pub(crate) needs_user: bool,
}

/// How to get credentials, step by step.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct GuideView {
    /// Who gives the credentials, in a sentence.
    pub(crate) intro: String,
    pub(crate) steps: Vec<GuideStepView>,
    /// What trips people up.
    pub(crate) notes: Vec<String>,
}

/// One step of a guide.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct GuideStepView {
    pub(crate) title: String,
    pub(crate) text: String,
    /// An https page to open in the browser, or empty.
    pub(crate) link: String,
    /// Its label, or empty.
    pub(crate) link_label: String,
}

impl From<&Provider> for ProviderView {
    fn from(provider: &Provider) -> Self {
        Self {
            id: provider.id.clone(),
            name: provider.name.clone(),
            monogram: provider.monogram(&provider.name),
            summary: provider.summary.clone(),
            environments: provider
                .environments
                .iter()
                .map(EnvironmentView::from)
                .collect(),
            placements: provider
                .placements
                .iter()
                .copied()
                .map(PlacementView::from)
                .collect(),
            grants: Grant::CHOICES
                .into_iter()
                .filter(|grant| provider.grants.contains(grant))
                .map(GrantView::from)
                .collect(),
            can_refresh: provider.grants.contains(&Grant::RefreshToken),
            subscription_key_header: provider.subscription_key_header.clone().unwrap_or_default(),
            client_id_hint: provider.hints.client_id.clone(),
            client_secret_hint: provider.hints.client_secret.clone(),
            subscription_key_hint: provider.hints.subscription_key.clone(),
            guide: GuideView {
                intro: provider.guide.intro.clone(),
                steps: provider
                    .guide
                    .steps
                    .iter()
                    .map(GuideStepView::from)
                    .collect(),
                notes: provider.guide.notes.clone(),
            },
        }
    }
}

impl From<&Environment> for EnvironmentView {
    fn from(environment: &Environment) -> Self {
        Self {
            id: environment.id.clone(),
            name: environment.name.clone(),
            kind: environment.kind.into(),
            token_endpoint: text(environment.token_endpoint.as_ref()),
            authorization_endpoint: text(environment.authorization_endpoint.as_ref()),
            revocation_endpoint: text(environment.revocation_endpoint.as_ref()),
            introspection_endpoint: text(environment.introspection_endpoint.as_ref()),
            api_origins: environment
                .api_origins
                .iter()
                .map(ToString::to_string)
                .collect(),
            scope: environment.scope.clone(),
        }
    }
}

impl From<Placement> for PlacementView {
    fn from(placement: Placement) -> Self {
        Self {
            id: placement.id().into(),
            name: placement.name().into(),
            hint: placement.hint().into(),
        }
    }
}

impl From<Grant> for GrantView {
    fn from(grant: Grant) -> Self {
        Self {
            id: grant.id().into(),
            name: grant.name().into(),
            hint: grant.hint().into(),
            discouraged: grant.discouraged().into(),
            needs_secret: grant.needs_client_secret(),
            needs_redirect: grant.needs_browser(),
            needs_user: grant == Grant::Password,
        }
    }
}

fn text(address: Option<&Url>) -> String {
    address.map(ToString::to_string).unwrap_or_default()
}

impl From<&Step> for GuideStepView {
    fn from(step: &Step) -> Self {
        Self {
            title: step.title.clone(),
            text: step.text.clone(),
            link: text(step.link.as_ref()),
            link_label: step.link_label.clone(),
        }
    }
}
