//! Puts a table's records in the order that was asked for, and keeps that order while someone scrolls.
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::bodies::json::walk::{Step, Walker};
use crate::bodies::row::Kind;
use crate::bodies::search::{InvalidQuery, Query};

use super::cells;
use super::sorting::Key;
use super::value::{inside, says_something, text};
use super::{Table, TableError, TableQuery};

/// How many records are read between two looks at whether it was cancelled.
const WINDOW: usize = 1_024;

/// The longest filter, in bytes. Nobody types more, and each of its words is looked for in every record.
const LONGEST_FILTER: usize = 2_000;

/// An order of a table's records.
#[derive(Clone, Debug)]
pub(super) enum Order {
    /// As they came; so many.
    AsCame(u32),
    /// Their numbers.
    Chosen(Arc<[u32]>),
}

impl Order {
    pub(super) fn len(&self) -> u32 {
        match self {
            Self::AsCame(count) => *count,
            Self::Chosen(records) => records.len() as u32,
        }
    }

    /// The numbers of the records from a place on.
    pub(super) fn from(&self, first: u32) -> impl Iterator<Item = u32> + '_ {
        (first..self.len()).map(move |place| match self {
            Self::AsCame(_) => place,
            Self::Chosen(records) => records[place as usize],
        })
    }
}

/// The order that was asked for last.
#[derive(Debug, Default)]
pub(super) struct LastOrder(Mutex<Option<(TableQuery, Order)>>);

impl LastOrder {
    /// The order of a query, from before if it is the same query.
    pub(super) fn of(
        &self,
        table: &Table,
        query: &TableQuery,
        cancel: &AtomicBool,
    ) -> Result<Order, TableError> {
        // A panic elsewhere leaves an order that was complete.
        let last = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((asked, order)) = &*last()
            && asked == query
        {
            return Ok(order.clone());
        }
        // Not under the lock: whoever asks for something else meanwhile must not wait for this.
        let order = order(table, query, cancel)?;
        *last() = Some((query.clone(), order.clone()));
        Ok(order)
    }
}

fn order(table: &Table, query: &TableQuery, cancel: &AtomicBool) -> Result<Order, TableError> {
    if query.filter.len() > LONGEST_FILTER {
        return Err(InvalidQuery::TooLarge.into());
    }
    let words: Result<Vec<Query>, InvalidQuery> = query
        .filter
        .split_whitespace()
        .map(|word| Query::word(word, false))
        .collect();
    let words = words?;
    let all = table.records.len() as u32;
    let mut records: Vec<u32> = (0..all).collect();
    if !words.is_empty() {
        let ascii = query.filter.is_ascii();
        let mut left = Vec::new();
        for window in records.chunks(WINDOW) {
            heed(cancel)?;
            left.extend(
                window
                    .iter()
                    .filter(|&&record| matches(table, record, &words, ascii)),
            );
        }
        records = left;
    }
    if let Some((column, descending)) = query.sort {
        records = sorted(table, &records, column, descending, cancel)?;
    } else if words.is_empty() {
        return Ok(Order::AsCame(all));
    }
    Ok(Order::Chosen(records.into()))
}

/// Ends what nobody wants any more.
pub(super) fn heed(cancel: &AtomicBool) -> Result<(), TableError> {
    match cancel.load(Ordering::Relaxed) {
        true => Err(TableError::Cancelled),
        false => Ok(()),
    }
}

fn sorted(
    table: &Table,
    records: &[u32],
    column: u32,
    descending: bool,
    cancel: &AtomicBool,
) -> Result<Vec<u32>, TableError> {
    let kind = table.column(column)?.kind;
    let mut keys: Vec<(Key<'_>, u32)> = Vec::with_capacity(records.len());
    let mut reading = table.reading(&[column])?;
    for window in records.chunks(WINDOW) {
        heed(cancel)?;
        for &record in window {
            let values = reading.read(record);
            keys.push((cells::key(values[0].as_ref(), kind, table.bytes()), record));
        }
    }
    let order = |one: &(Key<'_>, u32), two: &(Key<'_>, u32)| one.0.order(&two.0, descending);
    // Runs first, so that a cancellation is heeded; the sort of all then only merges them.
    for run in keys.chunks_mut(WINDOW * 32) {
        heed(cancel)?;
        run.sort_by(order);
    }
    heed(cancel)?;
    keys.sort_by(order);
    Ok(keys.into_iter().map(|(_, record)| record).collect())
}

/// Whether each word occurs in some value of the record, however deep it lies.
fn matches(table: &Table, record: u32, words: &[Query], ascii: bool) -> bool {
    let bytes = table.record_bytes(record);
    // Where nothing is escaped, a word that is not in the bytes is in no value. Most records end here.
    let plain = ascii && memchr::memchr(b'\\', bytes).is_none();
    if plain && !words.iter().all(|word| word.occurs_in(bytes)) {
        return false;
    }
    let mut missing: Vec<&Query> = words.iter().collect();
    for step in steps(bytes) {
        let written = &bytes[step.value];
        if !says_something(step.kind, written) {
            continue;
        }
        missing.retain(|word| match step.kind {
            Kind::String if plain => !word.occurs_in(inside(written)),
            Kind::String => !word.occurs_in(text(written).as_bytes()),
            _ => !word.occurs_in(written),
        });
        if missing.is_empty() {
            return true;
        }
    }
    false
}

/// The rows of the record that these bytes begin with, and none behind it.
fn steps(bytes: &[u8]) -> impl Iterator<Item = Step> {
    let mut walker = Walker {
        bytes,
        at: 0,
        row: 0,
        open: 0,
    };
    let opens = walker.next().is_some_and(|step| step.opens);
    walker.take_while(move |step| opens && step.depth > 0)
}
