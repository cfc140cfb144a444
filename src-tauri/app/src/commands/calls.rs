//! Calls: preview, send, stop; stored answers instead; the request in other languages.
use tauri::{AppHandle, State};

use super::Answer;
use crate::call_form::CallForm;
use crate::desk::Desk;
use crate::view::{CallCheckView, CallResultView, CallView, CopiedView, SavedView};
use crate::{calling, exports};

#[tauri::command]
pub(super) async fn preview_call(desk: State<'_, Desk>, call: CallView) -> Answer<CallCheckView> {
    Ok(CallCheckView::of(&desk, &CallForm::read(&desk, &call)?))
}

#[tauri::command]
pub(super) async fn send_call(
    app: AppHandle,
    desk: State<'_, Desk>,
    run: String,
    call: CallView,
) -> Answer<CallResultView> {
    calling::send(&app, &desk, &run, &call).await
}

#[tauri::command]
pub(super) async fn cancel_call(desk: State<'_, Desk>, run: String) -> Answer<()> {
    desk.runs.cancel(&run);
    Ok(())
}

#[tauri::command]
pub(super) async fn snippet(
    desk: State<'_, Desk>,
    call: CallView,
    language: String,
) -> Answer<String> {
    exports::snippet(&desk, &CallForm::read(&desk, &call)?, &language)
}

#[tauri::command]
pub(super) async fn copy_snippet(
    app: AppHandle,
    desk: State<'_, Desk>,
    call: CallView,
    language: String,
    with_token: bool,
) -> Answer<CopiedView> {
    let form = CallForm::read(&desk, &call)?;
    exports::copy(&app, &desk, &form, &language, with_token).await
}

#[tauri::command]
pub(super) async fn export_postman(
    app: AppHandle,
    desk: State<'_, Desk>,
    integration: Option<String>,
) -> Answer<SavedView> {
    exports::postman(&app, &desk, integration.as_deref())
}
