//! Signing in with the browser.
use gatepass_core::IntegrationId;
use tauri::{AppHandle, State};

use super::Answer;
use crate::desk::Desk;
use crate::view::IntegrationView;
use crate::{clipboard, sign_in};

#[tauri::command]
pub(super) async fn begin_sign_in(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
) -> Answer<IntegrationView> {
    let id = IntegrationId(id);
    sign_in::begin(&app, &desk, &id).await;
    IntegrationView::by_id(&desk, &id)
}

/// Reads the clipboard in Rust: the address holds a code or a token.
#[tauri::command]
pub(super) async fn paste_sign_in(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
) -> Answer<IntegrationView> {
    let id = IntegrationId(id);
    let landed_on = clipboard::paste_secret(&app).await?;
    sign_in::paste(&app, &desk, &id, &landed_on).await?;
    IntegrationView::by_id(&desk, &id)
}

#[tauri::command]
pub(super) async fn cancel_sign_in(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
    saw_error: bool,
) -> Answer<IntegrationView> {
    let id = IntegrationId(id);
    sign_in::cancel(&app, &desk, &id, saw_error).await;
    IntegrationView::by_id(&desk, &id)
}

#[tauri::command]
pub(super) fn open_sign_in_page(app: AppHandle, desk: State<'_, Desk>, id: String) {
    sign_in::open_again(&app, &desk, &IntegrationId(id));
}
