//! The passphrase vault with real files: its states, damage, kills, and the standard `age` tool on both of its files.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]
mod damage;
#[path = "../hostile_secrets/mod.rs"]
mod hostile_secrets;
mod killed;
mod moods;
mod tool;
mod writing;

use std::path::Path;

use gatepass_core::{Kept, NewPassphrase, Secret, SecretId};
use gatepass_io::PassphraseVault;

/// What is tested is not scrypt.
const LITTLE: u8 = 2;

const PASSPHRASE: &str = "correct horse";

fn vault(folder: &Path) -> PassphraseVault {
    PassphraseVault::with_work_factor(folder, LITTLE)
}

fn new(passphrase: &str) -> NewPassphrase {
    NewPassphrase::new(Secret::new(passphrase), &Secret::new(passphrase)).unwrap()
}

fn id(name: &str) -> SecretId {
    SecretId(name.to_owned())
}

fn kept(secret: &str) -> Kept {
    let origins = vec!["https://id.example".parse().unwrap()];
    Kept::new(Secret::new(secret), origins)
}

fn is(found: Option<Kept>, secret: &str) -> bool {
    found.is_some_and(|found| found.is_same(&kept(secret)))
}

/// A vault with these items, unlocked.
async fn with(folder: &Path, items: &[(&str, &str)]) -> PassphraseVault {
    let items = items.iter().map(|(name, secret)| (id(name), kept(secret)));
    let made = vault(folder);
    made.create(&new(PASSPHRASE), &items.collect())
        .await
        .unwrap();
    made.unlock(&Secret::new(PASSPHRASE)).await.unwrap();
    made
}

/// The same files, opened as the next start does.
async fn opened(folder: &Path) -> PassphraseVault {
    let again = vault(folder);
    again.unlock(&Secret::new(PASSPHRASE)).await.unwrap();
    again
}
