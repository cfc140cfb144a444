//! The vault's state, and what the user can do about it. Passphrases come as handles of `hold_secret`.
use tauri::{AppHandle, State};

use super::Answer;
use crate::desk::Desk;
use crate::view::VaultModeView;

#[tauri::command]
pub(super) async fn retry_vault(app: AppHandle, desk: State<'_, Desk>) -> Answer<()> {
    desk.vaults.retry().await;
    desk.look_at_vault(&app).await;
    Ok(())
}

#[tauri::command]
pub(super) async fn use_memory_vault(app: AppHandle, desk: State<'_, Desk>) -> Answer<()> {
    desk.vaults.use_memory().await;
    desk.look_at_vault(&app).await;
    Ok(())
}

#[tauri::command]
pub(super) async fn create_passphrase_vault(
    app: AppHandle,
    desk: State<'_, Desk>,
    passphrase: String,
    repeated: String,
) -> Answer<()> {
    desk.create_passphrase_vault(&app, &passphrase, &repeated)
        .await
}

#[tauri::command]
pub(super) async fn unlock_vault(
    app: AppHandle,
    desk: State<'_, Desk>,
    passphrase: Option<String>,
) -> Answer<()> {
    desk.unlock_vault(&app, passphrase.as_deref()).await
}

#[tauri::command]
pub(super) async fn change_passphrase(
    desk: State<'_, Desk>,
    present: String,
    passphrase: String,
    repeated: String,
) -> Answer<()> {
    desk.change_passphrase(&present, &passphrase, &repeated)
        .await
}

#[tauri::command]
pub(super) async fn move_vault(
    app: AppHandle,
    desk: State<'_, Desk>,
    to: VaultModeView,
    passphrase: Option<String>,
) -> Answer<()> {
    desk.move_vault(&app, to, passphrase.as_deref()).await
}
