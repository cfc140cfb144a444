//! Paste to set up.
use gatepass_core::read_paste as read;
use tauri::{AppHandle, State};

use super::Answer;
use crate::clipboard;
use crate::desk::Desk;
use crate::view::PasteView;

/// Reads the clipboard in Rust: what lies there may hold secrets.
#[tauri::command]
pub(super) async fn read_paste(app: AppHandle, desk: State<'_, Desk>) -> Answer<PasteView> {
    let pasted = read(&clipboard::paste_secret(&app).await?);
    Ok(PasteView::hold(&desk, pasted))
}
