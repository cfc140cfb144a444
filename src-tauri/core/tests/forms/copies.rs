//! A copy has its own secrets, and an integration that goes takes its own along.
use gatepass_core::{Need, Store};

use super::secret_extra;
use crate::doubles::{MINUTE, World};

#[tokio::test]
async fn a_copy_has_its_own_secrets_for_the_same_origins_and_a_name_of_its_own() {
    let world = World::default();
    let mut draft = world.custom_draft();
    draft.extra_parameters = vec![secret_extra(&world, "tenant", "tenant-secret-0001")];
    let ours = world.save(&draft).await;
    world.token(&ours.id, Need::Call).await;
    world.clock.advance(MINUTE);
    let copy = world.integrations.duplicate(&ours.id).await.unwrap();
    assert_eq!(copy.label, "Ours copy");
    assert_eq!(
        world.integrations.duplicate(&ours.id).await.unwrap().label,
        "Ours copy 2"
    );
    assert_ne!(copy.id, ours.id);
    for (one, other) in ours.own_secrets().into_iter().zip(copy.own_secrets()) {
        assert_ne!(one.id, other.id);
        assert_eq!(
            (&one.last_four, one.set_at_ms),
            (&other.last_four, other.set_at_ms),
            "when it was entered"
        );
        let (one, other) = (
            world.vault.peek(&one.id).await.unwrap(),
            world.vault.peek(&other.id).await.unwrap(),
        );
        assert_eq!(one.origins, other.origins);
        assert_eq!(one.secret.fingerprint(), other.secret.fingerprint());
    }
    assert!(
        world.tokens.held_token(&copy.id).await.unwrap().is_none(),
        "a token is not copied"
    );
    world.integrations.remove(&ours.id).await.unwrap();
    world.token(&copy.id, Need::Call).await;
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn removing_takes_the_token_and_the_secrets_along() {
    let world = World::default();
    let ours = world.custom().await;
    world.token(&ours.id, Need::Call).await;
    world.integrations.remove(&ours.id).await.unwrap();
    assert_eq!(
        (world.vault.len(), world.store.integrations().unwrap().len()),
        (0, 0)
    );
    assert!(world.tokens.obtain(&ours.id, Need::Call).await.is_err());
    world.assert_nothing_stray().await;
}
