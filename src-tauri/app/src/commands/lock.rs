//! Locking and unlocking, and what the page tells for them: that somebody is there, and where.
use gatepass_core::Handle;
use tauri::{AppHandle, State};

use super::Answer;
use crate::desk::Desk;
use crate::lock;
use crate::view::{LockView, PlaceView};

#[tauri::command]
pub(super) fn lock_state(desk: State<'_, Desk>) -> LockView {
    lock::view(&desk)
}

#[tauri::command]
pub(super) async fn lock_now(app: AppHandle, desk: State<'_, Desk>) -> Answer<()> {
    lock::lock(&app, &desk, lock::Reason::Asked).await
}

/// `passphrase` is a handle of a held secret; None where the vault wants none.
#[tauri::command]
pub(super) async fn unlock(
    app: AppHandle,
    desk: State<'_, Desk>,
    passphrase: Option<String>,
) -> Answer<LockView> {
    let held = passphrase.and_then(|handle| desk.held_passphrases.take(&Handle(handle)));
    lock::unlock(&app, &desk, held.as_ref().map(|held| &held.secret)).await
}

/// A pointer or a key was used in the window.
#[tauri::command]
pub(super) fn note_activity(desk: State<'_, Desk>) {
    desk.idle.note(desk.ports.clock.now());
}

#[tauri::command]
pub(super) fn note_place(desk: State<'_, Desk>, place: PlaceView) {
    desk.locking.note_place(place);
}
