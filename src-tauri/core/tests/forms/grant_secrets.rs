//! The password's way through edits, moves and copies; and the two settings that are changed without a form.
use gatepass_core::{Draft, EditError, IntegrationId, Need, Placement, SecretInput, Store};

use super::fields;
use crate::doubles::{PASSWORD, World, text_of};

#[tokio::test]
async fn the_password_lies_in_the_vault_for_the_token_endpoint_alone() {
    let world = World::default();
    let ours = world.by_password().await;
    let reference = ours.grant.password.as_ref().unwrap();
    let kept = world.vault.peek(&reference.id).await.unwrap();
    assert_eq!(kept.origins, ["https://id.example".parse().unwrap()]);
    assert!(kept.secret.reveal(|text| text == PASSWORD));
    assert!(!serde_json::to_string(&ours).unwrap().contains("pass word"));
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_kept_password_stays_and_an_entered_one_replaces_it() {
    let world = World::default();
    let ours = world.by_password().await;
    let kept = world
        .edit(&ours, |draft| draft.scope = "read".into())
        .await
        .unwrap();
    assert_eq!(kept.grant.password, ours.grant.password);
    let entered = world.enter("another-password-0002");
    let edited = world
        .edit(&kept, |draft| draft.grant.password = entered)
        .await
        .unwrap();
    assert_ne!(edited.grant.password, ours.grant.password);
    world.assert_nothing_stray().await;
    world.token(&ours.id, Need::Call).await;
    assert_eq!(
        world.http.last().member("password"),
        "another-password-0002"
    );
}

#[tokio::test]
async fn another_origin_asks_for_the_password_again() {
    let world = World::default();
    let ours = world.by_password().await;
    let mut draft = Draft::of(&ours);
    draft.token_endpoint = "https://elsewhere.example/token".into();
    let problems = world.integrations.check(&draft).unwrap().problems;
    assert_eq!(fields(&problems), ["clientSecret", "password"]);
    draft.client_secret = world.enter("given-for-elsewhere-1");
    let problems = world.integrations.check(&draft).unwrap().problems;
    assert_eq!(fields(&problems), ["password"]);
    draft.grant.password = world.enter("given-for-elsewhere-2");
    let moved = world.save(&draft).await;
    let kept = world
        .vault
        .peek(&moved.grant.password.unwrap().id)
        .await
        .unwrap();
    assert_eq!(kept.origins, ["https://elsewhere.example".parse().unwrap()]);
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_grant_without_a_password_removes_it_and_the_way_back_asks_for_it() {
    let world = World::default();
    let ours = world.by_password().await;
    let password = ours.grant.password.clone().unwrap().id;
    let edited = world.edit(&ours, |draft| {
        draft.grant.grant = "client_credentials".into()
    });
    let edited = edited.await.unwrap();
    assert_eq!(
        (
            edited.grant.password.is_none(),
            edited.grant.username.as_str()
        ),
        (true, "ada@example"),
        "the name stays, the secret goes"
    );
    assert!(world.vault.peek(&password).await.is_none());
    world.assert_nothing_stray().await;

    let mut draft = Draft::of(&edited);
    (draft.grant.grant, draft.grant.username) = ("password".into(), "ada@example".into());
    for input in [SecretInput::Empty, SecretInput::Kept] {
        draft.grant.password = input;
        let problems = world.integrations.check(&draft).unwrap().problems;
        assert_eq!(fields(&problems), ["password"]);
    }
}

#[tokio::test]
async fn a_copy_has_a_password_of_its_own() {
    let world = World::default();
    let ours = world.by_password().await;
    let copy = world.integrations.duplicate(&ours.id).await.unwrap();
    assert_ne!(copy.grant.password, ours.grant.password);
    world.assert_nothing_stray().await;
    world.integrations.remove(&ours.id).await.unwrap();
    world.token(&copy.id, Need::Call).await;
    assert_eq!(world.http.last().member("password"), PASSWORD);
    world.integrations.remove(&copy.id).await.unwrap();
    assert_eq!(world.vault.len(), 0);
}

#[tokio::test]
async fn a_public_client_may_move_without_being_asked_for_a_secret_it_has_not() {
    let world = World::default();
    let ours = world.save(&world.public_draft()).await;
    let mut draft = Draft::of(&ours);
    draft.token_endpoint = "https://elsewhere.example/token".into();
    let check = world.integrations.check(&draft).unwrap();
    assert_eq!(
        (check.problems, check.asks_secret_again.as_str()),
        (vec![], "")
    );
    world.save(&draft).await;
    assert_eq!(world.vault.len(), 0);
}

#[tokio::test]
async fn keeping_fresh_costs_no_token_and_survives_an_edit_and_a_restart() {
    let mut world = World::default();
    let ours = world.custom().await;
    world.token(&ours.id, Need::Call).await;
    world
        .integrations
        .set_keep_fresh(&ours.id, true)
        .await
        .unwrap();
    assert_eq!(
        text_of(&world.token(&ours.id, Need::Call).await),
        "issued-token-0001"
    );
    assert_eq!(world.http.requests(), 1);
    let row = |world: &World| world.store.integration(&ours.id).unwrap().unwrap();
    world
        .edit(&row(&world), |draft| draft.client_id = "client-two".into())
        .await
        .unwrap();
    assert!(row(&world).keep_fresh);
    world.restart();
    world
        .integrations
        .set_keep_fresh(&ours.id, false)
        .await
        .unwrap();
    assert!(!row(&world).keep_fresh);
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn another_placement_forgets_the_token_and_its_refresh_token_and_is_used_from_then_on() {
    let world = World::default();
    world.http.issue_refresh_tokens(true);
    let ours = world.by_password().await;
    world.token(&ours.id, Need::Call).await;
    world
        .integrations
        .set_placement(&ours.id, Placement::Basic)
        .await
        .unwrap();
    assert_eq!(world.store.tokens().unwrap(), []);
    world.assert_nothing_stray().await;
    world.token(&ours.id, Need::Call).await;
    let last = world.http.last();
    assert!(last.header("authorization").starts_with("Basic "));
    assert_eq!(last.member("grant_type"), "password");
}

#[tokio::test]
async fn the_placement_it_has_already_costs_nothing() {
    let world = World::default();
    let ours = world.custom().await;
    world.token(&ours.id, Need::Call).await;
    world
        .integrations
        .set_placement(&ours.id, Placement::Form)
        .await
        .unwrap();
    world.token(&ours.id, Need::Call).await;
    assert_eq!(world.http.requests(), 1);
}

#[tokio::test]
async fn what_was_removed_meanwhile_cannot_be_switched() {
    let world = World::default();
    let gone = IntegrationId("never-there".into());
    let (placed, kept) = (
        world
            .integrations
            .set_placement(&gone, Placement::Basic)
            .await,
        world.integrations.set_keep_fresh(&gone, true).await,
    );
    assert_eq!(
        (placed, kept),
        (Err(EditError::NoIntegration), Err(EditError::NoIntegration))
    );
}
