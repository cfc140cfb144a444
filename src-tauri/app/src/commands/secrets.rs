//! The way in for secrets. There is none out.
use gatepass_core::Secret;
use tauri::{AppHandle, State};

use super::Answer;
use crate::clipboard;
use crate::desk::Desk;
use crate::view::{HeldSecretView, SecretPurpose};

/// The one command that takes a secret in. The page empties its field and keeps the handle.
#[tauri::command]
pub(super) fn hold_secret(
    desk: State<'_, Desk>,
    text: String,
    purpose: SecretPurpose,
) -> HeldSecretView {
    HeldSecretView::hold_for(&desk, purpose, Secret::new(text))
}

#[tauri::command]
pub(super) async fn paste_secret(
    app: AppHandle,
    desk: State<'_, Desk>,
    purpose: SecretPurpose,
) -> Answer<HeldSecretView> {
    let pasted = clipboard::paste_secret(&app).await?;
    Ok(HeldSecretView::hold_for(&desk, purpose, pasted))
}

#[tauri::command]
pub(super) fn drop_held_secrets(desk: State<'_, Desk>) {
    desk.integrations.held().clear();
    desk.held_passphrases.clear();
}
