//! From the question to a user to the code and its exchange. Neither tickets nor codes outlive a restart.
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::books::Ledger;
use super::consent::{AuthorizationRequest, Code, Ticket};
use super::dead::{Dead, Why};
use crate::state::sha256;

const TICKET_LIVES_MS: i64 = 10 * 60_000;
const CODE_LIVES_MS: i64 = 60_000;
/// More pages than this are not open at once; the oldest is forgotten first.
const AT_MOST: usize = 200;

/// What a client shows together with its code.
pub(crate) struct Proof<'a> {
    pub(crate) code: &'a str,
    pub(crate) redirect_uri: Option<&'a str>,
    pub(crate) verifier: Option<&'a str>,
    /// The verifier is all that the client proves itself with, so there must be one.
    pub(crate) alone: bool,
}

impl Ledger {
    /// Notes that a consent page with this ticket in it is about to be shown.
    pub(crate) fn ask_consent(&self, ticket: &str, request: AuthorizationRequest) {
        let expires_at_ms = self.now_ms() + TICKET_LIVES_MS;
        let mut books = self.books();
        books.tickets.truncate(AT_MOST - 1);
        books.tickets.push_front(Ticket {
            sha256: sha256(ticket),
            expires_at_ms,
            request,
        });
    }

    /// The request that a ticket was issued for, once and within ten minutes.
    pub(crate) fn take_consent(&self, ticket: &str) -> Option<AuthorizationRequest> {
        let (now, hash) = (self.now_ms(), sha256(ticket));
        let mut books = self.books();
        let at = books.tickets.iter().position(|kept| kept.sha256 == hash)?;
        let ticket = books.tickets.remove(at)?;
        (ticket.expires_at_ms > now).then_some(ticket.request)
    }

    /// Makes a code good for a minute.
    pub(crate) fn honour_code(&self, code: &str, family: String, request: AuthorizationRequest) {
        let expires_at_ms = self.now_ms() + CODE_LIVES_MS;
        let mut books = self.books();
        books.codes.truncate(AT_MOST - 1);
        books.codes.push_front(Code {
            sha256: sha256(code),
            expires_at_ms,
            used: false,
            family,
            request,
        });
    }

    /// Takes a code: good once, for the client and the redirect URI it was issued for, with the verifier of its challenge
    /// (RFC 7636, section 4.6). A second use revokes what the first one brought (RFC 6749, section 4.1.2).
    pub(crate) fn spend_code<T>(
        &self,
        is_for: impl Fn(&AuthorizationRequest) -> bool,
        proof: &Proof<'_>,
        read: impl FnOnce(&Code) -> T,
    ) -> Result<T, Dead> {
        let (now, hash) = (self.now_ms(), sha256(proof.code));
        let mut books = self.books();
        let is_it = |kept: &&mut Code| kept.sha256 == hash && is_for(&kept.request);
        let Some(code) = books.codes.iter_mut().find(is_it) else {
            return Err(Dead::Code(Why::Unknown));
        };
        if code.used {
            let family = code.family.clone();
            books.revoke_family(Some(&family));
            drop(books);
            self.changed();
            return Err(Dead::Code(Why::Used));
        }
        if code.expires_at_ms <= now {
            return Err(Dead::Code(Why::Expired));
        }
        let request = &code.request;
        let named = request.redirect_uri_named || proof.redirect_uri.is_some();
        if named && proof.redirect_uri != Some(request.redirect_uri.as_str()) {
            return Err(Dead::RedirectUri);
        }
        // A verifier without a challenge is refused as well: someone may have cut the challenge off (RFC 9700, 4.8.2).
        let challenge = proof.verifier.map(challenge_of);
        if challenge != request.code_challenge || (proof.alone && challenge.is_none()) {
            return Err(Dead::Verifier);
        }
        code.used = true;
        Ok(read(code))
    }
}

/// RFC 7636, section 4.2. A verifier that is too short, too long or not of its letters stands for no challenge.
fn challenge_of(verifier: &str) -> String {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if (43..=128).contains(&verifier.len()) && verifier.bytes().all(letter) {
        URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_the_one_of_the_rfc() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert_eq!(challenge_of(verifier), challenge);
        assert_eq!(challenge_of(&verifier[1..]), "");
    }
}
