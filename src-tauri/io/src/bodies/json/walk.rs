//! Goes from row to row of a document that the scanner has read. Because it is known to be JSON, a row and the number of
//! containers around it is all one must know to go on: no stack.
use std::ops::Range;

use super::words::is_space;
use crate::bodies::row::Kind;

/// One row of the formatted document, as places in its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::bodies) struct Step {
    /// Its number among all rows, from 0.
    pub(in crate::bodies) row: u32,
    /// How many containers it lies in. A closing row lies as deep as the row that opened.
    pub(in crate::bodies) depth: u32,
    /// The member's name with its quotes.
    pub(in crate::bodies) name: Option<Range<usize>>,
    /// The value, or the bracket of one that has rows of its own.
    pub(in crate::bodies) value: Range<usize>,
    pub(in crate::bodies) kind: Kind,
    /// Whether rows follow that lie in it.
    pub(in crate::bodies) opens: bool,
}

impl Step {
    pub(in crate::bodies) fn closes(&self) -> bool {
        matches!(self.kind, Kind::EndOfObject | Kind::EndOfArray)
    }

    /// Where the row begins.
    pub(in crate::bodies) fn start(&self) -> usize {
        self.name
            .as_ref()
            .map_or(self.value.start, |name| name.start)
    }
}

#[derive(Clone)]
pub(in crate::bodies) struct Walker<'a> {
    /// The document, up to its fault.
    pub(in crate::bodies) bytes: &'a [u8],
    /// At the next row, or before it.
    pub(in crate::bodies) at: usize,
    /// The next row's number.
    pub(in crate::bodies) row: u32,
    /// How many containers are open before it.
    pub(in crate::bodies) open: u32,
}

impl Iterator for Walker<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let start = self.next_word(self.at, true);
        let first = *self.bytes.get(start)?;
        let row = self.row;
        self.row += 1;
        if let b'}' | b']' = first {
            self.open -= 1;
            self.at = start + 1;
            return Some(Step {
                row,
                depth: self.open,
                name: None,
                value: start..start + 1,
                kind: if first == b'}' {
                    Kind::EndOfObject
                } else {
                    Kind::EndOfArray
                },
                opens: false,
            });
        }
        let (name, value_start) = self.name(start, first);
        Some(self.value(row, name, value_start))
    }
}

impl<'a> Walker<'a> {
    /// Whether a comma follows `end`, with nothing but space between.
    pub(in crate::bodies) fn comma_at(bytes: &'a [u8], end: usize) -> bool {
        let rest = &bytes[end..];
        rest.iter().find(|&&byte| !is_space(byte)) == Some(&b',')
    }

    fn next_word(&self, from: usize, commas: bool) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        let skipped = rest
            .iter()
            .position(|&byte| !(is_space(byte) || commas && byte == b','));
        from + skipped.unwrap_or(rest.len())
    }

    /// The name at `start`, if a colon shows that it is one, and where the value begins.
    fn name(&self, start: usize, first: u8) -> (Option<Range<usize>>, usize) {
        if first != b'"' {
            return (None, start);
        }
        let end = self.string_end(start);
        let colon = self.next_word(end, false);
        if self.bytes.get(colon) != Some(&b':') {
            return (None, start);
        }
        (Some(start..end), self.next_word(colon + 1, false))
    }

    fn value(&mut self, row: u32, name: Option<Range<usize>>, start: usize) -> Step {
        let depth = self.open;
        let (kind, end, opens) = match self.bytes[start] {
            first @ (b'{' | b'[') => {
                let (kind, close) = if first == b'{' {
                    (Kind::Object, b'}')
                } else {
                    (Kind::Array, b']')
                };
                let next = self.next_word(start + 1, false);
                if self.bytes.get(next) == Some(&close) {
                    (kind, next + 1, false)
                } else {
                    self.open += 1;
                    (kind, start + 1, true)
                }
            }
            b'"' => (Kind::String, self.string_end(start), false),
            first => {
                let kind = match first {
                    b't' | b'f' => Kind::Boolean,
                    b'n' => Kind::Null,
                    _ => Kind::Number,
                };
                let rest = &self.bytes[start..];
                let length = rest
                    .iter()
                    .position(|&byte| is_space(byte) || matches!(byte, b',' | b']' | b'}'));
                (kind, start + length.unwrap_or(rest.len()), false)
            }
        };
        self.at = end;
        Step {
            row,
            depth,
            name,
            value: start..end,
            kind,
            opens,
        }
    }

    /// Behind the closing quote of the string that begins at `start`.
    fn string_end(&self, start: usize) -> usize {
        let mut at = start + 1;
        while let Some(found) =
            memchr::memchr2(b'"', b'\\', self.bytes.get(at..).unwrap_or_default())
        {
            at += found;
            if self.bytes[at] == b'"' {
                return at + 1;
            }
            at += 2;
        }
        self.bytes.len()
    }
}
