//! A client that composes calls with the product's own engine and sends them as they are.
use flate2::read::GzDecoder;
use gatepass_core::{
    Call, CallBody, CallCredentials, Endpoint, Given, GrantSettings, Integration, IntegrationId,
    Kept, Placement, Route, Secret, Target, Values, call_request, provider,
};
use serde_json::Value;
use std::io::Read;

use crate::stage::{Answer, SUBSCRIPTION_KEY, Signed, Stage};

/// A signed-in client of a provider.
pub(super) struct Caller<'a> {
    stage: &'a Stage,
    integration: Integration,
    headers: Vec<(&'static str, String)>,
}

impl<'a> Caller<'a> {
    pub(super) async fn new(stage: &'a Stage, id: &str) -> Self {
        let client: Signed = stage.client(id);
        let integration = integration(id);
        let path = integration.token_endpoint.path().to_owned();
        let token = stage.ask(&path, &client).await.token();
        let headers = client.call_headers(&token);
        Self {
            stage,
            integration,
            headers,
        }
    }

    /// Composed from these values by the product.
    pub(super) async fn call(&self, endpoint: &Endpoint, values: &Values) -> Answer {
        let call = Call {
            target: Target::Endpoint(endpoint, values.clone()),
            query: vec![],
            headers: vec![],
            body: CallBody::default(),
        };
        let composed = call_request(&call, &self.integration, self.credentials());
        let request = composed.unwrap_or_else(|notes| panic!("{}: {notes:?}", endpoint.id));
        let wire = request.seal(Some(&self.stage.sandbox.address())).unwrap();
        let host = format!("http://{}", self.stage.host());
        let path = wire.address().strip_prefix(&host).unwrap();
        let headers = wire.headers().iter();
        let headers: Vec<(&str, &str)> = headers
            .map(|header| (header.name.as_str(), header.value.as_str()))
            .collect();
        let body = std::str::from_utf8(wire.body().unwrap_or_default()).unwrap();
        let method = wire.method().parse().unwrap();
        self.stage.send(method, path, &headers, body).await
    }

    /// Sent to a path that was written by hand, with the headers of a good call.
    pub(super) async fn send(&self, method: &str, path: &str, body: &str) -> Answer {
        let sent = self
            .headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let mut headers: Vec<(&str, &str)> = sent.collect();
        headers.push(crate::stage::JSON);
        let method = method.parse().unwrap();
        self.stage.send(method, path, &headers, body).await
    }

    fn credentials(&self) -> CallCredentials {
        let kept = |text: &str| Kept::new(Secret::new(text), self.integration.api_origins.clone());
        let sent = |name: &str| {
            let mut headers = self.headers.iter();
            let found = headers.find(|(header, _)| *header == name);
            found.map(|(_, value)| value.trim_start_matches("Bearer ").to_owned())
        };
        CallCredentials {
            token: kept(&sent("Authorization").unwrap()),
            subscription_key: sent(SUBSCRIPTION_KEY)
                .map(|key| (SUBSCRIPTION_KEY.to_owned(), kept(&key))),
        }
    }
}

/// Values as a form has them.
pub(super) fn given(values: &[(String, String)]) -> Values {
    let public = |(key, text): &(String, String)| (key.clone(), Given::Public(text.clone()));
    values.iter().map(public).collect()
}

/// The body, decompressed where it is compressed, as JSON; a text where it is none.
pub(super) fn body(answer: &Answer) -> Value {
    let mut text = String::new();
    if answer.header("content-encoding") == "gzip" {
        GzDecoder::new(answer.body.as_slice())
            .read_to_string(&mut text)
            .unwrap();
    } else {
        text = answer.text();
    }
    serde_json::from_str(&text).unwrap_or(Value::String(text))
}

fn integration(id: &str) -> Integration {
    let found = provider(id).unwrap();
    let preset = found.environment("sandbox").unwrap();
    Integration {
        id: IntegrationId("one".into()),
        label: "One".into(),
        provider: id.into(),
        environment: "sandbox".into(),
        client_id: "client-one".into(),
        client_secret: None,
        besides: gatepass_core::Besides::default(),
        subscription_key: None,
        token_endpoint: preset.token_endpoint.clone().unwrap(),
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
