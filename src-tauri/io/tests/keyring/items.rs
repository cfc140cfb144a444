//! Secrets go in and come out as they were.
use std::process::Stdio;

use gatepass_core::Vault;
use gatepass_io::{KeyringLimits, KeyringVault, PassphraseVault, VaultMode, VaultState, Vaults};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use crate::hostile_secrets::{fill, hostile_secrets, lost};
use crate::session::{Bus, run};
use crate::{daemon, id, is, kept, patient};

#[tokio::test]
async fn any_secret_comes_back_beside_foreign_items() {
    run(Bus::Bare, "items::round_trips").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn round_trips() {
    let _daemon = daemon::start().await;
    foreign(
        &["store", "--label=foreign", "app", "another"],
        "another app's\nsecret",
    )
    .await;
    let vault = patient();
    assert_eq!(vault.state().await, VaultState::Ready);
    assert!(vault.load(&id("absent")).await.unwrap().is_none());
    fill(&vault).await;
    assert_eq!(lost(&vault).await, Vec::<String>::new());
    vault.save(&id("1"), &kept("overwritten")).await.unwrap();
    assert!(
        is(patient().load(&id("1")).await.unwrap(), "overwritten"),
        "seen by another connection"
    );
    for number in 0..hostile_secrets().len() {
        vault.remove(&id(&number.to_string())).await.unwrap();
        assert!(
            vault
                .load(&id(&number.to_string()))
                .await
                .unwrap()
                .is_none()
        );
    }
    vault.remove(&id("1")).await.unwrap();
    assert_eq!(
        foreign(&["lookup", "app", "another"], "").await,
        "another app's\nsecret"
    );
}

async fn foreign(arguments: &[&str], input: &str) -> String {
    let mut tool = Command::new("secret-tool");
    let mut tool = tool
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    tool.stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .await
        .unwrap();
    let output = tool.wait_with_output().await.unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
async fn another_process_and_a_restarted_keyring_have_it_too() {
    run(Bus::Bare, "items::survives").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn survives() {
    let first = daemon::start().await;
    let vault = patient();
    vault.save(&id("kept"), &kept("s3cr3t")).await.unwrap();
    let me = std::env::current_exe().unwrap();
    let reader = Command::new(me)
        .args(["--exact", "items::reads", "--ignored"])
        .output()
        .await
        .unwrap();
    let text = String::from_utf8_lossy(&reader.stdout);
    assert!(
        reader.status.success() && text.contains("1 passed"),
        "{text}"
    );
    daemon::stop(first).await;
    let _second = daemon::start().await;
    assert!(
        is(vault.load(&id("kept")).await.unwrap(), "s3cr3t"),
        "without a restart of ours"
    );
}

#[tokio::test]
#[ignore = "the second process of survives"]
async fn reads() {
    assert!(is(patient().load(&id("kept")).await.unwrap(), "s3cr3t"));
}

#[tokio::test]
async fn where_items_are_small_a_secret_is_kept_in_pieces() {
    run(Bus::Bare, "items::pieces").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn pieces() {
    let _daemon = daemon::start().await;
    let small = KeyringVault::new(KeyringLimits {
        item: Some(300),
        ..KeyringLimits::default()
    });
    for length in [10, 3_000, 900, 100, 5_000] {
        let secret = "xyz".repeat(length / 3);
        small.save(&id("long"), &kept(&secret)).await.unwrap();
        assert!(
            is(small.load(&id("long")).await.unwrap(), &secret),
            "{length}"
        );
    }
    small.remove(&id("long")).await.unwrap();
    assert!(small.load(&id("long")).await.unwrap().is_none());
    assert_eq!(foreign_count().await, 0, "no piece is left over");
    small
        .save(&id("long"), &kept(&"x".repeat(5_000)))
        .await
        .unwrap();
    assert!(foreign_count().await > 10, "the control: pieces are found");
}

async fn foreign_count() -> usize {
    let tool = Command::new("secret-tool")
        .args(["search", "--all", "service", "Gatepass"])
        .output()
        .await
        .unwrap();
    let text = String::from_utf8(tool.stdout).unwrap();
    text.lines().filter(|line| line.starts_with("[/")).count()
}

#[tokio::test]
async fn what_memory_held_moves_into_a_keyring_that_came_later() {
    run(Bus::Bare, "items::moves").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn moves() {
    let folder = tempfile::tempdir().unwrap();
    let passphrase = PassphraseVault::new(folder.path());
    let vaults = Vaults::new(patient(), passphrase, VaultMode::Keyring);
    assert!(
        vaults.save(&id("a"), &kept("one")).await.is_err(),
        "never in memory unless the user chose it"
    );
    vaults.use_memory().await;
    vaults.save(&id("a"), &kept("one")).await.unwrap();
    vaults.save(&id("b"), &kept("two")).await.unwrap();
    assert!(matches!(vaults.retry().await, VaultState::Unavailable(_)));
    assert_eq!(
        (vaults.mode().await, vaults.state().await),
        (VaultMode::Memory, VaultState::Ready)
    );
    let _daemon = daemon::start().await;
    assert!(is(vaults.load(&id("a")).await.unwrap(), "one"));
    assert!(
        patient().load(&id("a")).await.unwrap().is_none(),
        "not before the user asked"
    );
    assert_eq!(vaults.retry().await, VaultState::Ready);
    assert_eq!(vaults.mode().await, VaultMode::Keyring);
    for (name, secret) in [("a", "one"), ("b", "two")] {
        assert!(is(patient().load(&id(name)).await.unwrap(), secret));
        assert!(is(vaults.load(&id(name)).await.unwrap(), secret));
    }
}
