//! What stands in a cell: for the screen, for sorting, for a file.
use std::borrow::Cow;

use crate::bodies::card::plain_text;
use crate::bodies::json::walk::{Step, Walker};
use crate::bodies::row::Kind;

use super::date;
use super::sorting::{Decimal, Key};
use super::value::{Value, beginning, says_something, text};
use super::{Cell, CellKind, ColumnKind};

/// Characters of a cell on the screen.
const SHOWN: usize = 200;

/// How much of a text is read for that; it may hold tags.
const READ: usize = 4_000;

/// Items of a list that a cell names.
const ITEMS: usize = 20;

impl Cell {
    pub(super) fn absent() -> Self {
        Self {
            text: String::new(),
            kind: CellKind::Absent,
        }
    }

    /// The value on one line, cut.
    pub(super) fn of(value: &Value, body: &[u8]) -> Self {
        if !value.present {
            return Self::absent();
        }
        let written = value.bytes(body);
        let (text, more) = match value.kind {
            Kind::String => {
                let (text, more) = beginning(written, READ);
                (plain_text(&text), more)
            }
            Kind::Array => (list(written), false),
            Kind::Object => ("{…}".to_owned(), false),
            _ => (String::from_utf8_lossy(written).into_owned(), false),
        };
        let kind = match value.kind {
            Kind::Number => CellKind::Number,
            Kind::Boolean => CellKind::Flag,
            Kind::Array => CellKind::List,
            Kind::Object => CellKind::Record,
            _ if date::instant(text.as_bytes()).is_some() => CellKind::Date,
            _ => CellKind::Text,
        };
        Self {
            text: one_line(&text, more),
            kind,
        }
    }
}

/// What a cell is sorted by in a column of this kind.
pub(super) fn key<'a>(value: Option<&Value>, column: ColumnKind, body: &'a [u8]) -> Key<'a> {
    let Some(value) = value.filter(|value| value.present) else {
        return Key::Absent;
    };
    let written = value.bytes(body);
    match value.kind {
        Kind::Number => Key::Number(Decimal::new(written)),
        Kind::Boolean => Key::Flag(written == b"true"),
        Kind::String => {
            let text = text(written);
            let date = (column == ColumnKind::Date).then(|| date::instant(text.as_bytes()));
            date.flatten().map_or(Key::Text(text), Key::Date)
        }
        Kind::Array => Key::Text(Cow::Owned(list(written))),
        _ => Key::Text(String::from_utf8_lossy(written)),
    }
}

/// The whole value for a file: texts decoded, numbers as written, the items of a list behind one another. What holds
/// objects stays JSON.
pub(super) fn whole<'a>(value: &Value, body: &'a [u8]) -> Cow<'a, str> {
    let written = value.bytes(body);
    match value.kind {
        _ if !value.present => Cow::Borrowed(""),
        Kind::String => text(written),
        Kind::Array if items(written).all(|item| !item.opens && item.kind != Kind::Object) => {
            let texts: Vec<String> = items(written)
                .filter_map(|item| said(&item, written, usize::MAX))
                .collect();
            Cow::Owned(texts.join("; "))
        }
        _ => String::from_utf8_lossy(written),
    }
}

/// The values of a list, or how many records it has.
fn list(written: &[u8]) -> String {
    let mut texts = vec![];
    let (mut records, mut more) = (0_u32, false);
    for item in items(written) {
        if item.opens || item.kind == Kind::Object {
            records += 1;
        } else if texts.len() < ITEMS {
            texts.extend(said(&item, written, READ));
        } else {
            more = true;
        }
    }
    match records {
        0 => {}
        1 => texts.push("1 record".to_owned()),
        _ => texts.push(format!("{records} records")),
    }
    if more {
        texts.push("…".to_owned());
    }
    texts.join(", ")
}

/// The items of the array that these bytes are, and no more of it than is asked for.
fn items(array: &[u8]) -> impl Iterator<Item = Step> + use<'_> {
    let mut walker = Walker {
        bytes: array,
        at: 0,
        row: 0,
        open: 0,
    };
    walker.next();
    walker.filter(|step| step.depth == 1 && !step.closes())
}

/// What a scalar in a list says in its first bytes, if anything.
fn said(item: &Step, body: &[u8], bytes: usize) -> Option<String> {
    let written = &body[item.value.clone()];
    if !says_something(item.kind, written) {
        return None;
    }
    Some(match item.kind {
        Kind::String => beginning(written, bytes).0.into_owned(),
        _ => String::from_utf8_lossy(written).into_owned(),
    })
}

/// A text without its line breaks, cut at what a cell shows.
pub(in crate::bodies) fn one_line(text: &str, more: bool) -> String {
    let mut line = String::new();
    for (characters, c) in text
        .split_whitespace()
        .flat_map(|word| [" ", word])
        .flat_map(str::chars)
        .skip(1)
        .enumerate()
    {
        if characters == SHOWN {
            line.push('…');
            return line;
        }
        line.push(c);
    }
    if more {
        line.push('…');
    }
    line
}
