//! Tokens: get, renew, forget, look at. The token itself never passes here.
use gatepass_core::{IntegrationId, Need};
use tauri::{AppHandle, State};

use super::{Answer, allowed, asked};
use crate::change::announce_integration;
use crate::desk::Desk;
use crate::view::{IntegrationView, TokenDetailView};

/// A refusal is not this command's failure: the integration carries it.
#[tauri::command]
pub(super) async fn get_token(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
    renew: bool,
) -> Answer<IntegrationView> {
    let id = IntegrationId(id);
    let outcome = asked(
        desk.tokens
            .obtain(&id, if renew { Need::New } else { Need::Call })
            .await,
    )?;
    desk.notice_vault(&app, outcome.as_ref().err().map(AsRef::as_ref))
        .await;
    announce_integration(&app, &id);
    IntegrationView::by_id(&desk, &id)
}

#[tauri::command]
pub(super) async fn forget_token(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
) -> Answer<IntegrationView> {
    let id = IntegrationId(id);
    allowed(desk.tokens.forget(&id).await)?;
    announce_integration(&app, &id);
    IntegrationView::by_id(&desk, &id)
}

#[tauri::command]
pub(super) async fn token_detail(desk: State<'_, Desk>, id: String) -> Answer<TokenDetailView> {
    let token = allowed(desk.tokens.held_token(&IntegrationId(id)).await)?;
    Ok(TokenDetailView::of(token.as_deref()))
}
