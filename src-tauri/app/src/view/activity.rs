//! Kept exchanges: a page of the list, and what one is sent again with.
use gatepass_core::{
    ActivityFilter, ActivityRow, IntegrationId, OutcomeKind, StoreError, provider,
};
use serde::{Deserialize, Serialize};

use super::{CallView, CalledView, ErrorView, OutcomeKindView, millis, millis_of};
use crate::desk::Desk;

/// Which exchanges.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ActivityQueryView {
    /// Of one integration; None for all.
    pub(crate) integration: Option<String>,
    /// Every word has to occur; may be empty.
    pub(crate) text: String,
    /// Only those that were refused or failed.
    pub(crate) trouble_only: bool,
}

/// Some of the list, the latest first.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ActivityView {
    pub(crate) total: u32,
    pub(crate) rows: Vec<ActivityRowView>,
    /// What all of it takes: exchanges and bytes of bodies.
    pub(crate) kept_entries: u32,
    pub(crate) kept_bytes: f64,
}

/// A kept exchange as a row.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ActivityRowView {
    pub(crate) id: String,
    pub(crate) integration: String,
    /// As it was called then.
    pub(crate) label: String,
    pub(crate) environment_name: String,
    pub(crate) title: String,
    pub(crate) method: String,
    /// Without the query.
    pub(crate) address: String,
    /// 0 when nothing answered.
    pub(crate) status: u16,
    pub(crate) outcome: OutcomeKindView,
    /// The meaning: "As asked for", "Token expired".
    pub(crate) outcome_title: String,
    pub(crate) sent_at_ms: f64,
    pub(crate) elapsed_ms: f64,
    pub(crate) body_bytes: f64,
    /// The body was kept too.
    pub(crate) has_body: bool,
}

/// A kept exchange, opened.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeptExchangeView {
    pub(crate) called: CalledView,
    /// To fill the form with; None where the integration or the endpoint is gone.
    pub(crate) call: Option<CallView>,
}

impl ActivityView {
    /// Some of the list, and how much is kept in all.
    pub(crate) fn of(
        desk: &Desk,
        query: &ActivityQueryView,
        first: u32,
        count: u32,
    ) -> Result<Self, ErrorView> {
        let refused = |error: StoreError| ErrorView::from(&error);
        let filter = ActivityFilter {
            integration: query.integration.clone().map(IntegrationId),
            query: query.text.clone(),
            kinds: if query.trouble_only {
                OutcomeKind::TROUBLE.to_vec()
            } else {
                vec![]
            },
        };
        let page = desk.activity.rows(&filter, first, count).map_err(refused)?;
        let usage = desk.activity.usage().map_err(refused)?;
        Ok(Self {
            total: page.total,
            rows: page.rows.into_iter().map(ActivityRowView::from).collect(),
            kept_entries: usage.entries,
            kept_bytes: millis_of(usage.bytes),
        })
    }
}

impl From<ActivityRow> for ActivityRowView {
    fn from(row: ActivityRow) -> Self {
        let environment =
            provider(&row.provider).and_then(|provider| provider.environment(&row.environment));
        Self {
            id: row.id.0,
            integration: row.integration.0,
            label: row.label,
            environment_name: environment
                .map_or(row.environment, |environment| environment.name.clone()),
            title: row.title,
            method: row.method,
            address: row.address,
            status: row.status.unwrap_or_default(),
            outcome: OutcomeKindView::from(row.kind),
            outcome_title: row.outcome,
            sent_at_ms: millis(row.sent_at_ms),
            elapsed_ms: millis_of(row.elapsed_ms),
            body_bytes: millis_of(row.sizes.decoded),
            has_body: row.has_body,
        }
    }
}
