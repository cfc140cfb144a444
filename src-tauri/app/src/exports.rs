//! The request and the endpoints for other tools: source text into the clipboard, Postman files into a folder.
use gatepass_core::{
    Integration, Language, PostmanSource, SealError, endpoints_of, postman_export, refusal_of_seal,
    snippet as written, snippet_with_token, unsent_call,
};
use gatepass_io::save_text;
use tauri::AppHandle;

use crate::call_form::CallForm;
use crate::clipboard::copy_public;
use crate::copy_token::copy_with_token;
use crate::desk::Desk;
use crate::downloads::save_all;
use crate::view::{CopiedView, ErrorView, SavedView};

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
    let what = format!("{} with its token", language.name());
    let sandbox = desk.ports.sandbox.sandbox_address();
    copy_with_token(app, desk, &form.integration.id, &what, |_, token| {
        let request = unsent_call(&form.integration, &form.call(), Some(token))
            .map_err(|notes| ErrorView::of_fields(&notes))?;
        snippet_with_token(&request, language, sandbox.as_ref()).map_err(|error| unsealed(&error))
    })
    .await
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
