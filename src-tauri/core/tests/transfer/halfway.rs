//! An import that fails halfway: nothing of it stays, in the vault or beside it.
use gatepass_core::{Choice, StoreError, read_offer, take_in};

use crate::doubles::World;
use crate::{exported, full, state, taken};

#[tokio::test]
async fn wherever_the_vault_fails_nothing_of_it_stays() {
    let (here, _) = full().await;
    let text = exported(&here, true).await.text;
    let secrets = here.vault.len();
    assert_eq!(
        secrets, 7,
        "four client secrets, a key, a header, a password"
    );
    for saves in 0..secrets {
        let there = World::default();
        there.custom().await;
        let before = state(&there);
        let offer = read_offer(&text).unwrap();
        there.vault.set_saves_left(Some(saves));
        let refused = taken(&there, &offer).await.unwrap_err();
        assert!(refused.is_vault, "{refused}");
        assert_eq!(state(&there), before, "after {saves} of {secrets}");
        there.assert_nothing_stray().await;
        there.vault.set_saves_left(None);
        taken(&there, &offer).await.unwrap();
        there.assert_nothing_stray().await;
    }
}

#[tokio::test]
async fn what_the_vault_does_not_give_back_at_once_goes_at_the_next_start() {
    let (here, _) = full().await;
    let offer = read_offer(&exported(&here, true).await.text).unwrap();
    let there = World::default();
    there.vault.set_saves_left(Some(3));
    there.vault.set_removes_fail(true);
    taken(&there, &offer).await.unwrap_err();
    assert_eq!(there.vault.len(), 3);
    there.vault.set_removes_fail(false);
    there.next_start().sweep().await.unwrap();
    assert_eq!(there.vault.len(), 0);
    there.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_full_disk_keeps_what_should_be_replaced() {
    let (world, all) = full().await;
    let offer = read_offer(&exported(&world, true).await.text).unwrap();
    let before = state(&world);
    world.store.break_with(Some(StoreError::DiskFull));
    let choices: Vec<_> = all
        .iter()
        .map(|one| Choice::Replace(one.id.clone()))
        .collect();
    let refused = take_in(&world.integrations, &offer, &choices)
        .await
        .unwrap_err();
    assert_eq!(refused.code, "disk_full");
    world.store.break_with(None);
    assert_eq!(state(&world), before);
    world.assert_nothing_stray().await;
}
