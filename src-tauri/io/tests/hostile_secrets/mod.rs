//! Secrets that have made whole keyrings unreadable, and which of them a vault does not give back as they were.
use gatepass_core::{Kept, Secret, SecretId, Vault};

/// Each of them, by a number as its name.
pub(crate) fn hostile_secrets() -> Vec<String> {
    let long = "0123456789abcdef".repeat(4_096);
    let short = [
        "",
        "plain",
        "line\nbreak\r\n",
        "nul\0inside",
        "🔑 emoji é",
        "quote\" back\\slash",
    ];
    short.map(str::to_owned).into_iter().chain([long]).collect()
}

/// Saves them all.
pub(crate) async fn fill(vault: &dyn Vault) {
    for (number, secret) in hostile_secrets().iter().enumerate() {
        vault.save(&id(number), &kept(secret)).await.unwrap();
    }
}

/// Those that do not come back as they were.
pub(crate) async fn lost(vault: &dyn Vault) -> Vec<String> {
    let mut lost = vec![];
    for (number, secret) in hostile_secrets().into_iter().enumerate() {
        let found = vault.load(&id(number)).await.unwrap();
        if !found.is_some_and(|found| found.is_same(&kept(&secret))) {
            lost.push(secret);
        }
    }
    lost
}

fn id(number: usize) -> SecretId {
    SecretId(number.to_string())
}

fn kept(secret: &str) -> Kept {
    let home = vec!["https://id.example".parse().unwrap()];
    Kept::new(Secret::new(secret), home)
}
