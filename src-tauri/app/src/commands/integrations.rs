//! Setting up: the form and what it saves.
use gatepass_core::{Draft, Handle, IntegrationId, Placement, SubscriptionKeyId};
use tauri::{AppHandle, State};

use super::Answer;
use crate::change::announce;
use crate::desk::Desk;
use crate::view::{
    ChangeView, DraftCheckView, DraftView, ErrorView, IntegrationView, SubscriptionKeyView,
};

#[tauri::command]
pub(super) fn draft(desk: State<'_, Desk>, id: String) -> Answer<DraftView> {
    DraftView::by_id(&desk, &IntegrationId(id))
}

#[tauri::command]
pub(super) fn check_draft(desk: State<'_, Desk>, draft: DraftView) -> Answer<DraftCheckView> {
    let check = desk
        .integrations
        .check(&Draft::from(draft))
        .map_err(|error| ErrorView::from(&error))?;
    Ok(DraftCheckView::from(check))
}

#[tauri::command]
pub(super) async fn save_integration(
    app: AppHandle,
    desk: State<'_, Desk>,
    draft: DraftView,
) -> Answer<IntegrationView> {
    let saved = desk.integrations.save(&Draft::from(draft)).await;
    changed(&app, &desk, saved.as_ref().err()).await;
    IntegrationView::of(&desk, &saved.map_err(|error| ErrorView::from(&error))?)
}

#[tauri::command]
pub(super) async fn duplicate_integration(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
) -> Answer<IntegrationView> {
    let copy = desk.integrations.duplicate(&IntegrationId(id)).await;
    changed(&app, &desk, copy.as_ref().err()).await;
    IntegrationView::of(&desk, &copy.map_err(|error| ErrorView::from(&error))?)
}

#[tauri::command]
pub(super) async fn remove_integration(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
) -> Answer<()> {
    let removed = desk.integrations.remove(&IntegrationId(id)).await;
    changed(&app, &desk, removed.as_ref().err()).await;
    removed.map_err(|error| ErrorView::from(&error))
}

#[tauri::command]
pub(super) async fn set_keep_fresh(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
    on: bool,
) -> Answer<IntegrationView> {
    let id = IntegrationId(id);
    let set = desk.integrations.set_keep_fresh(&id, on).await;
    changed(&app, &desk, set.as_ref().err()).await;
    set.map_err(|error| ErrorView::from(&error))?;
    IntegrationView::by_id(&desk, &id)
}

#[tauri::command]
pub(super) async fn use_placement(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
    placement: String,
) -> Answer<IntegrationView> {
    let id = IntegrationId(id);
    let placement = Placement::from_id(&placement)
        .ok_or_else(|| ErrorView::new("unknown_placement", "There is no such placement.", ""))?;
    let set = desk.integrations.set_placement(&id, placement).await;
    changed(&app, &desk, set.as_ref().err()).await;
    set.map_err(|error| ErrorView::from(&error))?;
    IntegrationView::by_id(&desk, &id)
}

#[tauri::command]
pub(super) fn subscription_keys(desk: State<'_, Desk>) -> Answer<Vec<SubscriptionKeyView>> {
    SubscriptionKeyView::all(&desk)
}

#[tauri::command]
pub(super) async fn replace_subscription_key(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
    handle: String,
) -> Answer<()> {
    let replaced = desk
        .integrations
        .replace_key(&SubscriptionKeyId(id), &Handle(handle))
        .await;
    changed(&app, &desk, replaced.as_ref().err()).await;
    replaced.map_err(|error| ErrorView::from(&error))
}

/// A failed change may be the vault's doing, and then the frame should say so.
async fn changed(app: &AppHandle, desk: &Desk, error: Option<&gatepass_core::EditError>) {
    desk.keep_fresh.all_changed();
    match error {
        Some(gatepass_core::EditError::Vault(_)) => desk.look_at_vault(app).await,
        _ => announce(app, &ChangeView::Desk),
    }
}
