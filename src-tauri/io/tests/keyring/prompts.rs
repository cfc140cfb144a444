//! Locked keyrings: who asks the user, who does not, and what happens when the user never answers.
use std::time::{Duration, Instant};

use gatepass_core::{Vault, VaultError};
use gatepass_io::VaultState;

use crate::provider::Provider;
use crate::session::{Bus, run};
use crate::{daemon, id, kept, patient, vault};

/// How long this story's vault waits for a prompt. Three questions that take less together have waited for none.
const WAIT: Duration = Duration::from_secs(2);

#[tokio::test]
async fn a_locked_keyring_without_a_display_says_so() {
    run(Bus::Bare, "prompts::locked").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn locked() {
    let _daemon = daemon::start().await;
    let vault = patient();
    vault.save(&id("kept"), &kept("s3cr3t")).await.unwrap();
    lock().await;
    assert_eq!(vault.state().await, VaultState::Locked);
    let started = Instant::now();
    assert_eq!(vault.remove(&id("kept")).await, Err(VaultError::Locked));
    assert_eq!(
        vault.load(&id("kept")).await.map(|_| ()),
        Err(VaultError::Locked)
    );
    assert_eq!(
        vault.save(&id("kept"), &kept("other")).await,
        Err(VaultError::Locked)
    );
    assert!(
        started.elapsed() < Duration::from_secs(30),
        "{:?}",
        started.elapsed()
    );
    assert_eq!(vault.reopen().await, VaultState::Locked);
    assert_eq!(
        vault.unlock().await,
        VaultState::Locked,
        "nobody could answer"
    );
}

async fn lock() {
    let bus = zbus::Connection::session().await.unwrap();
    let (path, interface) = ("/org/freedesktop/secrets", "org.freedesktop.Secret.Service");
    let collection =
        zbus::zvariant::ObjectPath::try_from("/org/freedesktop/secrets/aliases/default").unwrap();
    bus.call_method(
        Some("org.freedesktop.secrets"),
        path,
        Some(interface),
        "Lock",
        &(vec![collection],),
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn a_prompt_that_nobody_answers_blocks_nothing() {
    run(Bus::Bare, "prompts::unanswered").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn unanswered() {
    let provider = Provider::start().await;
    let vault = vault(WAIT);
    assert_eq!(vault.state().await, VaultState::Locked);
    assert_eq!(vault.remove(&id("x")).await, Err(VaultError::Locked));
    assert_eq!(vault.reopen().await, VaultState::Locked);
    assert_eq!(provider.prompts(), 0, "looking and sweeping ask nobody");
    assert_eq!(patient().state().await, VaultState::Locked);

    assert_eq!(vault.unlock().await, VaultState::Waiting, "asked to");
    assert_eq!(provider.prompts(), 1);
    let started = Instant::now();
    assert_eq!(vault.state().await, VaultState::Waiting);
    assert_eq!(
        vault.load(&id("x")).await.map(|_| ()),
        Err(VaultError::Waiting)
    );
    assert_eq!(
        vault.save(&id("x"), &kept("s3cr3t")).await,
        Err(VaultError::Waiting)
    );
    assert!(
        started.elapsed() < WAIT,
        "refused at once: {:?}",
        started.elapsed()
    );
    assert_eq!(provider.prompts(), 1, "no second prompt over the first");

    provider.dismiss().await;
    let ended = async {
        while vault.state().await == VaultState::Waiting {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), ended)
        .await
        .expect("the pending call has ended");
    assert_eq!(vault.state().await, VaultState::Locked);
}

#[tokio::test]
async fn a_prompt_whose_program_died_is_left_behind() {
    run(Bus::Bare, "prompts::abandoned").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn abandoned() {
    let provider = Provider::start().await;
    let vault = vault(WAIT);
    assert_eq!(
        vault.load(&id("x")).await.map(|_| ()),
        Err(VaultError::Waiting)
    );
    provider.die().await;
    assert_eq!(
        vault.state().await,
        VaultState::Waiting,
        "nobody knows that it will never be answered"
    );
    assert_eq!(
        vault.reopen().await,
        VaultState::Unavailable(VaultError::NoService)
    );
}

#[tokio::test]
async fn a_dismissed_prompt_is_a_locked_keyring() {
    run(Bus::Bare, "prompts::dismissed").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn dismissed() {
    let provider = Provider::start().await;
    let vault = patient();
    let wanted = id("x");
    let (answer, ()) = tokio::join!(vault.load(&wanted), async {
        while provider.prompts() == 0 {
            tokio::task::yield_now().await;
        }
        provider.dismiss().await;
    });
    assert_eq!(answer.map(|_| ()), Err(VaultError::Locked));
}
