//! Two answers side by side, as the page shows them.
use gatepass_core::compare::{Change, CompareError, Comparison, Difference, Side};
use serde::Serialize;

/// Two answers side by side, by their members' paths.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ComparisonView {
    /// "As the sample: every member is there with its type", or what differs, in a sentence.
    pub(crate) summary: String,
    pub(crate) same: bool,
    pub(crate) differences: Vec<DifferenceView>,
    /// Why they cannot be compared, as a sentence, or empty.
    pub(crate) problem: String,
}

/// A member that differs.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DifferenceView {
    /// `bugs[].bug_id`.
    pub(crate) path: String,
    pub(crate) kind: DifferenceKindView,
    /// Types on the left: "text", "number or null"; empty where it is missing.
    pub(crate) left: String,
    pub(crate) right: String,
    /// Example values, cut; shown on demand.
    pub(crate) left_values: Vec<String>,
    pub(crate) right_values: Vec<String>,
}

/// How.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum DifferenceKindView {
    /// On the left only.
    Missing,
    /// On the right only.
    New,
    /// Of another type.
    Retyped,
    /// There on both sides, without a value on one.
    Empty,
    /// Each record on the left has it, only some on the right.
    Sometimes,
    /// The same type and another value, where there is one value only.
    Value,
}

impl ComparisonView {
    pub(crate) fn of(compared: Result<Comparison, CompareError>) -> Self {
        match compared {
            Ok(comparison) => Self {
                summary: comparison.summary(),
                same: comparison.same(),
                differences: comparison
                    .differences
                    .iter()
                    .map(|difference| DifferenceView::of(difference, &comparison))
                    .collect(),
                problem: String::new(),
            },
            Err(error) => Self {
                summary: String::new(),
                same: false,
                differences: vec![],
                problem: problem(&error),
            },
        }
    }
}

impl DifferenceView {
    fn of(difference: &Difference, comparison: &Comparison) -> Self {
        let values = comparison.values(&difference.path).unwrap_or_default();
        let kind = match difference.change {
            Change::Missing { .. } => DifferenceKindView::Missing,
            Change::New { .. } => DifferenceKindView::New,
            Change::Retyped => DifferenceKindView::Retyped,
            Change::Empty(_) => DifferenceKindView::Empty,
            Change::Sometimes => DifferenceKindView::Sometimes,
            Change::Value => DifferenceKindView::Value,
        };
        Self {
            path: difference.path.clone(),
            kind,
            left: types(&difference.left, difference.left_share),
            right: types(&difference.right, difference.right_share),
            left_values: values.left,
            right_values: values.right,
        }
    }
}

/// "text or number, in 3 of 10": a member that only some objects have is optional.
fn types(types: &[&str], (have, all): (u32, u32)) -> String {
    let named = types.join(" or ");
    match types {
        [] => String::new(),
        _ if have < all => format!("{named}, in {have} of {all}"),
        _ => named,
    }
}

fn problem(error: &CompareError) -> String {
    let side = match error.side {
        Side::Left => "on the left",
        Side::Right => "on the right",
    };
    format!("The answer {side} cannot be compared: {}.", error.problem)
}
