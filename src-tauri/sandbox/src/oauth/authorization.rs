//! What a grant comes to, whichever it was.

/// What a token allows, and to whom.
pub(super) struct Authorization {
    pub(super) client_id: String,
    /// The user who agreed, where there was one.
    pub(super) username: Option<String>,
    pub(super) scope: Option<String>,
    pub(super) family: Option<String>,
    pub(super) without_secret: bool,
}

impl Authorization {
    /// Whom the token speaks for: the user, or else the client itself.
    pub(super) fn subject(&self) -> &str {
        self.username.as_deref().unwrap_or(&self.client_id)
    }
}
