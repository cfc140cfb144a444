//! A token and its life: a moment it was asked for, a span, and what is left of it at another moment.
use serde::{Deserialize, Serialize};

use crate::exchange::Exchange;
use crate::grant::Grant;
use crate::integration::IntegrationId;
use crate::moment::Moment;
use crate::secret::{Kept, SecretId};

/// A token with less left than this is not handed out: a request may take that long to arrive.
pub const RENEW_BEFORE_MS: u64 = 60_000;

/// The longest that a copied token is promised to last.
const PROMISE_MS: u64 = 10 * 60_000;

/// An access token and what is known of it.
#[derive(Clone, Debug)]
pub struct Token {
    /// The token, bound to the origins it may go to.
    pub access: Kept,
    /// Everything else, which is no secret.
    pub record: TokenRecord,
}

/// What is kept about a token outside the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRecord {
    /// Whose it is.
    pub integration: IntegrationId,
    /// The vault item that holds it.
    pub secret: SecretId,
    /// The vault item of the refresh token that came with it, or that got it.
    #[serde(default)]
    pub refresh: Option<SecretId>,
    /// How it was got.
    #[serde(default)]
    pub grant: Grant,
    /// [`crate::Integration::shape`] when it was asked for.
    pub shape: String,
    /// When its request was sent: its life counts from here.
    pub sent: Moment,
    /// How long it lives.
    pub lifetime: Lifetime,
    /// As answered; `Bearer` where the answer named none.
    pub token_type: String,
    /// As answered; may be empty.
    pub scope: String,
    /// The last four characters.
    pub last_four: String,
    /// See [`crate::Secret::fingerprint`].
    pub fingerprint: String,
    /// Whether it has the form of a JWT (RFC 7519).
    pub is_jwt: bool,
    /// How it was got, secrets masked.
    pub exchange: Exchange,
}

/// How long a token lives from when it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredLifetime")]
pub struct Lifetime {
    /// Milliseconds: answers name whole seconds, a token's own `exp` may shorten them by less than one.
    pub ms: u64,
    /// The server named none that can be used, and an hour is assumed.
    pub assumed: bool,
}

/// A lifetime as any version wrote it: the first ones kept whole seconds.
#[derive(Deserialize)]
struct StoredLifetime {
    #[serde(default)]
    ms: u64,
    #[serde(default)]
    seconds: u64,
    assumed: bool,
}

impl From<StoredLifetime> for Lifetime {
    fn from(stored: StoredLifetime) -> Self {
        let StoredLifetime {
            ms,
            seconds,
            assumed,
        } = stored;
        Self {
            ms: if ms == 0 {
                seconds.saturating_mul(1000)
            } else {
                ms
            },
            assumed,
        }
    }
}

/// What is left of a life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remaining {
    /// Milliseconds; 0 when it is over.
    pub ms: u64,
    /// The wall clock went back across a restart, so nobody knows: to be renewed before use.
    pub unsure: bool,
}

impl TokenRecord {
    /// The vault items it points to.
    pub fn secrets(&self) -> impl Iterator<Item = &SecretId> {
        std::iter::once(&self.secret).chain(&self.refresh)
    }

    /// What is left at `now`. `latest_wall_ms` is the latest wall clock that an earlier run saw.
    pub fn remaining(&self, now: &Moment, latest_wall_ms: i64) -> Remaining {
        let life = self.lifetime.ms;
        let went_back = self.sent.boot != now.boot && now.wall_ms < latest_wall_ms;
        match self.sent.elapsed_ms(now) {
            Some(elapsed) => Remaining {
                ms: life.saturating_sub(elapsed),
                unsure: went_back,
            },
            None => Remaining {
                ms: 0,
                unsure: true,
            },
        }
    }

    /// The life that a copy promises: ten minutes, or half the lifetime if that is less.
    pub fn promised_ms(&self) -> u64 {
        PROMISE_MS.min(self.lifetime.ms / 2)
    }

    /// The margin before its end within which it is renewed rather than used: a minute, or a tenth of a short life.
    pub fn margin_ms(&self) -> u64 {
        RENEW_BEFORE_MS.min(self.lifetime.ms / 10)
    }

    /// Whether the token type is one that APIs take in an `Authorization: Bearer` header.
    pub fn is_bearer(&self) -> bool {
        self.token_type.eq_ignore_ascii_case("bearer")
    }
}
