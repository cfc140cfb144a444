//! The arrays of objects in a JSON body as tables. What is kept is where each record begins; a cell is read from the body's
//! bytes when it is shown. Start reading at `table/index.rs`.
mod cells;
mod census;
mod columns;
mod csv;
mod date;
mod index;
mod query;
mod record;
mod sorting;
mod tables;
mod tree;
pub(super) mod value;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

pub use tables::{TableSummary, Tables};

pub(super) use cells::one_line;
pub(super) use date::is_date;

use super::body::Body;
use super::card::Card;
use super::json::path::ValuePath;
use super::json::walk::Walker;
use super::search::InvalidQuery;
use columns::Column;
use index::Found;
use query::LastOrder;
use record::Members;
use tree::Tree;
use value::Value;

/// What stands in a column, as far as it says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Texts.
    Text,
    /// Numbers.
    Number,
    /// Texts that are dates.
    Date,
    /// `true` and `false`.
    Flag,
    /// Arrays.
    List,
    /// Of more than one kind.
    Mixed,
}

/// A column. Its place among a table's columns names it to every function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnSummary {
    /// The member's name; of a member in an object, the names joined by dots: `EndOfSaleDate.value`.
    pub key: String,
    /// The name in words.
    pub label: String,
    /// What stands in it.
    pub kind: ColumnKind,
    /// In how many records it says something.
    pub present: u32,
    /// Whether it is shown until the user chooses others.
    pub shown: bool,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Nothing, or something that stands for nothing.
    Absent,
    /// A text.
    Text,
    /// A number, digits as written.
    Number,
    /// A text that is a date.
    Date,
    /// `true` or `false`.
    Flag,
    /// An array: its values, or how many records it has.
    List,
    /// An object that lies too deep to be laid open.
    Record,
}

/// A cell as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// On one line, without tags, cut at 200 characters.
    pub text: String,
    /// What it is.
    pub kind: CellKind,
}

/// Which rows are wanted, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableQuery {
    /// The column to sort by, and whether from the last to the first. What is absent always comes last.
    pub sort: Option<(u32, bool)>,
    /// Words, each of which occurs somewhere in the record, in capitals or not.
    pub filter: String,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// The record's number in the body, from 0.
    pub record: u32,
    /// One for each column that was asked for.
    pub cells: Vec<Cell>,
}

/// The rows that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRows {
    /// How many the query has.
    pub total: u32,
    /// Some of them.
    pub rows: Vec<TableRow>,
}

/// Why there are no rows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// Nobody wants them any more.
    #[error("it was cancelled")]
    Cancelled,
    /// The table has no such column.
    #[error("the table has no column {0}")]
    NoColumn(u32),
    /// What is to be filtered by cannot be looked for.
    #[error(transparent)]
    Filter(#[from] InvalidQuery),
    /// The file could not be put together.
    #[error("the rows could not be written as CSV")]
    NotWritten,
}

/// A table of a body.
#[derive(Debug)]
pub struct Table {
    body: Arc<Body>,
    path: ValuePath,
    records: Vec<u32>,
    left_out: u32,
    tree: Tree,
    columns: Vec<Column>,
    more_columns: bool,
    last: LastOrder,
}

impl Table {
    fn new(body: Arc<Body>, mut found: Found) -> Self {
        found.records.shrink_to_fit();
        Self {
            columns: columns::columns(&found.census, found.records.len() as u32),
            body,
            path: found.path,
            records: found.records,
            left_out: found.left_out,
            more_columns: found.census.more,
            tree: found.census.tree,
            last: LastOrder::default(),
        }
    }

    /// Up to `count` rows of a query from `first` on, with these columns. Sorting or filtering many records takes a while:
    /// setting `cancel` ends it. The order is kept until another is asked for.
    pub fn rows(
        &self,
        query: &TableQuery,
        columns: &[u32],
        first: u32,
        count: usize,
        cancel: &AtomicBool,
    ) -> Result<TableRows, TableError> {
        let order = self.last.of(self, query, cancel)?;
        let mut reading = self.reading(columns)?;
        let rows = order.from(first).take(count).map(|record| TableRow {
            record,
            cells: reading
                .read(record)
                .iter()
                .map(|value| {
                    value
                        .as_ref()
                        .map_or_else(Cell::absent, |value| Cell::of(value, self.bytes()))
                })
                .collect(),
        });
        Ok(TableRows {
            rows: rows.collect(),
            total: order.len(),
        })
    }

    /// The rows of a query with these columns as CSV (RFC 4180), values whole. A cell that a spreadsheet would take for a
    /// formula begins with an apostrophe; numbers stay as written.
    pub fn csv(
        &self,
        query: &TableQuery,
        columns: &[u32],
        cancel: &AtomicBool,
    ) -> Result<Vec<u8>, TableError> {
        csv::csv(self, query, columns, cancel)
    }

    /// One record to be read; None if there is no such record.
    pub fn card(&self, record: u32) -> Option<Card> {
        let start = *self.records.get(record as usize)?;
        Card::of_record(&self.body, start as usize, record)
    }

    fn column(&self, column: u32) -> Result<&ColumnSummary, TableError> {
        let found = self.columns.get(column as usize);
        found
            .map(|column| &column.summary)
            .ok_or(TableError::NoColumn(column))
    }

    fn bytes(&self) -> &[u8] {
        self.body.bytes()
    }

    /// From a record's first byte to the next record, or to the end.
    fn record_bytes(&self, record: u32) -> &[u8] {
        let at = record as usize;
        let end = self
            .records
            .get(at + 1)
            .map_or(self.bytes().len(), |next| *next as usize);
        &self.bytes()[self.records[at] as usize..end]
    }

    /// Reads these columns of records.
    fn reading(&self, columns: &[u32]) -> Result<Reading<'_>, TableError> {
        let mut places = vec![vec![]; self.tree.len()];
        for (place, &column) in columns.iter().enumerate() {
            self.column(column)?;
            places[self.columns[column as usize].node as usize].push(place);
        }
        Ok(Reading {
            table: self,
            places,
            values: vec![None; columns.len()],
        })
    }
}

/// Reads some columns of one record after the other.
struct Reading<'a> {
    table: &'a Table,
    /// For each node, which columns it is.
    places: Vec<Vec<usize>>,
    values: Vec<Option<Value>>,
}

impl Reading<'_> {
    fn read(&mut self, record: u32) -> &[Option<Value>] {
        self.values.fill(None);
        let table = self.table;
        let (bytes, at) = (table.bytes(), table.records[record as usize] as usize);
        let mut walker = Walker {
            bytes,
            at,
            row: 0,
            open: 0,
        };
        if let Some(opening) = walker.next() {
            // It was whole when it was found.
            record::read(&mut walker, &opening, self);
        }
        &self.values
    }
}

impl Members for Reading<'_> {
    fn member(&mut self, around: u32, name: &[u8], guess: &mut usize) -> Option<u32> {
        self.table.tree.find(around, name, guess)
    }

    fn value(&mut self, node: u32, value: Value) {
        for &place in &self.places[node as usize] {
            // Of a name given twice the last counts, as for most readers of JSON.
            self.values[place] = Some(value.clone());
        }
    }
}
