//! Why a code, a refresh token or a password opens nothing.

/// Why something that stands for a user's consent is worth nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Dead {
    Code(Why),
    Refresh(Why),
    /// Not the redirect URI that the code was sent to.
    RedirectUri,
    /// Not the verifier behind the code's challenge, or one without the other.
    Verifier,
    Password,
}

/// What is wrong with a code or a refresh token.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Why {
    Unknown,
    Expired,
    Used,
}

impl Dead {
    /// For the list of requests: servers do not say it so clearly.
    pub(crate) fn outcome(self) -> &'static str {
        match self {
            Self::Code(Why::Unknown) => "unknown code",
            Self::Code(Why::Expired) => "expired code",
            Self::Code(Why::Used) => "code used twice",
            Self::Refresh(Why::Unknown) => "unknown refresh token",
            Self::Refresh(Why::Expired) => "expired refresh token",
            Self::Refresh(Why::Used) => "spent refresh token",
            Self::RedirectUri => "another redirect URI",
            Self::Verifier => "wrong code verifier",
            Self::Password => "wrong password",
        }
    }
}
