//! Bodies as they arrive, are shown row by row, folded, searched and saved.
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]
mod arriving;
mod documents;
mod faults;
mod folding;
mod lines;
mod model;
mod mutated;
mod rows;
mod saving;
mod searching;

use std::sync::Arc;

use gatepass_io::{Body, BodyWriter, DEFAULT_LIMIT, JsonView, Kind, Row};

/// A body that arrived in pieces of this size.
fn arrived(bytes: &[u8], piece: usize) -> Body {
    let mut writer = BodyWriter::new(DEFAULT_LIMIT);
    for piece in bytes.chunks(piece) {
        writer.push(piece).unwrap();
    }
    writer.finish()
}

fn view(text: &str) -> JsonView {
    JsonView::new(Arc::new(arrived(text.as_bytes(), 8 * 1024))).expect("this is JSON")
}

/// A row as a page would paint it, without its depth.
fn painted(row: &Row<'_>) -> String {
    let text = String::from_utf8_lossy(row.text);
    let end = match (row.folded, row.kind) {
        (true, Kind::Object) => format!("…{}}}", row.items),
        (true, _) => format!("…{}]", row.items),
        _ => String::new(),
    };
    let name = row
        .name
        .map(|name| format!("{}: ", String::from_utf8_lossy(name)))
        .unwrap_or_default();
    let comma = if row.comma { "," } else { "" };
    format!("{name}{text}{end}{comma}")
}

/// All rows of a view, indented.
fn page(view: &JsonView) -> String {
    let rows = view.rows(0, usize::MAX);
    let lines = rows.iter().map(|row| {
        let indent = "  ".repeat(row.depth as usize);
        format!("{indent}{}\n", painted(row))
    });
    lines.collect()
}

/// A document without the space between its words.
fn compact(json: &[u8]) -> Vec<u8> {
    let (mut in_string, mut escaped) = (false, false);
    let keep = |&&byte: &&u8| {
        let space = !in_string && b" \t\r\n".contains(&byte);
        in_string ^= byte == b'"' && !escaped;
        escaped = in_string && byte == b'\\' && !escaped;
        !space
    };
    json.iter().filter(keep).copied().collect()
}
