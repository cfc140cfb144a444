//! Tokens: get, renew, forget, look at. The token itself never passes here.
use gatepass_core::{IntegrationId, Leaving, Need, try_alternatives as alternatives};
use tauri::{AppHandle, Manager as _, State};

use super::{Answer, allowed, asked};
use crate::change::announce_integration;
use crate::desk::Desk;
use crate::view::{
    AlternativesView, ErrorView, IntegrationView, IntrospectionView, RevokedView, TokenDetailView,
};

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
    changed(&app, &desk, &id);
    IntegrationView::by_id(&desk, &id)
}

/// Gives the token back to its server where that takes one, and does not wait for it.
#[tauri::command]
pub(super) async fn forget_token(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
) -> Answer<IntegrationView> {
    let id = IntegrationId(id);
    keep_fresh_no_more(&desk, &id).await?;
    give_back(&app, allowed(desk.tokens.forget_and_leave(&id).await)?);
    changed(&app, &desk, &id);
    IntegrationView::by_id(&desk, &id)
}

#[tauri::command]
pub(super) async fn revoke_token(
    app: AppHandle,
    desk: State<'_, Desk>,
    id: String,
) -> Answer<RevokedView> {
    let id = IntegrationId(id);
    let revoked = allowed(desk.tokens.revoke(&id).await)?;
    keep_fresh_no_more(&desk, &id).await?;
    changed(&app, &desk, &id);
    Ok(RevokedView::from(revoked))
}

#[tauri::command]
pub(super) async fn introspect_token(
    desk: State<'_, Desk>,
    id: String,
) -> Answer<IntrospectionView> {
    let said = allowed(desk.tokens.introspect(&IntegrationId(id)).await)?;
    Ok(IntrospectionView::from(said))
}

#[tauri::command]
pub(super) async fn try_alternatives(
    desk: State<'_, Desk>,
    id: String,
) -> Answer<AlternativesView> {
    let tried = alternatives(&desk.ports, &IntegrationId(id)).await;
    let tried = tried.map_err(|refusal| ErrorView::from(&refusal))?;
    Ok(AlternativesView::from(tried))
}

#[tauri::command]
pub(super) async fn token_detail(desk: State<'_, Desk>, id: String) -> Answer<TokenDetailView> {
    let token = allowed(desk.tokens.held_token(&IntegrationId(id)).await)?;
    Ok(TokenDetailView::of(token.as_deref()))
}

fn changed(app: &AppHandle, desk: &Desk, id: &IntegrationId) {
    desk.keep_fresh.changed(id);
    announce_integration(app, id);
}

/// Who lets go of a token does not want another one at once.
async fn keep_fresh_no_more(desk: &Desk, id: &IntegrationId) -> Answer<()> {
    let set = desk.integrations.set_keep_fresh(id, false).await;
    set.map_err(|error| ErrorView::from(&error))
}

fn give_back(app: &AppHandle, leaving: Option<Leaving>) {
    let Some(leaving) = leaving else { return };
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let tokens = app.state::<Desk>().tokens.clone();
        if let Err(refusal) = tokens.give_back(leaving).await {
            tracing::warn!("a forgotten token was not revoked: {}", refusal.code);
        }
    });
}
