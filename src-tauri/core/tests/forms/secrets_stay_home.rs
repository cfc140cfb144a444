//! A secret is given for one place: another address or environment asks for it again.
use gatepass_core::{Draft, EditError, Handle, KeyInput, Need, SecretInput, Store};

use super::{fields, secret_extra};
use crate::doubles::{World, pivot_draft};

#[tokio::test]
async fn another_origin_asks_for_the_secret_again_and_sends_and_saves_nothing_until_it_has_it() {
    for elsewhere in [
        "https://id.example.evil/token",
        "https://id.example:8443/token",
        "https://id.example./token",
        "http://127.0.0.1/token",
    ] {
        let world = World::default();
        let ours = world.custom().await;
        let mut draft = Draft::of(&ours);
        draft.token_endpoint = elsewhere.into();
        let check = world.integrations.check(&draft).unwrap();
        assert_eq!(fields(&check.problems), ["clientSecret"], "{elsewhere}");
        assert!(
            check.asks_secret_again.contains("https://id.example"),
            "{}",
            check.asks_secret_again
        );
        let Err(EditError::Problems(problems)) = world.integrations.save(&draft).await else {
            panic!("{elsewhere}")
        };
        assert_eq!(problems, check.problems);
        assert_eq!(
            world.store.integrations().unwrap(),
            std::slice::from_ref(&ours)
        );
        assert_eq!(world.http.requests(), 0);

        draft.client_secret = world.enter("given-for-elsewhere-1");
        let moved = world.save(&draft).await;
        let kept = world
            .vault
            .peek(&moved.client_secret.as_ref().unwrap().id)
            .await
            .unwrap();
        assert_eq!(kept.origins, [moved.token_origin().unwrap()]);
        assert_eq!(world.vault.len(), 1, "the old one is gone");
        world.token(&ours.id, Need::Call).await;
        assert!(world.http.last().body.contains("given-for-elsewhere-1"));
        world.assert_nothing_stray().await;
    }
}

#[tokio::test]
async fn another_path_of_the_same_origin_asks_for_nothing() {
    let world = World::default();
    let ours = world.custom().await;
    for same in [
        "https://id.example/v2/token",
        "https://ID.example:443/token",
        "id.example/token?tenant=7",
    ] {
        let mut draft = Draft::of(&ours);
        draft.token_endpoint = same.into();
        let check = world.integrations.check(&draft).unwrap();
        assert_eq!(
            (fields(&check.problems), check.asks_secret_again.as_str()),
            (vec![], ""),
            "{same}"
        );
    }
}

#[tokio::test]
async fn another_environment_asks_again_though_the_address_is_the_same() {
    let world = World::default();
    let ours = world.custom().await;
    let mut draft = Draft::of(&ours);
    draft.environment = "production".into();
    let check = world.integrations.check(&draft).unwrap();
    assert_eq!(fields(&check.problems), ["clientSecret"]);
    assert!(!check.asks_secret_again.is_empty());
    draft.client_secret = world.enter("production-secret-01");
    assert!(
        world
            .integrations
            .check(&draft)
            .unwrap()
            .problems
            .is_empty()
    );
    assert!(world.integrations.save(&draft).await.is_ok());
}

#[tokio::test]
async fn extra_values_from_the_vault_are_asked_for_again_too() {
    let world = World::default();
    let mut draft = world.custom_draft();
    draft.extra_parameters = vec![secret_extra(&world, "key", "gateway-secret-0001")];
    let ours = world.save(&draft).await;
    let mut draft = Draft::of(&ours);
    draft.token_endpoint = "https://elsewhere.example/token".into();
    draft.client_secret = world.enter("given-for-elsewhere-1");
    assert_eq!(
        fields(&world.integrations.check(&draft).unwrap().problems),
        ["extraParameters.0"]
    );
}

#[tokio::test]
async fn a_new_form_has_no_kept_secret() {
    let world = World::default();
    let mut draft = world.custom_draft();
    draft.client_secret = SecretInput::Kept;
    assert_eq!(
        fields(&world.integrations.check(&draft).unwrap().problems),
        ["clientSecret"]
    );
    draft.client_secret = SecretInput::Held(Handle("guessed".into()));
    assert_eq!(
        fields(&world.integrations.check(&draft).unwrap().problems),
        ["clientSecret"]
    );
}

#[tokio::test]
async fn the_sandbox_and_the_world_do_not_mix() {
    let world = World::default();
    let ours = world.custom().await;
    let rows = [
        (
            "sandbox",
            "https://id.example/token",
            "sandbox:",
            vec!["tokenEndpoint", "clientSecret"],
        ),
        (
            "test",
            "sandbox:/custom/token",
            "https://api.example",
            vec!["tokenEndpoint", "clientSecret"],
        ),
        (
            "sandbox",
            "sandbox:/custom/token",
            "https://api.example",
            vec!["apiOrigins", "clientSecret"],
        ),
        (
            "test",
            "https://id.example/token",
            "sandbox:",
            vec!["apiOrigins"],
        ),
    ];
    for (environment, address, api, expected) in rows {
        let mut draft = Draft::of(&ours);
        draft.environment = environment.into();
        draft.token_endpoint = address.into();
        draft.api_origins = vec![api.into()];
        assert_eq!(
            fields(&world.integrations.check(&draft).unwrap().problems),
            expected,
            "{environment} {address} {api}"
        );
    }
}

#[tokio::test]
async fn a_token_goes_to_its_apis_and_home_only() {
    let world = World::default();
    let pivot = world
        .save(&pivot_draft(&world, world.enter_key("key-number-one-0001")))
        .await;
    let token = world.token(&pivot.id, Need::Call).await;
    assert_eq!(
        token.access.origins,
        ["https://api-uat.pivotts.com".parse().unwrap()]
    );
    assert_ne!(
        pivot_draft(&world, KeyInput::Empty).subscription_key,
        KeyInput::Shared(world.key_of(&pivot))
    );
}
