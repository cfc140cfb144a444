//! The vault as it was last seen: looked at again wherever it may have changed, and while the system's prompt is open.
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use gatepass_core::{Gate, IntegrationId, Refusal, Remedy};
use gatepass_io::VaultMode;
use tauri::{AppHandle, Manager as _};

use crate::change::announce;
use crate::desk::Desk;
use crate::view::{ChangeView, VaultStateView, VaultView};

/// How often an open prompt is looked at: the keyring does not tell when it is answered.
const WATCH_PROMPT_EVERY: Duration = Duration::from_secs(1);

/// What the vault was like when it was last looked at.
pub(crate) struct SeenVault {
    last: Mutex<Seen>,
    watching_prompt: AtomicBool,
}

struct Seen {
    view: VaultView,
    /// When it was last found open that had not been, in milliseconds since the epoch.
    opened_ms: Option<i64>,
}

impl SeenVault {
    /// Not looked at yet.
    pub(crate) fn opening(mode: VaultMode) -> Self {
        Self {
            last: Mutex::new(Seen {
                view: VaultView::opening(mode),
                opened_ms: None,
            }),
            watching_prompt: AtomicBool::default(),
        }
    }

    /// Nobody is there to answer a prompt that a renewal would raise: it asks only while the vault is open.
    pub(crate) fn gate(self: &Arc<Self>) -> Gate {
        let seen = Arc::clone(self);
        Arc::new(move || {
            let last = seen.last();
            let closed = !last.view.is_open();
            closed.then(|| format!("Waits until {} is open.", last.view.name))
        })
    }

    /// Takes over what was found. Returns whether that is another state than before.
    fn found(&self, view: VaultView, now_ms: i64) -> bool {
        let mut last = self.last();
        let (was_open, is_other) = (last.view.is_open(), last.view.state != view.state);
        if view.is_open() && (!was_open || last.view.mode != view.mode) {
            last.opened_ms = Some(now_ms);
        }
        last.view = view;
        is_other
    }

    fn last(&self) -> MutexGuard<'_, Seen> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// The vault's state as last seen.
    pub(crate) fn vault_view(&self) -> VaultView {
        self.seen_vault.last().view.clone()
    }

    /// Whether it takes a passphrase of ours to unlock the vault in use, as last seen.
    pub(crate) fn needs_passphrase(&self) -> bool {
        self.vault_view().needs_passphrase()
    }

    /// The last refusal of an integration's token, as long as it holds.
    pub(crate) fn refused(&self, id: &IntegrationId) -> Option<Arc<Refusal>> {
        let opened_ms = self.seen_vault.last().opened_ms;
        let refused = self.tokens.refused(id);
        refused.filter(|refusal| !refusal.is_over(opened_ms))
    }

    /// A refusal of the vault's means that its state changed since it was last seen.
    pub(crate) async fn notice_vault(&self, app: &AppHandle, refusal: Option<&Refusal>) {
        if refusal.is_some_and(|refusal| refusal.remedy == Remedy::Vault) {
            self.look_at_vault(app).await;
        }
    }

    /// Looks at the vault again, without raising a prompt, and announces what changed. While the system's prompt is open, it
    /// goes on looking until that is answered.
    pub(crate) async fn look_at_vault(&self, app: &AppHandle) {
        self.see_vault(app).await;
        let is_waiting = self.vault_view().state == VaultStateView::Waiting;
        if is_waiting
            && !self
                .seen_vault
                .watching_prompt
                .swap(true, Ordering::Relaxed)
        {
            tauri::async_runtime::spawn(watch_prompt(app.clone()));
        }
    }

    async fn see_vault(&self, app: &AppHandle) {
        let found = VaultView::of(&self.vaults).await;
        let now_ms = self.ports.clock.now().wall_ms;
        if self.seen_vault.found(found, now_ms) {
            // What stopped for want of it may go on.
            self.keep_fresh.all_changed();
        }
        announce(app, &ChangeView::Desk);
    }
}

async fn watch_prompt(app: AppHandle) {
    let desk = app.state::<Desk>();
    while desk.vault_view().state == VaultStateView::Waiting {
        tokio::time::sleep(WATCH_PROMPT_EVERY).await;
        desk.see_vault(&app).await;
    }
    desk.seen_vault
        .watching_prompt
        .store(false, Ordering::Relaxed);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(mode: VaultMode, state: VaultStateView) -> VaultView {
        VaultView {
            state,
            ..VaultView::opening(mode)
        }
    }

    #[test]
    fn it_is_noted_when_the_vault_opens_and_not_while_it_stays_open() {
        use VaultStateView::{Locked, Memory, Ready};
        let seen = SeenVault::opening(VaultMode::Passphrase);
        let found = |mode, state, now_ms| {
            let is_other = seen.found(view(mode, state), now_ms);
            (is_other, seen.last().opened_ms)
        };
        assert_eq!(found(VaultMode::Passphrase, Locked, 1), (true, None));
        assert_eq!(found(VaultMode::Passphrase, Ready, 2), (true, Some(2)));
        assert_eq!(found(VaultMode::Passphrase, Ready, 3), (false, Some(2)));
        assert_eq!(found(VaultMode::Keyring, Ready, 4), (false, Some(4)));
        assert_eq!(found(VaultMode::Keyring, Locked, 5), (true, Some(4)));
        assert_eq!(found(VaultMode::Memory, Memory, 6), (true, Some(6)));
    }

    #[test]
    fn renewals_wait_until_it_is_open() {
        let seen = Arc::new(SeenVault::opening(VaultMode::Keyring));
        let gate = seen.gate();
        assert_eq!(gate().as_deref(), Some("Waits until OS keyring is open."));
        seen.found(view(VaultMode::Keyring, VaultStateView::Ready), 1);
        assert_eq!(gate(), None);
    }
}
