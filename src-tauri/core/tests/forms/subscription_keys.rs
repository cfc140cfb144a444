//! One subscription key serves several integrations, and is replaced and removed as one.
use gatepass_core::{
    Draft, EditError, Handle, KeyInput, Need, Store, SubscriptionKeyId, VaultError,
};

use super::{fields, hold};
use crate::doubles::{World, pivot_draft};

const HEADER: &str = "Ocp-Apim-Subscription-Key";

#[tokio::test]
async fn pivot_without_a_key_has_a_problem_at_its_field() {
    let world = World::default();
    let check = world
        .integrations
        .check(&pivot_draft(&world, KeyInput::Empty))
        .unwrap();
    assert_eq!(fields(&check.problems), ["subscriptionKey"]);
    assert!(matches!(
        world
            .integrations
            .save(&pivot_draft(&world, KeyInput::Empty))
            .await,
        Err(EditError::Problems(_))
    ));
    assert_eq!(world.vault.len(), 0);
}

#[tokio::test]
async fn a_key_is_bound_to_the_portal_and_travels_with_the_token_request() {
    let world = World::default();
    let pivot = world.pivot("key-number-one-0001").await;
    let key = world
        .store
        .subscription_key(&world.key_of(&pivot))
        .unwrap()
        .unwrap();
    let kept = world.vault.peek(&key.secret.id).await.unwrap();
    assert_eq!(
        kept.origins,
        ["https://api-uat.pivotts.com".parse().unwrap()]
    );
    assert_eq!(
        (key.provider.as_str(), &key.origins),
        ("pivot", &kept.origins)
    );
    world.token(&pivot.id, Need::Call).await;
    assert_eq!(world.http.last().header(HEADER), "key-number-one-0001");
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_shared_key_is_replaced_once_for_all_who_use_it() {
    let world = World::default();
    let first = world.pivot("key-number-one-0001").await;
    let second = world
        .save(&pivot_draft(&world, KeyInput::Shared(world.key_of(&first))))
        .await;
    let other = world.pivot("key-of-another-0001").await;
    assert_eq!(world.store.subscription_keys().unwrap().len(), 2);
    for one in [&first, &second, &other] {
        world.token(&one.id, Need::Call).await;
    }
    let old = world
        .store
        .subscription_key(&world.key_of(&first))
        .unwrap()
        .unwrap();

    world
        .integrations
        .replace_key(&world.key_of(&first), &hold(&world, "key-number-two-0002"))
        .await
        .unwrap();

    assert!(
        world.vault.peek(&old.secret.id).await.is_none(),
        "the old item is gone"
    );
    for one in [&first, &second] {
        assert!(
            world.tokens.held_token(&one.id).await.unwrap().is_none(),
            "got under the old key"
        );
        world.token(&one.id, Need::Call).await;
        assert_eq!(world.http.last().header(HEADER), "key-number-two-0002");
    }
    assert_eq!(world.http.requests(), 5);
    world.token(&other.id, Need::Call).await;
    assert_eq!(
        world.http.requests(),
        5,
        "another key's user is not touched"
    );
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_key_that_cannot_be_right_replaces_nothing() {
    let world = World::default();
    let pivot = world.pivot("key-number-one-0001").await;
    let id = world.key_of(&pivot);
    let before = world.store.subscription_keys().unwrap();
    let placeholder = world
        .integrations
        .replace_key(&id, &hold(&world, "{{subscription_key}}"))
        .await;
    assert!(
        matches!(placeholder, Err(EditError::Problems(problems)) if problems[0].field == "subscriptionKey")
    );
    assert_eq!(
        world
            .integrations
            .replace_key(&id, &Handle("guessed".into()))
            .await,
        Err(EditError::NothingHeld)
    );
    world.vault.set_saves_left(Some(0));
    let failed = world
        .integrations
        .replace_key(&id, &hold(&world, "key-number-two-0002"))
        .await;
    assert_eq!(
        failed,
        Err(EditError::Vault(VaultError::Failed("no space left".into())))
    );
    assert_eq!(world.store.subscription_keys().unwrap(), before);
    world.next_start().sweep().await.unwrap();
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_shared_key_does_not_go_to_an_origin_it_was_not_given_for() {
    let world = World::default();
    let pivot = world.pivot("key-number-one-0001").await;
    let shared = KeyInput::Shared(world.key_of(&pivot));
    // By the token address, and by an API's origin alone.
    let mut elsewhere = pivot_draft(&world, shared.clone());
    elsewhere.token_endpoint = "https://pivot.example.evil/oem-cisco/cisco-identity/".into();
    let mut api = pivot_draft(&world, shared.clone());
    api.api_origins.push("https://api.example.evil".into());
    for draft in [elsewhere, api] {
        let check = world.integrations.check(&draft).unwrap();
        assert_eq!(fields(&check.problems), ["subscriptionKey"]);
        assert!(
            check.problems[0].message.contains(".example.evil"),
            "{}",
            check.problems[0].message
        );
        assert!(matches!(
            world.integrations.save(&draft).await,
            Err(EditError::Problems(_))
        ));
    }
    // Entered again, it is a key of its own.
    let mut again = pivot_draft(&world, world.enter_key("key-number-one-0001"));
    again.api_origins.push("https://api.example".into());
    let again = world.save(&again).await;
    assert_ne!(world.key_of(&again), world.key_of(&pivot));
}

#[tokio::test]
async fn a_key_of_another_provider_or_none_at_all_is_not_shared() {
    let world = World::default();
    let unknown = KeyInput::Shared(SubscriptionKeyId("gone".into()));
    let check = world
        .integrations
        .check(&pivot_draft(&world, unknown))
        .unwrap();
    assert_eq!(check.problems[0].field, "subscriptionKey");
    let pivot = world.pivot("key-number-one-0001").await;
    let mut custom = world.custom_draft();
    custom.subscription_key = KeyInput::Shared(world.key_of(&pivot));
    assert_eq!(
        world.save(&custom).await.subscription_key,
        None,
        "custom servers ask for no key"
    );
}

#[tokio::test]
async fn the_key_goes_with_its_last_user() {
    let world = World::default();
    let first = world.pivot("key-number-one-0001").await;
    let second = world
        .save(&pivot_draft(&world, KeyInput::Shared(world.key_of(&first))))
        .await;
    world.integrations.remove(&first.id).await.unwrap();
    assert_eq!(
        world.store.subscription_keys().unwrap().len(),
        1,
        "somebody still uses it"
    );
    world.token(&second.id, Need::Call).await;
    world.integrations.remove(&second.id).await.unwrap();
    assert_eq!(
        (
            world.store.subscription_keys().unwrap().len(),
            world.vault.len()
        ),
        (0, 0)
    );
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_copy_shares_the_key_and_an_edit_to_a_key_of_ones_own_leaves_the_other_alone() {
    let world = World::default();
    let first = world.pivot("key-number-one-0001").await;
    let copy = world.integrations.duplicate(&first.id).await.unwrap();
    assert_eq!(world.key_of(&copy), world.key_of(&first));
    let mut draft = Draft::of(&copy);
    draft.subscription_key = world.enter_key("key-number-two-0002");
    let copy = world.save(&draft).await;
    assert_ne!(world.key_of(&copy), world.key_of(&first));
    world.token(&first.id, Need::Call).await;
    assert_eq!(world.http.last().header(HEADER), "key-number-one-0001");
    world.token(&copy.id, Need::Call).await;
    assert_eq!(world.http.last().header(HEADER), "key-number-two-0002");
    // Back to sharing: the second key has no user left.
    let shared = KeyInput::Shared(world.key_of(&first));
    world
        .edit(&copy, |draft| draft.subscription_key = shared)
        .await
        .unwrap();
    assert_eq!(world.store.subscription_keys().unwrap().len(), 1);
    world.assert_nothing_stray().await;
}
