//! Tells the page that something changed behind it.
use gatepass_core::IntegrationId;
use tauri::{AppHandle, Emitter as _};

use crate::view::ChangeView;

/// Announces a change. A page that is gone needs no news, so a failure is only logged.
pub(crate) fn announce(app: &AppHandle, change: &ChangeView) {
    if let Err(error) = app.emit("change", change) {
        tracing::warn!("a change could not be announced: {error}");
    }
}

/// What can be called with an integration changed: its own endpoints, or the samples of one.
pub(crate) fn announce_endpoints(app: &AppHandle, id: &IntegrationId) {
    let integration = id.0.clone();
    announce(app, &ChangeView::Endpoints { integration });
}

/// One integration or its token changed.
pub(crate) fn announce_integration(app: &AppHandle, id: &IntegrationId) {
    announce(app, &ChangeView::Integration { id: id.0.clone() });
}
