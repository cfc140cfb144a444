//! A held token is used until shortly before its end, across restarts too, and never when nobody knows how old it is.
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::doubles::{HOUR, MINUTE, SECOND, World, text_of};
use gatepass_core::{Clock, Need, Remedy, Store};

#[tokio::test]
async fn asking_for_a_new_token_replaces_the_held_one_and_its_vault_item() {
    let world = World::default();
    let id = world.custom().await.id;
    let old = world.token(&id, Need::Call).await;
    let new = world.token(&id, Need::New).await;
    assert_eq!(
        (text_of(&old), text_of(&new)),
        ("issued-token-0001".into(), "issued-token-0002".into())
    );
    assert!(
        world.vault.peek(&old.record.secret).await.is_none(),
        "the old item is gone"
    );
    assert_eq!(world.store.token(&id).unwrap().unwrap(), new.record);
    assert_eq!(
        text_of(&world.token(&id, Need::Call).await),
        "issued-token-0002"
    );
    assert_eq!(world.http.requests(), 2);
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_held_token_is_not_looked_up_again_until_something_is_written() {
    let world = World::default();
    let id = world.custom().await.id;
    for _ in 0..2 {
        world.token(&id, Need::Call).await;
    }
    let looked = Arc::new(AtomicBool::default());
    let note = Arc::clone(&looked);
    world
        .store
        .meanwhile(move || note.store(true, Ordering::Relaxed));
    world.token(&id, Need::Call).await;
    assert!(!looked.load(Ordering::Relaxed));
    let same = world.store.integration(&id).unwrap().unwrap();
    world.store.save_integration(&same, None).unwrap();
    world.token(&id, Need::Call).await;
    assert!(looked.load(Ordering::Relaxed));
    assert_eq!(world.http.requests(), 1);
}

/// Lifetime in seconds, what is left of it in seconds, and whether that is too little for a call, and for a copy.
#[tokio::test]
async fn a_token_is_renewed_when_less_is_left_than_the_caller_needs() {
    let rows = [
        (3600, 61, false, true),
        (3600, 59, true, true),
        (3600, 9 * 60, false, true),
        (3600, 10 * 60 - 1, false, true),
        (3600, 10 * 60 + 1, false, false),
        (60, 31, false, false),
        (60, 29, false, true),
        (60, 7, false, true),
        (60, 5, true, true),
    ];
    for (lifetime_s, left_s, renewed_for_a_call, renewed_for_a_copy) in rows {
        for (need, renewed) in [
            (Need::Call, renewed_for_a_call),
            (Need::Copy, renewed_for_a_copy),
        ] {
            let world = World::default();
            let id = world.custom().await.id;
            world.http.issue_for(lifetime_s);
            world.token(&id, Need::Call).await;
            world.clock.advance((lifetime_s - left_s) * SECOND);
            world.token(&id, need).await;
            assert_eq!(
                world.http.requests() == 2,
                renewed,
                "{need:?}: {lifetime_s} s token with {left_s} s left"
            );
        }
    }
}

#[tokio::test]
async fn a_token_that_has_ended_is_never_handed_out_however_short_it_lived() {
    let world = World::default();
    let id = world.custom().await.id;
    world.http.issue_for(1);
    world.token(&id, Need::Call).await;
    world.clock.advance(SECOND);
    assert_eq!(
        text_of(&world.token(&id, Need::Call).await),
        "issued-token-0002"
    );
}

#[tokio::test]
async fn life_counts_from_when_the_request_was_sent() {
    let world = World::default();
    let id = world.custom().await.id;
    world.http.hold();
    let mut caller = Box::pin(world.tokens.obtain(&id, Need::Call));
    assert!(crate::doubles::is_pending(&mut caller));
    world.clock.advance(10 * SECOND);
    world.http.release();
    let token = caller.await.unwrap().unwrap();
    let left = world.tokens.remaining(&token.record, &world.clock.now());
    assert_eq!((left.ms, left.unsure), (HOUR - 10 * SECOND, false));
    assert_eq!(token.record.exchange.elapsed_ms, 10 * SECOND);
}

#[tokio::test]
async fn a_restart_reuses_the_token_without_a_request() {
    let mut world = World::default();
    let id = world.custom().await.id;
    world.token(&id, Need::Call).await;
    world.restart();
    world.clock.advance(MINUTE);
    assert_eq!(
        text_of(&world.token(&id, Need::Copy).await),
        "issued-token-0001"
    );
    world.clock.reboot();
    world.restart();
    let token = world.token(&id, Need::Copy).await;
    assert_eq!(
        text_of(&token),
        "issued-token-0001",
        "across a start of the computer, too"
    );
    assert_eq!(
        token.access.origins,
        [
            "https://api.example".parse().unwrap(),
            "https://id.example".parse().unwrap()
        ]
    );
    assert_eq!(world.http.requests(), 1);
}

#[tokio::test]
async fn a_clock_set_back_across_a_start_of_the_computer_makes_the_life_unsure_and_the_token_renewed()
 {
    // Before the request was sent, and between then and the latest time seen.
    for (seen_later_ms, set_back_ms) in [(0, 5 * MINUTE), (20 * MINUTE, 5 * MINUTE)] {
        let mut world = World::default();
        let id = world.custom().await.id;
        let record = world.token(&id, Need::Call).await.record.clone();
        world.clock.advance(seen_later_ms);
        world.store.note_wall_ms(world.clock.now().wall_ms).unwrap();
        world.clock.reboot();
        world
            .clock
            .set_wall_by(-i64::try_from(set_back_ms).unwrap());
        world.restart();
        assert!(
            world.tokens.remaining(&record, &world.clock.now()).unsure,
            "{seen_later_ms} {set_back_ms}"
        );
        assert_eq!(
            text_of(&world.token(&id, Need::Call).await),
            "issued-token-0002"
        );
        let renewed = world.store.token(&id).unwrap().unwrap();
        let left = world.tokens.remaining(&renewed, &world.clock.now());
        assert_eq!(
            (left.ms, left.unsure),
            (HOUR, false),
            "the new one is sure again"
        );
        world.token(&id, Need::Call).await;
        assert_eq!(world.http.requests(), 2);
    }
}

#[tokio::test]
async fn a_clock_set_back_while_the_computer_runs_does_not_stop_the_countdown() {
    let mut world = World::default();
    let id = world.custom().await.id;
    let record = world.token(&id, Need::Call).await.record.clone();
    world.clock.set_wall_by(-i64::try_from(24 * HOUR).unwrap());
    world.clock.advance(50 * MINUTE);
    world.restart();
    let left = world.tokens.remaining(&record, &world.clock.now());
    assert_eq!((left.ms, left.unsure), (10 * MINUTE, false));
    world.token(&id, Need::Call).await;
    assert_eq!(world.http.requests(), 1);
    world.clock.advance(10 * MINUTE);
    world.token(&id, Need::Call).await;
    assert_eq!(world.http.requests(), 2, "it ended by uptime");
}

#[tokio::test]
async fn a_clock_set_forward_ends_the_token_early_rather_than_late() {
    let world = World::default();
    let id = world.custom().await.id;
    world.token(&id, Need::Call).await;
    world.clock.set_wall_by(i64::try_from(HOUR).unwrap());
    assert_eq!(
        text_of(&world.token(&id, Need::Call).await),
        "issued-token-0002"
    );
}

#[tokio::test]
async fn a_token_that_is_gone_from_the_vault_is_got_again() {
    let mut world = World::default();
    let id = world.custom().await.id;
    let lost = world.token(&id, Need::Call).await.record.secret.clone();
    world.vault.lose(&lost).await;
    world.restart();
    assert_eq!(
        text_of(&world.token(&id, Need::Call).await),
        "issued-token-0002"
    );
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_locked_vault_is_a_refusal_that_ends_when_it_is_unlocked() {
    let mut world = World::default();
    let id = world.custom().await.id;
    world.token(&id, Need::Call).await;
    world.restart();
    world.vault.set_locked(true);
    let refusal = world.refusal(&id).await;
    assert_eq!(
        (refusal.code, refusal.remedy),
        ("keyring_locked", Remedy::Vault)
    );
    assert_eq!(world.tokens.refused(&id).unwrap().code, "keyring_locked");
    world.vault.set_locked(false);
    assert_eq!(
        text_of(&world.token(&id, Need::Call).await),
        "issued-token-0001",
        "still held"
    );
    assert!(
        world.tokens.refused(&id).is_none(),
        "a vault that works is no refusal"
    );
    assert_eq!(world.http.requests(), 1);
}

#[tokio::test]
async fn looking_at_a_held_token_asks_nobody() {
    let mut world = World::default();
    let id = world.custom().await.id;
    assert!(world.tokens.held_token(&id).await.unwrap().is_none());
    world.token(&id, Need::Call).await;
    world.restart();
    world.clock.advance(2 * HOUR);
    assert_eq!(
        text_of(&world.tokens.held_token(&id).await.unwrap().unwrap()),
        "issued-token-0001"
    );
    assert_eq!(world.http.requests(), 1);
}

#[tokio::test]
async fn every_token_notes_the_latest_time_seen_for_the_next_run() {
    let mut world = World::default();
    let (ours, other) = (world.custom().await.id, world.custom().await.id);
    world.token(&ours, Need::Call).await;
    world.clock.advance(20 * MINUTE);
    world.token(&other, Need::Call).await;
    world.clock.reboot();
    world.clock.set_wall_by(-i64::try_from(5 * MINUTE).unwrap());
    world.restart();
    world.token(&ours, Need::Call).await;
    assert_eq!(
        world.http.requests(),
        3,
        "a clock that went back tells nothing of the first token's age"
    );
}
