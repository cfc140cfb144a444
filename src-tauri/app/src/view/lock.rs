//! The lock, for the page: whether it is closed, and where the user was.
use serde::{Deserialize, Serialize};

/// All that a page learns while the app is locked.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct LockView {
    pub(crate) locked: bool,
    /// Why, as a sentence; empty while it is not locked.
    pub(crate) reason: String,
    /// "OS keyring", "Passphrase vault".
    pub(crate) vault: String,
    /// Whether unlocking takes a passphrase; otherwise a click does.
    pub(crate) needs_passphrase: bool,
    /// `system`, `light` or `dark`.
    pub(crate) theme: String,
    /// Where the user was. None while it is locked, and at the first start of the page.
    pub(crate) place: Option<PlaceView>,
}

/// A pane of the window, as the page names it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlaceView {
    /// `integration`, `add`, `sandbox`, `settings`.
    pub(crate) kind: String,
    /// The integration's id, or "".
    pub(crate) id: String,
    /// Its tab, or "".
    pub(crate) tab: String,
}
