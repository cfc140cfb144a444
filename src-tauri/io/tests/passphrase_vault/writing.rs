//! What goes in comes out, whoever writes at the same time, and what cannot be written leaves what was there.
use std::fs;
use std::sync::Arc;

use gatepass_core::{Vault, VaultError};

use super::hostile_secrets::{fill, hostile_secrets, lost};
use super::{id, is, kept, opened, with};

#[tokio::test]
async fn any_secret_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let vault = with(folder.path(), &[]).await;
    fill(&vault).await;
    let again = opened(folder.path()).await;
    assert_eq!(lost(&again).await, Vec::<String>::new());
    for number in 0..hostile_secrets().len() {
        let name = id(&number.to_string());
        again.remove(&name).await.unwrap();
        assert!(again.load(&name).await.unwrap().is_none());
    }
    again.remove(&id("1")).await.unwrap();
    assert!(opened(folder.path()).await.ids().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_writers_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Arc::new(with(folder.path(), &[("goes", "away")]).await);
    let mut writers = tokio::task::JoinSet::new();
    for number in 0..100 {
        let vault = vault.clone();
        writers.spawn(async move {
            let name = id(&number.to_string());
            vault.save(&name, &kept("first")).await.unwrap();
            vault
                .save(&name, &kept(&format!("s{number}")))
                .await
                .unwrap();
            if number == 50 {
                vault.remove(&id("goes")).await.unwrap();
            }
        });
    }
    while let Some(written) = writers.join_next().await {
        written.unwrap();
    }
    for vault in [&*vault, &opened(folder.path()).await] {
        assert_eq!(vault.ids().unwrap().len(), 100);
        for number in 0..100 {
            let found = vault.load(&id(&number.to_string())).await.unwrap();
            assert!(is(found, &format!("s{number}")), "{number}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn locked_while_others_write_it_stays_locked_and_keeps_what_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Arc::new(with(folder.path(), &[]).await);
    let mut writers = tokio::task::JoinSet::new();
    for number in 0..50 {
        let vault = vault.clone();
        writers.spawn(async move {
            let name = number.to_string();
            if number == 10 {
                vault.lock();
            }
            let saved = vault.save(&id(&name), &kept("s")).await;
            saved.is_ok().then_some(name)
        });
    }
    let mut acknowledged = Vec::new();
    while let Some(written) = writers.join_next().await {
        acknowledged.extend(written.unwrap());
    }
    let locked = vault.load(&id("0")).await.map(|_| ());
    assert_eq!(locked, Err(VaultError::NeedsPassphrase));
    let again = opened(folder.path()).await;
    for name in &acknowledged {
        assert!(is(again.load(&id(name)).await.unwrap(), "s"), "{name}");
    }
}

#[tokio::test]
async fn what_nobody_waits_for_any_more_is_written_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let vault = with(folder.path(), &[]).await;
    {
        let (left, item) = (id("left"), kept("alone"));
        let save = vault.save(&left, &item);
        // Begun, then dropped.
        let begun = tokio::time::timeout(std::time::Duration::ZERO, save).await;
        drop(begun);
    }
    vault.save(&id("next"), &kept("one")).await.unwrap();
    let again = opened(folder.path()).await;
    assert!(is(again.load(&id("next")).await.unwrap(), "one"));
    assert_eq!(
        again.ids().unwrap(),
        vault.ids().unwrap(),
        "memory and disk agree"
    );
}

#[tokio::test]
async fn a_folder_that_takes_nothing_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let vault = with(folder.path(), &[("a", "one")]).await;
    let (place, aside) = (folder.path().join("vault"), folder.path().join("aside"));
    fs::rename(&place, &aside).unwrap();
    let saved = vault.save(&id("b"), &kept("two")).await;
    assert_eq!(saved, Err(VaultError::Missing));
    assert!(vault.load(&id("b")).await.unwrap().is_none(), "not kept");
    fs::rename(&aside, &place).unwrap();
    vault.save(&id("c"), &kept("three")).await.unwrap();
    let again = opened(folder.path()).await;
    let ids: Vec<String> = again.ids().unwrap().into_iter().map(|id| id.0).collect();
    assert_eq!(ids, ["a", "c"]);
}
