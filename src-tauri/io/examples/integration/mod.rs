//! An integration for benches to begin with.
use gatepass_core::{GrantSettings, Integration, IntegrationId, Placement, Route};
use url::Url;

/// Without a secret, and without an origin that its token may go to.
pub(crate) fn of_id(id: &str, token_endpoint: Url) -> Integration {
    Integration {
        id: IntegrationId(id.to_owned()),
        label: "Support".into(),
        provider: "cisco-support".into(),
        environment: "production".into(),
        client_id: "client".into(),
        client_secret: None,
        besides: gatepass_core::Besides::default(),
        subscription_key: None,
        token_endpoint,
        placement: Placement::Form,
        grant: GrantSettings::default(),
        revocation_endpoint: None,
        introspection_endpoint: None,
        keep_fresh: false,
        scope: String::new(),
        extra_headers: vec![],
        extra_parameters: vec![],
        api_origins: vec![],
        token_header: "Authorization".into(),
        token_prefix: "Bearer".into(),
        route: Route::default(),
    }
}
