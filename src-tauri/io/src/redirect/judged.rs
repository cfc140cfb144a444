//! How a request to the redirect URI is judged.
use gatepass_core::LandingError;

/// What becomes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judged {
    SignedIn,
    Refused,
    TurnedAway(LandingError),
    /// There was one already.
    TooLate,
}
