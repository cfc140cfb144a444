//! Stories of rotation: a new secret beside the old one, tested, swapped, taken back and confirmed; and of secrets growing old.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

#[path = "../doubles/mod.rs"]
mod doubles;

mod ages;
mod killed;
mod steps;
mod trials;

use doubles::World;
use gatepass_core::{
    Beside, EditError, Handle, Integration, IntegrationId, Rotated, SecretId, SecretInput,
    Standing, Store,
};

const NEW: &str = "new-client-secret-0002";

/// Types a secret into the field of a rotation.
fn hold(world: &World, secret: &str) -> Handle {
    let SecretInput::Held(handle) = world.enter(secret) else {
        unreachable!("entered")
    };
    handle
}

/// Puts a new client secret beside the one in use.
async fn put(world: &World, of: &Integration) {
    lay_beside(world, of, &hold(world, NEW)).await;
}

/// The same for any that was typed.
async fn lay_beside(world: &World, of: &Integration, typed: &Handle) {
    let put = world
        .integrations
        .put_beside(&of.id, Rotated::ClientSecret, typed);
    put.await.unwrap();
}

/// Takes the new client secret into use; the old one lies beside it then.
async fn use_new(world: &World, of: &Integration) {
    let used = world.integrations.use_beside(&of.id, Rotated::ClientSecret);
    used.await.unwrap();
}

fn row(world: &World, id: &IntegrationId) -> Integration {
    world.store.integration(id).unwrap().unwrap()
}

/// What lies beside the client secret.
fn beside(world: &World, id: &IntegrationId) -> Option<Beside> {
    row(world, id).besides.client_secret
}

fn is_old(beside: &Option<Beside>) -> bool {
    let standing = beside.as_ref().map(|beside| beside.standing);
    matches!(standing, Some(Standing::Old { .. }))
}

/// The secret that lies under an id of the vault.
async fn text(world: &World, id: &SecretId) -> String {
    let kept = world.vault.peek(id).await.unwrap();
    kept.secret.reveal(str::to_owned)
}

/// The client secret that a request for a token carries now.
async fn sent(world: &World, id: &IntegrationId) -> String {
    world.token(id, gatepass_core::Need::New).await;
    world.http.last().member("client_secret")
}

fn nothing_beside(result: Result<(), EditError>) {
    assert_eq!(result, Err(EditError::NothingBeside));
}
