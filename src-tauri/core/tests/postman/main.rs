//! What is exported for Postman: every endpoint, a test for each, variables where secrets are, and files that are safe.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

mod collections;
mod environments;
mod token_requests;

use gatepass_core::{
    Endpoint, GrantSettings, Integration, IntegrationId, Placement, PostmanExport, PostmanSource,
    Route, SecretId, SecretReference, SubscriptionKeyId, endpoints, postman_export, provider,
    providers,
};
use serde_json::Value as Json;
use url::Url;

/// An integration as the provider's data presets it.
fn integration(provider_id: &str, environment: &str, label: &str) -> Integration {
    let found = provider(provider_id).unwrap();
    let preset = found.environment(environment).unwrap();
    let address = || "https://id.example/token".parse().unwrap();
    Integration {
        id: IntegrationId(label.into()),
        label: label.into(),
        provider: provider_id.into(),
        environment: environment.into(),
        client_id: "client-one".into(),
        client_secret: Some(reference("secret-one")),
        besides: gatepass_core::Besides::default(),
        subscription_key: found
            .subscription_key_header
            .as_ref()
            .map(|_| SubscriptionKeyId("key".into())),
        token_endpoint: preset.token_endpoint.clone().unwrap_or_else(address),
        placement: Placement::Form,
        grant: GrantSettings::default(),
        revocation_endpoint: None,
        introspection_endpoint: None,
        keep_fresh: false,
        scope: String::new(),
        extra_headers: vec![],
        extra_parameters: vec![],
        api_origins: preset.api_origins.clone(),
        token_header: "Authorization".into(),
        token_prefix: "Bearer".into(),
        route: Route::default(),
    }
}

fn reference(id: &str) -> SecretReference {
    SecretReference {
        id: SecretId(id.into()),
        last_four: "tail".into(),
        set_at_ms: 0,
    }
}

/// With all endpoints of its provider.
fn source(integration: &Integration) -> PostmanSource<'_> {
    PostmanSource {
        integration,
        endpoints: endpoints(&integration.provider).iter().collect(),
    }
}

/// The default environment of every provider.
fn one_of_each() -> Vec<Integration> {
    let first = |provider: &gatepass_core::Provider| {
        integration(&provider.id, &provider.environments[0].id, &provider.name)
    };
    providers().iter().map(first).collect()
}

fn export(integrations: &[Integration]) -> PostmanExport {
    let sources: Vec<_> = integrations.iter().map(source).collect();
    postman_export(
        &sources,
        Some(&Url::parse("http://127.0.0.1:40213/").unwrap()),
    )
}

fn collection(export: &PostmanExport) -> Json {
    serde_json::from_str(&export.collection.text).unwrap()
}

/// Every request below, with the names of the folders it is in.
fn requests(item: &Json) -> Vec<(Vec<String>, Json)> {
    let Some(items) = item["item"].as_array() else {
        return vec![(vec![], item.clone())];
    };
    let below = items.iter().flat_map(|item| {
        let name = item["item"]
            .is_array()
            .then(|| item["name"].as_str().unwrap().to_owned());
        requests(item).into_iter().map(move |(folders, request)| {
            (name.clone().into_iter().chain(folders).collect(), request)
        })
    });
    below.collect()
}

/// The request of an endpoint of that title.
fn request(export: &PostmanExport, title: &str) -> Json {
    let all = requests(&collection(export));
    let found = all
        .into_iter()
        .find(|(_, request)| request["name"] == title);
    found.unwrap_or_else(|| panic!("no request {title}")).1
}

fn all() -> impl Iterator<Item = &'static Endpoint> {
    providers()
        .iter()
        .flat_map(|provider| endpoints(&provider.id))
}
