//! The integrations that are exported: one of each provider, and Smart Bonding in each of its placements.
use gatepass_core::{
    Endpoint, Extra, ExtraValue, GrantSettings, Integration, IntegrationId, Placement, Route,
    Secret, SecretId, SecretReference, SubscriptionKeyId, endpoint, endpoints, provider, providers,
};
use gatepass_sandbox::{NewClient, Sandbox};

/// An integration, the client that was made for it, and its endpoints.
pub(crate) struct Filled {
    pub(crate) integration: Integration,
    pub(crate) endpoints: Vec<Endpoint>,
    client: NewClient,
}

impl Filled {
    /// What a person fills in, by variable.
    pub(crate) fn secrets(&self) -> Vec<(&'static str, String)> {
        let text = |secret: &Secret| secret.reveal(str::to_owned);
        let mut secrets = vec![("client_secret", text(&self.client.client_secret))];
        let key = self.client.subscription_key.as_ref();
        secrets.extend(key.map(|key| ("subscription_key", text(key))));
        let gateway = self.client.extra_headers.first();
        secrets.extend(gateway.map(|(_, key)| ("secret_x_gateway_key", text(key))));
        secrets
    }
}

pub(crate) fn integrations(sandbox: &Sandbox) -> Vec<Filled> {
    let of_provider = providers().iter().map(|provider| {
        let placement = match provider.id.as_str() {
            "custom" => Placement::Basic,
            _ => provider.placements[0],
        };
        filled(sandbox, &provider.id, placement, &provider.name)
    });
    let others = [Placement::Query, Placement::Json];
    let others =
        others.map(|placement| filled(sandbox, "smart-bonding", placement, "Smart Bonding"));
    // Labels that are the same are told apart in the files, and here as they are there.
    let mut filled: Vec<Filled> = of_provider.chain(others).collect();
    let last = filled.len();
    filled[last - 2].integration.label = "Smart Bonding, in the address".into();
    filled[last - 1].integration.label = "Smart Bonding, as JSON".into();
    filled
}

fn filled(sandbox: &Sandbox, id: &str, placement: Placement, label: &str) -> Filled {
    let client = sandbox.new_client(id).unwrap();
    let environment = provider(id).unwrap().environment("sandbox").unwrap();
    let reference = |name: &str| SecretReference {
        id: SecretId(name.to_owned()),
        last_four: String::new(),
        set_at_ms: 0,
    };
    let extra = |(name, _): &(String, Secret)| Extra {
        name: name.clone(),
        value: ExtraValue::Secret(reference(name)),
    };
    let integration = Integration {
        id: IntegrationId(id.to_owned()),
        label: label.to_owned(),
        provider: id.to_owned(),
        environment: environment.id.clone(),
        client_id: client.client_id.clone(),
        client_secret: Some(reference("client secret")),
        besides: gatepass_core::Besides::default(),
        subscription_key: client
            .subscription_key
            .as_ref()
            .map(|_| SubscriptionKeyId("key".to_owned())),
        token_endpoint: environment.token_endpoint.clone().unwrap(),
        placement,
        grant: GrantSettings::default(),
        revocation_endpoint: None,
        introspection_endpoint: None,
        keep_fresh: false,
        scope: String::new(),
        extra_headers: client.extra_headers.iter().map(extra).collect(),
        extra_parameters: vec![],
        api_origins: environment.api_origins.clone(),
        token_header: "Authorization".to_owned(),
        token_prefix: "Bearer".to_owned(),
        route: Route::default(),
    };
    Filled {
        endpoints: endpoints(id).iter().cloned().chain(own(id)).collect(),
        integration,
        client,
    }
}

/// An endpoint that a user added: who is calling, at the custom server.
fn own(provider: &str) -> Option<Endpoint> {
    let hello = endpoint("api-console.hello.hello").unwrap();
    (provider == "custom").then(|| Endpoint {
        id: "own.whoami".to_owned(),
        provider: provider.to_owned(),
        api: "Own".to_owned(),
        title: "Who is calling".to_owned(),
        path: "/whoami".to_owned(),
        sample: None,
        ..hello.clone()
    })
}
