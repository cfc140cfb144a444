//! The keyring against a real one: gnome-keyring on a private session bus, with a private home. Each scenario runs in a
//! process of its own, for the bus and the home must be in its environment before it starts.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]
mod broken;
mod daemon;
#[path = "../../../core/tests/doubles/mod.rs"]
mod doubles;
#[path = "../hostile_secrets/mod.rs"]
mod hostile_secrets;
mod items;
mod missing;
mod moods;
mod moves;
mod prompts;
mod provider;
#[path = "../scenario/mod.rs"]
mod scenario;
mod session;

use std::time::Duration;

use gatepass_core::{Kept, Secret, SecretId};
use gatepass_io::{KeyringLimits, KeyringVault};

fn vault(reply: Duration) -> KeyringVault {
    session::assert_private();
    KeyringVault::new(KeyringLimits { reply, item: None })
}

/// Longer than any answer takes, however busy the computer is.
fn patient() -> KeyringVault {
    vault(Duration::from_secs(60))
}

fn id(name: &str) -> SecretId {
    SecretId(name.to_owned())
}

fn kept(secret: &str) -> Kept {
    Kept::new(
        Secret::new(secret),
        vec!["https://id.example".parse().unwrap()],
    )
}

fn is(found: Option<Kept>, secret: &str) -> bool {
    found.is_some_and(|found| {
        found.secret.reveal(|text| text == secret) && found.origins == kept("").origins
    })
}
