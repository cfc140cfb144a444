//! The user's settings.
use serde::{Deserialize, Serialize};

/// Settings, as the page shows and sends them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SettingsView {
    /// `system`, `light` or `dark`.
    pub(crate) theme: String,
    /// Seconds until a copied secret is cleared; 0 never.
    pub(crate) clipboard_clear_s: u32,
    /// Whether C, R and N act while the list has the focus (WCAG 2.1.4).
    pub(crate) single_letter_keys: bool,
}
