//! What is switched off, locked, or in need of a person is left alone, and goes on when that changes.
use gatepass_core::{Clock as _, Freshness, Need};

use crate::doubles::{DAY, HOUR, MINUTE, SECOND, World};
use crate::kept_fresh;

#[tokio::test]
async fn an_integration_that_is_not_kept_fresh_is_left_alone() {
    let world = World::default();
    let ours = world.custom().await;
    world.token(&ours.id, Need::Call).await;
    let mut renewals = world.renewals();
    renewals.run(DAY).await;
    assert_eq!(world.http.requests(), 1);
    assert_eq!(renewals.freshness(&ours.id), Freshness::default());
}

#[tokio::test]
async fn switched_on_it_starts_and_switched_off_it_ends() {
    let world = World::default();
    let ours = world.custom().await;
    let mut renewals = world.renewals();
    renewals.run(MINUTE).await;
    world
        .integrations
        .set_keep_fresh(&ours.id, true)
        .await
        .unwrap();
    renewals.keep_fresh.changed(&ours.id);
    renewals.run(2 * SECOND).await;
    assert_eq!(world.http.requests(), 1);
    world
        .integrations
        .set_keep_fresh(&ours.id, false)
        .await
        .unwrap();
    renewals.keep_fresh.changed(&ours.id);
    renewals.run(DAY).await;
    assert_eq!(world.http.requests(), 1);
}

#[tokio::test]
async fn switched_on_it_says_when_it_will_renew_before_it_looked_again() {
    let world = World::default();
    let ours = world.custom().await;
    world.token(&ours.id, Need::Call).await;
    let mut renewals = world.renewals();
    renewals.run(MINUTE).await;
    let switched_on = world.integrations.set_keep_fresh(&ours.id, true).await;
    switched_on.unwrap();
    renewals.keep_fresh.changed(&ours.id);
    let next_at_ms = renewals.freshness(&ours.id).next_at_ms.unwrap();
    let now_ms = world.clock.now().wall_ms;
    assert!(next_at_ms > now_ms, "{next_at_ms} after {now_ms}");
}

#[tokio::test]
async fn one_that_is_removed_is_left_alone() {
    let world = World::default();
    let ours = kept_fresh(&world, &world.custom_draft()).await;
    let mut renewals = world.renewals();
    renewals.run(MINUTE).await;
    world.integrations.remove(&ours.id).await.unwrap();
    renewals.run(DAY).await;
    assert_eq!((world.http.requests(), world.vault.len()), (1, 0));
}

#[tokio::test]
async fn a_closed_gate_sends_nothing_and_says_why_and_goes_on_when_it_opens() {
    let world = World::default();
    let ours = kept_fresh(&world, &world.custom_draft()).await;
    let mut renewals = world.renewals();
    renewals.run(MINUTE).await;
    renewals.close(Some("Gatepass is locked."));
    renewals.run(30 * MINUTE).await;
    assert_eq!(
        renewals.freshness(&ours.id).paused,
        "",
        "it has nothing to do yet"
    );
    renewals.run(DAY).await;
    assert_eq!(world.http.requests(), 1);
    let locked = Freshness {
        paused: "Gatepass is locked.".into(),
        next_at_ms: None,
    };
    assert_eq!(renewals.freshness(&ours.id), locked);
    assert_eq!(
        renewals.told.lock().unwrap()[&ours.id],
        2,
        "told once that it is locked"
    );

    renewals.close(None);
    renewals.run(2 * SECOND).await;
    assert_eq!(world.http.requests(), 2);
    assert_eq!(renewals.freshness(&ours.id).paused, "");
}

#[tokio::test]
async fn where_a_person_has_to_sign_in_it_waits_for_them() {
    let world = World::default();
    let ours = kept_fresh(&world, &world.code_draft()).await;
    let mut renewals = world.renewals();
    renewals.run(DAY).await;
    assert_eq!(world.http.requests(), 0);
    let waits = Freshness {
        paused: "Waits for you to sign in.".into(),
        next_at_ms: None,
    };
    assert_eq!(renewals.freshness(&ours.id), waits);

    world.http.issue_refresh_tokens(true);
    world.sign_in(&ours.id).await.unwrap();
    renewals.keep_fresh.changed(&ours.id);
    renewals.run(HOUR).await;
    assert_eq!(world.http.requests(), 2, "the sign-in's and one refresh");
    assert_eq!(renewals.freshness(&ours.id).paused, "");
}

#[tokio::test]
async fn when_the_refresh_token_ends_it_waits_for_a_person_and_asks_no_more() {
    let world = World::default();
    world.http.issue_refresh_tokens(true);
    let ours = kept_fresh(&world, &world.code_draft()).await;
    world.sign_in(&ours.id).await.unwrap();
    world.http.refuse(1, 400, "invalid_grant");
    let mut renewals = world.renewals();
    renewals.run(DAY).await;
    assert_eq!(world.http.requests(), 2);
    assert_eq!(
        renewals.freshness(&ours.id).paused,
        "Waits for you to sign in."
    );
    world.assert_nothing_stray().await;
}
