//! The user's settings: a small document in the store. What cannot be read falls back to its default.
use gatepass_core::{ActivityLimits, ActivityPolicy, Store, StoreError};
use gatepass_io::DEFAULT_LIMIT;
use tauri::{AppHandle, Manager as _};

use crate::change::announce;
use crate::desk::Desk;
use crate::view::{ChangeView, SettingsView};

const DOCUMENT: &str = "settings";
const UNREADABLE: &str = "settings-unreadable";
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
/// Half a year, as most companies have it. The mark is quiet, and dismissed for as long as the secret stays.
const REMIND_AFTER_DAYS: u32 = 180;
const LONGEST_REMINDER_DAYS: u32 = 3_650;

/// The saved settings, or the defaults.
pub(crate) fn load(store: &dyn Store) -> SettingsView {
    let saved = store.document(DOCUMENT).ok().flatten();
    let saved = saved.as_deref().and_then(read);
    saved.unwrap_or_default()
}

fn read(text: &str) -> Option<SettingsView> {
    serde_json::from_str(text).ok().map(sound)
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
            remind_after_days: REMIND_AFTER_DAYS,
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
    let mut changes = vec![(DOCUMENT.to_owned(), Some(text))];
    // A text that cannot be read is somebody's settings all the same: it is set aside, and the first of them stays.
    let before = store.document(DOCUMENT)?;
    if before
        .as_deref()
        .is_some_and(|before| read(before).is_none())
        && store.document(UNREADABLE)?.is_none()
    {
        tracing::warn!("the settings could not be read and were set aside");
        changes.push((UNREADABLE.to_owned(), before));
    }
    store.change_documents(&changes)?;
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
    settings.remind_after_days = settings.remind_after_days.min(LONGEST_REMINDER_DAYS);
    settings
}

#[cfg(test)]
mod tests {
    use gatepass_io::SqliteStore;

    use super::*;

    /// Knuth's generator: the same harm in every run.
    fn mutated(text: &str, round: u64) -> String {
        let mut bytes = text.as_bytes().to_vec();
        let mut state = round;
        let mut next = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for _ in 0..=next(4) {
            let at = next(bytes.len());
            bytes[at] = next(128) as u8;
        }
        if round.is_multiple_of(5) {
            bytes.truncate(next(bytes.len()));
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn ten_thousand_mutated_ones_are_read_within_bounds_or_not_at_all() {
        let text = serde_json::to_string(&SettingsView::default()).unwrap();
        let (mut as_saved, mut unread) = (0, 0);
        for round in 0..10_000 {
            let Some(settings) = read(&mutated(&text, round)) else {
                unread += 1;
                continue;
            };
            as_saved += 1;
            assert!(THEMES.contains(&settings.theme.as_str()));
            assert!((1..=LARGEST_BODY_MB).contains(&settings.body_limit_mb));
            assert!(settings.clipboard_clear_s <= LONGEST_CLEAR_S);
            assert!(settings.activity_mb <= MOST_ACTIVITY_MB);
        }
        assert!(as_saved > 500 && unread > 500, "{as_saved} {unread}");
    }

    #[test]
    fn what_cannot_be_read_is_set_aside_when_others_are_saved() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path()).unwrap();
        store.save_document(DOCUMENT, "{\"theme\":7").unwrap();
        assert_eq!(load(&store).theme, "system");
        for theme in ["dark", "light"] {
            let chosen = SettingsView {
                theme: theme.into(),
                ..SettingsView::default()
            };
            save(&store, chosen).unwrap();
            assert_eq!(load(&store).theme, theme);
            let aside = store.document(UNREADABLE).unwrap();
            assert_eq!(aside.as_deref(), Some("{\"theme\":7"));
        }
    }
}
