//! Each state it can be in, and what is said of it.
use std::fs;
use std::os::unix::fs::PermissionsExt;

use gatepass_core::{Secret, Vault, VaultError};
use gatepass_io::age_file::{Identity, OpenWith, SealTo, open, seal};
use gatepass_io::{PassphraseVault, VaultState};

use super::{PASSPHRASE, id, is, kept, new, opened, vault, with};

#[tokio::test]
async fn it_is_absent_then_locked_then_open_and_each_says_what_it_needs() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(folder.path());
    assert!(!vault.exists());
    assert_eq!(
        vault.state().await,
        VaultState::Unavailable(VaultError::Missing)
    );
    let passphrase = Secret::new(PASSPHRASE);
    assert_eq!(vault.unlock(&passphrase).await, Err(VaultError::Missing));

    vault.create(&new(PASSPHRASE), &vec![]).await.unwrap();
    assert!(vault.exists());
    assert_eq!(vault.state().await, VaultState::Locked);
    let locked = Err(VaultError::NeedsPassphrase);
    assert_eq!(vault.load(&id("a")).await.map(|_| ()), locked);
    assert_eq!(vault.save(&id("a"), &kept("one")).await, locked);
    assert_eq!(vault.remove(&id("a")).await, locked);
    assert_eq!(
        vault.create(&new(PASSPHRASE), &vec![]).await,
        Err(VaultError::AlreadyThere)
    );

    let wrong = vault.unlock(&Secret::new("correct house")).await;
    assert_eq!(wrong, Err(VaultError::WrongPassphrase));
    assert_eq!(vault.state().await, VaultState::Locked);

    vault.unlock(&passphrase).await.unwrap();
    assert_eq!(vault.state().await, VaultState::Ready);
    vault.save(&id("a"), &kept("one")).await.unwrap();
    assert!(is(vault.load(&id("a")).await.unwrap(), "one"));
    vault.lock();
    assert_eq!(vault.state().await, VaultState::Locked);
    assert_eq!(vault.load(&id("a")).await.map(|_| ()), locked);
    vault.unlock(&passphrase).await.unwrap();
    assert!(is(vault.load(&id("a")).await.unwrap(), "one"));

    vault.remove_vault().await.unwrap();
    assert_eq!(
        vault.state().await,
        VaultState::Unavailable(VaultError::Missing)
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn its_files_are_its_owners_only() {
    let folder = tempfile::tempdir().unwrap();
    let vault = with(folder.path(), &[("a", "one")]).await;
    vault.save(&id("b"), &kept("two")).await.unwrap();
    let mode = |name: &str| {
        let found = fs::metadata(folder.path().join(name)).unwrap();
        found.permissions().mode() & 0o777
    };
    assert_eq!(mode("vault"), 0o700);
    assert_eq!(mode("vault/identity.age"), 0o600);
    assert_eq!(mode("vault/secrets.age"), 0o600);
    let names = fs::read_dir(folder.path().join("vault")).unwrap().count();
    assert_eq!(names, 2, "nothing is left over");
}

#[tokio::test]
async fn another_passphrase_opens_the_same_secrets_and_the_old_one_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let vault = with(folder.path(), &[("a", "one")]).await;
    let secrets = fs::read(folder.path().join("vault/secrets.age")).unwrap();
    let (old, other) = (Secret::new(PASSPHRASE), Secret::new("battery staple"));
    let refused = vault
        .change_passphrase(&other, &new("battery staple"))
        .await;
    assert_eq!(refused, Err(VaultError::WrongPassphrase));
    let changed = vault.change_passphrase(&old, &new("battery staple")).await;
    assert_eq!(changed, Ok(()));
    assert_eq!(
        fs::read(folder.path().join("vault/secrets.age")).unwrap(),
        secrets
    );
    vault.lock();
    assert_eq!(vault.unlock(&old).await, Err(VaultError::WrongPassphrase));
    vault.unlock(&other).await.unwrap();
    assert!(is(vault.load(&id("a")).await.unwrap(), "one"));
}

#[tokio::test]
async fn a_newer_vault_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let vault = with(folder.path(), &[("a", "one")]).await;
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    let passphrase = Secret::new(PASSPHRASE);
    let with = OpenWith::Passphrase(&passphrase);
    let text = open(&read("vault/identity.age"), &with, 4096).unwrap();
    let identity = Identity::of_file(std::str::from_utf8(&text).unwrap()).unwrap();
    let newer = seal(
        br#"{"v":2,"boxes":[]}"#,
        &SealTo::Recipients(&[identity.recipient()]),
    );
    let newer = newer.unwrap();
    fs::write(folder.path().join("vault/secrets.age"), &newer).unwrap();
    vault.lock();
    assert_eq!(vault.unlock(&passphrase).await, Err(VaultError::Newer));
    assert_eq!(
        vault.state().await,
        VaultState::Unavailable(VaultError::Newer)
    );
    assert_eq!(read("vault/secrets.age"), newer);
}

#[tokio::test]
async fn a_file_that_is_gone_is_named_and_the_other_is_kept() {
    for (gone, stays) in [
        ("vault/identity.age", "vault/secrets.age"),
        ("vault/secrets.age", "vault/identity.age"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        with(folder.path(), &[("a", "one")]).await;
        let (gone_path, stays_path) = (folder.path().join(gone), folder.path().join(stays));
        let before = (
            fs::read(&gone_path).unwrap(),
            fs::read(&stays_path).unwrap(),
        );
        fs::remove_file(&gone_path).unwrap();
        let vault = vault(folder.path());
        let damaged = VaultError::Damaged(gone);
        assert!(vault.exists());
        assert_eq!(
            vault.state().await,
            VaultState::Unavailable(damaged.clone())
        );
        let unlocked = vault.unlock(&Secret::new(PASSPHRASE)).await;
        assert_eq!(unlocked, Err(damaged));
        let created = vault.create(&new(PASSPHRASE), &vec![]).await;
        assert_eq!(created, Err(VaultError::AlreadyThere));
        assert_eq!(fs::read(&stays_path).unwrap(), before.1);

        // Put back from a backup, it is as before.
        fs::write(&gone_path, &before.0).unwrap();
        vault.look_again();
        assert_eq!(vault.state().await, VaultState::Locked);
        let again = opened(folder.path()).await;
        assert!(is(again.load(&id("a")).await.unwrap(), "one"));
    }
}

#[tokio::test]
async fn as_shipped_a_passphrase_costs_what_the_standard_tool_makes_it_cost() {
    let folder = tempfile::tempdir().unwrap();
    let vault = PassphraseVault::new(folder.path());
    vault.create(&new(PASSPHRASE), &vec![]).await.unwrap();
    let identity = fs::read(folder.path().join("vault/identity.age")).unwrap();
    let header = String::from_utf8_lossy(&identity);
    let stanza = header.lines().nth(1).unwrap();
    assert!(stanza.starts_with("-> scrypt "), "{stanza}");
    assert!(stanza.ends_with(" 18"), "{stanza}");
    vault.unlock(&Secret::new(PASSPHRASE)).await.unwrap();
}
