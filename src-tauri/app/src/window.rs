//! The main window: where it may go, when it is shown, how large it was.
use std::time::Duration;

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager as _, Url, WebviewUrl, WebviewWindowBuilder, WindowEvent};

use crate::desk::Desk;

const LABEL: &str = "main";
const SIZE_DOCUMENT: &str = "window";
const DEFAULT_SIZE: (f64, f64) = (1180.0, 760.0);
const LEAST_SIZE: (f64, f64) = (880.0, 560.0);

/// Opens the window, hidden until its first list is painted.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    let (width, height) = remembered_size(app).unwrap_or(DEFAULT_SIZE);
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Gatepass")
        .inner_size(width, height)
        .min_inner_size(LEAST_SIZE.0, LEAST_SIZE.1)
        .visible(false)
        .on_navigation(is_our_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    #[cfg(target_os = "linux")]
    crate::page_end::watch(app, &window)?;
    let handle = app.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { .. } = event {
            remember_size(&handle);
        }
    });
    // A page that cannot paint must not leave an app without a window.
    let handle = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(Duration::from_secs(2)).await;
        show(&handle);
    });
    Ok(())
}

/// Shows the window; doing it twice does no harm.
pub(crate) fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    if let Err(error) = window.show() {
        tracing::error!("the window could not be shown: {error}");
    }
}

/// Ends the page with all that is in its memory, and loads it anew: what was typed and not sent lies there and nowhere else.
pub(crate) fn replace_page(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    #[cfg(target_os = "linux")]
    let replaced = window.with_webview(|view| {
        use webkit2gtk::WebViewExt as _;
        let view = view.inner();
        // Reloading alone keeps the process, and the freed memory in it is not wiped.
        view.terminate_web_process();
        view.reload_bypass_cache();
    });
    #[cfg(not(target_os = "linux"))]
    let replaced = window.reload();
    if let Err(error) = replaced {
        tracing::error!("the page could not be replaced: {error}");
    }
}

/// Brings the window to the front, for a second start.
pub(crate) fn focus(app: &AppHandle) {
    show(app);
    if let Some(window) = app.get_webview_window(LABEL)
        && let Err(error) = window.unminimize().and_then(|()| window.set_focus())
    {
        tracing::warn!("the window could not be focused: {error}");
    }
}

fn is_our_page(address: &Url) -> bool {
    address.scheme() == "tauri" || address.host_str() == Some("tauri.localhost")
}

fn remembered_size(app: &AppHandle) -> Option<(f64, f64)> {
    let text = app
        .try_state::<Desk>()?
        .ports
        .store
        .document(SIZE_DOCUMENT)
        .ok()??;
    let (width, height): (f64, f64) = serde_json::from_str(&text).ok()?;
    Some((
        width.clamp(LEAST_SIZE.0, 7680.0),
        height.clamp(LEAST_SIZE.1, 4320.0),
    ))
}

fn remember_size(app: &AppHandle) {
    let (Some(window), Some(desk)) = (app.get_webview_window(LABEL), app.try_state::<Desk>())
    else {
        return;
    };
    let (Ok(size), Ok(scale)) = (window.inner_size(), window.scale_factor()) else {
        return;
    };
    let size = size.to_logical::<f64>(scale);
    let text = serde_json::json!([size.width, size.height]).to_string();
    if let Err(error) = desk.ports.store.save_document(SIZE_DOCUMENT, &text) {
        tracing::warn!("the window's size was not saved: {error}");
    }
}
