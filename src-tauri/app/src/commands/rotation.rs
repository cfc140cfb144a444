//! Rotation: a new secret beside the old one, tested, taken into use, taken back or confirmed; and reminders of old ones.
use gatepass_core::{EditError, Handle, IntegrationId, Rotated, dismiss_reminders as dismiss};
use tauri::{AppHandle, State};

use super::Answer;
use crate::change::announce;
use crate::desk::Desk;
use crate::view::{ChangeView, ErrorView, HeldSecretView, IntegrationView, TrialView};

#[tauri::command]
pub(super) async fn put_secret_beside(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
    which: String,
    handle: String,
) -> Answer<IntegrationView> {
    let (id, which) = named(id, &which)?;
    let put = desk
        .integrations
        .put_beside(&id, which, &Handle(handle))
        .await;
    changed(&app, &desk, &id, put).await
}

#[tauri::command]
pub(super) async fn test_secret_beside(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
    which: String,
) -> Answer<TrialView> {
    let (id, which) = named(id, &which)?;
    let trial = desk.integrations.test_beside(&id, which).await;
    announce(&app, &ChangeView::Desk);
    Ok(TrialView::from(
        trial.map_err(|error| ErrorView::from(&error))?,
    ))
}

#[tauri::command]
pub(super) async fn use_secret_beside(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
    which: String,
) -> Answer<IntegrationView> {
    step(&app, &desk, id, &which, Step::Use).await
}

#[tauri::command]
pub(super) async fn go_back_to_secret(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
    which: String,
) -> Answer<IntegrationView> {
    step(&app, &desk, id, &which, Step::GoBack).await
}

#[tauri::command]
pub(super) async fn forget_secret_beside(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
    which: String,
) -> Answer<IntegrationView> {
    step(&app, &desk, id, &which, Step::Forget).await
}

#[tauri::command]
pub(super) async fn dismiss_reminders(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
) -> Answer<IntegrationView> {
    let integration = desk.integration(&id)?;
    let dismissed = dismiss(&desk.ports, &integration).map_err(EditError::from);
    changed(&app, &desk, &integration.id, dismissed).await
}

/// A secret that the sandbox issues for its own client; the present one is taken too.
#[tauri::command]
pub(super) async fn sandbox_secret(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
    which: String,
) -> Answer<HeldSecretView> {
    let (id, which) = named(id, &which)?;
    let client_id = desk.integration(&id.0)?.client_id;
    let secret = desk.sandbox.issue(&app, &client_id, which).await?;
    Ok(HeldSecretView::hold(&desk, secret))
}

/// What becomes of the secret in use and the one beside it.
enum Step {
    Use,
    GoBack,
    Forget,
}

async fn step(
    app: &AppHandle,
    desk: &Desk,
    id: String,
    which: &str,
    step: Step,
) -> Answer<IntegrationView> {
    let (id, which) = named(id, which)?;
    let all = &desk.integrations;
    let done = match step {
        Step::Use => all.use_beside(&id, which).await,
        Step::GoBack => all.go_back(&id, which).await,
        Step::Forget => all.forget_beside(&id, which).await,
    };
    changed(app, desk, &id, done).await
}

fn named(id: String, which: &str) -> Answer<(IntegrationId, Rotated)> {
    let which = Rotated::from_id(which);
    let which = which.ok_or_else(|| ErrorView::from(&EditError::NothingBeside))?;
    Ok((IntegrationId(id), which))
}

/// A shared key changes every row that uses it.
async fn changed(
    app: &AppHandle,
    desk: &Desk,
    id: &IntegrationId,
    result: Result<(), EditError>,
) -> Answer<IntegrationView> {
    desk.keep_fresh.all_changed();
    match &result {
        Err(EditError::Vault(_)) => desk.look_at_vault(app).await,
        _ => announce(app, &ChangeView::Desk),
    }
    result.map_err(|error| ErrorView::from(&error))?;
    IntegrationView::by_id(desk, id)
}
