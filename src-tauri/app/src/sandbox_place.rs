//! Where the sandbox lives in the app: started when it is needed, its state kept in the store, its address told to core.
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gatepass_core::{Rotated, SandboxAddress, Secret, Store};
use gatepass_sandbox::{NewClient, Sandbox, SandboxState};
use tauri::{AppHandle, Url};

use crate::change::announce;
use crate::view::{ChangeView, ErrorView, SandboxView};

const DOCUMENT: &str = "sandbox";

/// The sandbox, running or not.
pub(crate) struct SandboxPlace {
    store: Arc<dyn Store>,
    running: Mutex<Option<Arc<Sandbox>>>,
    /// One start at a time: two would be two servers.
    starting: tokio::sync::Mutex<()>,
    saved: Mutex<String>,
}

impl SandboxPlace {
    /// Starts nothing.
    pub(crate) fn new(store: Arc<dyn Store>) -> Arc<Self> {
        Arc::new(Self {
            store,
            running: Mutex::default(),
            starting: tokio::sync::Mutex::default(),
            saved: Mutex::default(),
        })
    }

    /// Starts it if it does not run.
    pub(crate) async fn start(
        self: &Arc<Self>,
        app: &AppHandle,
    ) -> Result<Arc<Sandbox>, ErrorView> {
        let _one_at_a_time = self.starting.lock().await;
        if let Some(sandbox) = self.running() {
            return Ok(sandbox);
        }
        let (place, handle) = (Arc::downgrade(self), app.clone());
        let on_change = Arc::new(move || {
            if let Some(place) = place.upgrade() {
                place.persist();
                announce(&handle, &ChangeView::Sandbox);
            }
        });
        let sandbox = Sandbox::start(self.saved_state(), on_change)
            .await
            .map_err(|error| {
                ErrorView::new(
                    "sandbox_failed",
                    &format!("The sandbox could not start: {error}."),
                    "Try again.",
                )
            })?;
        let sandbox = Arc::new(sandbox);
        *self.lock() = Some(Arc::clone(&sandbox));
        announce(app, &ChangeView::Sandbox);
        Ok(sandbox)
    }

    /// Stops it; its clients and tokens are kept for the next start.
    pub(crate) async fn stop(&self, app: &AppHandle) {
        self.persist();
        let sandbox = self.lock().take();
        // The last owner stops the server by dropping it; a call that still holds it ends first.
        if let Some(sandbox) = sandbox.and_then(Arc::into_inner) {
            sandbox.stop().await;
        }
        announce(app, &ChangeView::Sandbox);
    }

    /// A new client of a provider; starts the sandbox if needed.
    pub(crate) async fn new_client(
        self: &Arc<Self>,
        app: &AppHandle,
        provider: &str,
    ) -> Result<NewClient, ErrorView> {
        let client = self.start(app).await?.new_client(provider);
        client.ok_or_else(|| {
            ErrorView::new(
                "no_sandbox",
                "The sandbox does not play this provider.",
                "Choose another provider.",
            )
        })
    }

    /// Another secret for one of its clients.
    pub(crate) async fn issue(
        self: &Arc<Self>,
        app: &AppHandle,
        client_id: &str,
        which: Rotated,
    ) -> Result<Secret, ErrorView> {
        let sandbox = self.start(app).await?;
        let issued = match which {
            Rotated::ClientSecret => sandbox.issue_secret(client_id),
            Rotated::SubscriptionKey => sandbox.issue_subscription_key(),
            // Its users keep the password that they were given.
            Rotated::Password => None,
        };
        issued.ok_or_else(|| {
            ErrorView::new(
                "no_such_client",
                "The sandbox made no such client, so it issues no secret for it.",
                "Use a sandbox client in the form below.",
            )
        })
    }

    /// For its page.
    pub(crate) fn view(&self) -> SandboxView {
        match self.running() {
            Some(sandbox) => SandboxView::of(&sandbox),
            None => SandboxView::stopped(&self.saved_state()),
        }
    }

    /// Whether it has ever made a client: then there are integrations that need it.
    pub(crate) fn has_clients(&self) -> bool {
        !self.saved_state().clients.is_empty()
    }

    pub(crate) fn is_running(&self) -> bool {
        self.lock().is_some()
    }

    fn running(&self) -> Option<Arc<Sandbox>> {
        self.lock().clone()
    }

    fn saved_state(&self) -> SandboxState {
        let saved = self.store.document(DOCUMENT).ok().flatten();
        saved
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default()
    }

    /// Called by the sandbox after each change, before it answers: a token it issued is honoured after any restart.
    fn persist(&self) {
        let Some(sandbox) = self.running() else {
            return;
        };
        let Ok(text) = serde_json::to_string(&sandbox.state()) else {
            return;
        };
        let mut saved = self.saved.lock().unwrap_or_else(PoisonError::into_inner);
        if *saved == text {
            return;
        }
        match self.store.save_document(DOCUMENT, &text) {
            Ok(()) => *saved = text,
            Err(error) => tracing::warn!("the sandbox's state was not saved: {error}"),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Arc<Sandbox>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SandboxAddress for SandboxPlace {
    fn sandbox_address(&self) -> Option<Url> {
        self.running().map(|sandbox| sandbox.address())
    }
}
