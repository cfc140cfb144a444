//! What can be called: the list, the user's own endpoints, OpenAPI documents, samples.
use gatepass_core::{IntegrationId, read_openapi};
use tauri::{AppHandle, State};

use super::Answer;
use crate::change::announce_endpoints;
use crate::desk::Desk;
use crate::samples;
use crate::view::{
    AddedView, CalledView, EndpointDraftView, EndpointsView, ErrorView, OpenApiView, SampleView,
};

#[tauri::command]
pub(super) async fn endpoints(desk: State<'_, Desk>, integration: String) -> Answer<EndpointsView> {
    EndpointsView::of(&desk, &desk.integration(&integration)?)
}

#[tauri::command]
pub(super) async fn endpoint_draft(
    desk: State<'_, Desk>,
    integration: String,
    endpoint: String,
) -> Answer<EndpointDraftView> {
    EndpointDraftView::by_id(&desk, &IntegrationId(integration), &endpoint)
}

#[tauri::command]
pub(super) async fn save_endpoint(
    app: AppHandle,
    desk: State<'_, Desk>,
    integration: String,
    draft: EndpointDraftView,
) -> Answer<String> {
    let integration = IntegrationId(integration);
    let draft = draft.read(&desk, &integration)?;
    let saved = desk.own_endpoints.save(&integration, &draft);
    let saved = saved.map_err(|error| ErrorView::from(&error))?;
    announce_endpoints(&app, &integration);
    Ok(saved.endpoint.id)
}

#[tauri::command]
pub(super) async fn remove_endpoint(
    app: AppHandle,
    desk: State<'_, Desk>,
    integration: String,
    endpoint: String,
) -> Answer<()> {
    let integration = IntegrationId(integration);
    let removed = desk.own_endpoints.remove(&integration, &endpoint);
    removed.map_err(|error| ErrorView::from(&error))?;
    announce_endpoints(&app, &integration);
    Ok(())
}

/// Reads a document; adds nothing.
#[tauri::command]
pub(super) async fn read_open_api(
    desk: State<'_, Desk>,
    integration: String,
    text: String,
) -> Answer<OpenApiView> {
    let read = read_openapi(&text).map_err(|refusal| ErrorView::from(&refusal))?;
    OpenApiView::of(&desk, &IntegrationId(integration), &read)
}

/// Adds the operations of these keys.
#[tauri::command]
pub(super) async fn import_open_api(
    app: AppHandle,
    desk: State<'_, Desk>,
    integration: String,
    text: String,
    keys: Vec<String>,
) -> Answer<AddedView> {
    let read = read_openapi(&text).map_err(|refusal| ErrorView::from(&refusal))?;
    let chosen: Vec<_> = read
        .endpoints
        .into_iter()
        .filter(|one| keys.contains(&one.draft.line()))
        .collect();
    let integration = IntegrationId(integration);
    let added = desk.own_endpoints.add_all(&integration, &chosen);
    let added = added.map_err(|error| ErrorView::from(&error))?;
    announce_endpoints(&app, &integration);
    Ok(AddedView::from(added))
}

#[tauri::command]
pub(super) async fn show_sample(
    app: AppHandle,
    desk: State<'_, Desk>,
    integration: String,
    endpoint: String,
    sample: String,
) -> Answer<CalledView> {
    samples::show(&app, &desk, &integration, &endpoint, &sample)
}

#[tauri::command]
pub(super) async fn save_sample(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
    title: String,
) -> Answer<SampleView> {
    samples::save(&app, &desk, &id, &title)
}

#[tauri::command]
pub(super) async fn remove_sample(
    app: AppHandle,
    desk: State<'_, Desk>,
    integration: String,
    endpoint: String,
    sample: String,
) -> Answer<()> {
    samples::remove(&app, &desk, IntegrationId(integration), &endpoint, &sample)
}
