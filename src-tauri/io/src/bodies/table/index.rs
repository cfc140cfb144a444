//! Finds the tables of a document: reads it once, and once more inside a record that is the only one of its table.
use crate::bodies::body::Json;
use crate::bodies::json::marks::JsonIndex;
use crate::bodies::json::path::ValuePath;
use crate::bodies::json::walk::{Step, Walker};
use crate::bodies::row::Kind;

use super::census::{Census, Counting};
use super::record;
use super::value::{pass, says_something};

/// Rows that a table has at most.
const MOST_ROWS: u32 = 1_000_000;

/// Tables that a document has at most.
const MOST_TABLES: usize = 64;

/// How deep tables with a single record are looked into.
const LEVELS: u32 = 8;

/// How deep the first table is expected to lie.
const DEEPEST: usize = 32;

/// A table that was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: ValuePath,
    /// Where each record begins.
    pub(super) records: Vec<u32>,
    /// Records beyond those.
    pub(super) left_out: u32,
    pub(super) census: Census,
    /// The formatted row of its first record.
    first_row: u32,
    /// How deep the array lies.
    depth: u32,
}

/// What a document has.
#[derive(Default)]
pub(super) struct Outcome {
    /// In the order of the document.
    pub(super) tables: Vec<Found>,
    /// There are more.
    pub(super) more: bool,
    /// How many values stand beside the first table's array, in the object that holds it.
    pub(super) beside: u32,
}

/// The tables of a document.
pub(super) fn tables(json: &Json, body: &[u8]) -> Outcome {
    let index = &json.index;
    let mut search = Search {
        index,
        body,
        tables: vec![],
        more: false,
        beside: Beside::default(),
    };
    if index.rows() > 0 {
        search.look(index.walk(body, 0), None, 0);
    }
    let Search {
        mut tables,
        more,
        beside,
        ..
    } = search;
    tables.retain(|table| !table.records.is_empty());
    Outcome {
        tables,
        more,
        beside: beside.count(),
    }
}

/// Counts the values beside the first table.
#[derive(Default)]
struct Beside {
    /// For each depth, how many values the innermost open object of that depth has.
    values: [u32; DEEPEST],
    /// The depth of the first table's array.
    first: Option<usize>,
    /// The object that holds it is closed.
    closed: bool,
}

impl Beside {
    fn note(&mut self, step: &Step, body: &[u8]) {
        let depth = step.depth as usize;
        if self.closed || depth + 1 >= DEEPEST {
            return;
        }
        self.closed = step.closes() && self.first == Some(depth + 1);
        if step.opens {
            self.values[depth + 1] = 0;
        } else if step.name.is_some() && says_something(step.kind, &body[step.value.clone()]) {
            self.values[depth] += 1;
        }
    }

    fn count(&self) -> u32 {
        self.first
            .and_then(|depth| self.values.get(depth))
            .copied()
            .unwrap_or_default()
    }
}

struct Search<'a> {
    index: &'a JsonIndex,
    body: &'a [u8],
    tables: Vec<Found>,
    more: bool,
    beside: Beside,
}

impl Search<'_> {
    /// Looks through what lies deeper than `within`, or through all.
    fn look(&mut self, mut walker: Walker<'_>, within: Option<u32>, level: u32) {
        let first = self.tables.len();
        // The tables whose arrays are open, the innermost last.
        let mut open: Vec<usize> = vec![];
        while let Some(step) = walker.next() {
            if within.is_some_and(|depth| step.depth <= depth) {
                break;
            }
            if step.kind == Kind::EndOfArray {
                open.pop_if(|table| self.tables[*table].depth == step.depth);
            }
            if level == 0 {
                self.beside.note(&step, self.body);
            }
            // Of all objects, those without a name are items of an array.
            if step.kind == Kind::Object && step.name.is_none() && step.depth > 0 {
                self.record(&mut walker, &step, &mut open);
            }
        }
        if level < LEVELS {
            self.look_into_single_records(first, level);
        }
    }

    fn record(&mut self, walker: &mut Walker<'_>, step: &Step, open: &mut Vec<usize>) {
        let depth = step.depth - 1;
        let known = open
            .last()
            .copied()
            .filter(|&table| self.tables[table].depth == depth);
        let Some(at) = known.or_else(|| self.begin(step, open)) else {
            if step.opens {
                pass(walker, step.depth);
            }
            return;
        };
        let table = &mut self.tables[at];
        let record = table.records.len() as u32;
        if record == MOST_ROWS {
            table.left_out += 1;
            if step.opens {
                pass(walker, step.depth);
            }
            return;
        }
        let mut counting = Counting {
            census: &mut table.census,
            body: self.body,
            record,
        };
        if record::read(walker, step, &mut counting) {
            table.records.push(step.value.start as u32);
        }
    }

    fn begin(&mut self, step: &Step, open: &mut Vec<usize>) -> Option<usize> {
        if self.tables.len() == MOST_TABLES {
            self.more = true;
            return None;
        }
        self.beside.first.get_or_insert(step.depth as usize - 1);
        let levels = self.index.levels(self.body, step.row);
        self.tables.push(Found {
            path: ValuePath::new(self.body, levels.get(1..).unwrap_or_default()),
            records: vec![],
            left_out: 0,
            census: Census::new(),
            first_row: step.row,
            depth: step.depth - 1,
        });
        open.push(self.tables.len() - 1);
        open.last().copied()
    }

    /// An array inside the only record of a table is a table of its own: what would be few rows of it otherwise?
    fn look_into_single_records(&mut self, first: usize, level: u32) {
        let found = self.tables.split_off(first);
        for table in found {
            let single = table.records.len() == 1;
            let (row, depth) = (table.first_row, table.depth + 1);
            self.tables.push(table);
            if single {
                let mut inside = self.index.walk_to(self.body, row);
                inside.next();
                self.look(inside, Some(depth), level + 1);
            }
        }
    }
}
