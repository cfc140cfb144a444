//! The keys of the age format: public ones, that files are sealed to, and the private ones that open them.
use std::fmt;
use std::str::FromStr;

use age::secrecy::ExposeSecret as _;
use age::x25519;
use gatepass_core::Secret;

/// A public key: `age1…`. It opens nothing.
#[derive(Clone)]
pub struct Recipient(pub(super) x25519::Recipient);

/// A private key: `AGE-SECRET-KEY-1…`. Wiped on drop by the library that made it.
#[derive(Clone)]
pub struct Identity(pub(super) x25519::Identity);

/// Text that is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no key of age")]
pub struct NotAKey;

impl Identity {
    /// A new one, of the system's randomness.
    pub fn generate() -> Self {
        Self(x25519::Identity::generate())
    }

    /// As text, for a file of its own.
    pub fn to_secret(&self) -> Secret {
        Secret::new(self.0.to_string().expose_secret())
    }

    /// Finds the first identity in a file as `age-keygen` writes it: a line each, comments begin with `#`.
    pub fn of_file(text: &str) -> Result<Self, NotAKey> {
        let mut lines = text.lines().map(str::trim);
        let line = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
        let identity = line.ok_or(NotAKey)?.parse().map_err(|_| NotAKey)?;
        Ok(Self(identity))
    }

    /// Finds an identity in a text that was pasted into one line: the comments before it have lost their ends.
    pub fn in_text(text: &Secret) -> Result<Self, NotAKey> {
        const BEGINNING: &str = "AGE-SECRET-KEY-1";
        text.reveal(|text| {
            let rest = &text[text.find(BEGINNING).ok_or(NotAKey)?..];
            let is_letter = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
            let end = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
            Self::of_file(&rest[..end])
        })
    }

    /// Its public half.
    pub fn recipient(&self) -> Recipient {
        Recipient(self.0.to_public())
    }
}

impl FromStr for Recipient {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        Ok(Self(text.trim().parse().map_err(|_| NotAKey)?))
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
