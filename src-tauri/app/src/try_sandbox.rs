//! "Try the sandbox": six ready integrations, made the way a user would make them, with clients the sandbox generated.
use gatepass_core::{
    Draft, DraftExtra, DraftGrant, EnvironmentKind, ExtraInput, IntegrationId, KeyInput, Placement,
    Provider, Secret, SecretInput, providers,
};
use tauri::AppHandle;

use crate::change::announce;
use crate::desk::Desk;
use crate::view::{ChangeView, ErrorView};

/// One integration for each provider; returns the first one's id.
pub(crate) async fn try_sandbox(app: &AppHandle, desk: &Desk) -> Result<IntegrationId, ErrorView> {
    let mut first = None;
    for provider in providers() {
        let draft = ready_draft(app, desk, provider).await?;
        let saved = desk.integrations.save(&draft).await;
        if let Err(gatepass_core::EditError::Vault(_)) = &saved {
            desk.look_at_vault(app).await;
        }
        let saved = saved.map_err(|error| ErrorView::from(&error))?;
        first = first.or(Some(saved.id));
    }
    announce(app, &ChangeView::Desk);
    first.ok_or_else(ErrorView::no_integration)
}

async fn ready_draft(
    app: &AppHandle,
    desk: &Desk,
    provider: &Provider,
) -> Result<Draft, ErrorView> {
    let client = desk.sandbox.new_client(app, &provider.id).await?;
    let hold = |secret: Secret| {
        let handle = desk.integrations.new_handle();
        desk.integrations.held().hold(handle.clone(), secret);
        handle
    };
    let sandbox = provider
        .environments
        .iter()
        .find(|environment| environment.kind == EnvironmentKind::Sandbox);
    let sandbox = sandbox.ok_or_else(ErrorView::no_integration)?;
    let preset = Draft::preset(provider, sandbox);
    // The custom one shows the two things the others do not: Basic, and an extra header.
    let placement = if provider.id == "custom" {
        Placement::Basic
    } else {
        provider.placements[0]
    };
    let extra = |(name, secret)| DraftExtra {
        name,
        value: ExtraInput::Held(hold(secret)),
    };
    Ok(Draft {
        label: provider.name.clone(),
        client_id: client.client_id,
        client_secret: SecretInput::Held(hold(client.client_secret)),
        subscription_key: client
            .subscription_key
            .map_or(KeyInput::Empty, |key| KeyInput::Held(hold(key))),
        placement: placement.id().to_owned(),
        extra_headers: client.extra_headers.into_iter().map(extra).collect(),
        grant: DraftGrant {
            redirect_uri: client.redirect_uri.unwrap_or_default(),
            username: client.username.unwrap_or_default(),
            ..preset.grant
        },
        ..preset
    })
}
