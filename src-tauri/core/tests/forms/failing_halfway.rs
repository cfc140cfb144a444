//! A change that fails or is overtaken halfway: the row stays as it was, no secret is lost, and no orphan remains.
use gatepass_core::{Draft, EditError, IntegrationId, Need, Store, StoreError, VaultError};

use super::secret_extra;
use crate::doubles::{World, is_pending, soon};

#[tokio::test]
async fn a_vault_that_fails_in_the_middle_changes_no_row_and_leaves_no_orphan() {
    let world = World::default();
    let ours = world.custom().await;
    let mut draft = Draft::of(&ours);
    draft.client_secret = world.enter("another-secret-0002");
    draft.extra_headers = vec![secret_extra(&world, "X-Gateway", "gateway-secret-0001")];
    world.vault.set_saves_left(Some(1));
    let failed = world.integrations.save(&draft).await;
    assert_eq!(
        failed.unwrap_err(),
        EditError::Vault(VaultError::Failed("no space left".into()))
    );
    assert_eq!(
        world.store.integrations().unwrap(),
        std::slice::from_ref(&ours)
    );
    assert!(
        world
            .vault
            .peek(&ours.client_secret.as_ref().unwrap().id)
            .await
            .is_some(),
        "the old secret is untouched"
    );
    assert_eq!(world.vault.len(), 2, "the new one is written");
    world.next_start().sweep().await.unwrap();
    assert_eq!(world.vault.len(), 1, "and swept");
    world.assert_nothing_stray().await;

    world.vault.set_saves_left(None);
    world.save(&draft).await;
    assert_eq!(world.vault.len(), 2, "what was entered was still held");
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_full_disk_changes_no_row_and_loses_no_secret() {
    let world = World::default();
    let ours = world.custom().await;
    world.store.break_with(Some(StoreError::DiskFull));
    let entered = world.enter("another-secret-0002");
    let failed = world
        .edit(&ours, |draft| draft.client_secret = entered)
        .await;
    assert_eq!(failed.unwrap_err(), EditError::Store(StoreError::DiskFull));
    world.store.break_with(None);
    assert_eq!(world.store.integrations().unwrap(), [ours]);
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_sweep_while_a_form_is_being_saved_takes_nothing_from_it() {
    let world = World::default();
    world.vault.hold_saves();
    let draft = world.custom_draft();
    let mut saving = Box::pin(world.integrations.save(&draft));
    assert!(
        is_pending(&mut saving),
        "its secret is written, its row is not"
    );
    let mut sweeping = Box::pin(world.integrations.sweep());
    let waits = is_pending(&mut sweeping);
    world.vault.release_saves();
    let ours = soon(saving).await.unwrap();
    if waits {
        soon(sweeping).await.unwrap();
    }
    assert!(
        world
            .vault
            .peek(&ours.client_secret.unwrap().id)
            .await
            .is_some()
    );
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_sweep_while_a_token_is_being_kept_takes_nothing_from_it() {
    let world = World::default();
    let ours = world.custom().await;
    world.vault.hold_saves();
    let mut caller = Box::pin(world.tokens.obtain(&ours.id, Need::Call));
    assert!(
        is_pending(&mut caller),
        "the token is written, its row is not"
    );
    soon(world.integrations.sweep()).await.unwrap();
    world.vault.release_saves();
    soon(caller).await.unwrap().unwrap();
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn what_was_removed_meanwhile_cannot_be_saved_over() {
    let world = World::default();
    let ours = world.custom().await;
    world.integrations.remove(&ours.id).await.unwrap();
    assert_eq!(
        world.edit(&ours, |_| ()).await.unwrap_err(),
        EditError::NoIntegration
    );
    assert_eq!(
        world.integrations.duplicate(&ours.id).await.unwrap_err(),
        EditError::NoIntegration
    );
    world
        .integrations
        .remove(&IntegrationId("never-there".into()))
        .await
        .unwrap();
}
