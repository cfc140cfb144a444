//! What is seen before a call is sent, what keeps it from being sent, and what is noted of one that was stopped.
use gatepass_core::{
    FieldNote, FreeMember, Given, Kept, Method, NotCalled, OutcomeKind, RedactedBody, Secret,
};

use crate::doubles::World;
use crate::{Desk, free, get, secret};

fn fields(notes: &[FieldNote]) -> Vec<&str> {
    notes.iter().map(|note| note.field.as_str()).collect()
}

#[tokio::test]
async fn the_preview_is_what_is_sent() {
    let desk = Desk::with_token().await;
    let mut call = free(Method::Post, "/things");
    call.query = vec![
        secret("key", "typed-key-0001"),
        FreeMember {
            name: "page".into(),
            value: Given::Public("2".into()),
        },
    ];
    let preview = desk.calls.preview(&desk.ours, &call).unwrap();
    assert_eq!(preview.body, RedactedBody::Empty);
    assert!(!format!("{preview:?}").contains("typed-key"));
    let called = desk.sent(&call).await;
    assert_eq!(called.exchange.request, preview);
}

#[tokio::test]
async fn the_preview_needs_no_vault_and_sends_nothing() {
    let desk = Desk::new().await;
    desk.world.vault.set_locked(true);
    assert!(desk.calls.preview(&desk.ours, &get()).is_ok());
    assert_eq!(desk.world.http.requests(), 0);
}

#[tokio::test]
async fn the_preview_of_a_gateway_shows_its_key_as_dots() {
    let world = World::default();
    let pivot = world.pivot("a-subscription-key-0001").await;
    let calls = gatepass_core::Calls::new(world.ports.clone(), world.tokens.clone());
    let preview = calls.preview(&pivot, &get()).unwrap();
    let key = preview
        .headers
        .iter()
        .find(|header| header.masked == "subscription key");
    assert_eq!(key.unwrap().name, "Ocp-Apim-Subscription-Key");
}

#[tokio::test]
async fn what_cannot_be_sent_is_named_by_its_field_and_costs_no_token() {
    let desk = Desk::new().await;
    let mut call = free(Method::Get, "https://elsewhere.example/things");
    call.headers = vec![secret("host", "typed-key-0001")];
    let preview = desk.calls.preview(&desk.ours, &call).unwrap_err();
    assert_eq!(fields(&preview), ["address", "headers.0"]);
    let Err(NotCalled::Fields(notes)) = desk.send(&call).await else {
        panic!("it was sent")
    };
    assert_eq!(fields(&notes), ["address", "headers.0"]);
    assert_eq!(desk.world.http.requests(), 0);
}

#[tokio::test]
async fn a_secret_that_was_given_for_another_place_is_not_sent() {
    let desk = Desk::with_token().await;
    let elsewhere = vec!["https://other.example".parse().unwrap()];
    let mut call = get();
    call.headers = vec![FreeMember {
        name: "x-key".into(),
        value: Given::Secret(Kept::new(Secret::new("typed-key-0001"), elsewhere)),
    }];
    let Err(NotCalled::Refused(refusal)) = desk.send(&call).await else {
        panic!("it was sent")
    };
    assert_eq!(refusal.code, "foreign_origin");
    assert_eq!(desk.world.http.requests(), 1, "the token’s, before");
}

#[test]
fn what_a_free_call_changes_is_told_by_its_method() {
    for method in Method::ALL {
        let call = free(method, "/things");
        assert_eq!(
            call.effect().is_none(),
            method.is_safe(),
            "{}",
            method.name()
        );
        assert_eq!(call.is_state_changing(), !method.is_safe());
        assert!(
            call.effect()
                .is_none_or(|effect| effect.starts_with(method.name()))
        );
    }
}

#[tokio::test]
async fn a_call_that_was_stopped_is_noted_as_what_was_sent() {
    let desk = Desk::new().await;
    let preview = desk.calls.preview(&desk.ours, &get()).unwrap();
    let sent_at_ms = 1_750_000_000_000;
    desk.world.clock.advance(1_234);
    let noted = desk.calls.cancelled(preview.clone(), sent_at_ms);
    assert_eq!(
        (noted.request, noted.sent_at_ms, noted.elapsed_ms),
        (preview, sent_at_ms, 1_234)
    );
    assert_eq!(
        (noted.outcome.kind, noted.answer),
        (OutcomeKind::Cancelled, None)
    );
}
