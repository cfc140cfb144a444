//! Tokens in the books: which are good, which are over, and which fall together.
use super::books::Ledger;
use super::dead::{Dead, Why};
use crate::realm::Realm;
use crate::state::{IssuedToken, TokenKind, sha256};

/// Expired tokens are known for a while, so that the list of requests can tell "expired" from "unknown".
const FORGET_AFTER_MS: i64 = 3_600_000;

/// What is known of a token that came with a call.
pub(crate) enum TokenCheck {
    Good {
        client_id: String,
        seconds_left: i64,
    },
    Expired,
    Revoked,
    Foreign,
    Unknown,
}

/// What came of a wish to revoke.
pub(crate) enum Revoked {
    Done,
    /// Nobody's token, or none that this server issued: nothing to do (RFC 7009, section 2.2).
    Unknown,
    /// Another client's token, which stays as it is (RFC 7009, section 2.1).
    Foreign,
}

impl Ledger {
    /// Makes tokens good. Returns only when they are, so the answer that carries them cannot overtake it.
    pub(crate) fn honour(&self, tokens: impl IntoIterator<Item = IssuedToken>) {
        let forget_before = self.now_ms() - FORGET_AFTER_MS;
        let mut books = self.books();
        let kept = |token: &IssuedToken| token.expires_at_ms > forget_before;
        books.state.tokens.retain(kept);
        for mut token in tokens {
            // Its family may have been revoked between the code or refresh token and here.
            let family = token.family.as_ref();
            token.revoked |= family.is_some_and(|family| books.dead_families.contains(family));
            books.state.tokens.push(token);
        }
        drop(books);
        self.changed();
    }

    pub(crate) fn check_token(&self, realm: Realm, token: &str) -> TokenCheck {
        let (now, hash) = (self.now_ms(), sha256(token));
        let books = self.books();
        let is_it = |kept: &&IssuedToken| kept.sha256 == hash && kept.kind == TokenKind::Access;
        match books.state.tokens.iter().find(is_it) {
            None => TokenCheck::Unknown,
            Some(kept) if kept.realm != realm => TokenCheck::Foreign,
            Some(kept) if kept.revoked => TokenCheck::Revoked,
            Some(kept) if kept.expires_at_ms <= now => TokenCheck::Expired,
            Some(kept) => TokenCheck::Good {
                client_id: kept.client_id.clone(),
                seconds_left: (kept.expires_at_ms - now) / 1000,
            },
        }
    }

    /// A token of that client that is good now.
    pub(crate) fn active(&self, realm: Realm, client_id: &str, token: &str) -> Option<IssuedToken> {
        let (now, hash) = (self.now_ms(), sha256(token));
        let is_it = |kept: &&IssuedToken| {
            (kept.realm, kept.client_id.as_str()) == (realm, client_id)
                && kept.sha256 == hash
                && !kept.revoked
                && kept.expires_at_ms > now
        };
        self.books().state.tokens.iter().find(is_it).cloned()
    }

    /// Takes a refresh token. One that rotates is good once; its second use shows that two parties hold it, and the whole
    /// family falls (RFC 9700, section 4.14.2). `fits` may still say no, and then nothing is spent.
    pub(crate) fn spend_refresh_token<E: From<Dead>>(
        &self,
        (realm, client_id): (Realm, &str),
        token: &str,
        rotates: bool,
        fits: impl FnOnce(&IssuedToken) -> Result<(), E>,
    ) -> Result<IssuedToken, E> {
        let (now, hash) = (self.now_ms(), sha256(token));
        let mut books = self.books();
        let is_it = |kept: &&mut IssuedToken| {
            (kept.realm, kept.client_id.as_str()) == (realm, client_id)
                && kept.sha256 == hash
                && kept.kind == TokenKind::Refresh
        };
        let Some(kept) = books.state.tokens.iter_mut().find(is_it) else {
            return Err(Dead::Refresh(Why::Unknown).into());
        };
        if kept.revoked {
            let family = kept.family.clone();
            books.revoke_family(family.as_deref());
            drop(books);
            self.changed();
            return Err(Dead::Refresh(Why::Used).into());
        }
        if kept.expires_at_ms <= now {
            return Err(Dead::Refresh(Why::Expired).into());
        }
        fits(kept)?;
        kept.revoked = rotates;
        let spent = kept.clone();
        drop(books);
        self.changed();
        Ok(spent)
    }

    /// Revokes a token; with a refresh token all that came from the same consent (RFC 7009, section 2.1).
    pub(crate) fn revoke(&self, realm: Realm, client_id: &str, token: &str) -> Revoked {
        let hash = sha256(token);
        let mut books = self.books();
        let is_it = |kept: &&mut IssuedToken| kept.realm == realm && kept.sha256 == hash;
        match books.state.tokens.iter_mut().find(is_it) {
            None => return Revoked::Unknown,
            Some(kept) if kept.client_id != client_id => return Revoked::Foreign,
            Some(kept) => {
                kept.revoked = true;
                if kept.kind == TokenKind::Refresh {
                    let family = kept.family.clone();
                    books.revoke_family(family.as_deref());
                }
            }
        }
        drop(books);
        self.changed();
        Revoked::Done
    }
}
