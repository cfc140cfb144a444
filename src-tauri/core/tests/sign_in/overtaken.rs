//! Sign-ins that something overtakes: an edit, a second sign-in, a renewal, an integration that goes.
use gatepass_core::{Landing, Need, Secret, Store, read_landing};

use crate::doubles::{World, is_pending, landing, sent, soon, text_of};
use crate::{goes_on, over, token};

#[tokio::test]
async fn an_edit_between_begin_and_landing_makes_the_code_worthless() {
    let world = World::default();
    let ours = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    let edited = world.edit(&ours, |draft| draft.client_id = "client-two".into());
    edited.await.unwrap();
    let refusal = over(
        world
            .land(&ours.id, &landing(&sign_in, &[("code", "c0de")]))
            .await,
    );
    assert_eq!(refusal.code, "changed_meanwhile");
    assert_eq!(
        world.http.requests(),
        0,
        "no code leaves for the new settings"
    );
}

#[tokio::test]
async fn a_new_label_between_begin_and_landing_costs_nothing() {
    let world = World::default();
    let ours = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    world
        .edit(&ours, |draft| draft.label = "Renamed".into())
        .await
        .unwrap();
    token(
        world
            .land(&ours.id, &landing(&sign_in, &[("code", "c0de")]))
            .await,
    );
}

#[tokio::test]
async fn an_edit_while_the_code_is_redeemed_keeps_nothing() {
    let world = World::default();
    let ours = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    world.http.issue_refresh_tokens(true);
    world.http.hold();
    let landed_on = Secret::new(landing(&sign_in, &[("code", "c0de")]));
    let mut landing = Box::pin(world.sign_ins.land(&ours.id, &landed_on));
    assert!(is_pending(&mut landing));
    world
        .edit(&ours, |draft| draft.scope = "admin".into())
        .await
        .unwrap();
    world.http.release();
    assert_eq!(over(soon(landing).await).code, "changed_meanwhile");
    assert_eq!(world.store.tokens().unwrap(), []);
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn an_integration_removed_meanwhile_takes_its_sign_in_along() {
    let world = World::default();
    let ours = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    world.integrations.remove(&ours.id).await.unwrap();
    let refusal = over(
        world
            .land(&ours.id, &landing(&sign_in, &[("code", "c0de")]))
            .await,
    );
    assert_eq!(refusal.code, "changed_meanwhile");
    assert_eq!((world.http.requests(), world.vault.len()), (0, 0));
}

#[tokio::test]
async fn a_second_sign_in_makes_the_first_one_s_state_worthless() {
    let world = World::default();
    let ours = world.by_code().await;
    let first = world.sign_ins.begin(&ours.id).unwrap();
    let second = world.sign_ins.begin(&ours.id).unwrap();
    let refusal = goes_on(
        world
            .land(&ours.id, &landing(&first, &[("code", "old")]))
            .await,
    );
    assert_eq!(
        (refusal.code, world.http.requests()),
        ("sign_in_wrong_state", 0)
    );
    token(
        world
            .land(&ours.id, &landing(&second, &[("code", "new")]))
            .await,
    );
    assert_eq!(world.http.last().member("code"), "new");
}

/// A listener had received the first one's answer, and hands it over after the second one began.
#[tokio::test]
async fn an_answer_received_for_the_first_sign_in_is_not_taken_for_the_second() {
    let world = World::default();
    let ours = world.by_code().await;
    let first = world.sign_ins.begin(&ours.id).unwrap();
    let address = Secret::new(landing(&first, &[("code", "old")]));
    let received: Landing = read_landing(&address, &first.expected).expect("the first one's");
    let second = world.sign_ins.begin(&ours.id).unwrap();
    let refusal = goes_on(soon(world.sign_ins.take(&ours.id, received)).await);
    assert_eq!(
        (refusal.code, world.http.requests()),
        ("sign_in_wrong_state", 0)
    );
    assert!(world.sign_ins.under_way(&ours.id).is_some());
    token(
        world
            .land(&ours.id, &landing(&second, &[("code", "new")]))
            .await,
    );
    assert_eq!(world.http.last().member("code"), "new");
}

#[tokio::test]
async fn two_integrations_sign_in_side_by_side() {
    let world = World::default();
    let (ours, theirs) = (world.by_code().await, world.by_code().await);
    let (one, other) = (
        world.sign_ins.begin(&ours.id).unwrap(),
        world.sign_ins.begin(&theirs.id).unwrap(),
    );
    assert_ne!(sent(&one, "state"), sent(&other, "state"));
    token(
        world
            .land(&theirs.id, &landing(&other, &[("code", "theirs")]))
            .await,
    );
    token(
        world
            .land(&ours.id, &landing(&one, &[("code", "ours")]))
            .await,
    );
    assert_eq!(world.store.tokens().unwrap().len(), 2);
}

#[tokio::test]
async fn a_landing_does_not_join_the_renewal_under_way_whose_token_is_then_not_kept() {
    let world = World::default();
    let ours = world.by_code().await;
    world.http.issue_refresh_tokens(true);
    world.sign_in(&ours.id).await.unwrap();
    world.http.hold_next();
    let mut renewing = Box::pin(world.tokens.obtain(&ours.id, Need::New));
    assert!(is_pending(&mut renewing));

    let landed = world.sign_in(&ours.id).await.unwrap();
    assert_eq!(
        text_of(&landed),
        "issued-token-0003",
        "a request of its own"
    );
    assert_eq!(world.http.last().member("grant_type"), "authorization_code");
    world.http.release();
    assert_eq!(
        soon(renewing).await.unwrap().unwrap_err().code,
        "changed_meanwhile"
    );
    assert_eq!(
        text_of(&world.token(&ours.id, Need::Call).await),
        "issued-token-0003"
    );
    assert_eq!(world.store.token(&ours.id).unwrap().unwrap(), landed.record);
    assert!(world.tokens.refused(&ours.id).is_none());
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn callers_while_a_code_is_redeemed_wait_for_its_token() {
    let world = World::default();
    let ours = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    world.http.hold();
    let landed_on = Secret::new(landing(&sign_in, &[("code", "c0de")]));
    let mut landing = Box::pin(world.sign_ins.land(&ours.id, &landed_on));
    assert!(is_pending(&mut landing));
    let mut caller = Box::pin(world.tokens.obtain(&ours.id, Need::Call));
    assert!(is_pending(&mut caller) && world.tokens.is_busy(&ours.id));
    world.http.release();
    token(soon(landing).await);
    assert_eq!(
        text_of(&soon(caller).await.unwrap().unwrap()),
        "issued-token-0001"
    );
    assert_eq!(world.http.requests(), 1);
}
