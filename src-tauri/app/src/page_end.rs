//! Loads the page anew when its process ended by itself: else its last picture would stay, and answer nothing.
use std::cell::Cell;
use std::time::{Duration, Instant};

use tauri::{AppHandle, Manager as _, WebviewWindow};
use webkit2gtk::{WebProcessTerminationReason as Reason, WebViewExt as _};

use crate::desk::Desk;
use crate::window;

/// Between two loads: a page that ends as soon as it is there must not keep the computer busy.
const APART: Duration = Duration::from_secs(10);

const ENDED: &str = "The page ended unexpectedly and was loaded anew. What was saved is there; what was typed and not \
                     saved is gone.";

pub(crate) fn watch(app: &AppHandle, window: &WebviewWindow) -> tauri::Result<()> {
    let app = app.clone();
    window.with_webview(move |view| {
        let latest = Cell::new(None::<Instant>);
        view.inner()
            .connect_web_process_terminated(move |_, reason| {
                // By ourselves: whoever ends it has it loaded anew.
                if reason == Reason::TerminatedByApi {
                    return;
                }
                tracing::error!("the page's process ended, it is loaded anew: {reason:?}");
                let rest = latest
                    .get()
                    .map_or(Duration::ZERO, |at| APART.saturating_sub(at.elapsed()));
                latest.set(Some(Instant::now() + rest));
                load_after(app.clone(), rest);
            });
    })
}

fn load_after(app: AppHandle, rest: Duration) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(rest).await;
        tell(&app);
        window::replace_page(&app);
    });
}

/// What is to be known already, of the data or of a backup, weighs more, and is shown again by the new page.
fn tell(app: &AppHandle) {
    if let Some(desk) = app.try_state::<Desk>() {
        let mut notice = desk.notice();
        if notice.is_empty() {
            *notice = ENDED.into();
        }
    }
}
