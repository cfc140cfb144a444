//! The user's settings: a small document in the store. What cannot be read falls back to its default.
use gatepass_core::{ActivityLimits, ActivityPolicy, Store, StoreError};
use gatepass_io::DEFAULT_LIMIT;
use tauri::{AppHandle, Manager as _};

use crate::change::announce;
use crate::desk::Desk;
use crate::view::{ChangeView, SettingsView};

const DOCUMENT: &str = "settings";
const THEMES: [&str; 3] = ["system", "light", "dark"];
/// Half a minute, then a copied token is gone.
const CLEAR_AFTER_S: u32 = 30;
const LONGEST_CLEAR_S: u32 = 3600;
const LONGEST_IDLE_S: u32 = 86_400;
const MEGABYTE: u64 = 1_000_000;
/// A place in a body is kept in 32 bits.
const LARGEST_BODY_MB: u32 = 4_000;
const MOST_ACTIVITY_ENTRIES: u32 = 100_000;
const MOST_ACTIVITY_MB: u32 = 4_000;

/// The saved settings, or the defaults.
pub(crate) fn load(store: &dyn Store) -> SettingsView {
    let saved = store
        .document(DOCUMENT)
        .ok()
        .flatten()
        .and_then(|text| serde_json::from_str(&text).ok());
    saved.map_or_else(SettingsView::default, sound)
}

/// What a new user starts with, and what a document from an earlier version lacks.
impl Default for SettingsView {
    fn default() -> Self {
        let limits = ActivityLimits::default();
        Self {
            theme: "system".into(),
            clipboard_clear_s: CLEAR_AFTER_S,
            single_letter_keys: true,
            body_limit_mb: megabytes(DEFAULT_LIMIT as u64),
            activity_entries: limits.entries,
            activity_mb: megabytes(limits.bytes),
            keep_personal_bodies: false,
            lock_idle_s: None,
            lock_with_session: true,
            lock_on_sleep: true,
        }
    }
}

/// Saves them, and returns them as they were saved.
pub(crate) fn save(store: &dyn Store, settings: SettingsView) -> Result<SettingsView, StoreError> {
    let settings = sound(settings);
    let text =
        serde_json::to_string(&settings).map_err(|error| StoreError::Failed(error.to_string()))?;
    store.save_document(DOCUMENT, &text)?;
    Ok(settings)
}

/// Lets go of what Activity may no longer keep; in the background, for a large file takes its time.
pub(crate) fn apply(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let desk = app.state::<Desk>();
        let limits = activity_policy(&*desk.ports.store).limits;
        match desk.activity.trim(&limits).await {
            Ok(0) => {}
            Ok(_) => announce(&app, &ChangeView::Activity),
            Err(error) => tracing::warn!("Activity was not trimmed: {error}"),
        }
    });
}

/// What Activity keeps.
pub(crate) fn activity_policy(store: &dyn Store) -> ActivityPolicy {
    let settings = load(store);
    ActivityPolicy {
        limits: ActivityLimits {
            entries: settings.activity_entries,
            bytes: u64::from(settings.activity_mb) * MEGABYTE,
        },
        personal_bodies: settings.keep_personal_bodies,
    }
}

fn megabytes(bytes: u64) -> u32 {
    u32::try_from(bytes / MEGABYTE).unwrap_or(u32::MAX)
}

fn sound(mut settings: SettingsView) -> SettingsView {
    if !THEMES.contains(&settings.theme.as_str()) {
        settings.theme = "system".into();
    }
    settings.clipboard_clear_s = settings.clipboard_clear_s.min(LONGEST_CLEAR_S);
    settings.lock_idle_s = settings
        .lock_idle_s
        .map(|idle_s| idle_s.min(LONGEST_IDLE_S));
    settings.body_limit_mb = settings.body_limit_mb.clamp(1, LARGEST_BODY_MB);
    settings.activity_entries = settings.activity_entries.min(MOST_ACTIVITY_ENTRIES);
    settings.activity_mb = settings.activity_mb.min(MOST_ACTIVITY_MB);
    settings
}
