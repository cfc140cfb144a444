//! The `state` of an authorization request (RFC 6749, section 10.12): whoever cannot repeat it has no say in the answer.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::secret::Secret;

/// 256 random bits that tie an answer to the request it belongs to.
#[derive(Clone, Debug)]
pub struct State(Secret);

impl State {
    /// Makes it of fresh random bytes.
    pub fn new(random: &[u8; 32]) -> Self {
        Self(Secret::new(URL_SAFE_NO_PAD.encode(random)))
    }

    /// As it is sent: 43 characters.
    pub fn secret(&self) -> &Secret {
        &self.0
    }

    /// Whether an answer repeats it. The time this takes says nothing about how much of it was right: digests are
    /// compared, to their last byte.
    pub fn is(&self, answered: &str) -> bool {
        let (own, other) = self
            .0
            .reveal(|own| (Sha256::digest(own), Sha256::digest(answered)));
        let differing = own
            .iter()
            .zip(other.iter())
            .fold(0, |bits, (a, b)| bits | (a ^ b));
        differing == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_of_it_is_right() {
        let state = State::new(&[0x5a; 32]);
        let text = state.secret().reveal(str::to_owned);
        assert_eq!(text.len(), 43);
        assert!(state.is(&text));
        for wrong in ["", &text[..42], &format!("{text}A"), &text.to_lowercase()] {
            assert!(!state.is(wrong), "{wrong}");
        }
    }
}
