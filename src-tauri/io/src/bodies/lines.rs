//! Lines as they came, those too long for a screen in pieces; with a mark every few kilobytes to find any of them.
use std::ops::Range;

use super::cut;

/// How many characters of a line stand in one row.
pub(super) const COLUMNS: usize = 200;

/// How far one must look to know where a row ends: a full row of the longest characters, and CR LF behind it.
const REACH: usize = 4 * COLUMNS + 2;

/// How far marks are apart, in bytes.
const SPACING: usize = 4096;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    offset: u32,
    row: u32,
    line: u32,
    continues: bool,
}

/// One row of lines, as a place in the bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LineRow {
    pub(super) row: u32,
    /// The line's number, from 0.
    pub(super) line: u32,
    /// It goes on with the row before.
    pub(super) continues: bool,
    /// Without the line break.
    pub(super) text: Range<usize>,
    next: usize,
}

/// The rows of the lines from a place in the body to its end.
#[derive(Debug)]
pub(super) struct Lines {
    marks: Vec<Mark>,
    /// Up to where rows are known, and what the next one is.
    next: Mark,
}

impl Lines {
    pub(super) fn new(start: usize) -> Self {
        Self {
            marks: vec![],
            next: Mark {
                offset: start as u32,
                row: 0,
                line: 0,
                continues: false,
            },
        }
    }

    /// Notes the rows that are complete in `bytes`, all that has arrived; if it is the `last` time, all of them.
    pub(super) fn extend(&mut self, bytes: &[u8], last: bool) {
        while let Some(found) = row_at(bytes, self.next, last) {
            let offset = self.next.offset as usize;
            if self
                .marks
                .last()
                .is_none_or(|mark| offset - mark.offset as usize >= SPACING)
            {
                self.marks.push(self.next);
            }
            self.next = after(&found, bytes);
        }
    }

    pub(super) fn rows(&self) -> u32 {
        self.next.row
    }

    /// The rows from `first` on.
    pub(super) fn from<'a>(
        &self,
        bytes: &'a [u8],
        first: u32,
    ) -> impl Iterator<Item = LineRow> + use<'a> {
        let known = self.marks.partition_point(|mark| mark.row <= first);
        walk(bytes, self.mark(known)).skip_while(move |row| row.row < first)
    }

    /// The rows of these places, in their order.
    pub(super) fn rows_of(&self, bytes: &[u8], offsets: impl Iterator<Item = usize>) -> Vec<u32> {
        let mut walk = walk(bytes, self.mark(1)).peekable();
        let (mut known, mut current, mut previous) = (1, 0, 0);
        let mut rows = vec![];
        for offset in offsets {
            let mark = self
                .marks
                .partition_point(|mark| mark.offset as usize <= offset)
                .max(1);
            if mark != known || offset < previous {
                walk = self::walk(bytes, self.mark(mark)).peekable();
                current = self.mark(mark).row;
            }
            (known, previous) = (mark, offset);
            while let Some(row) = walk.next_if(|row| row.text.start <= offset) {
                current = row.row;
            }
            rows.push(current);
        }
        rows
    }

    /// The last of the first `known` marks, or the end if there is none.
    fn mark(&self, known: usize) -> Mark {
        let mark = self.marks.get(known.saturating_sub(1));
        mark.copied().unwrap_or(self.next)
    }
}

fn walk(bytes: &[u8], mut mark: Mark) -> impl Iterator<Item = LineRow> + use<'_> {
    std::iter::from_fn(move || {
        let row = row_at(bytes, mark, true)?;
        mark = after(&row, bytes);
        Some(row)
    })
}

/// What follows a row.
fn after(found: &LineRow, bytes: &[u8]) -> Mark {
    let ends = bytes[found.next - 1] == b'\n';
    Mark {
        offset: found.next as u32,
        row: found.row + 1,
        line: found.line + u32::from(ends),
        continues: !ends,
    }
}

/// The row that begins at `mark`, if enough has arrived to tell where it ends. It depends on the bytes alone, not on how much
/// of them has arrived.
fn row_at(bytes: &[u8], mark: Mark, last: bool) -> Option<LineRow> {
    let start = mark.offset as usize;
    let rest = bytes.get(start..).filter(|rest| !rest.is_empty())?;
    let window = &rest[..rest.len().min(REACH)];
    let newline = memchr::memchr(b'\n', window);
    if newline.is_none() && window.len() < REACH && !last {
        return None;
    }
    let line = &window[..newline.unwrap_or(window.len())];
    let text = match newline {
        Some(_) => line.strip_suffix(b"\r").unwrap_or(line),
        None => line,
    };
    let shown = cut::prefix(text, COLUMNS);
    let next = match newline {
        Some(newline) if shown == text.len() => newline + 1,
        _ => shown,
    };
    Some(LineRow {
        row: mark.row,
        line: mark.line,
        continues: mark.continues,
        text: start..start + shown,
        next: start + next,
    })
}
