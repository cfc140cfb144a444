//! The sandbox's page, and the six integrations of "Try the sandbox".
use tauri::{AppHandle, State};

use super::Answer;
use crate::desk::Desk;
use crate::try_sandbox;
use crate::view::{SandboxClientView, SandboxFaultModeView, SandboxView};

#[tauri::command]
pub(super) fn sandbox(desk: State<'_, Desk>) -> SandboxView {
    desk.sandbox.view()
}

#[tauri::command]
pub(super) async fn start_sandbox(app: AppHandle, desk: State<'_, Desk>) -> Answer<SandboxView> {
    desk.sandbox.start(&app).await?;
    Ok(desk.sandbox.view())
}

#[tauri::command]
pub(super) async fn stop_sandbox(app: AppHandle, desk: State<'_, Desk>) -> Answer<SandboxView> {
    desk.sandbox.stop(&app).await;
    Ok(desk.sandbox.view())
}

#[tauri::command]
pub(super) async fn set_sandbox_lifetime(
    app: AppHandle,
    desk: State<'_, Desk>,
    seconds: u32,
) -> Answer<SandboxView> {
    desk.sandbox.start(&app).await?.set_token_lifetime(seconds);
    Ok(desk.sandbox.view())
}

#[tauri::command]
pub(super) async fn set_sandbox_fault(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
    mode: SandboxFaultModeView,
) -> Answer<SandboxView> {
    desk.sandbox.start(&app).await?.set_fault(&id, mode.into());
    Ok(desk.sandbox.view())
}

#[tauri::command]
pub(super) async fn sandbox_client(
    app: AppHandle,
    desk: State<'_, Desk>,
    provider: String,
) -> Answer<SandboxClientView> {
    let client = desk.sandbox.new_client(&app, &provider).await?;
    Ok(SandboxClientView::hold(&desk, client))
}

/// From now on only the client's present secret is taken.
#[tauri::command]
pub(super) async fn withdraw_sandbox_secret(
    app: AppHandle,
    desk: State<'_, Desk>,
    client_id: String,
) -> Answer<SandboxView> {
    desk.sandbox
        .start(&app)
        .await?
        .withdraw_old_secret(&client_id);
    Ok(desk.sandbox.view())
}

#[tauri::command]
pub(super) async fn try_sandbox(app: AppHandle, desk: State<'_, Desk>) -> Answer<String> {
    Ok(try_sandbox::try_sandbox(&app, &desk).await?.0)
}
