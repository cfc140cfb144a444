//! An integration as a form holds it: texts as typed, and handles for secrets.
use url::Url;

use crate::grant::{Grant, GrantSettings};
use crate::held_secrets::Handle;
use crate::integration::{ExtraValue, Integration, IntegrationId, SubscriptionKeyId};
use crate::provider::{Environment, Provider};
use crate::secret::{SecretId, SecretReference};

/// The form of one integration.
#[derive(Clone, Debug)]
pub struct Draft {
    /// None while it is new.
    pub id: Option<IntegrationId>,
    /// As typed.
    pub label: String,
    /// A provider's id.
    pub provider: String,
    /// An environment's id.
    pub environment: String,
    /// As typed.
    pub client_id: String,
    /// Entered, kept or missing.
    pub client_secret: SecretInput,
    /// Entered, shared or missing.
    pub subscription_key: KeyInput,
    /// As typed.
    pub token_endpoint: String,
    /// A placement's id.
    pub placement: String,
    /// How its token is got.
    pub grant: DraftGrant,
    /// As typed; empty for none.
    pub revocation_endpoint: String,
    /// As typed; empty for none.
    pub introspection_endpoint: String,
    /// As typed.
    pub scope: String,
    /// Sent with the token request.
    pub extra_headers: Vec<DraftExtra>,
    /// Sent where the credentials travel.
    pub extra_parameters: Vec<DraftExtra>,
    /// As typed.
    pub api_origins: Vec<String>,
    /// As typed.
    pub token_header: String,
    /// As typed.
    pub token_prefix: String,
    /// As typed; empty follows the system.
    pub proxy: String,
    /// PEM; empty for none.
    pub extra_ca: String,
}

/// The grant's part of the form.
#[derive(Clone, Debug)]
pub struct DraftGrant {
    /// A grant's id.
    pub grant: String,
    /// The ids of those that the registration has; none says nothing.
    pub registered: Vec<String>,
    /// As typed.
    pub authorization_endpoint: String,
    /// As typed.
    pub redirect_uri: String,
    /// As typed.
    pub username: String,
    /// Entered, kept or missing.
    pub password: SecretInput,
}

impl Default for DraftGrant {
    fn default() -> Self {
        Self::of(&GrantSettings::default())
    }
}

impl DraftGrant {
    /// The form of an existing integration's grant.
    pub fn of(settings: &GrantSettings) -> Self {
        Self {
            grant: settings.grant.id().to_owned(),
            registered: ids(&settings.registered),
            authorization_endpoint: text(settings.authorization_endpoint.as_ref()),
            redirect_uri: settings.redirect_uri.clone(),
            username: settings.username.clone(),
            password: kept_or_empty(settings.password.as_ref()),
        }
    }
}

fn kept_or_empty(reference: Option<&SecretReference>) -> SecretInput {
    reference.map_or(SecretInput::Empty, |_| SecretInput::Kept)
}

fn ids(grants: &[Grant]) -> Vec<String> {
    grants.iter().map(|grant| grant.id().to_owned()).collect()
}

fn text(address: Option<&Url>) -> String {
    address.map(ToString::to_string).unwrap_or_default()
}

/// A secret field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretInput {
    /// Nothing there.
    Empty,
    /// Entered in this form.
    Held(Handle),
    /// The one in the vault stays.
    Kept,
}

/// The subscription key's field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyInput {
    /// Nothing there.
    Empty,
    /// One in the vault.
    Shared(SubscriptionKeyId),
    /// Entered in this form.
    Held(Handle),
}

/// An extra header or parameter.
#[derive(Clone, Debug)]
pub struct DraftExtra {
    /// As typed.
    pub name: String,
    /// Its value.
    pub value: ExtraInput,
}

/// The value of an extra header or parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExtraInput {
    /// Marked public, as typed.
    Public(String),
    /// Entered in this form.
    Held(Handle),
    /// The one in the vault stays.
    Kept(SecretId),
    /// Nothing there.
    Empty,
}

/// A remark under a field, which is named as the page names it: `clientId`, `extraHeaders.0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldNote {
    /// The field.
    pub field: String,
    /// A sentence.
    pub message: String,
}

impl FieldNote {
    pub(crate) fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
        }
    }
}

impl Draft {
    /// The form of a new integration, as the provider's data fills it in.
    pub fn preset(provider: &Provider, environment: &Environment) -> Self {
        Self {
            id: None,
            label: String::new(),
            provider: provider.id.clone(),
            environment: environment.id.clone(),
            client_id: String::new(),
            client_secret: SecretInput::Empty,
            subscription_key: KeyInput::Empty,
            token_endpoint: text(environment.token_endpoint.as_ref()),
            placement: provider.placements[0].id().to_owned(),
            grant: DraftGrant {
                grant: provider.grants[0].id().to_owned(),
                registered: ids(&provider.grants),
                authorization_endpoint: text(environment.authorization_endpoint.as_ref()),
                redirect_uri: String::new(),
                username: String::new(),
                password: SecretInput::Empty,
            },
            revocation_endpoint: text(environment.revocation_endpoint.as_ref()),
            introspection_endpoint: text(environment.introspection_endpoint.as_ref()),
            scope: environment.scope.clone(),
            extra_headers: vec![],
            extra_parameters: vec![],
            api_origins: environment
                .api_origins
                .iter()
                .map(ToString::to_string)
                .collect(),
            token_header: "Authorization".to_owned(),
            token_prefix: "Bearer".to_owned(),
            proxy: String::new(),
            extra_ca: String::new(),
        }
    }

    /// The form of an existing integration.
    pub fn of(integration: &Integration) -> Self {
        let extras = |extras: &[crate::integration::Extra]| {
            let extra = |extra: &crate::integration::Extra| DraftExtra {
                name: extra.name.clone(),
                value: match &extra.value {
                    ExtraValue::Public(text) => ExtraInput::Public(text.clone()),
                    ExtraValue::Secret(reference) => ExtraInput::Kept(reference.id.clone()),
                },
            };
            extras.iter().map(extra).collect()
        };
        Self {
            id: Some(integration.id.clone()),
            label: integration.label.clone(),
            provider: integration.provider.clone(),
            environment: integration.environment.clone(),
            client_id: integration.client_id.clone(),
            client_secret: kept_or_empty(integration.client_secret.as_ref()),
            subscription_key: integration
                .subscription_key
                .clone()
                .map_or(KeyInput::Empty, KeyInput::Shared),
            token_endpoint: integration.token_endpoint.to_string(),
            placement: integration.placement.id().to_owned(),
            grant: DraftGrant::of(&integration.grant),
            revocation_endpoint: text(integration.revocation_endpoint.as_ref()),
            introspection_endpoint: text(integration.introspection_endpoint.as_ref()),
            scope: integration.scope.clone(),
            extra_headers: extras(&integration.extra_headers),
            extra_parameters: extras(&integration.extra_parameters),
            api_origins: integration
                .api_origins
                .iter()
                .map(ToString::to_string)
                .collect(),
            token_header: integration.token_header.clone(),
            token_prefix: integration.token_prefix.clone(),
            proxy: text(integration.route.proxy.as_ref()),
            extra_ca: integration.route.extra_ca.clone().unwrap_or_default(),
        }
    }
}
