//! Another state was put in the store's place, as restoring a backup does: nothing remembered of the earlier one counts.
use crate::doubles::{World, is_pending, soon};
use gatepass_core::{Need, Store, Vault};

#[tokio::test]
async fn a_request_under_way_is_not_kept_and_its_refusal_is_not_shown() {
    let world = World::default();
    let ours = world.save(&world.custom_draft()).await;
    world.http.hold();
    let mut caller = Box::pin(world.tokens.obtain(&ours.id, Need::Call));
    assert!(is_pending(&mut caller));
    assert_eq!(soon(world.integrations.begin_anew(true)).await, Ok(0));
    world.http.release();
    assert!(soon(caller).await.unwrap().is_err());
    assert_eq!(world.store.tokens().unwrap(), []);
    assert!(world.tokens.refused(&ours.id).is_none());
}

#[tokio::test]
async fn whose_secret_has_left_the_vault_asks_for_it_before_anything_is_sent() {
    let world = World::default();
    let ours = world.save(&world.custom_draft()).await;
    let other = world.save(&world.custom_draft()).await;
    let secret = ours.client_secret.as_ref().unwrap().id.clone();
    world.vault.remove(&secret).await.unwrap();
    assert_eq!(world.integrations.begin_anew(true).await, Ok(1));
    let asks = world.tokens.refused(&ours.id).expect("it asks");
    assert_eq!(asks.code, "secret_missing");
    assert!(world.tokens.refused(&other.id).is_none());
}

#[tokio::test]
async fn a_locked_vault_is_not_asked_so_that_no_prompt_comes_up() {
    let world = World::default();
    let ours = world.save(&world.custom_draft()).await;
    world.vault.set_locked(true);
    assert_eq!(world.integrations.begin_anew(false).await, Ok(0));
    assert!(world.tokens.refused(&ours.id).is_none());
}
