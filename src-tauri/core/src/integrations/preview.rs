//! The request that a form would send.
use crate::clean::clean;
use crate::draft::{Draft, DraftExtra, ExtraInput};
use crate::integration::{Extra, ExtraValue, Integration, IntegrationId};
use crate::provider::provider;
use crate::read_draft::Reading;
use crate::request::Request;
use crate::secret::{Kept, Secret, SecretId, SecretReference};
use crate::token_request::{Credentials, token_request};

/// With nothing in the places of its secrets: it is only ever shown masked.
pub(super) fn preview(draft: &Draft, reading: &Reading) -> Option<Request> {
    let nothing = || Kept::new(Secret::new(""), vec![]);
    let named = |extras: &[DraftExtra]| -> (Vec<Extra>, Vec<Kept>) {
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
        let extras: Vec<Extra> = extras
            .iter()
            .map(extra)
            .filter(|extra| !extra.name.is_empty())
            .collect();
        let secrets = extras
            .iter()
            .filter(|extra| matches!(extra.value, ExtraValue::Secret(_)))
            .map(|_| nothing())
            .collect();
        (extras, secrets)
    };
    let (extra_headers, header_secrets) = named(&draft.extra_headers);
    let (extra_parameters, parameter_secrets) = named(&draft.extra_parameters);
    let integration = Integration {
        id: IntegrationId(String::new()),
        label: String::new(),
        provider: draft.provider.clone(),
        environment: draft.environment.clone(),
        client_id: reading.client_id.clone(),
        client_secret: None,
        subscription_key: None,
        token_endpoint: reading.token_endpoint.clone()?,
        placement: reading.placement,
        scope: reading.scope.clone(),
        extra_headers,
        extra_parameters,
        api_origins: vec![],
        token_header: String::new(),
        token_prefix: String::new(),
        route: reading.route.clone(),
    };
    let key_header =
        provider(&draft.provider).and_then(|provider| provider.subscription_key_header.clone());
    let credentials = Credentials {
        client_secret: nothing(),
        subscription_key: key_header.map(|header| (header, nothing())),
        extra_headers: header_secrets,
        extra_parameters: parameter_secrets,
    };
    Some(token_request(&integration, credentials))
}
