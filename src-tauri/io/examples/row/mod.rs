//! One row of `make bench`: a figure beside its reference, what is allowed, and whether it holds. Printed as a line of JSON.
#![allow(
    dead_code,
    clippy::print_stdout,
    reason = "each bench uses some of it, and it prints a report"
)]
use serde_json::json;

/// What a row is to keep to.
#[derive(Clone, Copy)]
pub(crate) enum Goal {
    /// At most so many times the reference.
    TimesAtMost(f64),
    /// At least so many times the reference.
    TimesAtLeast(f64),
    /// At most that, in the row's own unit.
    AtMost(f64),
    /// At most that much more than the reference, in the row's own unit.
    MoreAtMost(f64),
}

/// What was measured, and against what. Figures are medians.
pub(crate) struct Row<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: f64,
    pub(crate) p95: Option<f64>,
    pub(crate) unit: &'a str,
    pub(crate) reference: &'a str,
    pub(crate) reference_value: Option<f64>,
    pub(crate) goal: Goal,
    /// What a reader has to know to judge the figure.
    pub(crate) text: &'a str,
}

impl Row<'_> {
    pub(crate) fn print(&self) {
        let ratio = self.reference_value.map(|reference| self.value / reference);
        let (goal, holds) = match (self.goal, ratio) {
            (Goal::TimesAtMost(most), Some(ratio)) => (format!("≤ {most} ×"), ratio <= most),
            (Goal::TimesAtLeast(least), Some(ratio)) => (format!("≥ {least} ×"), ratio >= least),
            (Goal::AtMost(most), _) => (format!("≤ {most} {}", self.unit), self.value <= most),
            (Goal::MoreAtMost(more), Some(_)) => (
                format!("≤ {more} {} more", self.unit),
                self.value - self.reference_value.unwrap_or_default() <= more,
            ),
            (_, None) => ("no reference".to_owned(), false),
        };
        let row = json!({
            "name": self.name,
            "value": self.value,
            "p95": self.p95,
            "unit": self.unit,
            "reference": self.reference,
            "reference_value": self.reference_value,
            "ratio": ratio,
            "goal": goal,
            "holds": holds,
            "text": self.text,
        });
        println!("{row}");
    }
}

/// The figure in the middle.
pub(crate) fn median(figures: &[f64]) -> f64 {
    percentile(figures, 50)
}

/// The figure that so many in a hundred do not exceed.
pub(crate) fn percentile(figures: &[f64], hundredths: usize) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len() * hundredths / 100).min(sorted.len().saturating_sub(1));
    sorted.get(at).copied().unwrap_or(f64::NAN)
}
