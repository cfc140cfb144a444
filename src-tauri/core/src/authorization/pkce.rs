//! Proof Key for Code Exchange (RFC 7636): a code is worth nothing to whoever did not ask for it.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::secret::Secret;

/// The code verifier of one authorization request. It goes to the token endpoint; the browser sees its challenge only.
#[derive(Clone, Debug)]
pub struct Pkce {
    verifier: Secret,
}

impl Pkce {
    /// Makes the verifier of fresh random bytes, as many as RFC 7636, section 4.1 recommends. The caller's copy is the
    /// caller's to wipe.
    pub fn new(random: &[u8; 32]) -> Self {
        Self {
            verifier: Secret::new(URL_SAFE_NO_PAD.encode(random)),
        }
    }

    /// `code_verifier`: 43 characters.
    pub fn verifier(&self) -> &Secret {
        &self.verifier
    }

    /// `code_challenge` by the method S256, the one that tells nothing of the verifier.
    pub fn challenge(&self) -> String {
        self.verifier
            .reveal(|verifier| URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7636, appendix B.
    const OCTETS: [u8; 32] = [
        116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37,
        77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
    ];

    #[test]
    fn the_rfc_s_own_example_comes_out() {
        let pkce = Pkce::new(&OCTETS);
        pkce.verifier().reveal(|verifier| {
            assert_eq!(verifier, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        });
        assert_eq!(
            pkce.challenge(),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }

    #[test]
    fn debug_shows_no_verifier() {
        assert!(!format!("{:?}", Pkce::new(&OCTETS)).contains("dBjf"));
    }
}
