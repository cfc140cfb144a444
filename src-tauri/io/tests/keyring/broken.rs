//! Broken on purpose: vaults that write in plain text, block, or keep a line an item, caught by the checks of ours.
use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use gatepass_core::{Kept, Secret, SecretId, Vault, VaultError};
use gatepass_io::KeyringVault;

use crate::hostile_secrets::{fill, lost};
use crate::moods::{WAIT, gatepass, goes_on, in_plain_text};
use crate::provider::{Mood, Provider};
use crate::session::{Bus, run};
use crate::{patient, vault};

/// As some programs do: where the keyring fails, the secret goes into a file beside it.
struct FallsBack {
    keyring: KeyringVault,
    file: PathBuf,
}

#[async_trait]
impl Vault for FallsBack {
    async fn load(&self, id: &SecretId) -> Result<Option<Kept>, VaultError> {
        self.keyring.load(id).await
    }

    async fn save(&self, id: &SecretId, kept: &Kept) -> Result<(), VaultError> {
        if self.keyring.save(id, kept).await.is_err() {
            let mut file = File::options().create(true).append(true).open(&self.file);
            let line = kept.secret.reveal(|text| format!("{}={text}\n", id.0));
            file.as_mut().unwrap().write_all(line.as_bytes()).unwrap();
        }
        Ok(())
    }

    async fn remove(&self, id: &SecretId) -> Result<(), VaultError> {
        self.keyring.remove(id).await
    }
}

#[tokio::test]
async fn a_vault_that_falls_back_to_a_plain_file_is_found_out() {
    run(Bus::Bare, "broken::falls_back").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn falls_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secrets.txt");
    let provider = Provider::over(Arc::default()).await;
    let keyring = patient();
    let world = gatepass(
        folder.path(),
        Arc::new(FallsBack {
            keyring,
            file: file.clone(),
        }),
    );
    world.custom().await;
    assert_eq!(in_plain_text(folder.path()), Vec::<PathBuf>::new());
    provider.set_mood(Mood::RefusesItems);
    world.custom().await;
    assert_eq!(in_plain_text(folder.path()), [file]);
}

/// Waits for the keyring on the thread that it is asked on.
struct Blocks(KeyringVault);

#[async_trait]
impl Vault for Blocks {
    async fn load(&self, id: &SecretId) -> Result<Option<Kept>, VaultError> {
        let elsewhere = || {
            let mut runtime = tokio::runtime::Builder::new_current_thread();
            let runtime = runtime.enable_time().build().unwrap();
            runtime.block_on(self.0.load(id))
        };
        std::thread::scope(|scope| scope.spawn(elsewhere).join().unwrap())
    }

    async fn save(&self, id: &SecretId, kept: &Kept) -> Result<(), VaultError> {
        self.0.save(id, kept).await
    }

    async fn remove(&self, id: &SecretId) -> Result<(), VaultError> {
        self.0.remove(id).await
    }
}

#[tokio::test]
async fn a_vault_that_blocks_the_thread_of_its_caller_is_found_out() {
    run(Bus::Bare, "broken::blocks").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn blocks() {
    let folder = tempfile::tempdir().unwrap();
    let provider = Provider::over(Arc::default()).await;
    let blocking = Arc::new(Blocks(vault(WAIT)));
    assert!(!goes_on(folder.path(), blocking, &provider, Mood::Slow).await);
}

/// An item is a line, as in a file of settings.
#[derive(Default)]
struct LineByLine(Mutex<String>);

#[async_trait]
impl Vault for LineByLine {
    async fn load(&self, id: &SecretId) -> Result<Option<Kept>, VaultError> {
        let text = self.0.lock().unwrap();
        let beginning = format!("{}=", id.0);
        let found = text.lines().find_map(|line| line.strip_prefix(&beginning));
        let home = vec!["https://id.example".parse().unwrap()];
        Ok(found.map(|secret| Kept::new(Secret::new(secret), home)))
    }

    async fn save(&self, id: &SecretId, kept: &Kept) -> Result<(), VaultError> {
        let line = kept.secret.reveal(|secret| format!("{}={secret}\n", id.0));
        self.0.lock().unwrap().push_str(&line);
        Ok(())
    }

    async fn remove(&self, _: &SecretId) -> Result<(), VaultError> {
        unreachable!("nobody removes one here")
    }
}

#[tokio::test]
async fn a_vault_that_keeps_a_line_an_item_loses_a_secret_with_a_line_break() {
    let vault = LineByLine::default();
    fill(&vault).await;
    assert_eq!(lost(&vault).await, ["line\nbreak\r\n"]);
}
