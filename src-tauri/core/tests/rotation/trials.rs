//! Testing a new secret: a real token request, and nothing that is held is touched.
use gatepass_core::{Integration, Need, Rotated, Standing, Store, Trial};

use super::{NEW, beside, hold, put, row, sent};
use crate::doubles::{SECRET, World, text_of};

const CLIENT: Rotated = Rotated::ClientSecret;

async fn tried(world: &World, ours: &Integration, which: Rotated) -> Trial {
    world
        .integrations
        .test_beside(&ours.id, which)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_token_is_asked_for_with_the_new_secret_and_not_kept() {
    let world = World::default();
    let ours = world.custom().await;
    let held = world.token(&ours.id, Need::Call).await;
    put(&world, &ours).await;
    let Trial::Works(exchange) = tried(&world, &ours, CLIENT).await else {
        panic!("a token came")
    };
    assert_eq!(world.http.last().member("client_secret"), NEW);
    let shown = format!("{exchange:?}");
    assert!(
        !shown.contains(NEW) && !shown.contains("issued-token"),
        "{shown}"
    );
    let now_ms = world.ports.clock.now().wall_ms;
    let standing = beside(&world, &ours.id).unwrap().standing;
    assert_eq!(
        standing,
        Standing::New {
            tested_at_ms: Some(now_ms)
        }
    );
    let still = world.token(&ours.id, Need::Call).await;
    assert_eq!(text_of(&still), text_of(&held));
    assert_eq!(
        world.store.tokens().unwrap(),
        std::slice::from_ref(&held.record)
    );
    assert_eq!(row(&world, &ours.id).client_secret, ours.client_secret);
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_wrong_secret_is_refused_in_words_and_the_old_one_goes_on() {
    let world = World::default();
    let ours = world.custom().await;
    let held = world.token(&ours.id, Need::Call).await;
    put(&world, &ours).await;
    let echo = format!(r#"{{"error":"invalid_client","error_description":"not {NEW}"}}"#);
    world.http.next(Ok(crate::doubles::json_answer(401, &echo)));
    let Trial::Refused(refusal) = tried(&world, &ours, CLIENT).await else {
        panic!("a refusal")
    };
    assert!(!refusal.sentence.is_empty() && !refusal.next_step.is_empty());
    assert!(refusal.exchange.is_some());
    assert!(!format!("{refusal:?}").contains(NEW));
    assert_eq!(
        beside(&world, &ours.id).unwrap().standing,
        Standing::New { tested_at_ms: None }
    );
    assert!(
        world.tokens.refused(&ours.id).is_none(),
        "the integration itself was refused nothing"
    );
    assert_eq!(
        text_of(&world.token(&ours.id, Need::Call).await),
        text_of(&held)
    );
    assert_eq!(sent(&world, &ours.id).await, SECRET);
}

#[tokio::test]
async fn a_subscription_key_is_tested_with_the_token_request_that_it_travels_with() {
    let world = World::default();
    let ours = world.pivot("key-number-one-0001").await;
    let handle = hold(&world, "key-number-two-0002");
    let key = Rotated::SubscriptionKey;
    world
        .integrations
        .put_beside(&ours.id, key, &handle)
        .await
        .unwrap();
    assert!(matches!(tried(&world, &ours, key).await, Trial::Works(_)));
    let header = "Ocp-Apim-Subscription-Key";
    assert_eq!(world.http.last().header(header), "key-number-two-0002");
    world.token(&ours.id, Need::New).await;
    assert_eq!(world.http.last().header(header), "key-number-one-0001");
}

#[tokio::test]
async fn where_a_person_signs_in_nothing_is_sent() {
    let world = World::default();
    let ours = world.by_code().await;
    put(&world, &ours).await;
    assert!(matches!(
        tried(&world, &ours, CLIENT).await,
        Trial::NeedsSignIn
    ));
    assert_eq!(world.http.requests(), 0);
}

#[tokio::test]
async fn a_locked_vault_is_a_refusal_with_its_words() {
    let world = World::default();
    let ours = world.custom().await;
    put(&world, &ours).await;
    world.vault.set_locked(true);
    let Trial::Refused(refusal) = tried(&world, &ours, CLIENT).await else {
        panic!("a refusal")
    };
    assert_eq!(refusal.code, "keyring_locked");
    assert_eq!(world.http.requests(), 0);
}

#[tokio::test]
async fn one_that_was_replaced_while_it_was_tested_is_not_noted_as_tested() {
    let world = World::default();
    let ours = world.custom().await;
    put(&world, &ours).await;
    world.http.hold();
    let mut testing = Box::pin(world.integrations.test_beside(&ours.id, CLIENT));
    assert!(crate::doubles::is_pending(&mut testing));
    let third = hold(&world, "third-client-secret-0003");
    world
        .integrations
        .put_beside(&ours.id, CLIENT, &third)
        .await
        .unwrap();
    world.http.release();
    assert!(matches!(
        crate::doubles::soon(testing).await.unwrap(),
        Trial::Works(_)
    ));
    assert_eq!(
        beside(&world, &ours.id).unwrap().standing,
        Standing::New { tested_at_ms: None }
    );
}
