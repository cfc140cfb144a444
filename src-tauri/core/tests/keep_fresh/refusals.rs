//! After a refusal it waits: longer each time, as long as the service asks for, or until the user has mended something.
use gatepass_core::{Clock, HttpFailure, Integration, Remedy};

use crate::doubles::{DAY, HOUR, MINUTE, Renewals, SECOND, World, answer};
use crate::{kept_fresh, pauses};

/// A pause that was meant to be that long: looks are a second apart.
fn assert_pause(pause: u64, meant: u64) {
    assert!(
        (meant..=meant + 2 * SECOND).contains(&pause),
        "{pause} ms instead of {meant}"
    );
}

async fn started() -> (World, Integration, Renewals) {
    let world = World::default();
    let ours = kept_fresh(&world, &world.custom_draft()).await;
    let renewals = world.renewals();
    (world, ours, renewals)
}

#[tokio::test]
async fn network_failures_are_tried_again_ever_more_slowly_and_it_recovers() {
    let (world, ours, mut renewals) = started().await;
    for _ in 0..8 {
        world.http.next(Err(HttpFailure::Unreachable));
    }
    renewals.run(5 * MINUTE).await;
    let freshness = renewals.freshness(&ours.id);
    assert_eq!(
        freshness.paused,
        "Waits before it tries again: id.example cannot be reached."
    );
    assert!(freshness.next_at_ms.unwrap() > world.clock.now().wall_ms);
    renewals.run(65 * MINUTE).await;
    let waits = [30, 60, 120, 240, 480, 900, 900, 900].map(|seconds| seconds * SECOND);
    let pauses = pauses(&world);
    assert_eq!(pauses.len(), waits.len());
    pauses
        .iter()
        .zip(waits)
        .for_each(|(pause, wait)| assert_pause(*pause, wait));
    assert!(world.left_ms(&ours.id) > 0);
    assert_eq!(renewals.freshness(&ours.id).paused, "");

    // The next failure begins anew.
    world.http.next(Err(HttpFailure::NameNotFound));
    renewals.run(HOUR).await;
    assert_pause(*crate::pauses(&world).last().unwrap(), 30 * SECOND);
}

#[tokio::test]
async fn three_refusals_that_only_the_user_can_mend_stop_it_and_an_edit_starts_it_again() {
    let (world, ours, mut renewals) = started().await;
    world.http.refuse(3, 401, "invalid_client");
    renewals.run(DAY).await;
    assert_eq!(world.http.requests(), 3);
    pauses(&world)
        .iter()
        .zip([30, 60])
        .for_each(|(pause, s)| assert_pause(*pause, s * SECOND));
    let freshness = renewals.freshness(&ours.id);
    assert!(
        freshness.paused.starts_with("Stopped after 3 refusals"),
        "{}",
        freshness.paused
    );
    assert_eq!(freshness.next_at_ms, None);

    let entered = world.enter("another-secret-0002");
    let edited = world
        .edit(&ours, |draft| draft.client_secret = entered)
        .await
        .unwrap();
    renewals.keep_fresh.changed(&edited.id);
    renewals.run(2 * SECOND).await;
    assert_eq!(
        world.http.last().member("client_secret"),
        "another-secret-0002"
    );
    assert!(world.left_ms(&ours.id) > 0);
    assert_eq!(renewals.freshness(&ours.id).paused, "");
}

/// Two failures of the network say nothing about the client: one refusal after them is the first.
#[tokio::test]
async fn failures_of_the_network_do_not_count_as_refusals() {
    let (world, ours, mut renewals) = started().await;
    for _ in 0..5 {
        world.http.next(Err(HttpFailure::TimedOut(30)));
    }
    world.http.refuse(2, 401, "invalid_client");
    renewals.run(DAY).await;
    assert!(
        world.http.requests() > 7,
        "it went on: {}",
        world.http.requests()
    );
    assert!(world.left_ms(&ours.id) > 0);
}

#[tokio::test]
async fn a_service_that_asks_for_a_pause_gets_it_and_is_never_given_up() {
    let (world, ours, mut renewals) = started().await;
    for seconds in ["100", "100", "100", "100", "7200"] {
        world
            .http
            .next(Ok(answer(429, &[("retry-after", seconds)], "")));
    }
    renewals.run(6 * MINUTE + 50 * SECOND).await;
    assert_eq!(world.http.requests(), 4);
    assert!(
        renewals.freshness(&ours.id).next_at_ms.is_some(),
        "not stopped"
    );
    renewals.run(4 * HOUR).await;
    let pauses = pauses(&world);
    for (pause, meant) in pauses.iter().zip([100, 100, 120, 240, 7200]) {
        assert_pause(*pause, meant * SECOND);
    }
    assert!(world.left_ms(&ours.id) > 0);
}

/// How a service asks for half an hour at the first request.
pub(super) const HALF_AN_HOUR: [(u16, &str); 4] = [
    (429, "1800"),
    (429, "Sun, 15 Jun 2025 15:36:40 GMT"),
    (503, "1800"),
    (503, "Sun, 15 Jun 2025 15:36:40 GMT"),
];

/// How many requests came in the half hour that the first was answered with.
pub(super) async fn inside_the_window(world: &World, status: u16, said: &str) -> usize {
    let ours = kept_fresh(world, &world.custom_draft()).await;
    let start_ms = world.clock.now().uptime_ms;
    let asks = answer(status, &[("retry-after", said)], "");
    for _ in 0..3 {
        world.http.next(Ok(asks.clone()));
    }
    world.renewals().run(3 * HOUR).await;
    assert!(world.left_ms(&ours.id) > 0, "in the end there is a token");
    let sent = world.sent_ms(start_ms);
    let inside = sent[1..].iter().filter(|ms| **ms < sent[0] + 30 * MINUTE);
    inside.count()
}

#[tokio::test]
async fn in_the_time_that_a_service_asks_for_nothing_is_sent() {
    for (status, said) in HALF_AN_HOUR {
        let world = World::default();
        assert_eq!(
            inside_the_window(&world, status, said).await,
            0,
            "{status} {said}"
        );
    }
}

#[tokio::test]
async fn a_service_in_trouble_is_never_given_up() {
    let (world, ours, mut renewals) = started().await;
    world.http.refuse(20, 503, "temporarily_unavailable");
    renewals.run(DAY).await;
    assert!(world.http.requests() > 20);
    assert!(world.left_ms(&ours.id) > 0);
}

#[tokio::test]
async fn a_locked_vault_stops_it_after_three_tries_without_a_request_and_a_change_starts_it() {
    let (world, ours, mut renewals) = started().await;
    world.vault.set_locked(true);
    renewals.run(HOUR).await;
    assert_eq!(world.http.requests(), 0);
    assert_eq!(
        world.tokens.refused(&ours.id).unwrap().remedy,
        Remedy::Vault
    );
    assert_eq!(renewals.freshness(&ours.id).next_at_ms, None);
    world.vault.set_locked(false);
    renewals.keep_fresh.all_changed();
    renewals.run(2 * SECOND).await;
    assert_eq!(world.http.requests(), 1);
}

#[tokio::test]
async fn a_client_that_has_worked_is_refused_three_times_over_before_it_stops() {
    let (world, ours, mut renewals) = started().await;
    renewals.run(SECOND).await;
    // Each renewal tries such a client three times: the service is known to err.
    world.http.refuse(9, 401, "invalid_client");
    renewals.run(DAY).await;
    assert_eq!(world.http.requests(), 10);
    assert!(
        renewals
            .freshness(&ours.id)
            .paused
            .starts_with("Stopped after 3 refusals")
    );
}
