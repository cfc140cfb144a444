//! What is counted of a member over all records of a table, to choose the columns that tell most.
use std::ops::Range;

use crate::bodies::row::Kind;

use super::ColumnKind;
use super::date;
use super::record::Members;
use super::tree::Tree;
use super::value::{Value, inside};

/// Different members that a table keeps; answers have some dozen.
const MOST_MEMBERS: usize = 500;

/// What is counted of one member.
#[derive(Clone, Debug, Default)]
pub(super) struct Count {
    /// Records in which it says something.
    pub(super) present: u32,
    /// Records in which it stands as something else than an object.
    seen: u32,
    numbers: u32,
    flags: u32,
    texts: u32,
    dates: u32,
    lists: u32,
    objects: u32,
    addresses: u32,
    /// Of its values as written, in bytes.
    length: u64,
    /// Its first value, as long as no other was found.
    first: Option<Range<usize>>,
    varies: bool,
    /// The last record that was counted, and one, so that a name given twice counts once.
    last: u32,
}

impl Count {
    pub(super) fn kind(&self) -> ColumnKind {
        let all = |count: u32| count == self.present && count > 0;
        if all(self.numbers) {
            ColumnKind::Number
        } else if all(self.flags) {
            ColumnKind::Flag
        } else if all(self.dates) {
            ColumnKind::Date
        } else if all(self.lists) {
            ColumnKind::List
        } else if all(self.texts) || self.present == 0 {
            ColumnKind::Text
        } else {
            ColumnKind::Mixed
        }
    }

    /// How long its values are on average, in bytes.
    pub(super) fn mean_length(&self) -> u64 {
        self.length / u64::from(self.present.max(1))
    }

    /// Whether most of its values are addresses.
    pub(super) fn is_address(&self) -> bool {
        self.addresses * 2 > self.present
    }

    /// Whether records with different values were found.
    pub(super) fn varies(&self) -> bool {
        self.varies
    }

    /// Whether it is ever more than an object that is laid open.
    pub(super) fn is_value(&self, laid_open: bool) -> bool {
        self.present > 0 || self.seen > 0 && !laid_open
    }
}

/// The members of a table's records, and what is counted of each.
#[derive(Debug)]
pub(super) struct Census {
    pub(super) tree: Tree,
    pub(super) counts: Vec<Count>,
    /// There were more members than are kept.
    pub(super) more: bool,
}

impl Census {
    pub(super) fn new() -> Self {
        Self {
            tree: Tree::new(),
            counts: vec![Count::default()],
            more: false,
        }
    }
}

/// Counts the members of one record.
pub(super) struct Counting<'a> {
    pub(super) census: &'a mut Census,
    pub(super) body: &'a [u8],
    /// The record's number.
    pub(super) record: u32,
}

impl Members for Counting<'_> {
    fn member(&mut self, around: u32, name: &[u8], guess: &mut usize) -> Option<u32> {
        let Census { tree, counts, more } = &mut *self.census;
        if let Some(known) = tree.find(around, name, guess) {
            return Some(known);
        }
        if tree.len() > MOST_MEMBERS {
            *more = true;
            return None;
        }
        counts.push(Count::default());
        Some(tree.add(around, name))
    }

    fn value(&mut self, node: u32, value: Value) {
        let count = &mut self.census.counts[node as usize];
        if count.last == self.record + 1 {
            return;
        }
        count.last = self.record + 1;
        count.seen += 1;
        if !value.present {
            return;
        }
        let written = value.bytes(self.body);
        count.present += 1;
        count.length += written.len() as u64;
        match value.kind {
            Kind::Number => count.numbers += 1,
            Kind::Boolean => count.flags += 1,
            Kind::Array => count.lists += 1,
            Kind::String => {
                let text = inside(written);
                count.texts += 1;
                count.dates += u32::from(date::instant(text).is_some());
                count.addresses += u32::from(text.starts_with(b"http"));
            }
            _ => count.objects += 1,
        }
        match &count.first {
            None => count.first = Some(value.place),
            Some(first) if !count.varies => count.varies = &self.body[first.clone()] != written,
            Some(_) => {}
        }
    }
}
