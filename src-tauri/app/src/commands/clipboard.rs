//! Copying, all of it in Rust.
use gatepass_core::{CopyForm, IntegrationId};
use tauri::{AppHandle, State};

use super::Answer;
use crate::clipboard;
use crate::copy_token::copy_token;
use crate::desk::Desk;
use crate::view::{CopiedView, ErrorView};

/// Gets or renews the token if too little of its life is left, then writes it in the form asked for.
#[tauri::command]
pub(super) async fn copy(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
    form: String,
) -> Answer<CopiedView> {
    let form = CopyForm::from_id(&form)
        .ok_or_else(|| ErrorView::new("unknown_form", "There is no such form to copy.", ""))?;
    copy_token(&app, &desk, &IntegrationId(id), form).await
}

#[tauri::command]
pub(super) async fn copy_public(app: AppHandle, text: String) -> Answer<()> {
    clipboard::copy_public(&app, text).await
}

#[tauri::command]
pub(super) async fn clear_clipboard(app: AppHandle) {
    clipboard::clear(&app).await;
}
