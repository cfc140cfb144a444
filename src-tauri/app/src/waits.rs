//! The waits for a browser that are under way, one for each integration that is being signed in to.
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use gatepass_core::IntegrationId;
use tauri::async_runtime::JoinHandle;

/// The waits under way; ending one closes its port.
#[derive(Default)]
pub(crate) struct Waits(Mutex<HashMap<IntegrationId, JoinHandle<()>>>);

impl Waits {
    /// Notes a wait that has begun.
    pub(crate) fn put(&self, id: IntegrationId, waiting: JoinHandle<()>) {
        self.all().insert(id, waiting);
    }

    /// Ends a wait. Resolves once the port is free again.
    pub(crate) async fn end(&self, id: &IntegrationId) {
        let waiting = self.all().remove(id);
        if let Some(waiting) = waiting {
            waiting.abort();
            // Aborted or over: either is its end.
            drop(waiting.await);
        }
    }

    /// Ends all of them, and waits for none.
    pub(crate) fn abort_all(&self) {
        self.all().drain().for_each(|(_, waiting)| waiting.abort());
    }

    fn all(&self) -> MutexGuard<'_, HashMap<IntegrationId, JoinHandle<()>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
