//! Each token is renewed between one and two margins before its end: never later, never much earlier, never twice.
use std::collections::HashSet;

use gatepass_core::{Clock, Need, Store};

use crate::doubles::{DAY, HOUR, MINUTE, SECOND, World, text_of};
use crate::{kept_fresh, pauses};

/// Ten integrations at 3,599 s: each token is renewed 60 to 120 s before its end, so there is a request every 3,479 to 3,539 s.
/// A day has 86,400 s: 25 requests each, the first one at once.
#[tokio::test]
async fn a_virtual_day_takes_twenty_five_requests_and_no_token_has_less_left_than_its_margin() {
    let world = World::default();
    world.http.issue_for(3599);
    let mut all = vec![];
    for _ in 0..10 {
        all.push(kept_fresh(&world, &world.custom_draft()).await.id);
    }
    let mut renewals = world.renewals();
    renewals.run(10 * SECOND).await;
    let mut leads = HashSet::new();
    for id in &all {
        assert!(
            world.left_ms(id) >= 3_588 * SECOND,
            "the first one comes at once"
        );
    }
    let mut records: Vec<_> = all
        .iter()
        .map(|id| world.store.token(id).unwrap().unwrap())
        .collect();
    let mut look = || {
        // A timer is always a little late.
        world.clock.advance(7);
        for (id, old) in all.iter().zip(&mut records) {
            let new = world.store.token(id).unwrap().expect("there is always one");
            if new.secret != old.secret {
                let after = old.sent.elapsed_ms(&new.sent).unwrap();
                let left = old.lifetime.ms - after;
                assert!(
                    (MINUTE..2 * MINUTE).contains(&left),
                    "renewed with {left} ms left"
                );
                leads.insert(left / SECOND);
                *old = new;
            }
        }
    };
    renewals.run_for(DAY - 10 * SECOND, &mut look).await;
    assert_eq!(world.http.requests(), 250);
    assert!(
        leads.len() > 30,
        "each a little differently: {} leads",
        leads.len()
    );
    assert!(all.iter().all(|id| renewals.told.lock().unwrap()[id] == 25));
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_short_life_is_renewed_within_its_own_margins() {
    let world = World::default();
    world.http.issue_for(60);
    kept_fresh(&world, &world.custom_draft()).await;
    world.renewals().run(HOUR).await;
    for pause in pauses(&world) {
        assert!((48 * SECOND..=54 * SECOND).contains(&pause), "{pause} ms");
    }
    assert!(
        (66..=75).contains(&world.http.requests()),
        "{}",
        world.http.requests()
    );
}

#[tokio::test]
async fn callers_find_a_fresh_token_and_make_no_request_of_their_own() {
    let world = World::default();
    let id = kept_fresh(&world, &world.custom_draft()).await.id;
    let mut renewals = world.renewals();
    for minute in 0..180 {
        renewals.run(MINUTE).await;
        let before = world.http.requests();
        world.token(&id, Need::Call).await;
        assert_eq!(world.http.requests(), before, "minute {minute}");
    }
}

#[tokio::test]
async fn a_refresh_token_renews_without_anybody_in_a_browser() {
    let world = World::default();
    world.http.issue_refresh_tokens(true);
    let ours = kept_fresh(&world, &world.code_draft()).await;
    world.sign_in(&ours.id).await.unwrap();
    world.renewals().run(DAY).await;
    let seen = world.http.seen();
    assert_eq!(seen.len(), 25);
    for (before, one) in seen[1..].iter().enumerate() {
        assert_eq!(
            one.member("refresh_token"),
            format!("refresh-token-{:04}", before + 1)
        );
    }
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn waking_up_after_two_hours_renews_at_the_next_look() {
    let world = World::default();
    let id = kept_fresh(&world, &world.custom_draft()).await.id;
    let mut renewals = world.renewals();
    renewals.run(MINUTE).await;
    world.clock.suspend(2 * HOUR);
    assert_eq!(world.left_ms(&id), 0, "dead, and shown dead at once");
    renewals.run(SECOND).await;
    assert_eq!(world.http.requests(), 2);
    assert!(world.left_ms(&id) >= HOUR - 2 * SECOND);
}

#[tokio::test]
async fn a_clock_set_forward_or_back_costs_at_most_one_request() {
    for by in [HOUR, DAY] {
        for sign in [1, -1] {
            let world = World::default();
            let id = kept_fresh(&world, &world.custom_draft()).await.id;
            let mut renewals = world.renewals();
            renewals.run(MINUTE).await;
            world.clock.set_wall_by(sign * i64::try_from(by).unwrap());
            renewals.run(10 * MINUTE).await;
            assert_eq!(
                world.http.requests(),
                if sign > 0 { 2 } else { 1 },
                "{by} {sign}"
            );
            assert!(world.left_ms(&id) > 40 * MINUTE);
        }
    }
}

#[tokio::test]
async fn two_due_at_once_do_not_wait_for_each_other() {
    let world = World::default();
    let one = kept_fresh(&world, &world.custom_draft()).await.id;
    let other = kept_fresh(&world, &world.custom_draft()).await.id;
    let mut renewals = world.renewals();
    world.http.hold_next();
    renewals.run(MINUTE).await;
    assert_eq!(
        world.http.requests(),
        2,
        "one each, and the held one is not asked again"
    );
    let (first, second) = (world.left_ms(&one), world.left_ms(&other));
    assert_eq!((first.min(second), first.max(second)), (0, HOUR - MINUTE));
    world.http.release();
    renewals.run(SECOND).await;
    assert!(world.left_ms(&one) > 0 && world.left_ms(&other) > 0);
    assert_eq!(world.http.requests(), 2);
}

#[tokio::test]
async fn a_renewal_and_a_caller_share_one_request() {
    let world = World::default();
    let id = kept_fresh(&world, &world.custom_draft()).await.id;
    let mut renewals = world.renewals();
    world.http.hold();
    renewals.run(SECOND).await;
    let mut caller = Box::pin(world.tokens.obtain(&id, Need::Call));
    assert!(crate::doubles::is_pending(&mut caller));
    world.http.release();
    renewals.run(SECOND).await;
    assert_eq!(
        text_of(&caller.await.unwrap().unwrap()),
        "issued-token-0001"
    );
    assert_eq!(world.http.requests(), 1);
}

#[tokio::test]
async fn a_restart_goes_on_with_the_token_it_finds() {
    let mut world = World::default();
    let id = kept_fresh(&world, &world.custom_draft()).await.id;
    world.renewals().run(30 * MINUTE).await;
    world.restart();
    let mut renewals = world.renewals();
    renewals.run(20 * MINUTE).await;
    assert_eq!(world.http.requests(), 1);
    let next = renewals.freshness(&id).next_at_ms.unwrap() - world.clock.now().wall_ms;
    assert!(
        (8 * MINUTE..=9 * MINUTE).contains(&u64::try_from(next).unwrap()),
        "{next}"
    );
}
