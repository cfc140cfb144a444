//! A token as the page may know it: everything except the token.
use gatepass_core::jwt::{self, Claim};
use gatepass_core::{Fault, Refusal, Remedy, Token, TokenRecord, placement_may_help};
use serde::Serialize;

use super::{ExchangeView, millis, millis_of};
use crate::desk::Desk;

/// A held token. `expires_at_ms` may lie in the past: then it has expired.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TokenView {
    /// When its request was sent: the life counts from then.
    pub(crate) sent_at_ms: f64,
    pub(crate) expires_at_ms: f64,
    pub(crate) lifetime_s: f64,
    /// The server named no usable lifetime; an hour is assumed.
    pub(crate) assumed: bool,
    /// The clock went back since it was got: renewed before use.
    pub(crate) unsure: bool,
    pub(crate) token_type: String,
    /// The server's token type is not Bearer: shown as a warning.
    pub(crate) unusual_type: bool,
    pub(crate) scope: String,
    pub(crate) last_four: String,
    /// `3f:a1:07`, the first bytes of the token's SHA-256.
    pub(crate) fingerprint: String,
    pub(crate) is_jwt: bool,
    pub(crate) elapsed_ms: f64,
    /// How it was got.
    pub(crate) grant_name: String,
    /// A refresh token is held with it.
    pub(crate) refreshable: bool,
}

/// What the Token view shows beyond the row; read from the vault when it opens.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TokenDetailView {
    /// Claims of a JWT, in its order; empty for an opaque token.
    pub(crate) claims: Vec<ClaimView>,
    /// The request that got it, secrets masked; None for a token from an earlier version.
    pub(crate) exchange: Option<ExchangeView>,
}

/// One claim of a JWT (RFC 7519), read and not verified.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClaimView {
    pub(crate) name: String,
    /// The value as JSON text; strings without quotes.
    pub(crate) value: String,
    /// What the name means (RFC 7519, Okta), or empty.
    pub(crate) meaning: String,
    /// Milliseconds, where the claim is a moment (`exp`, `iat`, `nbf`).
    pub(crate) at_ms: Option<f64>,
}

/// A failure that teaches: what happened, whose it is, what to do.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct RefusalView {
    pub(crate) code: String,
    /// Two or three words for the list: "secret refused".
    pub(crate) short: String,
    /// A heading: "Smart Bonding refused the client secret".
    pub(crate) title: String,
    pub(crate) sentence: String,
    pub(crate) next_step: String,
    /// What a button offers: `setup`, `subscriptionKey`, `vault`, `retry`, `signIn`, or empty.
    pub(crate) remedy: String,
    /// Other placements of the credentials are worth trying, where the provider documents some.
    pub(crate) placement_may_help: bool,
    pub(crate) fault: FaultView,
    pub(crate) at_ms: f64,
    pub(crate) exchange: Option<ExchangeView>,
}

/// Where a failure has to be put right.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum FaultView {
    You,
    /// A credential, the subscription key, or what was registered.
    Key,
    Service,
    Network,
    /// This computer.
    Here,
}

impl TokenView {
    /// A token's record as it stands now: the end is told in the wall clock that the page reads.
    pub(crate) fn of(desk: &Desk, record: &TokenRecord) -> Self {
        let now = desk.ports.clock.now();
        let remaining = desk.tokens.remaining(record, &now);
        let life_ms = record.lifetime.ms;
        let left = millis_of(remaining.ms);
        let ended = millis(record.sent.wall_ms) + millis_of(life_ms);
        Self {
            sent_at_ms: millis(record.sent.wall_ms),
            expires_at_ms: if remaining.ms > 0 {
                millis(now.wall_ms) + left
            } else {
                ended.min(millis(now.wall_ms))
            },
            lifetime_s: millis_of(record.lifetime.ms.div_ceil(1000)),
            assumed: record.lifetime.assumed,
            unsure: remaining.unsure,
            token_type: record.token_type.clone(),
            unusual_type: !record.is_bearer(),
            scope: record.scope.clone(),
            last_four: record.last_four.clone(),
            fingerprint: record.fingerprint.clone(),
            is_jwt: record.is_jwt,
            elapsed_ms: millis_of(record.exchange.elapsed_ms),
            grant_name: record.grant.name().to_owned(),
            refreshable: record.refresh.is_some(),
        }
    }
}

impl TokenDetailView {
    /// What the Token view shows beyond the row.
    pub(crate) fn of(token: Option<&Token>) -> Self {
        Self {
            claims: token
                .map(|token| jwt::claims(&token.access.secret))
                .unwrap_or_default()
                .into_iter()
                .map(ClaimView::from)
                .collect(),
            exchange: token.map(|token| ExchangeView::from(&token.record.exchange)),
        }
    }
}

impl From<Claim> for ClaimView {
    fn from(claim: Claim) -> Self {
        Self {
            name: claim.name,
            value: claim.value,
            meaning: claim.meaning.into(),
            at_ms: claim.at_s.map(|at_s| millis(at_s.saturating_mul(1000))),
        }
    }
}

impl From<&Refusal> for RefusalView {
    fn from(refusal: &Refusal) -> Self {
        let remedy = match refusal.remedy {
            Remedy::Setup => "setup",
            Remedy::SubscriptionKey => "subscriptionKey",
            Remedy::Vault => "vault",
            Remedy::Retry => "retry",
            Remedy::SignIn => "signIn",
        };
        Self {
            code: refusal.code.into(),
            short: refusal.short.into(),
            title: refusal.title.clone(),
            sentence: refusal.sentence.clone(),
            next_step: refusal.next_step.clone(),
            remedy: remedy.into(),
            placement_may_help: placement_may_help(refusal),
            fault: FaultView::from(refusal.fault),
            at_ms: millis(refusal.at_ms),
            exchange: refusal.exchange.as_deref().map(ExchangeView::from),
        }
    }
}

impl From<Fault> for FaultView {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::You => Self::You,
            Fault::Key => Self::Key,
            Fault::Service => Self::Service,
            Fault::Network => Self::Network,
            Fault::Here => Self::Here,
        }
    }
}
