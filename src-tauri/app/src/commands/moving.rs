//! Exporting and importing, and the removal of everything.
use gatepass_core::Choice;
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, State};

use super::Answer;
use crate::desk::Desk;
use crate::moving;
use crate::view::{
    ErrorView, ExportRequestView, ImportChoiceView, ImportedView, OfferView, OpenerView,
    RecipientsView, SealedView, count,
};

#[tauri::command]
pub(super) fn check_recipients(text: String) -> RecipientsView {
    RecipientsView::of(&text)
}

#[tauri::command]
pub(super) async fn export_sealed(
    app: AppHandle,
    desk: State<'_, Desk>,
    request: ExportRequestView,
) -> Answer<SealedView> {
    moving::export(&app, &desk, request).await
}

/// Takes a sealed file as the bytes that it has: the page cannot read what is in it.
#[tauri::command]
pub(super) fn hold_import(desk: State<'_, Desk>, request: Request<'_>) -> Answer<OpenerView> {
    match request.body() {
        InvokeBody::Raw(sealed) => desk.moving.hold(sealed),
        InvokeBody::Json(_) => Err(ErrorView::new("no_bytes", "A file is bytes.", "")),
    }
}

#[tauri::command]
pub(super) async fn open_import(desk: State<'_, Desk>, handle: String) -> Answer<OfferView> {
    moving::open(&desk, &handle).await
}

#[tauri::command]
pub(super) async fn add_import(
    app: AppHandle,
    desk: State<'_, Desk>,
    choices: Vec<ImportChoiceView>,
) -> Answer<ImportedView> {
    let choices = choices.into_iter().map(Choice::from).collect();
    moving::add(&app, &desk, choices).await
}

#[tauri::command]
pub(super) fn drop_import(desk: State<'_, Desk>) {
    moving::drop(&desk);
}

/// Returns how many secrets the vault did not let go of.
#[tauri::command]
pub(super) async fn remove_everything(
    app: AppHandle,
    desk: State<'_, Desk>,
    confirmation: String,
) -> Answer<u32> {
    let kept = moving::remove_everything(&app, &desk, &confirmation).await;
    kept.map(count)
}
