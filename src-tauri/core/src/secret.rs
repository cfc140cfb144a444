//! A secret: text that cannot be printed, serialised, compared or sent by accident.
use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::origin::Origin;

/// A client secret, subscription key, access token or anything else that must not leak. Wiped on drop.
///
/// It has no `Display`, `Serialize`, `Deref` or `PartialEq`:
///
/// ```compile_fail,E0277
/// println!("{}", gatepass_core::Secret::new("hunter2"));
/// ```
/// ```compile_fail,E0277
/// serde_json::to_string(&gatepass_core::Secret::new("hunter2"));
/// ```
/// ```compile_fail,E0614
/// let text = *gatepass_core::Secret::new("hunter2");
/// ```
/// ```compile_fail,E0369
/// gatepass_core::Secret::new("hunter2") == gatepass_core::Secret::new("hunter2");
/// ```
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text in. The caller's copy, if any, is the caller's to wipe.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// Lends the text. Search for `.reveal(` to find every place that sees a secret.
    pub fn reveal<R>(&self, look: impl FnOnce(&str) -> R) -> R {
        look(&self.0)
    }

    /// Characters, for as many dots.
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The last four characters, or nothing where four would give away a noticeable part.
    pub fn last_four(&self) -> String {
        let length = self.length();
        if length < 16 {
            return String::new();
        }
        self.0.chars().skip(length - 4).collect()
    }

    /// The first three bytes of its SHA-256, to tell two secrets apart without showing either: `3f:a1:07`.
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::digest(self.0.as_bytes());
        format!("{:02x}:{:02x}:{:02x}", digest[0], digest[1], digest[2])
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(••••)")
    }
}

/// A secret together with the origins it was given for. It is sent to those and nowhere else.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The secret itself.
    pub secret: Secret,
    /// Where it may go.
    pub origins: Vec<Origin>,
}

impl Kept {
    /// Binds a secret to the origins it was given for.
    pub fn new(secret: Secret, origins: Vec<Origin>) -> Self {
        Self { secret, origins }
    }

    /// Whether it may be sent to `origin`.
    pub fn may_go_to(&self, origin: &Origin) -> bool {
        self.origins.contains(origin)
    }

    /// Whether both hold the same; for what was written and is read back.
    pub fn is_same(&self, other: &Self) -> bool {
        let same = |first: &str| other.secret.reveal(|second| first == second);
        self.origins == other.origins && self.secret.reveal(same)
    }
}

/// Names an item of the vault. A replaced secret gets a new id, so a row never points to half a change.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SecretId(pub String);

impl fmt::Display for SecretId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the database knows of a secret: where it lies, its last four characters, when it was entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretReference {
    /// The vault's item.
    pub id: SecretId,
    /// See [`Secret::last_four`].
    pub last_four: String,
    /// Milliseconds since the epoch.
    pub set_at_ms: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_secret_shows_no_characters() {
        assert_eq!(Secret::new("short-secret").last_four(), "");
        assert_eq!(Secret::new("abcdefghijklmnop").last_four(), "mnop");
    }

    #[test]
    fn debug_shows_no_text() {
        assert!(
            !format!(
                "{:?}",
                Kept::new(Secret::new("hunter2hunter2hunter2"), vec![])
            )
            .contains("hunter2")
        );
    }

    #[test]
    fn a_fingerprint_is_the_start_of_the_sha_256() {
        // echo -n abc | sha256sum starts with ba7816bf
        assert_eq!(Secret::new("abc").fingerprint(), "ba:78:16");
    }
}
