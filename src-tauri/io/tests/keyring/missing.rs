//! Each part that can be missing is named, and what comes later is used without a restart.
use gatepass_core::{Vault, VaultError};
use gatepass_io::{KeyringVault, VaultState};

use crate::moods::refuses_to_save;
use crate::session::{Bus, run};
use crate::{daemon, id, is, kept, patient};

async fn refuses(vault: &KeyringVault, error: VaultError) {
    assert_eq!(vault.state().await, VaultState::Unavailable(error.clone()));
    assert_eq!(vault.load(&id("x")).await.map(|_| ()), Err(error.clone()));
    assert_eq!(
        vault.save(&id("x"), &kept("s3cr3t")).await,
        Err(error.clone())
    );
    assert_eq!(vault.remove(&id("x")).await, Err(error.clone()));
    assert_eq!(vault.reopen().await, VaultState::Unavailable(error.clone()));
    refuses_to_save(patient(), error).await;
}

#[tokio::test]
async fn no_bus() {
    run(Bus::None, "missing::without_bus").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn without_bus() {
    refuses(&patient(), VaultError::NoBus).await;
}

#[tokio::test]
async fn no_service_and_then_one() {
    run(Bus::Bare, "missing::without_service").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn without_service() {
    let (asked_again, used_again) = (patient(), patient());
    refuses(&asked_again, VaultError::NoService).await;
    refuses(&used_again, VaultError::NoService).await;
    let daemon = daemon::start().await;
    assert_eq!(asked_again.reopen().await, VaultState::Ready);
    used_again.save(&id("x"), &kept("s3cr3t")).await.unwrap();
    assert!(is(asked_again.load(&id("x")).await.unwrap(), "s3cr3t"));
    daemon::stop(daemon).await;
    refuses(&asked_again, VaultError::NoService).await;
}

#[tokio::test]
async fn a_service_that_has_no_default_keyring() {
    run(Bus::Ordinary, "missing::without_collection").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn without_collection() {
    // Asking starts gnome-keyring, as on a desktop; started so, it has no keyring.
    refuses(&patient(), VaultError::NoCollection).await;
}
