//! Bodies as tables, as files for spreadsheets and as cards.
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]
mod cards;
mod csv;
mod finding;
mod hostile;
mod samples;
mod sorting;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use gatepass_io::{Body, BodyWriter, DEFAULT_LIMIT, Table, TableQuery, Tables};

fn body(bytes: &[u8]) -> Arc<Body> {
    let mut writer = BodyWriter::new(DEFAULT_LIMIT);
    writer.push(bytes).unwrap();
    Arc::new(writer.finish())
}

fn tables(text: &str) -> Tables {
    Tables::of(&body(text.as_bytes()))
}

/// The number of a column.
fn column(table: &Table, key: &str) -> u32 {
    let columns = table.summary().columns;
    columns.iter().position(|column| column.key == key).unwrap() as u32
}

/// One column of all rows of a query.
fn cells(table: &Table, query: &TableQuery, key: &str) -> Vec<String> {
    let rows = table
        .rows(query, &[column(table, key)], 0, usize::MAX, &never())
        .unwrap();
    assert_eq!(rows.total as usize, rows.rows.len());
    rows.rows
        .into_iter()
        .map(|mut row| row.cells.remove(0).text)
        .collect()
}

fn never() -> AtomicBool {
    AtomicBool::new(false)
}

/// The keys of the columns that are shown by default.
fn shown(table: &Table) -> Vec<String> {
    let columns = table.summary().columns;
    columns
        .into_iter()
        .filter(|column| column.shown)
        .map(|column| column.key)
        .collect()
}
