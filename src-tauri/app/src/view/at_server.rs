//! What came of asking a server about a token, of giving one back, and of trying other placements.
use gatepass_core::{Exchange, Introspection, Tried};
use serde::Serialize;

use super::{ClaimView, ExchangeView};

/// A token was given back.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct RevokedView {
    pub(crate) sentence: String,
    pub(crate) exchange: Option<ExchangeView>,
}

/// What the server says of a token.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct IntrospectionView {
    pub(crate) active: bool,
    pub(crate) claims: Vec<ClaimView>,
    pub(crate) sentence: String,
    pub(crate) exchange: ExchangeView,
}

/// The placements that were tried, in order; the last one may work.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct AlternativesView {
    pub(crate) tried: Vec<AlternativeView>,
}

/// One placement that was tried.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct AlternativeView {
    /// `form`, `query`, `json` or `basic`.
    pub(crate) placement: String,
    pub(crate) name: String,
    pub(crate) works: bool,
    pub(crate) sentence: String,
    pub(crate) exchange: Option<ExchangeView>,
}

impl From<Option<Exchange>> for RevokedView {
    fn from(exchange: Option<Exchange>) -> Self {
        Self {
            sentence: "The server ended the token, and it is forgotten here.".into(),
            exchange: exchange.as_ref().map(ExchangeView::from),
        }
    }
}

impl From<Introspection> for IntrospectionView {
    fn from(said: Introspection) -> Self {
        let sentence = if said.active {
            "The server would honour this token now."
        } else {
            "The server would not honour this token: it has ended, was revoked, or is not one of its own."
        };
        Self {
            active: said.active,
            claims: said.claims.into_iter().map(ClaimView::from).collect(),
            sentence: sentence.into(),
            exchange: ExchangeView::from(&said.exchange),
        }
    }
}

impl From<Vec<Tried>> for AlternativesView {
    fn from(tried: Vec<Tried>) -> Self {
        Self {
            tried: tried.iter().map(AlternativeView::from).collect(),
        }
    }
}

impl From<&Tried> for AlternativeView {
    fn from(tried: &Tried) -> Self {
        let refusal = tried.refusal.as_ref();
        Self {
            placement: tried.placement.id().into(),
            name: tried.placement.name().into(),
            works: refusal.is_none(),
            sentence: refusal.map_or_else(
                || "A token came. It was not kept.".to_owned(),
                |refusal| format!("{}. {}", refusal.title, refusal.sentence),
            ),
            exchange: refusal
                .and_then(|refusal| refusal.exchange.as_deref())
                .map(ExchangeView::from),
        }
    }
}
