//! The vault's state, and what the user can do about it.
use tauri::{AppHandle, State};

use super::Answer;
use crate::desk::Desk;

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
