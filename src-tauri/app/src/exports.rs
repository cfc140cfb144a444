//! The request and the endpoints for other tools: source text into the clipboard, Postman files into a folder.
use gatepass_core::{
    Integration, Language, Need, PostmanSource, SealError, endpoints_of, postman_export,
    refusal_of_seal, snippet as written, snippet_with_token, unsent_call,
};
use gatepass_io::save_text;
use tauri::AppHandle;

use crate::call_form::CallForm;
use crate::clipboard::{copy_public, copy_secret};
use crate::desk::Desk;
use crate::downloads::save_all;
use crate::settings;
use crate::view::{CopiedView, ErrorView, SavedView, millis};

/// The request with names in place of its secrets.
pub(crate) fn snippet(desk: &Desk, form: &CallForm, language: &str) -> Result<String, ErrorView> {
    let request = unsent_call(&form.integration, &form.call(), None)
        .map_err(|notes| ErrorView::of_fields(&notes))?;
    let sandbox = desk.ports.sandbox.sandbox_address();
    written(&request, known(language)?, sandbox.as_ref()).map_err(|error| unsealed(&error))
}

/// The same into the clipboard; with the token it is a secret, and its clearing is counted down.
pub(crate) async fn copy(
    app: &AppHandle,
    desk: &Desk,
    form: &CallForm,
    language: &str,
    with_token: bool,
) -> Result<CopiedView, ErrorView> {
    if !with_token {
        copy_public(app, snippet(desk, form, language)?).await?;
        return Ok(CopiedView {
            valid_until_ms: 0.0,
            renewed: false,
        });
    }
    let language = known(language)?;
    let id = &form.integration.id;
    let outcome = desk.tokens.obtain(id, Need::Copy).await;
    let outcome = outcome.map_err(|error| ErrorView::from(&error))?;
    desk.notice_vault(app, outcome.as_ref().err().map(AsRef::as_ref))
        .await;
    let token = outcome.map_err(|refusal| ErrorView::from(&*refusal))?;
    let request = unsent_call(&form.integration, &form.call(), Some(&token))
        .map_err(|notes| ErrorView::of_fields(&notes))?;
    let sandbox = desk.ports.sandbox.sandbox_address();
    let text = snippet_with_token(&request, language, sandbox.as_ref());
    let text = text.map_err(|error| unsealed(&error))?;
    let clear_s = settings::load(&*desk.ports.store).clipboard_clear_s;
    let what = format!("{} with its token", language.name());
    copy_secret(app, text, &form.integration.label, &what, clear_s).await?;
    let now = desk.ports.clock.now();
    let left_ms = i64::try_from(desk.tokens.remaining(&token.record, &now).ms).unwrap_or(i64::MAX);
    Ok(CopiedView {
        valid_until_ms: millis(now.wall_ms.saturating_add(left_ms)),
        renewed: false,
    })
}

/// A collection and its environments, of one integration or of all.
pub(crate) fn postman(
    app: &AppHandle,
    desk: &Desk,
    integration: Option<&str>,
) -> Result<SavedView, ErrorView> {
    let integrations: Vec<Integration> = match integration {
        Some(id) => vec![desk.integration(id)?],
        None => desk
            .ports
            .store
            .integrations()
            .map_err(|error| ErrorView::from(&error))?,
    };
    let endpoints = integrations
        .iter()
        .map(|one| endpoints_of(&*desk.ports.store, one))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| ErrorView::from(&error))?;
    let sources: Vec<PostmanSource<'_>> = integrations
        .iter()
        .zip(&endpoints)
        .map(|(integration, endpoints)| PostmanSource {
            integration,
            endpoints: endpoints.iter().collect(),
        })
        .collect();
    let sandbox = desk.ports.sandbox.sandbox_address();
    let export = postman_export(&sources, sandbox.as_ref());
    let files: Vec<_> = std::iter::once(export.collection)
        .chain(export.environments)
        .collect();
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    save_all(app, &names, |index, path| {
        save_text(&files[index].text, path)
    })
}

fn known(language: &str) -> Result<Language, ErrorView> {
    Language::from_id(language)
        .ok_or_else(|| ErrorView::new("unknown_language", "There is no such language here.", ""))
}

fn unsealed(error: &SealError) -> ErrorView {
    ErrorView::from(&refusal_of_seal(error).over(0, None))
}
