//! Sets up the process before any thread exists: the only place where the environment may be changed.
#![allow(
    unsafe_code,
    reason = "std::env::set_var is unsafe because of threads; here there are none yet"
)]

/// Must be called first thing in `main`.
pub(crate) fn prepare() {
    #[cfg(not(feature = "e2e"))]
    for door in DOORS {
        // SAFETY: nothing else runs yet.
        unsafe { std::env::remove_var(door) }
    }
    #[cfg(target_os = "linux")]
    {
        keep_to_ourselves();
        renderer();
    }
}

/// Ways into the window for whoever sets a variable, which the libraries honour in every build: so the shipped one takes them
/// away. Another program of the same user can set them where it starts Gatepass, and needs no more than that.
#[cfg(not(feature = "e2e"))]
const DOORS: [&str; 8] = [
    // WebDriver (Wry), and WebKit's inspector for other programs.
    "TAURI_WEBVIEW_AUTOMATION",
    "WEBKIT_INSPECTOR_SERVER",
    "WEBKIT_INSPECTOR_HTTP_SERVER",
    // GTK's own inspector, and code that it loads into the process.
    "GTK_DEBUG",
    "GTK_MODULES",
    "GTK3_MODULES",
    "GTK_PATH",
    // The keys of TLS connections, written to a file. Ours does not read it; a library might.
    "SSLKEYLOGFILE",
];

/// What is in our memory is neither dumped when we crash nor read by other programs of the same user. The limit is inherited, so
/// the page's processes write no core file either.
#[cfg(target_os = "linux")]
fn keep_to_ourselves() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // Neither can fail: both only give something up. If one did, there would be nobody to tell yet.
    let _given_up = rustix::process::setrlimit(Resource::Core, none);
    let _given_up = rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable);
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
