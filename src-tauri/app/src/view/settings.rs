//! The user's settings.
use serde::{Deserialize, Serialize};

/// Settings, as the page shows and sends them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct SettingsView {
    /// `system`, `light` or `dark`.
    pub(crate) theme: String,
    /// Seconds until a copied secret is cleared; 0 never.
    pub(crate) clipboard_clear_s: u32,
    /// Whether C, R and N act while the list has the focus (WCAG 2.1.4).
    pub(crate) single_letter_keys: bool,
    /// The largest answer that is taken in, in megabytes.
    pub(crate) body_limit_mb: u32,
    /// The most exchanges that Activity keeps.
    pub(crate) activity_entries: u32,
    /// The most that their bodies take, in megabytes.
    pub(crate) activity_mb: u32,
    /// Whether Activity keeps answers that may hold data of persons too.
    pub(crate) keep_personal_bodies: bool,
    /// Days from which on a secret's age is pointed out; 0 never.
    pub(crate) remind_after_days: u32,
    /// Seconds without a pointer or a key until the app locks; 0 never; None as the vault has it.
    pub(crate) lock_idle_s: Option<u32>,
    /// Whether it locks when the session is locked or its screensaver comes on.
    pub(crate) lock_with_session: bool,
    /// Whether it locks when the computer goes to sleep.
    pub(crate) lock_on_sleep: bool,
}
