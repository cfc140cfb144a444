//! Everything is removed: rows, documents and secrets; and an export brings it back.
use gatepass_core::{Need, Store, read_offer};

use crate::{exported, full, state, taken};

#[tokio::test]
async fn nothing_is_left_and_an_export_brings_it_back() {
    let (world, all) = full().await;
    world.token(&all[2].id, Need::Call).await;
    let text = exported(&world, true).await.text;
    assert_eq!(world.integrations.remove_everything().await, Ok(0));
    assert_eq!(state(&world), (vec![], vec![], 0, vec![]));
    assert_eq!(world.store.tokens(), Ok(vec![]));
    world.assert_nothing_stray().await;

    taken(&world, &read_offer(&text).unwrap()).await.unwrap();
    let back = world.store.integrations().unwrap();
    assert_eq!(back.len(), 4);
    world.token(&back[2].id, Need::Call).await;
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn what_a_locked_vault_keeps_is_counted_and_goes_later() {
    let (world, _) = full().await;
    world.vault.set_locked(true);
    assert_eq!(world.integrations.remove_everything().await, Ok(7));
    assert_eq!(world.store.integrations(), Ok(vec![]));
    world.vault.set_locked(false);
    world.next_start().sweep().await.unwrap();
    assert_eq!(world.vault.len(), 0);
}
