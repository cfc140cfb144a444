//! The clipboard: secrets are written here, in Rust, and cleared after their time if they are still there.
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use gatepass_core::{Clock as _, Secret};
use gatepass_io::SystemClock;
use tauri::{AppHandle, Manager as _};
use tauri_plugin_clipboard_manager::ClipboardExt as _;
use zeroize::Zeroizing;

use crate::change::announce;
use crate::desk::Desk;
use crate::view::{ChangeView, ClipboardView, ErrorView, millis};

/// What we put into the clipboard last, until it is cleared or replaced.
pub(crate) struct Clipboard {
    copied: Mutex<Option<Copied>>,
    clock: SystemClock,
}

struct Copied {
    view: ClipboardView,
    /// To tell our content from somebody else's, without keeping it.
    fingerprint: [u8; 32],
}

impl Clipboard {
    /// Nothing copied yet.
    pub(crate) fn new() -> Self {
        Self {
            copied: Mutex::default(),
            clock: SystemClock::new(),
        }
    }

    /// For the status bar.
    pub(crate) fn view(&self) -> Option<ClipboardView> {
        self.copied().as_ref().map(|copied| copied.view.clone())
    }

    fn copied(&self) -> MutexGuard<'_, Option<Copied>> {
        self.copied.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes a secret, with the hint that keeps it out of clipboard histories, and clears it after `clear_s` seconds (0: never).
pub(crate) async fn copy_secret(
    app: &AppHandle,
    text: Secret,
    label: &str,
    what: &str,
    clear_s: u32,
) -> Result<(), ErrorView> {
    let fingerprint = fingerprint_of(&text);
    let handle = app.clone();
    on_own_thread(move || text.reveal(|text| handle.clipboard().write_secret(text))).await?;
    let clipboard = app.state::<Clipboard>();
    let now_ms = clipboard.clock.now().wall_ms;
    let clears_at_ms = (clear_s > 0).then(|| now_ms + i64::from(clear_s) * 1000);
    let view = ClipboardView {
        label: label.to_owned(),
        what: what.to_owned(),
        clears_at_ms: clears_at_ms.map(millis),
    };
    *clipboard.copied() = Some(Copied { view, fingerprint });
    announce(app, &ChangeView::Clipboard);
    // Looked at afterwards: either the lock clears it, or it is found here that the lock has come.
    if app
        .try_state::<Desk>()
        .is_some_and(|desk| desk.ports.lock.is_closed())
    {
        clear(app).await;
        return Err(ErrorView::locked());
    }
    if let Some(at_ms) = clears_at_ms {
        tauri::async_runtime::spawn(clear_when_due(app.clone(), fingerprint, at_ms));
    }
    Ok(())
}

/// Writes something that is no secret.
pub(crate) async fn copy_public(app: &AppHandle, text: String) -> Result<(), ErrorView> {
    let handle = app.clone();
    on_own_thread(move || handle.clipboard().write_text(text)).await
}

/// Reads text into a secret.
pub(crate) async fn paste_secret(app: &AppHandle) -> Result<Secret, ErrorView> {
    let handle = app.clone();
    let read = tauri::async_runtime::spawn_blocking(move || handle.clipboard().read_text()).await;
    match read {
        Ok(Ok(text)) if !text.is_empty() => Ok(Secret::new(text)),
        Ok(_) | Err(_) => Err(ErrorView::new(
            "clipboard_empty",
            "There is no text in the clipboard.",
            "Copy what you want to paste, then try again.",
        )),
    }
}

/// Clears what we copied, if it is still there. Anything else in the clipboard is left alone.
pub(crate) async fn clear(app: &AppHandle) {
    let handle = app.clone();
    if tauri::async_runtime::spawn_blocking(move || clear_ours(&handle))
        .await
        .is_err()
    {
        tracing::warn!("clearing the clipboard was interrupted");
    }
    announce(app, &ChangeView::Clipboard);
}

/// The same, when the app ends.
pub(crate) fn clear_at_exit(app: &AppHandle) {
    clear_ours(app);
}

async fn clear_when_due(app: AppHandle, fingerprint: [u8; 32], at_ms: i64) {
    // By the wall clock, second by second: a timer alone stops during suspend and would clear too late.
    loop {
        let clipboard = app.state::<Clipboard>();
        let is_ours = clipboard.copied().as_ref().is_some_and(|copied| {
            copied.fingerprint == fingerprint && copied.view.clears_at_ms == Some(millis(at_ms))
        });
        if !is_ours {
            return;
        }
        let left_ms = at_ms - clipboard.clock.now().wall_ms;
        if left_ms <= 0 {
            return clear(&app).await;
        }
        tokio::time::sleep(Duration::from_millis(
            u64::try_from(left_ms.min(1000)).unwrap_or(1000),
        ))
        .await;
    }
}

fn clear_ours(app: &AppHandle) {
    let Some(copied) = app.state::<Clipboard>().copied().take() else {
        return;
    };
    let Ok(current) = app.clipboard().read_text().map(Zeroizing::new) else {
        return;
    };
    if digest(&current) == copied.fingerprint
        && let Err(error) = app.clipboard().clear()
    {
        tracing::warn!("the clipboard could not be cleared: {error}");
    }
}

async fn on_own_thread(
    act: impl FnOnce() -> tauri_plugin_clipboard_manager::Result<()> + Send + 'static,
) -> Result<(), ErrorView> {
    match tauri::async_runtime::spawn_blocking(act).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(ErrorView::new(
            "clipboard_failed",
            &format!("The clipboard could not be written: {error}."),
            "Try again.",
        )),
        Err(_) => Err(ErrorView::new(
            "clipboard_failed",
            "Copying was interrupted.",
            "Try again.",
        )),
    }
}

fn fingerprint_of(text: &Secret) -> [u8; 32] {
    text.reveal(digest)
}

fn digest(text: &str) -> [u8; 32] {
    use sha2::Digest as _;
    sha2::Sha256::digest(text.as_bytes()).into()
}
