//! The requests that a form would make, with nothing in the places of their secrets: they are only ever shown masked.
use crate::authorization::{Once, State, authorization_request};
use crate::clean::clean;
use crate::client_request::Credentials;
use crate::draft::{Draft, DraftExtra, ExtraInput, SecretInput};
use crate::grant::{Grant, GrantSettings};
use crate::integration::{Extra, ExtraValue, Integration, IntegrationId};
use crate::provider::provider;
use crate::read_draft::{GrantReading, Reading};
use crate::request::{DOTS, Request};
use crate::secret::{Kept, Secret, SecretId, SecretReference};
use crate::token_request::{Proof, token_request};

/// What will be sent, in this order.
#[derive(Default)]
pub(super) struct Preview {
    /// By the browser.
    pub(super) authorization: Option<Request>,
    /// By Gatepass.
    pub(super) token: Option<Request>,
}

/// Composes what the form would send now.
pub(super) fn preview(draft: &Draft, reading: &Reading) -> Preview {
    let Some(integration) = integration(draft, reading) else {
        return Preview::default();
    };
    let once = Once {
        state: State::new(&[0; 32]),
        challenge: DOTS.to_owned(),
    };
    Preview {
        authorization: authorization_request(&integration, &once),
        token: proof(&integration)
            .map(|proof| token_request(&integration, credentials(draft, &integration), proof)),
    }
}

fn integration(draft: &Draft, reading: &Reading) -> Option<Integration> {
    let GrantReading {
        grant,
        registered,
        authorization_endpoint,
        redirect_uri,
        username,
    } = reading.grant.clone();
    Some(Integration {
        id: IntegrationId(String::new()),
        label: String::new(),
        provider: draft.provider.clone(),
        environment: draft.environment.clone(),
        client_id: reading.client_id.clone(),
        client_secret: None,
        besides: crate::rotation::Besides::default(),
        subscription_key: None,
        token_endpoint: reading.token_endpoint.clone()?,
        placement: reading.placement,
        grant: GrantSettings {
            grant,
            registered,
            authorization_endpoint,
            redirect_uri,
            username,
            password: None,
        },
        revocation_endpoint: None,
        introspection_endpoint: None,
        keep_fresh: false,
        scope: reading.scope.clone(),
        extra_headers: named(&draft.extra_headers),
        extra_parameters: named(&draft.extra_parameters),
        api_origins: vec![],
        token_header: String::new(),
        token_prefix: String::new(),
        route: reading.route.clone(),
    })
}

fn proof(integration: &Integration) -> Option<Proof> {
    let GrantSettings {
        grant,
        redirect_uri,
        username,
        ..
    } = integration.grant.clone();
    match grant {
        Grant::ClientCredentials | Grant::RefreshToken => Some(Proof::ClientCredentials),
        Grant::Password => Some(Proof::Password {
            username,
            password: nothing(),
        }),
        Grant::AuthorizationCode => Some(Proof::Code {
            code: nothing(),
            redirect_uri,
            verifier: nothing(),
        }),
        Grant::Implicit => None,
    }
}

fn credentials(draft: &Draft, integration: &Integration) -> Credentials {
    let key_header =
        provider(&draft.provider).and_then(|provider| provider.subscription_key_header.clone());
    let is_public =
        draft.client_secret == SecretInput::Empty && !integration.grant.grant.needs_client_secret();
    let secrets = |extras: &[Extra]| {
        extras
            .iter()
            .filter(|extra| matches!(extra.value, ExtraValue::Secret(_)))
            .map(|_| nothing())
            .collect()
    };
    Credentials {
        client_secret: (!is_public).then(nothing),
        subscription_key: key_header.map(|header| (header, nothing())),
        extra_headers: secrets(&integration.extra_headers),
        extra_parameters: secrets(&integration.extra_parameters),
    }
}

fn named(extras: &[DraftExtra]) -> Vec<Extra> {
    let absent = || SecretReference {
        id: SecretId(String::new()),
        last_four: String::new(),
        set_at_ms: 0,
    };
    let extra = |extra: &DraftExtra| Extra {
        name: clean(&extra.name).text,
        value: match &extra.value {
            ExtraInput::Public(text) => ExtraValue::Public(text.trim().to_owned()),
            ExtraInput::Held(_) | ExtraInput::Kept(_) | ExtraInput::Empty => {
                ExtraValue::Secret(absent())
            }
        },
    };
    extras
        .iter()
        .map(extra)
        .filter(|extra| !extra.name.is_empty())
        .collect()
}

fn nothing() -> Kept {
    Kept::new(Secret::new(""), vec![])
}
