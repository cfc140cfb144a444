//! "Save for support": composes the files, keeps them while they are shown, and writes what was shown.
use std::sync::{Mutex, PoisonError};

use gatepass_core::{
    ExchangeId, IntegrationId, Program, SupportBundle, SupportError, SupportSource,
    recheck_support, support_bundle,
};
use gatepass_io::{save_text, system_name};
use tauri::{AppHandle, Manager as _};

use crate::answers::Answers;
use crate::desk::Desk;
use crate::downloads::{file_name, save_all};
use crate::view::{ErrorView, SavedView, SupportSourceView, SupportView};

/// The files that are shown now. There is one dialog.
#[derive(Default)]
pub(crate) struct Shown(Mutex<Option<Prepared>>);

#[derive(Clone)]
struct Prepared {
    id: String,
    integration: IntegrationId,
    bundle: SupportBundle,
}

/// Composes and checks them. Nothing is written.
pub(crate) async fn prepare(
    app: &AppHandle,
    desk: &Desk,
    source: &SupportSourceView,
    with_personal: bool,
) -> Result<SupportView, ErrorView> {
    let (integration, composed) = match source {
        SupportSourceView::Token { integration } => {
            let integration = desk.integration(integration)?;
            let refusal = desk.tokens.refused(&integration.id).ok_or_else(gone)?;
            let source = SupportSource::Refusal(&refusal);
            let bundle = compose(desk, &integration, source, with_personal).await;
            (integration, bundle)
        }
        SupportSourceView::Exchange { id } => {
            let id = ExchangeId(id.clone());
            let read = |error| ErrorView::from(&error);
            let entry = desk.activity.entry(&id).map_err(read)?.ok_or_else(gone)?;
            let integration = desk.integration(&entry.integration.0)?;
            let kept = desk.activity.body(&id).map_err(read)?;
            // What was not kept may still be on screen, under the exchange's own name.
            let live = app.state::<Answers>().get(&id.0).ok();
            let live = live.as_ref().map(|answer| answer.body.bytes());
            let source = SupportSource::Entry(&entry, kept.as_deref().or(live));
            let bundle = compose(desk, &integration, source, with_personal).await;
            (integration, bundle)
        }
    };
    let bundle = composed.map_err(|error| ErrorView::from(&error))?;
    let id = desk.ports.chance.id();
    let view = SupportView::of(id.clone(), &bundle);
    let prepared = Prepared {
        id,
        integration: integration.id,
        bundle,
    };
    *app.state::<Shown>().lock() = Some(prepared);
    Ok(view)
}

/// Writes both into the folder for downloads, after they were checked against all that is secret now.
pub(crate) async fn save(app: &AppHandle, desk: &Desk, id: &str) -> Result<SavedView, ErrorView> {
    let shown = app.state::<Shown>().lock().clone();
    let shown = shown.filter(|shown| shown.id == id).ok_or_else(gone)?;
    let integration = desk.integration(&shown.integration.0)?;
    let checked = recheck_support(&desk.ports, &integration, &shown.bundle).await;
    checked.map_err(|error| ErrorView::from(&error))?;
    let title = format!("gatepass support {}", shown.bundle.title);
    let texts = [&shown.bundle.text, &shown.bundle.har];
    let names = ["txt", "har"].map(|extension| file_name(&title, extension));
    save_all(app, &names, |index, path| save_text(texts[index], path))
}

async fn compose(
    desk: &Desk,
    integration: &gatepass_core::Integration,
    source: SupportSource<'_>,
    with_personal: bool,
) -> Result<SupportBundle, SupportError> {
    let program = Program {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        system: system_name(),
    };
    support_bundle(&desk.ports, integration, source, with_personal, &program).await
}

impl Shown {
    /// Lets it go: the app is locked.
    pub(crate) fn forget(&self) {
        *self.lock() = None;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Prepared>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn gone() -> ErrorView {
    ErrorView::new(
        "support_gone",
        "What it was about is no longer kept.",
        "Send the request again, then save what comes of it.",
    )
}
