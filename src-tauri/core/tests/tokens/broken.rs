//! Broken on purpose: stores, caches and clocks that keep what is stale or forget what is not, caught by the checks of ours.
use std::sync::Arc;

use async_trait::async_trait;
use gatepass_core::{Clock, Moment, Need};

use crate::changed_meanwhile::{after_a_change, ask_while, change_row, kept};
use crate::clocks::{Countdown, Rule};
use crate::day::Day;
use crate::doubles::{HOUR, MINUTE, World};

/// What was read once is read so for ever.
#[tokio::test]
async fn a_store_that_does_not_see_an_edit_has_a_stale_token_kept() {
    let world = World::default();
    let ours = world.custom().await;
    world.store.read_only_once();
    let outcome = ask_while(&world, &ours, async |world| change_row(world, &ours)).await;
    assert!(outcome.is_ok(), "and handed out");
    assert_eq!(kept(&world, &ours).await, 3);
}

#[tokio::test]
async fn a_store_that_does_not_count_its_changes_has_a_stale_token_handed_out() {
    let world = World::default();
    let ours = world.custom().await;
    world.store.count_no_more();
    assert_eq!(after_a_change(&world, &ours).await, "issued-token-0001");
}

#[tokio::test]
async fn a_cache_that_renews_early_and_often_is_caught_by_its_requests() {
    let world = World::default();
    let id = world.custom().await.id;
    let early = Need::AtLeast(50 * MINUTE);
    let day = Day::spend(&world, async || world.token(&id, early).await).await;
    assert_ne!(day, Day::RIGHT);
    assert_eq!((day.requests, day.dead), (144, 0));
}

#[tokio::test]
async fn a_cache_that_never_renews_is_caught_by_its_dead_tokens() {
    let mut world = World::default();
    let id = world.custom().await.id;
    world.ports.clock = Arc::new(Stopped(world.clock.now()));
    world.restart();
    let day = Day::spend(&world, async || world.token(&id, Need::Call).await).await;
    assert_ne!(day, Day::RIGHT);
    assert_eq!(day.requests, 1);
    assert!(day.dead > 8_000, "{}", day.dead);
}

/// For it no time goes by.
struct Stopped(Moment);

#[async_trait]
impl Clock for Stopped {
    fn now(&self) -> Moment {
        self.0
    }

    async fn sleep(&self, _: u64) {
        tokio::task::yield_now().await;
    }
}

/// As `std::time::Instant` does on Linux: it stands still while the computer sleeps.
const BY_A_TIMER: Rule = |countdown| {
    let awake_ms = countdown.truly_ms - countdown.asleep_ms;
    Some(HOUR.saturating_sub(awake_ms))
};

/// As "expires at" does: it believes the wall clock.
const BY_THE_WALL: Rule = |countdown| {
    let now_ms = countdown.world.clock.now().wall_ms;
    let gone_ms = now_ms - countdown.record.sent.wall_ms;
    let left_ms = i64::try_from(HOUR).unwrap() - gone_ms;
    Some(u64::try_from(left_ms).unwrap_or(0))
};

#[tokio::test]
async fn a_countdown_by_a_timer_shows_a_dead_token_alive_after_suspend() {
    let mut countdown = Countdown::by(BY_A_TIMER).await;
    countdown.pass(10 * MINUTE);
    assert!(countdown.is_honest(), "until then it is right");
    countdown.sleep(2 * HOUR);
    assert!(!countdown.is_honest());
}

#[tokio::test]
async fn a_countdown_by_the_wall_clock_shows_a_dead_token_alive_when_that_is_set_back() {
    let mut countdown = Countdown::by(BY_THE_WALL).await;
    countdown.pass(59 * MINUTE);
    assert!(countdown.is_honest(), "until then it is right");
    countdown.set_wall(HOUR, false);
    countdown.pass(2 * MINUTE);
    assert!(!countdown.is_honest());
}
