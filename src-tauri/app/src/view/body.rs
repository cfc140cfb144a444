//! What is told of a body besides its rows: where a search found something, and where it was saved.
use gatepass_io::{Found, InvalidQuery};
use serde::Serialize;

use super::millis_of;

/// Matches of a search in a body.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SearchView {
    pub(crate) total: f64,
    /// A newer search took its place.
    pub(crate) cancelled: bool,
    /// Why nothing can be looked for (a pattern that is no regular expression), or empty.
    pub(crate) problem: String,
}

/// Where a match is: scroll there.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct HitView {
    /// The row's number.
    pub(crate) row: u32,
    /// Its position among the visible rows; what hid it was unfolded.
    pub(crate) position: u32,
    /// How many rows are visible now.
    pub(crate) total: u32,
}

/// Something was written to a file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SavedView {
    /// The folder, absolute: its path is copied, too.
    pub(crate) folder: String,
    /// The files' names.
    pub(crate) files: Vec<String>,
}

impl SearchView {
    /// Nothing was looked for.
    pub(crate) fn none() -> Self {
        Self {
            total: 0.0,
            cancelled: false,
            problem: String::new(),
        }
    }

    pub(crate) fn found(found: &Found) -> Self {
        Self {
            total: millis_of(found.total),
            cancelled: found.cancelled,
            ..Self::none()
        }
    }

    /// Why nothing can be looked for.
    pub(crate) fn problem(error: &InvalidQuery) -> Self {
        Self {
            problem: error.to_string(),
            ..Self::none()
        }
    }
}
