//! The catalogue as data, and the calls that are made of it: what they look like on the wire, and what keeps them from it.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

mod composed;
mod documented;
mod examples;
mod free_addresses;
mod free_calls;
mod next_pages;
mod refused_values;
mod secrets;
mod stored;
mod walk;

use gatepass_core::{
    Call, CallBody, CallCredentials, Endpoint, FieldNote, Given, GrantSettings, Integration,
    IntegrationId, Kept, Origin, Placement, Request, Route, Secret, Target, Values, call_request,
    endpoint, endpoints, provider, providers,
};
use url::Url;

const TOKEN: &str = "call-token-0001";
const KEY: &str = "subscription-key-0001";

/// An integration as the provider's data presets it.
fn integration(provider_id: &str, environment: &str) -> Integration {
    let found = provider(provider_id).unwrap();
    let preset = found.environment(environment).unwrap();
    Integration {
        id: IntegrationId("one".into()),
        label: "One".into(),
        provider: provider_id.into(),
        environment: environment.into(),
        client_id: "client-one".into(),
        client_secret: None,
        besides: gatepass_core::Besides::default(),
        subscription_key: None,
        token_endpoint: preset
            .token_endpoint
            .clone()
            .unwrap_or_else(|| "https://id.example/token".parse().unwrap()),
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

fn kept(secret: &str, origins: &[Origin]) -> Kept {
    Kept::new(Secret::new(secret), origins.to_vec())
}

/// The token, and the key where the provider's gateway asks for one.
fn credentials(ours: &Integration) -> CallCredentials {
    let header = &provider(&ours.provider).unwrap().subscription_key_header;
    CallCredentials {
        token: kept(TOKEN, &ours.api_origins),
        subscription_key: header
            .clone()
            .map(|name| (name, kept(KEY, &ours.api_origins))),
    }
}

fn values(given: &[(&str, &str)]) -> Values {
    let public = |(key, text): &(&str, &str)| ((*key).to_owned(), Given::Public((*text).into()));
    given.iter().map(public).collect()
}

/// The values as texts, to compare.
fn texts(values: &Values) -> Vec<(&str, &str)> {
    let mut texts = Vec::new();
    for (key, given) in values {
        let Given::Public(text) = given else {
            panic!("{key} is a secret")
        };
        texts.push((key.as_str(), text.as_str()));
    }
    texts
}

fn call(endpoint: &Endpoint, values: Values) -> Call<'_> {
    Call {
        target: Target::Endpoint(endpoint, values),
        query: vec![],
        headers: vec![],
        body: CallBody::default(),
    }
}

/// Composes an endpoint's call in the environment.
fn compose(id: &str, environment: &str, given: &[(&str, &str)]) -> Result<Request, Vec<FieldNote>> {
    let found = endpoint(id).unwrap_or_else(|| panic!("no endpoint {id}"));
    let ours = integration(&found.provider, environment);
    call_request(&call(found, values(given)), &ours, credentials(&ours))
}

/// As an HTTP adapter gets it: method and address, headers, an empty line, body. The version in User-Agent is left out.
fn on_the_wire(request: &Request) -> String {
    let sandbox = Url::parse("http://127.0.0.1:40213/").unwrap();
    let wire = request.seal(Some(&sandbox)).unwrap();
    let header = |header: &gatepass_core::WireHeader| {
        let value = header.value.as_str();
        let value = value
            .split_once('/')
            .filter(|(name, _)| *name == "Gatepass");
        let value = value.map_or(header.value.as_str(), |(name, _)| name);
        format!("{}: {value}\n", header.name)
    };
    let headers: String = wire.headers().iter().map(header).collect();
    let body = wire.body().map(|body| std::str::from_utf8(body).unwrap());
    let body = body.map_or(
        "no body",
        |body| if body.is_empty() { "empty body" } else { body },
    );
    format!("{} {}\n{headers}\n{body}", wire.method(), wire.address())
}

/// The problems as `field: sentence`.
fn problems(composed: Result<Request, Vec<FieldNote>>) -> Vec<String> {
    let notes = composed.expect_err("it was composed");
    assert!(!notes.is_empty(), "refused without a word");
    notes
        .iter()
        .map(|note| format!("{}: {}", note.field, note.message))
        .collect()
}

/// Every endpoint of every provider.
fn all() -> impl Iterator<Item = &'static Endpoint> {
    providers()
        .iter()
        .flat_map(|provider| endpoints(&provider.id))
}
