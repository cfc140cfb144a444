//! How old secrets are, and the reminder: by the user's own number of days, until it is dismissed or the secret changes.
use gatepass_core::{Integration, Rotated, SecretAge, dismiss_reminders, secret_ages};

use super::{put, row};
use crate::doubles::{DAY, World};

fn ages(world: &World, of: &Integration, after_days: u32) -> Vec<SecretAge> {
    secret_ages(&world.ports, &row(world, &of.id), after_days).unwrap()
}

fn reminds(world: &World, of: &Integration, after_days: u32) -> bool {
    ages(world, of, after_days).iter().any(|age| age.reminds)
}

#[tokio::test]
async fn every_secret_has_an_age_in_whole_days() {
    let world = World::default();
    let mut draft = crate::doubles::pivot_draft(&world, world.enter_key("key-number-one-0001"));
    draft.extra_headers = vec![gatepass_core::DraftExtra {
        name: "X-Gateway".into(),
        value: gatepass_core::ExtraInput::Held(super::hold(&world, "gateway-secret-0001")),
    }];
    let ours = world.save(&draft).await;
    world.clock.advance(214 * DAY + DAY - 1);
    let told: Vec<(String, u32)> = ages(&world, &ours, 0)
        .into_iter()
        .map(|age| (age.called, age.days))
        .collect();
    let expected = ["client secret", "subscription key", "X-Gateway"];
    assert_eq!(told, expected.map(|called| (called.to_owned(), 214)));
}

#[tokio::test]
async fn it_reminds_from_that_day_on_and_never_where_none_is_set() {
    let world = World::default();
    let ours = world.custom().await;
    world.clock.advance(180 * DAY - 1);
    assert!(!reminds(&world, &ours, 180));
    world.clock.advance(1);
    assert!(reminds(&world, &ours, 180));
    assert!(!reminds(&world, &ours, 181));
    assert!(!reminds(&world, &ours, 0));
}

#[tokio::test]
async fn a_dismissed_reminder_stays_away_until_the_secret_changes() {
    let mut world = World::default();
    let ours = world.custom().await;
    let theirs = world.custom().await;
    world.clock.advance(200 * DAY);
    dismiss_reminders(&world.ports, &row(&world, &ours.id)).unwrap();
    world.restart();
    assert!(!reminds(&world, &ours, 180));
    assert!(reminds(&world, &theirs, 180), "another one's is its own");
    put(&world, &ours).await;
    world
        .integrations
        .use_beside(&ours.id, Rotated::ClientSecret)
        .await
        .unwrap();
    world
        .integrations
        .forget_beside(&ours.id, Rotated::ClientSecret)
        .await
        .unwrap();
    assert!(!reminds(&world, &ours, 180), "it is new");
    world.clock.advance(200 * DAY);
    assert!(reminds(&world, &ours, 180));
}

#[tokio::test]
async fn while_it_is_rotated_nobody_is_reminded() {
    let world = World::default();
    let ours = world.custom().await;
    world.clock.advance(200 * DAY);
    put(&world, &ours).await;
    assert!(!reminds(&world, &ours, 180));
}

#[tokio::test]
async fn a_clock_that_was_set_back_makes_nothing_older() {
    let world = World::default();
    let ours = world.custom().await;
    world.clock.set_wall_by(-400_000_000);
    assert_eq!(ages(&world, &ours, 180)[0].days, 0);
}
