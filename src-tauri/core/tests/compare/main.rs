//! Two documents laid side by side: what is missing, new and re-typed, row by row, and what cannot be compared.
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]
mod hostile;
mod rows;
mod samples;

use gatepass_core::compare::{Change, Comparison, Difference, Side, compare};

fn compared(left: &str, right: &str) -> Comparison {
    compare(left.as_bytes(), right.as_bytes()).unwrap()
}

/// A difference on one line: `missing bugs[].id (text → )`.
fn line(one: &Difference) -> String {
    let change = match one.change {
        Change::Missing { below: 0 } => "missing".to_owned(),
        Change::Missing { below } => format!("missing with {below}"),
        Change::New { below: 0 } => "new".to_owned(),
        Change::New { below } => format!("new with {below}"),
        Change::Retyped => "re-typed".to_owned(),
        Change::Empty(Side::Left) => "empty left".to_owned(),
        Change::Empty(Side::Right) => "empty right".to_owned(),
        Change::Sometimes => format!("in {} of {}", one.right_share.0, one.right_share.1),
        Change::Value => "value".to_owned(),
    };
    let types = format!("{} → {}", one.left.join("+"), one.right.join("+"));
    format!("{change} {} ({})", one.path, types.trim())
}

fn lines(left: &str, right: &str) -> Vec<String> {
    compared(left, right).differences.iter().map(line).collect()
}
