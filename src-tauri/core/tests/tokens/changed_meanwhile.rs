//! A token that arrives after its integration changed, or that cannot be kept whole, is not kept at all.
use crate::doubles::{World, is_pending, soon, text_of};
use gatepass_core::{Integration, Need, Outcome, Remedy, SecretInput, Store, StoreError};

/// Asks for a token, lets `change` happen while the request is under way, and lets it arrive.
pub(super) async fn ask_while(
    world: &World,
    integration: &Integration,
    change: impl AsyncFnOnce(&World),
) -> Outcome {
    world.http.hold();
    let mut caller = Box::pin(world.tokens.obtain(&integration.id, Need::Call));
    assert!(is_pending(&mut caller));
    soon(change(world)).await;
    world.http.release();
    soon(caller).await.unwrap()
}

/// In how many places a token is kept: in memory, as a row, as an item that a row points to.
pub(super) async fn kept(world: &World, integration: &Integration) -> usize {
    let held = world.tokens.held_token(&integration.id).await.unwrap();
    let pointed_to = world.pointed_to();
    let items = pointed_to.iter().filter(|id| id.starts_with("token-"));
    usize::from(held.is_some()) + world.store.tokens().unwrap().len() + items.count()
}

async fn assert_no_token_anywhere(world: &World, integration: &Integration) {
    assert_eq!(kept(world, integration).await, 0);
    assert!(!world.tokens.is_busy(&integration.id));
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_token_for_the_old_client_is_not_kept_and_the_next_caller_gets_one_for_the_new() {
    let world = World::default();
    let ours = world.custom().await;
    let outcome = ask_while(&world, &ours, async |world| {
        world
            .edit(&ours, |draft| draft.client_id = "client-two".into())
            .await
            .unwrap();
    })
    .await;
    assert_eq!(outcome.unwrap_err().code, "changed_meanwhile");
    assert!(world.http.last().body.contains("client_id=client-one"));
    assert_no_token_anywhere(&world, &ours).await;

    assert_eq!(
        text_of(&world.token(&ours.id, Need::Call).await),
        "issued-token-0002"
    );
    assert!(world.http.last().body.contains("client_id=client-two"));
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_caller_after_an_edit_does_not_join_the_request_for_the_old_client() {
    let world = World::default();
    let ours = world.custom().await;
    world.http.hold();
    let mut before = Box::pin(world.tokens.obtain(&ours.id, Need::Call));
    assert!(is_pending(&mut before));
    world
        .edit(&ours, |draft| draft.client_id = "client-two".into())
        .await
        .unwrap();
    let mut after = Box::pin(world.tokens.obtain(&ours.id, Need::Call));
    assert!(is_pending(&mut after));
    world.http.release();
    assert_eq!(
        text_of(&soon(after).await.unwrap().unwrap()),
        "issued-token-0002"
    );
    assert_eq!(
        soon(before).await.unwrap().unwrap_err().code,
        "changed_meanwhile"
    );
    assert_eq!(
        text_of(&world.token(&ours.id, Need::Call).await),
        "issued-token-0002",
        "the late one changed nothing"
    );
    assert_eq!(world.http.requests(), 2);
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_new_label_meanwhile_costs_nothing() {
    let world = World::default();
    let ours = world.custom().await;
    world.http.hold();
    let mut caller = Box::pin(world.tokens.obtain(&ours.id, Need::Call));
    assert!(is_pending(&mut caller));
    world
        .edit(&ours, |draft| draft.label = "Renamed".into())
        .await
        .unwrap();
    world.http.release();
    soon(caller).await.unwrap().unwrap();
    world.token(&ours.id, Need::Call).await;
    assert_eq!(world.http.requests(), 1);
}

#[tokio::test]
async fn a_token_forgotten_while_it_is_fetched_is_not_kept() {
    let world = World::default();
    let ours = world.custom().await;
    let outcome = ask_while(&world, &ours, async |world| {
        world.tokens.forget(&ours.id).await.unwrap()
    })
    .await;
    assert_eq!(outcome.unwrap_err().code, "changed_meanwhile");
    assert_no_token_anywhere(&world, &ours).await;
    world.token(&ours.id, Need::Call).await;
    assert_eq!(world.http.requests(), 2);
}

#[tokio::test]
async fn a_token_of_an_integration_removed_meanwhile_is_not_kept() {
    let world = World::default();
    let ours = world.custom().await;
    let outcome = ask_while(&world, &ours, async |world| {
        world.integrations.remove(&ours.id).await.unwrap()
    })
    .await;
    assert_eq!(outcome.unwrap_err().code, "changed_meanwhile");
    assert_no_token_anywhere(&world, &ours).await;
    assert_eq!(world.vault.len(), 0);
}

#[tokio::test]
async fn a_token_under_a_key_replaced_meanwhile_is_not_kept() {
    let world = World::default();
    let pivot = world.pivot("key-number-one-0001").await;
    let outcome = ask_while(&world, &pivot, async |world| {
        let SecretInput::Held(handle) = world.enter("key-number-two-0002") else {
            unreachable!("entered")
        };
        world
            .integrations
            .replace_key(&world.key_of(&pivot), &handle)
            .await
            .unwrap();
    })
    .await;
    assert_eq!(outcome.unwrap_err().code, "changed_meanwhile");
    assert_no_token_anywhere(&world, &pivot).await;
}

#[tokio::test]
async fn forgetting_removes_the_token_from_memory_store_and_vault() {
    let world = World::default();
    let ours = world.custom().await;
    world.token(&ours.id, Need::Call).await;
    world.tokens.forget(&ours.id).await.unwrap();
    assert_no_token_anywhere(&world, &ours).await;
}

#[tokio::test]
async fn a_vault_that_fails_while_a_token_is_kept_is_a_refusal_and_nothing_is_half_kept() {
    let world = World::default();
    let ours = world.custom().await;
    world.vault.set_saves_left(Some(0));
    let refusal = world.refusal(&ours.id).await;
    assert_eq!(
        (refusal.code, refusal.title.as_str()),
        ("keyring_failed", "The keyring failed")
    );
    world.vault.set_saves_left(None);
    world.next_start().sweep().await.unwrap();
    assert_no_token_anywhere(&world, &ours).await;
    world.token(&ours.id, Need::Call).await;
    assert_eq!(world.http.requests(), 2);
}

#[tokio::test]
async fn a_full_disk_while_a_token_is_kept_is_a_refusal_and_the_old_token_stays() {
    let world = World::default();
    let ours = world.custom().await;
    let old = world.token(&ours.id, Need::Call).await;
    world.store.break_with(Some(StoreError::DiskFull));
    assert_eq!(
        world.ask(&ours.id, Need::New).await.unwrap_err().code,
        "disk_full"
    );
    world.store.break_with(None);
    assert_eq!(
        text_of(&world.token(&ours.id, Need::Call).await),
        text_of(&old)
    );
    world.next_start().sweep().await.unwrap();
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn an_old_token_that_cannot_be_removed_now_is_swept_later() {
    let world = World::default();
    let ours = world.custom().await;
    let old = world
        .token(&ours.id, Need::Call)
        .await
        .record
        .secret
        .clone();
    world.vault.set_removes_fail(true);
    world.token(&ours.id, Need::New).await;
    assert!(world.vault.peek(&old).await.is_some());
    world.vault.set_removes_fail(false);
    world.next_start().sweep().await.unwrap();
    assert!(world.vault.peek(&old).await.is_none());
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_secret_given_for_another_origin_stays_home_and_nothing_is_sent() {
    let world = World::default();
    let mut ours = world.custom().await;
    // No form allows this: the row was changed behind our back.
    ours.token_endpoint = "https://id.example.evil/token".parse().unwrap();
    world.store.save_integration(&ours, None).unwrap();
    let refusal = world.refusal(&ours.id).await;
    assert_eq!(
        (refusal.code, refusal.title.as_str()),
        (
            "foreign_origin",
            "The client secret was not given for https://id.example.evil"
        )
    );
    assert!(refusal.exchange.is_none());
    assert_eq!(world.http.requests(), 0);
}

#[tokio::test]
async fn a_missing_secret_is_named_and_nothing_is_sent() {
    let world = World::default();
    let pivot = world.pivot("key-number-one-0001").await;
    let key = world
        .store
        .subscription_key(&world.key_of(&pivot))
        .unwrap()
        .unwrap();
    world.vault.lose(&key.secret.id).await;
    let refusal = world.refusal(&pivot.id).await;
    assert_eq!(
        (refusal.code, refusal.title.as_str()),
        ("secret_missing", "The subscription key is not in the vault")
    );
    assert_eq!(refusal.remedy, Remedy::SubscriptionKey);
    assert_eq!(world.http.requests(), 0);
}

/// The row as another process, or a change whose second half was cut off, may leave it.
pub(super) fn change_row(world: &World, of: &Integration) {
    let mut row = of.clone();
    row.client_id = "client-two".into();
    world.store.save_integration(&row, None).unwrap();
}

/// The token that is handed out once the row has changed, though nobody forgot the one that is held and remembered.
pub(super) async fn after_a_change(world: &World, ours: &Integration) -> String {
    for _ in 0..2 {
        world.token(&ours.id, Need::Call).await;
    }
    change_row(world, ours);
    text_of(&world.token(&ours.id, Need::Call).await)
}

#[tokio::test]
async fn a_held_token_of_an_earlier_shape_is_not_used_even_if_nobody_forgot_it() {
    let world = World::default();
    let ours = world.custom().await;
    assert_eq!(after_a_change(&world, &ours).await, "issued-token-0002");
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_row_changed_while_a_token_is_fetched_counts_even_if_nobody_forgot_the_token() {
    let world = World::default();
    let ours = world.custom().await;
    let outcome = ask_while(&world, &ours, async |world| change_row(world, &ours)).await;
    assert_eq!(outcome.unwrap_err().code, "changed_meanwhile");
    assert_no_token_anywhere(&world, &ours).await;
}

#[tokio::test]
async fn a_caller_after_a_changed_row_starts_a_request_of_its_own() {
    let world = World::default();
    let ours = world.custom().await;
    world.http.hold();
    let mut before = Box::pin(world.tokens.obtain(&ours.id, Need::Call));
    assert!(is_pending(&mut before));
    change_row(&world, &ours);
    let mut after = Box::pin(world.tokens.obtain(&ours.id, Need::Call));
    assert!(is_pending(&mut after));
    world.http.release();
    assert_eq!(
        text_of(&soon(after).await.unwrap().unwrap()),
        "issued-token-0002"
    );
    assert!(world.http.last().body.contains("client_id=client-two"));
}
