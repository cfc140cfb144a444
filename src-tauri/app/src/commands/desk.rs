//! The frame: the list, settings, links.
use gatepass_core::{IntegrationId, providers as all_providers};
use tauri::{AppHandle, State};
use tauri_plugin_opener::OpenerExt as _;

use super::Answer;
use crate::change::announce;
use crate::clipboard::Clipboard;
use crate::desk::{Desk, opened};
use crate::view::{ChangeView, DeskView, ErrorView, IntegrationView, ProviderView, SettingsView};
use crate::{settings, window};

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
    Ok(saved)
}

/// Opens a page of a set-up guide; an address that stands in none is refused.
#[tauri::command]
pub(super) fn open_link(app: AppHandle, url: String) -> Answer<()> {
    let mut links = all_providers()
        .iter()
        .flat_map(|provider| &provider.guide.steps)
        .filter_map(|step| step.link.as_ref());
    let link = links
        .find(|link| link.as_str() == url)
        .ok_or_else(|| ErrorView::new("unknown_link", "This link is not one of ours.", ""))?;
    let opened = app.opener().open_url(link.as_str(), None::<&str>);
    opened.map_err(|_| {
        ErrorView::new(
            "no_browser",
            "No browser could be opened.",
            &format!("Open {link} by hand."),
        )
    })
}

/// The page has painted its first list.
#[tauri::command]
pub(super) fn shown(app: AppHandle) {
    window::show(&app);
}
