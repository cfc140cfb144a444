//! An integration as the form holds it, on its way in and out: what is typed, and handles for what is secret.
use gatepass_core::{
    Draft, DraftExtra, DraftGrant, ExtraInput, Handle, Integration, IntegrationId, KeyInput,
    SecretId, SecretInput, SecretReference, SubscriptionKeyId, provider,
};
use serde::{Deserialize, Serialize};

use super::{ErrorView, millis};
use crate::desk::Desk;

/// The form of one integration.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftView {
    /// None while the integration is new.
    pub(crate) id: Option<String>,
    pub(crate) label: String,
    pub(crate) provider: String,
    pub(crate) environment: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: SecretFieldView,
    pub(crate) subscription_key: SubscriptionKeyFieldView,
    pub(crate) token_endpoint: String,
    /// `form`, `query`, `json` or `basic`.
    pub(crate) placement: String,
    /// How tokens are got: `client_credentials`, `authorization_code`, `password` or `implicit`.
    pub(crate) grant: String,
    /// The grants that its registration has, `refresh_token` among them.
    pub(crate) grants: Vec<String>,
    /// As registered.
    pub(crate) redirect_uri: String,
    pub(crate) authorization_endpoint: String,
    pub(crate) revocation_endpoint: String,
    pub(crate) introspection_endpoint: String,
    pub(crate) username: String,
    pub(crate) password: SecretFieldView,
    pub(crate) scope: String,
    pub(crate) extra_headers: Vec<ExtraView>,
    pub(crate) extra_parameters: Vec<ExtraView>,
    /// Origins that may receive the token, as typed.
    pub(crate) api_origins: Vec<String>,
    /// The header that carries the token in an API call: `Authorization`.
    pub(crate) token_header: String,
    /// What stands before the token in that header: `Bearer`.
    pub(crate) token_prefix: String,
    pub(crate) proxy: String,
    /// A PEM certificate, trusted beside the system's for this integration only.
    pub(crate) extra_ca: String,
}

/// A secret in a form: never its text.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum SecretFieldView {
    /// Nothing entered.
    Empty,
    /// Entered in this form and held in Rust under a handle until it is saved.
    Held { handle: String },
    /// The one in the vault stays. `last_four` is empty for a short secret.
    Kept { last_four: String, set_at_ms: f64 },
}

/// Which subscription key the form names.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum SubscriptionKeyFieldView {
    /// None chosen; right for providers without one.
    Empty,
    /// A key in the vault, shared with the other integrations that use it.
    Shared { id: String },
    /// A new one, held in Rust under a handle until it is saved.
    Held { handle: String },
}

/// An extra header or parameter of the token request.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExtraView {
    pub(crate) name: String,
    pub(crate) value: ExtraValueView,
}

/// A value the user typed freely: kept in the vault unless marked public, for it may be a key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum ExtraValueView {
    Public {
        text: String,
    },
    Held {
        handle: String,
    },
    Kept {
        id: String,
        last_four: String,
    },
    /// Secret, and not entered yet.
    Empty,
}

impl DraftView {
    /// The form of an existing integration.
    pub(crate) fn by_id(desk: &Desk, id: &IntegrationId) -> Result<Self, ErrorView> {
        let found = desk
            .ports
            .store
            .integration(id)
            .map_err(|error| ErrorView::from(&error))?;
        let integration = found.ok_or_else(ErrorView::no_integration)?;
        let draft = Draft::of(&integration);
        let mut view = Self::of(draft, &integration.own_secrets());
        view.client_secret = SecretFieldView::kept(integration.client_secret.as_ref());
        view.password = SecretFieldView::kept(integration.grant.password.as_ref());
        if view.grants.is_empty() {
            view.grants = offered(&integration);
        }
        Ok(view)
    }

    /// A form of a new integration, filled in; its secrets are held.
    pub(crate) fn new(draft: Draft) -> Self {
        Self::of(draft, &[])
    }

    /// `kept` are the secrets in the vault that it may name.
    fn of(draft: Draft, kept: &[&SecretReference]) -> Self {
        let last_four = |id: &SecretId| {
            let mine = kept.iter().find(|reference| reference.id == *id);
            mine.map(|reference| reference.last_four.clone())
                .unwrap_or_default()
        };
        let extras = |extras: Vec<DraftExtra>| {
            let view = |extra: DraftExtra| ExtraView {
                name: extra.name,
                value: match extra.value {
                    ExtraInput::Public(text) => ExtraValueView::Public { text },
                    ExtraInput::Kept(id) => ExtraValueView::Kept {
                        last_four: last_four(&id),
                        id: id.0,
                    },
                    ExtraInput::Held(Handle(handle)) => ExtraValueView::Held { handle },
                    ExtraInput::Empty => ExtraValueView::Empty,
                },
            };
            extras.into_iter().map(view).collect()
        };
        Self {
            id: draft.id.map(|id| id.0),
            client_secret: SecretFieldView::held(draft.client_secret),
            password: SecretFieldView::held(draft.grant.password),
            grants: draft.grant.registered,
            grant: draft.grant.grant,
            redirect_uri: draft.grant.redirect_uri,
            authorization_endpoint: draft.grant.authorization_endpoint,
            revocation_endpoint: draft.revocation_endpoint,
            introspection_endpoint: draft.introspection_endpoint,
            username: draft.grant.username,
            subscription_key: match draft.subscription_key {
                KeyInput::Shared(id) => SubscriptionKeyFieldView::Shared { id: id.0 },
                KeyInput::Held(Handle(handle)) => SubscriptionKeyFieldView::Held { handle },
                KeyInput::Empty => SubscriptionKeyFieldView::Empty,
            },
            label: draft.label,
            provider: draft.provider,
            environment: draft.environment,
            client_id: draft.client_id,
            token_endpoint: draft.token_endpoint,
            placement: draft.placement,
            scope: draft.scope,
            extra_headers: extras(draft.extra_headers),
            extra_parameters: extras(draft.extra_parameters),
            api_origins: draft.api_origins,
            token_header: draft.token_header,
            token_prefix: draft.token_prefix,
            proxy: draft.proxy,
            extra_ca: draft.extra_ca,
        }
    }
}

/// The grants that the provider offers: those of a registration that nobody restricted.
fn offered(integration: &Integration) -> Vec<String> {
    let provider = provider(&integration.provider);
    let grants = provider.map(|provider| provider.grants.as_slice());
    let ids = grants.unwrap_or_default().iter().map(|grant| grant.id());
    ids.map(str::to_owned).collect()
}

impl SecretFieldView {
    /// Of what was entered; a kept one is named by its reference, see [`SecretFieldView::kept`].
    fn held(input: SecretInput) -> Self {
        match input {
            SecretInput::Held(Handle(handle)) => Self::Held { handle },
            SecretInput::Kept | SecretInput::Empty => Self::Empty,
        }
    }

    fn kept(reference: Option<&SecretReference>) -> Self {
        reference.map_or(Self::Empty, |reference| Self::Kept {
            last_four: reference.last_four.clone(),
            set_at_ms: millis(reference.set_at_ms),
        })
    }
}

impl From<SecretFieldView> for SecretInput {
    fn from(view: SecretFieldView) -> Self {
        match view {
            SecretFieldView::Empty => Self::Empty,
            SecretFieldView::Held { handle } => Self::Held(Handle(handle)),
            SecretFieldView::Kept { .. } => Self::Kept,
        }
    }
}

impl From<DraftView> for Draft {
    fn from(view: DraftView) -> Self {
        Self {
            id: view.id.map(IntegrationId),
            label: view.label,
            provider: view.provider,
            environment: view.environment,
            client_id: view.client_id,
            client_secret: SecretInput::from(view.client_secret),
            grant: DraftGrant {
                grant: view.grant,
                registered: view.grants,
                authorization_endpoint: view.authorization_endpoint,
                redirect_uri: view.redirect_uri,
                username: view.username,
                password: SecretInput::from(view.password),
            },
            revocation_endpoint: view.revocation_endpoint,
            introspection_endpoint: view.introspection_endpoint,
            subscription_key: match view.subscription_key {
                SubscriptionKeyFieldView::Empty => KeyInput::Empty,
                SubscriptionKeyFieldView::Shared { id } => KeyInput::Shared(SubscriptionKeyId(id)),
                SubscriptionKeyFieldView::Held { handle } => KeyInput::Held(Handle(handle)),
            },
            token_endpoint: view.token_endpoint,
            placement: view.placement,
            scope: view.scope,
            extra_headers: view
                .extra_headers
                .into_iter()
                .map(DraftExtra::from)
                .collect(),
            extra_parameters: view
                .extra_parameters
                .into_iter()
                .map(DraftExtra::from)
                .collect(),
            api_origins: view.api_origins,
            token_header: view.token_header,
            token_prefix: view.token_prefix,
            proxy: view.proxy,
            extra_ca: view.extra_ca,
        }
    }
}

impl From<ExtraView> for DraftExtra {
    fn from(view: ExtraView) -> Self {
        let value = match view.value {
            ExtraValueView::Public { text } => ExtraInput::Public(text),
            ExtraValueView::Held { handle } => ExtraInput::Held(Handle(handle)),
            ExtraValueView::Kept { id, .. } => ExtraInput::Kept(SecretId(id)),
            ExtraValueView::Empty => ExtraInput::Empty,
        };
        Self {
            name: view.name,
            value,
        }
    }
}
