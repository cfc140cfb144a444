//! Backups, as a list shows them.
use gatepass_core::BackupReason;
use gatepass_io::{Backup, Holds};
use serde::Serialize;

use super::{millis, millis_of};

/// What one can go back to.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct BackupsView {
    /// The latest first.
    pub(crate) backups: Vec<BackupView>,
    /// Whether one can be restored, or an empty state begun: not while another Gatepass has the data, or nothing can be written.
    pub(crate) replaceable: bool,
}

/// One backup.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct BackupView {
    pub(crate) id: String,
    pub(crate) at_ms: f64,
    pub(crate) reason: BackupReasonView,
    pub(crate) bytes: f64,
    /// The integrations' names; None if it cannot be read.
    pub(crate) integrations: Option<Vec<String>>,
    /// How many exchanges of Activity are in it.
    pub(crate) exchanges: u32,
}

/// Why it was made.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum BackupReasonView {
    Daily,
    BeforeUpdate,
    BeforeRestore,
}

impl From<Backup> for BackupView {
    fn from(backup: Backup) -> Self {
        let exchanges = backup.holds.as_ref().map_or(0, |holds| holds.exchanges);
        Self {
            id: backup.name.to_string(),
            at_ms: millis(backup.name.at_ms),
            reason: match backup.name.reason {
                BackupReason::Daily => BackupReasonView::Daily,
                BackupReason::BeforeUpdate => BackupReasonView::BeforeUpdate,
                BackupReason::BeforeRestore => BackupReasonView::BeforeRestore,
            },
            bytes: millis_of(backup.bytes),
            integrations: backup.holds.map(|Holds { labels, .. }| labels),
            exchanges,
        }
    }
}
