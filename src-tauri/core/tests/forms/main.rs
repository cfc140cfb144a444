//! Stories of setting up: what a form shows, refuses and saves, and what becomes of the secrets entered in it.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

#[path = "../doubles/mod.rs"]
mod doubles;

mod copies;
mod failing_halfway;
mod grant_secrets;
mod grants;
mod preview;
mod problems;
mod saving;
mod secrets_stay_home;
mod subscription_keys;

use doubles::World;
use gatepass_core::{DraftExtra, ExtraInput, FieldNote, Handle, SecretInput};

/// Types a secret into a form.
fn hold(world: &World, secret: &str) -> Handle {
    let SecretInput::Held(handle) = world.enter(secret) else {
        unreachable!("entered")
    };
    handle
}

/// An extra header or parameter with a secret value.
fn secret_extra(world: &World, name: &str, secret: &str) -> DraftExtra {
    DraftExtra {
        name: name.into(),
        value: ExtraInput::Held(hold(world, secret)),
    }
}

/// An extra header or parameter that is marked public.
fn public_extra(name: &str, value: &str) -> DraftExtra {
    DraftExtra {
        name: name.into(),
        value: ExtraInput::Public(value.into()),
    }
}

/// The fields that have problems, in order.
fn fields(problems: &[FieldNote]) -> Vec<&str> {
    problems
        .iter()
        .map(|problem| problem.field.as_str())
        .collect()
}
