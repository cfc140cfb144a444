//! A body that has arrived: its bytes and their lines. How its JSON is laid out is for a view of it.
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::cut::SHOWN;
use super::held::HeldBytes;
use super::json::fault::Fault;
use super::json::marks::JsonIndex;
use super::lines::{LineRow, Lines};
use super::row::{Kind, Row};
use super::save::{self, SaveError};
use super::search::{self, Found, Hit, Query};

/// What a body turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One JSON document.
    Json,
    /// A JSON document up to the fault.
    BrokenJson(Fault),
    /// Anything else: HTML, XML, plain text, one JSON document a line. It is shown as lines.
    Text,
}

/// A whole body. It does not change any more, so it can be searched and saved while it is read.
pub struct Body {
    pub(super) bytes: HeldBytes,
    pub(super) json: Option<Json>,
    lines: Lines,
}

pub(super) struct Json {
    pub(super) index: JsonIndex,
    fault: Option<Fault>,
    /// What lies behind the fault.
    pub(super) tail: Option<Lines>,
}

impl Body {
    pub(super) fn text(bytes: HeldBytes, lines: Lines) -> Self {
        Self {
            bytes,
            json: None,
            lines,
        }
    }

    pub(super) fn json(
        bytes: HeldBytes,
        lines: Lines,
        index: JsonIndex,
        fault: Option<Fault>,
        tail: Option<Lines>,
    ) -> Self {
        Self {
            bytes,
            json: Some(Json { index, fault, tail }),
            lines,
        }
    }

    /// The bytes as they came.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.as_slice()
    }

    /// What it turned out to be.
    pub fn form(&self) -> Form {
        match &self.json {
            None => Form::Text,
            Some(Json { fault: None, .. }) => Form::Json,
            Some(Json {
                fault: Some(fault), ..
            }) => Form::BrokenJson(*fault),
        }
    }

    /// How many rows [`Self::lines`] has.
    pub fn line_count(&self) -> u32 {
        self.lines.rows()
    }

    /// The body as it came, whatever its form: up to `count` rows from `first` on, a line each, or a piece of 200 characters
    /// of a longer one.
    pub fn lines(&self, first: u32, count: usize) -> Vec<Row<'_>> {
        let rows = self.lines.from(self.bytes(), first).take(count);
        rows.map(|row| self.line(&row, 0)).collect()
    }

    /// The rows of [`Self::lines`] in which these hits begin, in their order.
    pub fn lines_of(&self, hits: &[Hit]) -> Vec<u32> {
        let starts = hits.iter().map(|hit| hit.start as usize);
        self.lines.rows_of(self.bytes(), starts)
    }

    /// Every match of `query` in the bytes, from the first to the last. `progress` is told of new ones and of how many bytes
    /// were searched, every megabyte; setting `cancel` ends the search with what was found until then.
    pub fn search(
        &self,
        query: &Query,
        cancel: &AtomicBool,
        progress: impl FnMut(&[Hit], usize),
    ) -> Found {
        search::search(self.bytes(), query, cancel, progress)
    }

    /// Writes the bytes to a file, whole or not at all: what was there stays until the new file is on the disk.
    pub fn save_to(&self, file: &Path) -> Result<(), SaveError> {
        save::save(self.bytes(), file)
    }

    pub(super) fn line(&self, line: &LineRow, rows_before: u32) -> Row<'_> {
        Row {
            number: rows_before + line.row,
            line: rows_before + line.line + 1,
            continues: line.continues,
            ..plain(Kind::Line, &self.bytes()[line.text.clone()])
        }
    }
}

/// A row with a text and nothing else, the text cut if it is too long to be shown.
pub(super) fn plain(kind: Kind, text: &[u8]) -> Row<'_> {
    Row {
        number: 0,
        line: 0,
        depth: 0,
        kind,
        name: None,
        text: &text[..super::cut::prefix(text, SHOWN)],
        text_length: text.len() as u32,
        name_cut: false,
        comma: false,
        opens: false,
        folded: false,
        unclosed: false,
        continues: false,
        items: 0,
        holds: 0,
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Body({} bytes, {:?})", self.bytes().len(), self.form())
    }
}
