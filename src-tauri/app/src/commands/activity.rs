//! Kept exchanges: the list, one of them opened, and removing.
use gatepass_core::{ExchangeId, IntegrationId};
use tauri::{AppHandle, State};

use super::Answer;
use crate::change::announce;
use crate::desk::Desk;
use crate::kept_exchange;
use crate::view::{ActivityQueryView, ActivityView, ChangeView, ErrorView, KeptExchangeView};

#[tauri::command]
pub(super) async fn activity(
    desk: State<'_, Desk>,
    query: ActivityQueryView,
    first: u32,
    count: u32,
) -> Answer<ActivityView> {
    ActivityView::of(&desk, &query, first, count)
}

#[tauri::command]
pub(super) async fn kept_exchange(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
) -> Answer<KeptExchangeView> {
    kept_exchange::open(&app, &desk, ExchangeId(id)).await
}

#[tauri::command]
pub(super) async fn remove_exchange(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
) -> Answer<()> {
    let removed = desk.activity.remove(&[ExchangeId(id)]).await;
    removed.map_err(|error| ErrorView::from(&error))?;
    announce(&app, &ChangeView::Activity);
    Ok(())
}

/// Of one integration, or all. Returns how many there were.
#[tauri::command]
pub(super) async fn clear_activity(
    app: AppHandle,
    desk: State<'_, Desk>,
    integration: Option<String>,
) -> Answer<u32> {
    let integration = integration.map(IntegrationId);
    let removed = desk.activity.clear(integration.as_ref()).await;
    let removed = removed.map_err(|error| ErrorView::from(&error))?;
    announce(&app, &ChangeView::Activity);
    Ok(removed)
}
