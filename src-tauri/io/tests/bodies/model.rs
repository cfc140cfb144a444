//! The same questions answered the slow and obvious way, from the list of all rows.
use std::collections::BTreeSet;
use std::ops::Range;

use gatepass_io::{JsonView, Kind};

#[derive(Clone, Debug)]
pub(crate) struct ModelRow {
    pub(crate) depth: u32,
    pub(crate) kind: Kind,
    pub(crate) opens: bool,
    pub(crate) start: usize,
    pub(crate) text: Range<usize>,
    pub(crate) name: Option<String>,
}

/// All rows of a document, nothing folded, and what the model folds of them.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) rows: Vec<ModelRow>,
    pub(crate) folded: BTreeSet<usize>,
}

impl Model {
    pub(crate) fn of(view: &JsonView, bytes: &[u8]) -> Self {
        let mut at = 0;
        let rows = view.rows(0, usize::MAX).into_iter().map(|row| {
            at = behind(bytes, at, b" \t\r\n,");
            let start = at;
            if let Some(name) = row.name {
                at = behind(bytes, at + name.len(), b" \t\r\n:");
            }
            let text = at;
            at = match row.text {
                b"{}" | b"[]" => behind(bytes, at + 1, b" \t\r\n") + 1,
                written => at + written.len(),
            };
            ModelRow {
                depth: row.depth,
                kind: row.kind,
                opens: row.opens,
                start,
                text: text..at,
                name: row
                    .name
                    .map(|name| String::from_utf8(name.to_vec()).unwrap()),
            }
        });
        Self {
            rows: rows.collect(),
            folded: BTreeSet::new(),
        }
    }

    pub(crate) fn closes(&self, row: usize) -> bool {
        matches!(self.rows[row].kind, Kind::EndOfObject | Kind::EndOfArray)
    }

    /// The row that closes what `row` opens.
    pub(crate) fn close_of(&self, row: usize) -> usize {
        let depth = self.rows[row].depth;
        (row + 1..self.rows.len())
            .find(|&later| self.rows[later].depth == depth)
            .unwrap()
    }

    /// The row that opened what `row` closes; itself if it closes nothing.
    pub(crate) fn opening_of(&self, row: usize) -> usize {
        if !self.closes(row) {
            return row;
        }
        let depth = self.rows[row].depth;
        (0..row)
            .rev()
            .find(|&before| self.rows[before].depth == depth)
            .unwrap()
    }

    pub(crate) fn items(&self, row: usize) -> usize {
        let depth = self.rows[row].depth + 1;
        (row..self.close_of(row))
            .filter(|&inside| self.rows[inside].depth == depth && !self.closes(inside))
            .count()
    }

    pub(crate) fn parent(&self, row: usize) -> Option<usize> {
        let depth = self.rows[row].depth.checked_sub(1)?;
        (0..row)
            .rev()
            .find(|&before| self.rows[before].depth == depth)
    }

    /// A JSON Pointer, with names read by an ordinary parser.
    pub(crate) fn pointer(&self, row: usize) -> String {
        let row = self.opening_of(row);
        let Some(parent) = self.parent(row) else {
            return String::new();
        };
        let step = match &self.rows[row].name {
            Some(name) => {
                let name: String = serde_json::from_str(name).unwrap();
                name.replace('~', "~0").replace('/', "~1")
            }
            None => {
                let siblings = (parent..row)
                    .filter(|&r| self.rows[r].depth == self.rows[row].depth && !self.closes(r));
                siblings.count().to_string()
            }
        };
        format!("{}/{step}", self.pointer(parent))
    }

    pub(crate) fn visible(&self) -> Vec<usize> {
        let mut visible = vec![];
        let mut row = 0;
        while row < self.rows.len() {
            visible.push(row);
            row = match self.folded.contains(&row) {
                true => self.close_of(row) + 1,
                false => row + 1,
            };
        }
        visible
    }

    pub(crate) fn fold_all_below(&mut self, depth: u32) {
        let rows = self.rows.iter().enumerate();
        let folded = rows.filter(|(_, row)| row.opens && row.depth >= depth);
        self.folded = folded.map(|(number, _)| number).collect();
    }
}

/// The next place with another byte than these.
fn behind(bytes: &[u8], from: usize, passed: &[u8]) -> usize {
    let rest = bytes[from..].iter();
    from + rest.take_while(|byte| passed.contains(byte)).count()
}
