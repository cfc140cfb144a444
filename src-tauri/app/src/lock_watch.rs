//! When the app locks by itself: nobody was there, the session was locked, the computer goes to sleep.
use std::time::Duration;

use gatepass_io::SessionEvent;
use tauri::{AppHandle, Manager as _};

use crate::desk::Desk;
use crate::lock::{Reason, lock};
use crate::settings;
use crate::view::VaultStateView;

/// How often the clocks are looked at: right within a second of waking up.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The passphrase vault locks itself after this; the keyring is the session's to lock.
const PASSPHRASE_IDLE_S: u32 = 600;

/// Starts both watches. They end with the app.
pub(crate) fn start(app: &AppHandle) {
    tauri::async_runtime::spawn(watch_idle(app.clone()));
    let handle = app.clone();
    tauri::async_runtime::spawn(gatepass_io::watch_session(move |event| {
        on_session(handle.clone(), event)
    }));
}

async fn watch_idle(app: AppHandle) {
    let desk = app.state::<Desk>();
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let after_s = settings::load(&*desk.ports.store).lock_idle_s;
        let after_s = after_s.unwrap_or(default_idle_s(desk.needs_passphrase()));
        if desk.idle.is_over(&desk.ports.clock.now(), after_s) {
            by_itself(&app, &desk, Reason::Idle(after_s)).await;
        }
    }
}

async fn on_session(app: AppHandle, event: SessionEvent) {
    let desk = app.state::<Desk>();
    let settings = settings::load(&*desk.ports.store);
    match event {
        SessionEvent::Locked if settings.lock_with_session => {
            by_itself(&app, &desk, Reason::Session).await;
        }
        SessionEvent::Sleep if settings.lock_on_sleep => {
            by_itself(&app, &desk, Reason::Sleep).await;
        }
        SessionEvent::Locked | SessionEvent::Sleep => {}
    }
}

/// Memory cannot be locked; where somebody asks for it they are told so, here nobody asked.
async fn by_itself(app: &AppHandle, desk: &Desk, reason: Reason) {
    if desk.vault_view().state == VaultStateView::Memory {
        return;
    }
    if let Err(error) = lock(app, desk, reason).await {
        tracing::warn!("not locked: {}", error.sentence);
    }
}

/// Seconds; 0 never.
fn default_idle_s(needs_passphrase: bool) -> u32 {
    if needs_passphrase {
        PASSPHRASE_IDLE_S
    } else {
        0
    }
}
