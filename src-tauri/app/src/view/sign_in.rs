//! A sign-in under way, as the Token view shows it.
use gatepass_core::{Reach, SIGN_IN_MS, SignIn};
use serde::Serialize;

use super::{millis, millis_of};

/// A person is to sign in with the browser.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SignInView {
    pub(crate) mode: SignInModeView,
    pub(crate) redirect_uri: String,
    /// What was opened, to be opened elsewhere by hand. It holds no secret: its state counts once and for a few minutes.
    pub(crate) address: String,
    pub(crate) started_at_ms: f64,
    pub(crate) ends_at_ms: f64,
    /// Something that happened meanwhile, or empty.
    pub(crate) note: String,
}

/// How the answer gets here.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum SignInModeView {
    /// Gatepass waits at the redirect URI.
    Listen,
    /// The user pastes the address that the browser landed on.
    Paste,
}

impl From<&SignIn> for SignInView {
    fn from(sign_in: &SignIn) -> Self {
        let started_at_ms = millis(sign_in.began.wall_ms);
        Self {
            mode: match sign_in.redirect_uri.reach() {
                Reach::Listen(_) => SignInModeView::Listen,
                Reach::Paste => SignInModeView::Paste,
            },
            redirect_uri: sign_in.redirect_uri.as_str().to_owned(),
            address: sign_in.address.clone(),
            started_at_ms,
            ends_at_ms: started_at_ms + millis_of(SIGN_IN_MS),
            note: sign_in.note.clone(),
        }
    }
}
