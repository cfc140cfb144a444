//! All tables of a body.
use std::sync::Arc;

use gatepass_core::telling;

use super::index::{self, Outcome};
use super::{ColumnSummary, Table};
use crate::bodies::body::Body;
use crate::bodies::card::Card;

/// What there is to know of a table before its rows are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSummary {
    /// Where the array is, as a JSONPath: `$.bugs`.
    pub path: String,
    /// The array's name in words; "Answer" if the body is the array.
    pub label: String,
    /// How many rows it has.
    pub rows: u32,
    /// How many records it has beyond those that are kept: a million.
    pub left_out: u32,
    /// In the order to show them: those shown by default first, those that say nothing in any record last.
    pub columns: Vec<ColumnSummary>,
    /// There are more columns than are kept: 500.
    pub more_columns: bool,
}

/// The tables of a body, in its order; a table's place names it.
#[derive(Debug)]
pub struct Tables {
    body: Arc<Body>,
    tables: Vec<Table>,
    more: bool,
    beside: u32,
}

impl Tables {
    /// Finds the arrays of objects; none in a body that is shown as lines. Those inside the records of a table belong to its
    /// records, unless there is only one. A body that breaks has the records before the fault.
    pub fn of(body: &Arc<Body>) -> Self {
        let found = body
            .json
            .as_ref()
            .map(|json| index::tables(json, body.bytes()));
        let Outcome {
            tables,
            more,
            beside,
        } = found.unwrap_or_default();
        let table = |found| Table::new(body.clone(), found);
        Self {
            body: body.clone(),
            tables: tables.into_iter().map(table).collect(),
            more,
            beside,
        }
    }

    /// One of them.
    pub fn get(&self, table: usize) -> Option<&Table> {
        self.tables.get(table)
    }

    /// What each of them is.
    pub fn summaries(&self) -> Vec<TableSummary> {
        self.tables.iter().map(Table::summary).collect()
    }

    /// Whether there are more than are kept: 64.
    pub fn has_more(&self) -> bool {
        self.more
    }

    /// The body's own object to be read; None if it is none.
    pub fn card(&self) -> Option<Card> {
        Card::of_body(&self.body)
    }

    /// Whether the card says more than a table: there is no table, or the first one only adds to an object that has much to
    /// say itself, as notes add to a case.
    pub fn card_first(&self) -> bool {
        const MUCH: u32 = 6;
        self.tables.is_empty() || self.beside >= MUCH
    }
}

impl Table {
    /// What it is.
    pub fn summary(&self) -> TableSummary {
        let name = self
            .path
            .pointer
            .rsplit('/')
            .find(|name| !name.bytes().all(|byte| byte.is_ascii_digit()));
        TableSummary {
            path: self.path.jsonpath.clone(),
            label: name.map_or_else(
                || "Answer".to_owned(),
                |name| telling::label(&name.replace("~1", "/").replace("~0", "~")),
            ),
            rows: self.records.len() as u32,
            left_out: self.left_out,
            columns: self
                .columns
                .iter()
                .map(|column| column.summary.clone())
                .collect(),
            more_columns: self.more_columns,
        }
    }
}
