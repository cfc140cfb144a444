//! Copies a token that is sure to live as long as a copy promises.
use gatepass_core::{CopyForm, IntegrationId, Need, copy_text};
use tauri::AppHandle;

use crate::change::announce_integration;
use crate::clipboard::copy_secret;
use crate::desk::Desk;
use crate::settings;
use crate::view::{CopiedView, ErrorView, millis};

/// A new token is got first if the held one has too little left; the answer says so.
pub(crate) async fn copy_token(
    app: &AppHandle,
    desk: &Desk,
    id: &IntegrationId,
    form: CopyForm,
) -> Result<CopiedView, ErrorView> {
    let before = desk
        .ports
        .store
        .token(id)
        .map_err(|error| ErrorView::from(&error))?;
    let outcome = desk
        .tokens
        .obtain(id, Need::Copy)
        .await
        .map_err(|error| ErrorView::from(&error))?;
    announce_integration(app, id);
    desk.notice_vault(app, outcome.as_ref().err().map(AsRef::as_ref))
        .await;
    let token = outcome.map_err(|refusal| ErrorView::from(&*refusal))?;
    let integration = desk
        .ports
        .store
        .integration(id)
        .map_err(|error| ErrorView::from(&error))?;
    let integration = integration.ok_or_else(ErrorView::no_integration)?;
    let text = copy_text(
        form,
        &integration,
        &token,
        desk.ports.sandbox.sandbox_address().as_ref(),
    );
    let clear_s = settings::load(&*desk.ports.store).clipboard_clear_s;
    copy_secret(app, text, &integration.label, form.what(), clear_s).await?;
    let now = desk.ports.clock.now();
    let left_ms = i64::try_from(desk.tokens.remaining(&token.record, &now).ms).unwrap_or(i64::MAX);
    Ok(CopiedView {
        valid_until_ms: millis(now.wall_ms.saturating_add(left_ms)),
        renewed: before.is_some_and(|before| before.secret != token.record.secret),
    })
}
