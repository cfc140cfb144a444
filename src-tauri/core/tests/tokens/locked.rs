//! The app is locked: nothing is asked for, what was under way ends and is not kept, and nothing begins again by itself.
use std::pin::Pin;

use crate::doubles::{HOUR, MINUTE, Renewals, World, is_pending, landing, soon, text_of};
use gatepass_core::{
    AskError, Calls, Clock, Integration, LOCKED, Landfall, LockedUp, Need, Outcome, Remedy, Store,
    lock_up,
};

const CALLERS: usize = 1_000;

fn lock(world: &World) {
    lock_up(&LockedUp {
        ports: &world.ports,
        tokens: &world.tokens,
        calls: &Calls::new(world.ports.clone(), world.tokens.clone()),
        sign_ins: &world.sign_ins,
        held: &[world.integrations.held()],
    });
}

fn is_locked(outcome: Outcome) -> bool {
    outcome.is_err_and(|refusal| refusal.code == LOCKED && refusal.remedy == Remedy::Vault)
}

async fn asked(world: &World, ours: &Integration) -> Outcome {
    soon(world.tokens.obtain(&ours.id, Need::Call))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_held_token_is_not_handed_out_and_is_there_again_after_unlocking() {
    let world = World::default();
    let ours = world.custom().await;
    world.token(&ours.id, Need::Call).await;
    lock(&world);
    assert!(is_locked(asked(&world, &ours).await));
    assert!(is_locked(asked(&world, &ours).await), "each time");
    let detail = world.tokens.held_token(&ours.id).await;
    assert_eq!(detail.unwrap_err().code, LOCKED);
    assert_eq!(world.tokens.refused(&ours.id).map(|it| it.code), None);
    world.ports.lock.open();
    let token = asked(&world, &ours).await.unwrap();
    assert_eq!(text_of(&token), "issued-token-0001", "out of the vault");
    assert_eq!(world.http.requests(), 1);
}

#[tokio::test]
async fn a_thousand_callers_who_wait_are_all_told_and_what_arrives_is_not_kept() {
    let world = World::default();
    let ours = world.custom().await;
    world.http.hold();
    type Caller<'a> = Pin<Box<dyn Future<Output = Result<Outcome, AskError>> + 'a>>;
    let mut callers: Vec<Caller<'_>> = vec![];
    for _ in 0..CALLERS {
        let mut caller: Caller<'_> = Box::pin(world.tokens.obtain(&ours.id, Need::Call));
        assert!(is_pending(&mut caller));
        callers.push(caller);
    }
    lock(&world);
    world.http.release();
    assert!(!world.tokens.is_busy(&ours.id));
    // Half of them hear of it after it was unlocked again.
    for (at, caller) in callers.into_iter().enumerate() {
        if at == CALLERS / 2 {
            world.ports.lock.open();
        }
        assert!(is_locked(soon(caller).await.unwrap()), "caller {at}");
    }
    assert_eq!(world.http.requests(), 1, "nothing was sent again");
    assert_eq!(world.store.tokens().unwrap(), []);
    assert_eq!(world.tokens.refused(&ours.id).map(|it| it.code), None);
    assert_eq!(
        text_of(&asked(&world, &ours).await.unwrap()),
        "issued-token-0002"
    );
}

#[tokio::test]
async fn typed_secrets_are_wiped() {
    let world = World::default();
    let draft = world.custom_draft();
    lock(&world);
    world.ports.lock.open();
    let refused = world.integrations.save(&draft).await;
    assert!(refused.is_err(), "its secret is no longer held");
}

#[tokio::test]
async fn a_sign_in_under_way_ends_and_none_begins() {
    let world = World::default();
    let ours = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    lock(&world);
    assert!(world.sign_ins.under_way(&ours.id).is_none());
    assert_eq!(world.sign_ins.begin(&ours.id).unwrap_err().code, LOCKED);
    world.ports.lock.open();
    let late = landing(&sign_in, &[("code", "c0de-0001")]);
    let landed = world.land(&ours.id, &late).await;
    assert!(matches!(landed, Landfall::GoesOn(_)), "it is over");
    assert_eq!(world.http.requests(), 0);
}

#[tokio::test]
async fn keep_fresh_waits_and_goes_on() {
    let world = World::default();
    let ours = world.custom().await;
    world.token(&ours.id, Need::Call).await;
    world
        .integrations
        .set_keep_fresh(&ours.id, true)
        .await
        .unwrap();
    let mut renewals: Renewals = world.renewals();
    renewals.run(MINUTE).await;
    lock(&world);
    renewals.run(2 * HOUR).await;
    assert_eq!(world.http.requests(), 1);
    let paused = renewals.freshness(&ours.id).paused;
    assert_eq!(paused, "Waits until Gatepass is unlocked.");
    world.ports.lock.open();
    renewals.keep_fresh.all_changed();
    renewals.run(MINUTE).await;
    assert_eq!(world.http.requests(), 2);
    assert!(world.left_ms(&ours.id) > 50 * MINUTE);
    assert!(world.clock.now().uptime_ms > 2 * HOUR);
}

#[tokio::test]
async fn a_renewal_that_the_lock_ended_counts_as_no_failure() {
    let world = World::default();
    let ours = world.custom().await;
    world
        .integrations
        .set_keep_fresh(&ours.id, true)
        .await
        .unwrap();
    world.http.hold();
    let mut renewals = world.renewals();
    renewals.run(MINUTE).await;
    assert_eq!(world.http.requests(), 1);
    lock(&world);
    world.http.release();
    renewals.run(MINUTE).await;
    assert_eq!(world.store.tokens().unwrap(), []);
    world.ports.lock.open();
    renewals.keep_fresh.all_changed();
    renewals.run(MINUTE).await;
    assert_eq!(world.http.requests(), 2);
    assert_eq!(renewals.freshness(&ours.id).paused, "");
}
