//! A refresh that is cut off, overtaken or cannot be kept: what was held before is not lost, and nothing stray remains.
use std::sync::Arc;

use gatepass_core::{Integration, Need, SecretId, Store, StoreError};

use crate::doubles::{World, is_pending, soon, text_of};

/// An integration of the password grant that holds a refresh token, at a server that brings a new one each time.
async fn rotating(world: &World) -> (Integration, SecretId) {
    world.http.issue_refresh_tokens(true);
    let ours = world.by_password().await;
    let token = world.token(&ours.id, Need::Call).await;
    (ours, token.record.refresh.clone().expect("a refresh token"))
}

async fn assert_old_is_whole(world: &World, ours: &Integration, refresh: &SecretId) {
    let record = world.store.token(&ours.id).unwrap().expect("still held");
    assert_eq!(record.refresh.as_ref(), Some(refresh));
    assert!(world.vault.peek(refresh).await.is_some());
    assert_eq!(
        text_of(&world.token(&ours.id, Need::Call).await),
        "issued-token-0001"
    );
    world.next_start().sweep().await.unwrap();
    assert_eq!(
        world.vault.len(),
        4,
        "client secret, password, token and refresh token"
    );
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_vault_that_fails_at_the_token_or_at_the_refresh_token_loses_neither_of_the_old() {
    for saves_left in [0, 1] {
        let world = World::default();
        let (ours, refresh) = rotating(&world).await;
        world.vault.set_saves_left(Some(saves_left));
        let refusal = world.ask(&ours.id, Need::New).await.unwrap_err();
        assert_eq!(refusal.code, "keyring_failed");
        world.vault.set_saves_left(None);
        assert_old_is_whole(&world, &ours, &refresh).await;
    }
}

#[tokio::test]
async fn a_full_disk_between_vault_and_row_loses_neither_of_the_old() {
    let world = World::default();
    let (ours, refresh) = rotating(&world).await;
    world.vault.hold_saves();
    let mut caller = Box::pin(world.tokens.obtain(&ours.id, Need::New));
    assert!(
        is_pending(&mut caller),
        "the token is in the vault, its row is not"
    );
    world.store.break_with(Some(StoreError::DiskFull));
    world.vault.release_saves();
    assert_eq!(soon(caller).await.unwrap().unwrap_err().code, "disk_full");
    world.store.break_with(None);
    assert_old_is_whole(&world, &ours, &refresh).await;
}

/// The app is killed while the new items are in the vault and no row points to them.
#[tokio::test]
async fn a_kill_between_vault_and_row_loses_neither_of_the_old() {
    let world = World::default();
    let (ours, refresh) = rotating(&world).await;
    world.vault.hold_saves();
    let mut caller = Box::pin(world.tokens.obtain(&ours.id, Need::New));
    assert!(is_pending(&mut caller));
    drop(caller);
    world.vault.release_saves();
    assert_old_is_whole(&world, &ours, &refresh).await;
}

#[tokio::test]
async fn an_edit_during_a_refresh_keeps_nothing_of_the_old_client() {
    for rotates in [true, false] {
        let world = World::default();
        let (ours, _) = rotating(&world).await;
        world.http.issue_refresh_tokens(rotates);
        world.http.hold();
        let mut caller = Box::pin(world.tokens.obtain(&ours.id, Need::New));
        assert!(is_pending(&mut caller));
        let edited = world.edit(&ours, |draft| draft.client_id = "client-two".into());
        edited.await.unwrap();
        world.http.release();
        assert_eq!(
            soon(caller).await.unwrap().unwrap_err().code,
            "changed_meanwhile"
        );
        assert_eq!(world.store.tokens().unwrap(), []);
        world.assert_nothing_stray().await;
        world.token(&ours.id, Need::Call).await;
        let last = world.http.last();
        assert_eq!(
            (last.member("grant_type"), last.member("client_id")),
            ("password".into(), "client-two".into())
        );
    }
}

#[tokio::test]
async fn a_token_forgotten_during_a_refused_refresh_stays_forgotten() {
    let world = World::default();
    let (ours, _) = rotating(&world).await;
    world.http.refuse(1, 400, "invalid_grant");
    world.http.hold_next();
    let mut caller = Box::pin(world.tokens.obtain(&ours.id, Need::New));
    assert!(is_pending(&mut caller));
    world.tokens.forget(&ours.id).await.unwrap();
    world.http.release();
    assert_eq!(
        soon(caller).await.unwrap().unwrap_err().code,
        "changed_meanwhile"
    );
    assert_eq!(world.store.tokens().unwrap(), []);
    assert_eq!(
        world.http.requests(),
        2,
        "nobody wants the token that the password would bring"
    );
    world.assert_nothing_stray().await;
}

/// A person signs in anew while a refresh is under way, which the server then refuses: the new sign-in ended the old one.
#[tokio::test]
async fn a_refused_refresh_does_not_drop_the_refresh_token_that_a_sign_in_brought_meanwhile() {
    let world = World::default();
    let ours = world.by_code().await;
    world.http.issue_refresh_tokens(true);
    world.sign_in(&ours.id).await.expect("a token");
    world.http.refuse(1, 400, "invalid_grant");
    world.http.hold_next();
    let mut refreshing = Box::pin(world.tokens.obtain(&ours.id, Need::New));
    assert!(is_pending(&mut refreshing));
    let landed = world.sign_in(&ours.id).await.expect("a token");
    world.http.release();
    assert_eq!(
        soon(refreshing).await.unwrap().unwrap_err().code,
        "changed_meanwhile"
    );
    let record = world.store.token(&ours.id).unwrap().unwrap();
    assert_eq!(record, landed.record);
    assert!(record.refresh.is_some());
    world.assert_nothing_stray().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_callers_share_one_refresh() {
    let world = Arc::new(World::default());
    let (ours, _) = rotating(&world).await;
    world.http.hold();
    let callers: Vec<_> = (0..100)
        .map(|_| {
            let (world, id) = (world.clone(), ours.id.clone());
            let mut caller = Box::pin(async move { text_of(&world.token(&id, Need::New).await) });
            assert!(
                is_pending(&mut caller),
                "aboard before anything is answered"
            );
            tokio::spawn(caller)
        })
        .collect();
    world.http.release();
    for caller in callers {
        assert_eq!(soon(caller).await.unwrap(), "issued-token-0002");
    }
    assert_eq!(world.http.requests(), 2);
    world.assert_nothing_stray().await;
}
