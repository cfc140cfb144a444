//! What a form says it will send is what is sent: the same request, masked.
use gatepass_core::{
    Draft, DraftExtra, ExtraInput, Need, RedactedBody, RedactedRequest, SecretInput,
};

use super::{fields, hold};
use crate::doubles::{World, pivot_draft};

fn extra(name: &str, value: ExtraInput) -> DraftExtra {
    DraftExtra {
        name: name.into(),
        value,
    }
}

fn preview(world: &World, draft: &Draft) -> RedactedRequest {
    let check = world.integrations.check(draft).unwrap();
    assert_eq!(check.problems, []);
    check.request.expect("there is an address")
}

/// Compares the preview of the new form, what its token's record says was sent, and the preview of the saved form.
async fn assert_honest(world: &World, draft: &Draft, what: &str) -> RedactedRequest {
    let before = preview(world, draft);
    let saved = world.save(draft).await;
    let sent = world
        .token(&saved.id, Need::Call)
        .await
        .record
        .exchange
        .request
        .clone();
    assert_eq!(before, sent, "{what}");
    assert_eq!(
        preview(world, &Draft::of(&saved)),
        sent,
        "{what}: opened again"
    );
    let wire = world.http.last();
    let query = wire.address.split_once('?').map_or("", |(_, query)| query);
    assert_eq!(
        wire.address.split('?').next().unwrap(),
        sent.address,
        "{what}"
    );
    assert_eq!(
        url::form_urlencoded::parse(query.as_bytes()).count(),
        sent.query.len(),
        "{what}"
    );
    let names = |headers: Vec<&String>| headers.into_iter().cloned().collect::<Vec<_>>();
    assert_eq!(
        names(wire.headers.iter().map(|(name, _)| name).collect()),
        names(sent.headers.iter().map(|header| &header.name).collect()),
        "{what}"
    );
    for (shown, (_, real)) in sent.headers.iter().zip(&wire.headers) {
        assert!(
            !shown.masked.is_empty() || shown.value == *real,
            "{what}: {} is not what was sent",
            shown.name
        );
    }
    sent
}

#[tokio::test]
async fn the_preview_equals_what_is_sent_in_all_four_placements_with_extras() {
    for placement in ["form", "basic", "query", "json"] {
        let world = World::default();
        let mut draft = world.custom_draft();
        draft.placement = placement.into();
        draft.token_endpoint = " id.example/token?tenant=7&grant_type=client_credentials ".into();
        draft.scope = " read write ".into();
        draft.client_id = " client-one\u{a0}".into();
        draft.extra_headers = vec![
            extra(" X-Tenant ", ExtraInput::Public(" north ".into())),
            extra(
                "X-Gateway",
                ExtraInput::Held(hold(&world, "gateway-secret-0001")),
            ),
            extra("Accept", ExtraInput::Public("*/*".into())),
        ];
        draft.extra_parameters = vec![
            extra(
                "audience",
                ExtraInput::Held(hold(&world, "audience-secret-001")),
            ),
            extra(
                "resource",
                ExtraInput::Public("https://api.example/?a=b&c".into()),
            ),
            extra("tenant", ExtraInput::Public("8".into())),
        ];
        let sent = assert_honest(&world, &draft, placement).await;
        let shown = serde_json::to_string(&sent).unwrap();
        for part in [
            "X-Tenant",
            "\"north\"",
            "X-Gateway",
            "\"8\"",
            "*/*",
            "read write",
            "https://api.example/?a=b&c",
        ] {
            assert!(shown.contains(part), "{placement}: {part} in {shown}");
        }
        for secret in ["Zk3v", "gateway-secret", "audience-secret"] {
            assert!(!shown.contains(secret), "{placement}: {secret} in {shown}");
        }
        assert!(
            !shown.contains("\"7\""),
            "{placement}: a parameter is sent once"
        );
        assert_eq!(
            matches!(sent.body, RedactedBody::Empty),
            placement == "query"
        );
    }
}

#[tokio::test]
async fn the_preview_names_the_subscription_key() {
    let world = World::default();
    let draft = pivot_draft(&world, world.enter_key("key-number-one-0001"));
    let sent = assert_honest(&world, &draft, "pivot").await;
    let key = sent
        .headers
        .iter()
        .find(|header| header.name == "Ocp-Apim-Subscription-Key")
        .unwrap();
    assert_eq!(
        (key.value.as_str(), key.masked.as_str()),
        ("••••••••", "subscription key")
    );
}

#[tokio::test]
async fn the_preview_of_a_sandbox_shows_where_it_listens() {
    let world = World::default();
    let mut draft = world.custom_draft();
    draft.environment = "sandbox".into();
    draft.token_endpoint = "sandbox:/custom/token".into();
    draft.api_origins = vec!["sandbox:".into()];
    let sent = assert_honest(&world, &draft, "sandbox").await;
    assert_eq!(sent.address, "http://127.0.0.1:40213/custom/token");
}

#[tokio::test]
async fn an_unfinished_form_is_previewed_as_far_as_it_goes() {
    let world = World::default();
    let mut draft = world.custom_draft();
    draft.client_secret = SecretInput::Empty;
    draft.client_id = String::new();
    draft.extra_headers = vec![
        extra("", ExtraInput::Empty),
        extra("X-Gateway", ExtraInput::Empty),
    ];
    let check = world.integrations.check(&draft).unwrap();
    let request = check.request.expect("there is an address");
    assert!(
        request
            .headers
            .iter()
            .any(|header| header.name == "X-Gateway" && header.masked == "X-Gateway")
    );
    assert!(request.headers.iter().all(|header| !header.name.is_empty()));
    assert_eq!(
        fields(&check.problems),
        [
            "clientId",
            "clientSecret",
            "extraHeaders.0",
            "extraHeaders.0",
            "extraHeaders.1"
        ]
    );

    draft.token_endpoint = String::new();
    assert!(
        world.integrations.check(&draft).unwrap().request.is_none(),
        "nowhere to send it"
    );
    assert_eq!(
        (world.http.requests(), world.vault.len()),
        (0, 0),
        "checking changes nothing"
    );
}
