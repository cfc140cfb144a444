//! A passphrase that a vault is to be made with: typed twice, and long enough.
use crate::draft::FieldNote;
use crate::secret::Secret;

/// Fewer characters are guessed too soon. No other rule: rules make passphrases that are written down.
pub const SHORTEST_PASSPHRASE: usize = 8;

/// A new passphrase that keeps the rule.
pub struct NewPassphrase(Secret);

impl NewPassphrase {
    /// The notes belong under the fields `passphrase` and `repeated`.
    pub fn new(typed: Secret, repeated: &Secret) -> Result<Self, FieldNote> {
        if let Some(problem) = Self::problem(&typed) {
            return Err(FieldNote::new("passphrase", problem));
        }
        if !typed.reveal(|first| repeated.reveal(|second| first == second)) {
            let differs = "This is not the same passphrase. Enter both again.".to_owned();
            return Err(FieldNote::new("repeated", differs));
        }
        Ok(Self(typed))
    }

    /// Why it cannot be one.
    pub fn problem(typed: &Secret) -> Option<String> {
        (typed.length() < SHORTEST_PASSPHRASE)
            .then(|| format!("Use at least {SHORTEST_PASSPHRASE} characters."))
    }

    /// The passphrase itself.
    pub fn secret(&self) -> &Secret {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(typed: &str, repeated: &str) -> Option<String> {
        NewPassphrase::new(Secret::new(typed), &Secret::new(repeated))
            .err()
            .map(|note| note.field)
    }

    #[test]
    fn eight_characters_of_any_kind_typed_twice_are_enough() {
        for good in ["        ", "aaaaaaaa", "пароль пароль", "🔑🔑🔑🔑🔑🔑🔑🔑"]
        {
            assert_eq!(refused(good, good), None, "{good}");
        }
        for short in ["", "seven77", "🔑🔑🔑🔑🔑🔑🔑"] {
            assert_eq!(refused(short, short).as_deref(), Some("passphrase"));
        }
        for other in ["", "correct hors", "correct horse ", "Correct horse"] {
            let differs = refused("correct horse", other);
            assert_eq!(differs.as_deref(), Some("repeated"), "{other}");
        }
    }
}
