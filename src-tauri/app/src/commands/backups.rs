//! Backups, and the ways out of data that cannot be opened.
use tauri::AppHandle;

use super::Answer;
use crate::backups;
use crate::view::BackupsView;

#[tauri::command]
pub(super) async fn backups(app: AppHandle) -> Answer<BackupsView> {
    backups::list(&app).await
}

/// Replaces everything by what a backup holds. The page reads all anew afterwards.
#[tauri::command]
pub(super) async fn restore_backup(app: AppHandle, id: String) -> Answer<()> {
    backups::restore(&app, &id).await
}

/// Puts data that cannot be opened aside. The page reads all anew afterwards.
#[tauri::command]
pub(super) async fn start_empty(app: AppHandle) -> Answer<()> {
    backups::start_empty(&app).await
}

/// Tries to open the data again.
#[tauri::command]
pub(super) async fn open_again(app: AppHandle) -> Answer<()> {
    backups::open_again(&app).await
}
