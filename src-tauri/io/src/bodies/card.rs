//! One object of a body as a card: its members under one another, texts whole and without tags, links beside them.
mod fields;
mod html;
mod links;
mod text;
mod title;

use std::sync::Arc;

use super::body::Body;
use super::json::path::ValuePath;
use super::json::walk::Walker;
use super::row::Kind;

use fields::Reader;
pub(super) use text::plain_text;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Nothing, or something that stands for nothing; an empty object or list.
    Absent,
    /// A text, its line breaks kept.
    Text,
    /// A text that had HTML tags, told without them.
    StrippedText,
    /// A number, digits as written.
    Number,
    /// A text that is a date.
    Date,
    /// `true` or `false`.
    Flag,
    /// A text that is an `https://` address and nothing else.
    Link,
    /// An array: its items.
    List,
    /// An object: its members.
    Record,
}

/// An address that a text gives. It is offered, and followed only by whoever clicks on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads: always `https://`, without user or password, its host in ASCII.
    pub url: String,
    /// What the text calls it; the address itself, if it has no name there.
    pub text: String,
}

/// A member of the object, or an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardField {
    /// The member's name in words; empty for an item.
    pub label: String,
    /// Where it is in the body.
    pub path: ValuePath,
    /// What it holds.
    pub kind: FieldKind,
    /// The value, or what is shown of it; empty for lists and records whose items are told.
    pub text: String,
    /// The text goes on in the body.
    pub cut: bool,
    /// The addresses in the text, each once.
    pub links: Vec<Link>,
    /// The items of a list or the members of a record, as many as are told.
    pub items: Vec<CardField>,
    /// How many items the list has.
    pub total: u32,
}

/// An object to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What it is about: its title, else what identifies it, on one line.
    pub title: String,
    /// Where it is in the body.
    pub path: ValuePath,
    /// Its members in their order.
    pub fields: Vec<CardField>,
    /// It has more members than a card tells: 1,000, those of its lists and objects counted.
    pub cut: bool,
}

impl Card {
    /// The body's own object; None if it is no object.
    pub(super) fn of_body(body: &Arc<Body>) -> Option<Self> {
        let json = body.json.as_ref()?;
        if json.index.rows() == 0 {
            return None;
        }
        let mut walker = json.index.walk(body.bytes(), 0);
        let opening = walker.next().filter(|step| step.kind == Kind::Object)?;
        let path = ValuePath::new(body.bytes(), &[]);
        let mut reader = Reader::new(walker);
        let fields = reader.members(&opening, &path, 0);
        Some(Self::new(path, fields, reader.cut, "Answer".to_owned()))
    }

    /// The record that begins at `start`.
    pub(super) fn of_record(body: &Arc<Body>, start: usize, record: u32) -> Option<Self> {
        let json = body.json.as_ref()?;
        let bytes = &body.bytes()[..json.index.end];
        let mut walker = Walker {
            bytes,
            at: start,
            row: 0,
            open: 0,
        };
        let opening = walker.next()?;
        let row = json
            .index
            .rows_of(body.bytes(), [start].into_iter())
            .pop()?;
        let path = ValuePath::new(body.bytes(), &json.index.levels(body.bytes(), row));
        let mut reader = Reader::new(walker);
        let fields = reader.members(&opening, &path, 0);
        Some(Self::new(
            path,
            fields,
            reader.cut,
            format!("Record {}", u64::from(record) + 1),
        ))
    }

    fn new(path: ValuePath, fields: Vec<CardField>, cut: bool, unnamed: String) -> Self {
        let title = title::title(&fields).unwrap_or(unnamed);
        Self {
            title,
            path,
            fields,
            cut,
        }
    }
}
