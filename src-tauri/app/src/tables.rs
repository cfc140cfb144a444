//! The tables of an answer as the page names them: by their place in a list in which the answer's own object may stand too.
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use gatepass_io::{Body, Card, Table, TableError, TableQuery, TableRows, Tables};

use crate::view::{ErrorView, TableQueryView, TableView};

/// How many rows the page may ask for at once.
const MOST_ROWS: usize = 1_000;

/// The tables of one answer. They are looked for when the page asks first.
#[derive(Default)]
pub(crate) struct AnswerTables {
    found: OnceLock<Tables>,
    /// Ends the sorting or filtering under way, for the page wants another.
    cancel: Mutex<Arc<AtomicBool>>,
}

/// One of the list.
enum Place {
    /// The answer's own object.
    Object,
    /// An array of objects, by its place among them.
    Array(usize),
}

impl AnswerTables {
    /// The list: the object first where it says more than an array in it.
    pub(crate) fn list(&self, body: &Arc<Body>) -> Vec<TableView> {
        let tables = self.of(body);
        let summaries = tables.summaries();
        let view = |place: &Place| match place {
            Place::Object => TableView::of_object(),
            Place::Array(at) => TableView::from(&summaries[*at]),
        };
        places(tables).iter().map(view).collect()
    }

    /// Some rows. An earlier request that is not answered yet is given up.
    pub(crate) fn rows(
        &self,
        body: &Arc<Body>,
        query: &TableQueryView,
        first: u32,
        count: usize,
    ) -> Result<TableRows, ErrorView> {
        let (table, order, columns) = self.asked(body, query)?;
        let cancel = self.take_turn();
        let rows = table.rows(&order, &columns, first, count.min(MOST_ROWS), &cancel);
        rows.map_err(|error| refused(&error))
    }

    /// All rows of a query as CSV, and how many there are.
    pub(crate) fn csv(
        &self,
        body: &Arc<Body>,
        query: &TableQueryView,
    ) -> Result<(Vec<u8>, u32), ErrorView> {
        let (table, order, columns) = self.asked(body, query)?;
        let never = AtomicBool::new(false);
        let csv = table.csv(&order, &columns, &never);
        let rows = table.rows(&order, &[], 0, 0, &never);
        let total = rows.map_err(|error| refused(&error))?.total;
        Ok((csv.map_err(|error| refused(&error))?, total))
    }

    /// A record to be read.
    pub(crate) fn card(&self, body: &Arc<Body>, table: usize, record: u32) -> Option<Card> {
        let tables = self.of(body);
        match places(tables).get(table)? {
            Place::Object => tables.card(),
            Place::Array(at) => tables.get(*at)?.card(record),
        }
    }

    fn asked(
        &self,
        body: &Arc<Body>,
        query: &TableQueryView,
    ) -> Result<(&Table, TableQuery, Vec<u32>), ErrorView> {
        let tables = self.of(body);
        let place = places(tables).into_iter().nth(query.table as usize);
        let Some(table) = place.and_then(|place| match place {
            Place::Object => None,
            Place::Array(at) => tables.get(at),
        }) else {
            return Err(ErrorView::new(
                "no_table",
                "The answer has no such table.",
                "Choose another one.",
            ));
        };
        let known = table.summary().columns;
        let column = |key: &String| {
            let at = known.iter().position(|column| column.key == *key)?;
            u32::try_from(at).ok()
        };
        let order = TableQuery {
            sort: column(&query.sort).map(|column| (column, query.descending)),
            filter: query.filter.clone(),
        };
        Ok((
            table,
            order,
            query.columns.iter().filter_map(column).collect(),
        ))
    }

    fn of(&self, body: &Arc<Body>) -> &Tables {
        self.found.get_or_init(|| Tables::of(body))
    }

    fn take_turn(&self) -> Arc<AtomicBool> {
        let mut cancel = self.cancel.lock().unwrap_or_else(PoisonError::into_inner);
        cancel.store(true, Ordering::Relaxed);
        *cancel = Arc::default();
        Arc::clone(&cancel)
    }
}

fn places(tables: &Tables) -> Vec<Place> {
    let arrays = (0..tables.summaries().len()).map(Place::Array);
    if tables.card().is_none() {
        return arrays.collect();
    }
    let object = std::iter::once(Place::Object);
    if tables.card_first() {
        object.chain(arrays).collect()
    } else {
        arrays.chain(object).collect()
    }
}

fn refused(error: &TableError) -> ErrorView {
    match error {
        TableError::Cancelled => ErrorView::new("cancelled", "Other rows were asked for.", ""),
        TableError::NoColumn(_) | TableError::Filter(_) | TableError::NotWritten => ErrorView::new(
            "no_rows",
            &format!("The rows cannot be shown: {error}."),
            "Clear the filter, then try again.",
        ),
    }
}
