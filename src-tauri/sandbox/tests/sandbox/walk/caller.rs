//! A client whose calls the product's own engine composes and sends; what is wrong on purpose is written and sent by hand.
use std::io::Read;

use flate2::read::GzDecoder;
use gatepass_core::{
    Call, CallBody, Endpoint, Given, GrantSettings, Integration, IntegrationId, Placement, Route,
    Target, Values, provider,
};
use serde_json::Value;

use super::engine::Engine;
use crate::stage::{Answer, Signed, Stage};

/// A client of a provider, signed in twice: by the product's engine, and by hand.
pub(super) struct Caller<'a> {
    stage: &'a Stage,
    engine: Engine,
    headers: Vec<(&'static str, String)>,
}

impl<'a> Caller<'a> {
    pub(super) async fn new(stage: &'a Stage, id: &str) -> Self {
        let client: Signed = stage.client(id);
        let integration = integration(id);
        let path = integration.token_endpoint.path().to_owned();
        let token = stage.ask(&path, &client).await.token();
        Self {
            stage,
            engine: Engine::new(stage, &client, &integration).await,
            headers: client.call_headers(&token),
        }
    }

    /// Composed from these values and sent by the product.
    pub(super) async fn call(&self, endpoint: &Endpoint, values: &Values) -> Answer {
        let call = Call {
            target: Target::Endpoint(endpoint, values.clone()),
            query: vec![],
            headers: vec![],
            body: CallBody::default(),
        };
        self.engine.send(&call).await
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
