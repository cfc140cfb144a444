//! The user's settings: a small document in the store. What cannot be read falls back to its default.
use gatepass_core::{Store, StoreError};

use crate::view::SettingsView;

const DOCUMENT: &str = "settings";
const THEMES: [&str; 3] = ["system", "light", "dark"];
/// Half a minute, then a copied token is gone.
const CLEAR_AFTER_S: u32 = 30;
const LONGEST_CLEAR_S: u32 = 3600;

/// The saved settings, or the defaults.
pub(crate) fn load(store: &dyn Store) -> SettingsView {
    let saved = store
        .document(DOCUMENT)
        .ok()
        .flatten()
        .and_then(|text| serde_json::from_str(&text).ok());
    saved.map_or_else(
        || SettingsView {
            theme: "system".into(),
            clipboard_clear_s: CLEAR_AFTER_S,
            single_letter_keys: true,
        },
        sound,
    )
}

/// Saves them, and returns them as they were saved.
pub(crate) fn save(store: &dyn Store, settings: SettingsView) -> Result<SettingsView, StoreError> {
    let settings = sound(settings);
    let text =
        serde_json::to_string(&settings).map_err(|error| StoreError::Failed(error.to_string()))?;
    store.save_document(DOCUMENT, &text)?;
    Ok(settings)
}

fn sound(mut settings: SettingsView) -> SettingsView {
    if !THEMES.contains(&settings.theme.as_str()) {
        settings.theme = "system".into();
    }
    settings.clipboard_clear_s = settings.clipboard_clear_s.min(LONGEST_CLEAR_S);
    settings
}
