//! Sets up the process before any thread exists: the only place where the environment may be changed.
#![allow(
    unsafe_code,
    reason = "std::env::set_var is unsafe because of threads; here there are none yet"
)]

/// Must be called first thing in `main`.
pub(crate) fn prepare() {
    // Lets WebDriver drive the window. Wry honours it in every build, so the shipped one takes it away.
    #[cfg(not(feature = "e2e"))]
    // SAFETY: nothing else runs yet.
    unsafe {
        std::env::remove_var("TAURI_WEBVIEW_AUTOMATION");
    }
    #[cfg(target_os = "linux")]
    renderer();
}

/// Keeps WebKitGTK's renderer to what works everywhere, unless the user says otherwise.
#[cfg(target_os = "linux")]
fn renderer() {
    // The DMABUF renderer shows white windows on some drivers (tauri-apps/tauri#9304).
    set_if_unset("WEBKIT_DISABLE_DMABUF_RENDERER");
    // Without a GPU, compositing only loads a software renderer, which costs a hundred megabytes.
    let has_gpu = std::fs::read_dir("/dev/dri").is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
    });
    if !has_gpu {
        set_if_unset("WEBKIT_DISABLE_COMPOSITING_MODE");
    }
}

#[cfg(target_os = "linux")]
fn set_if_unset(name: &str) {
    if std::env::var_os(name).is_none() {
        // SAFETY: nothing else runs yet.
        unsafe { std::env::set_var(name, "1") }
    }
}
