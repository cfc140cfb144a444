//! Files for a ticket at the provider: shown first, then written as they were shown.
use tauri::{AppHandle, State};

use super::Answer;
use crate::desk::Desk;
use crate::support;
use crate::view::{SavedView, SupportSourceView, SupportView};

#[tauri::command]
pub(super) async fn preview_support(
    app: AppHandle,
    desk: State<'_, Desk>,
    source: SupportSourceView,
    with_personal: bool,
) -> Answer<SupportView> {
    support::prepare(&app, &desk, &source, with_personal).await
}

#[tauri::command]
pub(super) async fn save_support(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
) -> Answer<SavedView> {
    support::save(&app, &desk, &id).await
}
