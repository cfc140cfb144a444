//! The frame: the list, settings, links.
use gatepass_core::{IntegrationId, providers as all_providers};
use tauri::{AppHandle, State};

use super::Answer;
use crate::change::announce;
use crate::clipboard::Clipboard;
use crate::desk::Desk;
use crate::opening::opened;
use crate::view::{ChangeView, DeskView, ErrorView, IntegrationView, ProviderView, SettingsView};
use crate::{links, settings, window};

#[tauri::command]
pub(super) fn desk(app: AppHandle, clipboard: State<'_, Clipboard>) -> Answer<DeskView> {
    DeskView::of(&*opened(&app)?, &clipboard)
}

#[tauri::command]
pub(super) fn integration(desk: State<'_, Desk>, id: String) -> Answer<IntegrationView> {
    IntegrationView::by_id(&desk, &IntegrationId(id))
}

#[tauri::command]
pub(super) fn providers() -> Vec<ProviderView> {
    all_providers().iter().map(ProviderView::from).collect()
}

#[tauri::command]
pub(super) fn save_settings(
    app: AppHandle,
    desk: State<'_, Desk>,
    settings: SettingsView,
) -> Answer<SettingsView> {
    let saved =
        settings::save(&*desk.ports.store, settings).map_err(|error| ErrorView::from(&error))?;
    announce(&app, &ChangeView::Desk);
    settings::apply(&app);
    Ok(saved)
}

/// Opens a page of a set-up guide, of an endpoint's documentation, or one that an answer on screen names; no other, so that a
/// page gone wrong cannot send anything out in an address.
#[tauri::command]
pub(super) async fn open_link(app: AppHandle, url: String) -> Answer<()> {
    links::open(&app, &url).await
}

/// The page has painted its first list.
#[tauri::command]
pub(super) fn shown(app: AppHandle) {
    window::show(&app);
}
