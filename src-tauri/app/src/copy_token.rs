//! Copies a token, or a text with it, that is sure to live as long as a copy promises.
use gatepass_core::{CopyForm, Integration, IntegrationId, Need, Secret, Token, copy_text};
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
    let sandbox = desk.ports.sandbox.sandbox_address();
    copy_with_token(app, desk, id, form.what(), |integration, token| {
        Ok(copy_text(form, integration, token, sandbox.as_ref()))
    })
    .await
}

/// The same for a text that is written with the token in it. `what` it is, for the status bar.
pub(crate) async fn copy_with_token(
    app: &AppHandle,
    desk: &Desk,
    id: &IntegrationId,
    what: &str,
    write: impl FnOnce(&Integration, &Token) -> Result<Secret, ErrorView> + Send,
) -> Result<CopiedView, ErrorView> {
    let before = desk.ports.store.token(id);
    let before = before.map_err(|error| ErrorView::from(&error))?;
    let outcome = desk.tokens.obtain(id, Need::Copy).await;
    let outcome = outcome.map_err(|error| ErrorView::from(&error))?;
    announce_integration(app, id);
    desk.notice_vault(app, outcome.as_ref().err().map(AsRef::as_ref))
        .await;
    let token = outcome.map_err(|refusal| ErrorView::from(&*refusal))?;
    let integration = desk.integration(&id.0)?;
    let text = write(&integration, &token)?;
    let clear_s = settings::load(&*desk.ports.store).clipboard_clear_s;
    copy_secret(app, text, &integration.label, what, clear_s).await?;
    let now = desk.ports.clock.now();
    let left_ms = i64::try_from(desk.tokens.remaining(&token.record, &now).ms).unwrap_or(i64::MAX);
    Ok(CopiedView {
        valid_until_ms: millis(now.wall_ms.saturating_add(left_ms)),
        renewed: before.is_some_and(|before| before.secret != token.record.secret),
    })
}
