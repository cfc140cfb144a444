//! From a document to a request: its endpoints belong to an integration, and go to that integration's host alone.
use gatepass_core::{
    Call, CallBody, CallCredentials, Given, Integration, Kept, OwnEndpoint, OwnEndpoints, Request,
    Secret, Target, Values, call_request, own_samples,
};

use crate::doubles::World;
use crate::{LIBRARY, import};

fn compose(ours: &Integration, own: &OwnEndpoint) -> Request {
    let examples = own
        .endpoint
        .parameters
        .iter()
        .filter(|one| one.required)
        .map(|one| {
            let value = if one.example.is_empty() {
                "1"
            } else {
                &one.example
            };
            (one.key(), Given::Public(value.to_owned()))
        });
    let call = Call {
        target: Target::Endpoint(&own.endpoint, examples.collect::<Values>()),
        query: vec![],
        headers: vec![],
        body: own.first_body(),
    };
    let credentials = CallCredentials {
        token: Kept::new(Secret::new("call-token-0001"), ours.api_origins.clone()),
        subscription_key: None,
    };
    call_request(&call, ours, credentials).unwrap_or_else(|notes| panic!("{notes:?}"))
}

#[tokio::test]
async fn every_endpoint_makes_a_request_to_the_integrations_host_and_to_no_server_of_the_document()
{
    let world = World::default();
    let mut ours = world.custom().await;
    ours.api_origins = vec!["https://api.example".parse().unwrap()];
    world.ports.store.save_integration(&ours, None).unwrap();
    let own = OwnEndpoints::new(world.ports.clone());
    let added = own.add_all(&ours.id, &import(LIBRARY).endpoints).unwrap();
    assert_eq!(added.left_out, Vec::<String>::new());
    let lines: Vec<String> = added
        .endpoints
        .iter()
        .map(|own| {
            let wire = compose(&ours, own).seal(None).unwrap();
            let body = wire.body().map_or(0, <[u8]>::len);
            format!("{} {} {body}", wire.method(), wire.address())
        })
        .collect();
    assert_eq!(
        lines,
        [
            "GET https://api.example/v1/books?since=2026-01-01 0",
            "POST https://api.example/v1/books 142",
            "GET https://api.example/v1/books/7 0",
            "DELETE https://api.example/v1/books/7 0",
            "POST https://api.example/v9/loans/1/1 16",
            "GET https://api.example/v1/lent 0",
            "POST https://api.example/v1/half 0",
        ]
    );
}

#[tokio::test]
async fn printed_answers_become_samples() {
    let world = World::default();
    let ours = world.custom().await;
    let own = OwnEndpoints::new(world.ports.clone());
    let added = own.add_all(&ours.id, &import(LIBRARY).endpoints).unwrap();
    let counts: Vec<usize> = added
        .endpoints
        .iter()
        .map(|own| {
            own_samples(&*world.store, &ours.id, own.id())
                .unwrap()
                .samples
                .len()
        })
        .collect();
    assert_eq!(counts, [1, 0, 0, 0, 0, 0, 0]);
    let sample = &own_samples(&*world.store, &ours.id, added.endpoints[0].id())
        .unwrap()
        .samples[0];
    assert_eq!(
        (sample.status, sample.label.as_str()),
        (200, "Printed in the document")
    );
    assert!(sample.body.contains("\"title\": \"Two\""));
    assert!(!matches!(
        added.endpoints[0].first_body(),
        CallBody::Text { .. }
    ));
}

#[tokio::test]
async fn a_document_that_comes_again_changes_nothing_that_is_there() {
    let world = World::default();
    let ours = world.custom().await;
    let own = OwnEndpoints::new(world.ports.clone());
    let import = import(LIBRARY);
    own.add_all(&ours.id, &import.endpoints[..3]).unwrap();
    let before = own.list(&ours.id).unwrap();
    let added = own.add_all(&ours.id, &import.endpoints).unwrap();
    assert_eq!(added.endpoints.len(), 4);
    assert_eq!(added.left_out.len(), 3);
    assert_eq!(
        added.left_out[0],
        "GET /v1/books: GET /v1/books is there already, as “Finds books”."
    );
    for kept in &before {
        assert!(own.list(&ours.id).unwrap().contains(kept));
    }
}

#[tokio::test]
async fn a_header_that_the_integration_sets_itself_is_not_asked_for() {
    let world = World::default();
    let ours = world.pivot("subscription-key-0001").await;
    let own = OwnEndpoints::new(world.ports.clone());
    let document = r#"{"openapi": "3.0.0", "paths": {"/a": {"get": {"parameters": [
        {"name": "ocp-apim-subscription-key", "in": "header", "required": true},
        {"name": "X-Other", "in": "header"}
    ]}}}}"#;
    let added = own.add_all(&ours.id, &import(document).endpoints).unwrap();
    let names: Vec<&str> = added.endpoints[0]
        .endpoint
        .parameters
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["X-Other"]);
}
