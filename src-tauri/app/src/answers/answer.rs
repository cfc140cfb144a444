//! One answer: its rows, folds, searches, values and tables, from the bytes that it came as.
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gatepass_core::IntegrationId;
use gatepass_io::{Body, Card, Form, Found, InvalidQuery, JsonView, Query, TableRows, encode};

use crate::tables::AnswerTables;
use crate::view::{ErrorView, HitView, SearchView, TableQueryView, TableView};

/// How many rows the page may ask for at once: it shows some fifty.
const MOST_ROWS: usize = 2_000;

/// A longer value is a file's business, not the clipboard's.
const LONGEST_COPY: usize = 16 * 1000 * 1000;

/// One answer, and how far the page has folded and searched it.
pub(crate) struct Answer {
    pub(crate) integration: IntegrationId,
    /// The endpoint's id, if it is an answer of one.
    pub(crate) endpoint: Option<String>,
    /// "Bugs by id".
    pub(crate) title: String,
    /// 0 where nothing answered.
    pub(crate) status: u16,
    /// As answered.
    pub(crate) content_type: String,
    pub(crate) body: Arc<Body>,
    /// None for a body that is shown as lines.
    json: Option<Mutex<JsonView>>,
    search: Mutex<Search>,
    tables: AnswerTables,
}

/// The last search, and the way to end the one under way.
#[derive(Default)]
struct Search {
    cancel: Arc<AtomicBool>,
    found: Option<Found>,
}

impl Answer {
    pub(crate) fn new(
        integration: IntegrationId,
        endpoint: Option<String>,
        title: String,
        body: Body,
    ) -> Self {
        let body = Arc::new(body);
        Self {
            integration,
            endpoint,
            title,
            status: 0,
            content_type: String::new(),
            json: JsonView::new(Arc::clone(&body)).map(Mutex::new),
            body,
            search: Mutex::default(),
            tables: AnswerTables::default(),
        }
    }

    /// With what its head says.
    pub(crate) fn headed(self, status: u16, content_type: &str) -> Self {
        Self {
            status,
            content_type: content_type.to_owned(),
            ..self
        }
    }

    /// What a file of it ends with.
    pub(crate) fn extension(&self) -> &'static str {
        let content_type = self.content_type.to_ascii_lowercase();
        match self.body.form() {
            Form::Json | Form::BrokenJson(_) => "json",
            Form::Text if content_type.contains("html") => "html",
            Form::Text if content_type.contains("xml") => "xml",
            Form::Text if content_type.contains("csv") => "csv",
            Form::Text => "txt",
        }
    }

    /// The tables in it, as the page lists them.
    pub(crate) fn tables(&self) -> Vec<TableView> {
        self.tables.list(&self.body)
    }

    /// Some rows of a table.
    pub(crate) fn table_rows(
        &self,
        query: &TableQueryView,
        first: u32,
        count: usize,
    ) -> Result<TableRows, ErrorView> {
        self.tables.rows(&self.body, query, first, count)
    }

    /// All rows of a query as CSV, and how many there are.
    pub(crate) fn csv(&self, query: &TableQueryView) -> Result<(Vec<u8>, u32), ErrorView> {
        self.tables.csv(&self.body, query)
    }

    /// A record to be read.
    pub(crate) fn card(&self, table: usize, record: u32) -> Result<Card, ErrorView> {
        let card = self.tables.card(&self.body, table, record);
        card.ok_or_else(|| {
            ErrorView::new(
                "no_record",
                "The answer has no such record.",
                "Choose another one.",
            )
        })
    }

    /// Rows of the formatted document with nothing folded; 0 where there is none.
    pub(crate) fn row_count(&self) -> u32 {
        self.view().map_or(0, |view| view.row_count())
    }

    /// Rows as bytes, as [`encode`] lays them out.
    pub(crate) fn rows(&self, raw: bool, first: u32, count: usize) -> Vec<u8> {
        let count = count.min(MOST_ROWS);
        match self.view().filter(|_| !raw) {
            Some(view) => encode(view.row_count(), &view.rows(first, count)),
            None => encode(self.body.line_count(), &self.body.lines(first, count)),
        }
    }

    /// Folds or unfolds what a row opens or closes. Returns how many rows are visible now.
    pub(crate) fn fold(&self, row: u32, folded: bool) -> u32 {
        self.view().map_or(0, |mut view| {
            if folded {
                view.fold(row);
            } else {
                view.unfold(row);
            }
            view.row_count()
        })
    }

    /// Folds everything at that depth or deeper; None unfolds all. Returns how many rows are visible now.
    pub(crate) fn fold_all(&self, depth: Option<u32>) -> u32 {
        self.view().map_or(0, |mut view| {
            match depth {
                Some(depth) => view.fold_all_below(depth),
                None => view.unfold_all(),
            }
            view.row_count()
        })
    }

    /// Looks for every match, which may take a while in a large body. A search under way ends without a result.
    pub(crate) fn search(&self, query: Result<Query, InvalidQuery>) -> SearchView {
        let cancel = {
            let mut search = self.last_search();
            search.cancel.store(true, Ordering::Relaxed);
            search.found = None;
            search.cancel = Arc::default();
            Arc::clone(&search.cancel)
        };
        let found = match query {
            Ok(query) => self.body.search(&query, &cancel, |_, _| {}),
            Err(InvalidQuery::Empty) => return SearchView::none(),
            Err(error) => return SearchView::problem(&error),
        };
        let view = SearchView::found(&found);
        let mut search = self.last_search();
        if !found.cancelled && Arc::ptr_eq(&search.cancel, &cancel) {
            search.found = Some(found);
        }
        view
    }

    /// Where the nth match of the last search is. What hides it is unfolded.
    pub(crate) fn hit(&self, raw: bool, nth: usize) -> Option<HitView> {
        let hit = *self.last_search().found.as_ref()?.hits.get(nth)?;
        Some(match self.view().filter(|_| !raw) {
            Some(mut view) => {
                let row = *view.rows_of(&[hit]).first()?;
                let position = view.reveal(row);
                HitView {
                    row,
                    position,
                    total: view.row_count(),
                }
            }
            None => {
                let row = *self.body.lines_of(&[hit]).first()?;
                HitView {
                    row,
                    position: row,
                    total: self.body.line_count(),
                }
            }
        })
    }

    /// The value that a row shows or opens: a text decoded, everything else as it is written.
    pub(crate) fn value(&self, row: u32) -> Result<String, ErrorView> {
        let range = self.view().and_then(|view| view.value_at(row));
        let bytes = range.map_or(&[][..], |range| &self.body.bytes()[range]);
        if bytes.len() > LONGEST_COPY {
            return Err(ErrorView::new(
                "value_too_large",
                "This value is too large for the clipboard.",
                "Save the answer to a file instead.",
            ));
        }
        let decoded = serde_json::from_slice::<String>(bytes);
        Ok(decoded.unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned()))
    }

    /// Where the value of a row is: `$.bugs[3].id`. None behind a fault, and for lines.
    pub(crate) fn path(&self, row: u32) -> Option<String> {
        Some(self.view()?.path_at(row)?.jsonpath)
    }

    /// Whether it contains the text.
    pub(super) fn mentions(&self, text: &str) -> bool {
        // As written, or with the slashes escaped as some services do.
        [text.to_owned(), text.replace('/', "\\/")]
            .iter()
            .filter_map(|form| Query::word(form, true).ok())
            .any(|query| {
                let never = AtomicBool::new(false);
                self.body.search(&query, &never, |_, _| {}).total > 0
            })
    }

    fn view(&self) -> Option<MutexGuard<'_, JsonView>> {
        let view = self.json.as_ref()?;
        Some(view.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn last_search(&self) -> MutexGuard<'_, Search> {
        self.search.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use gatepass_io::BodyWriter;

    use super::*;

    pub(in crate::answers) fn answer(text: &str) -> Answer {
        let mut writer = BodyWriter::new(usize::MAX);
        writer.push(text.as_bytes()).unwrap();
        let id = IntegrationId("a".into());
        Answer::new(id, None, "GET /x".into(), writer.finish())
    }

    #[test]
    fn a_hit_inside_something_folded_unfolds_it() {
        let answer = answer(r#"{"bugs":[{"id":"CSC1"},{"id":"CSC2"}],"n":12345678901234567890}"#);
        let all = answer.row_count();
        assert!(answer.fold_all(Some(1)) < all);
        let found = answer.search(Query::word("csc2", false));
        assert_eq!((found.total, found.problem.as_str()), (1.0, ""));
        let hit = answer.hit(false, 0).unwrap();
        assert_eq!(answer.path(hit.row).as_deref(), Some("$.bugs[1].id"));
        assert_eq!(answer.value(hit.row).unwrap(), "CSC2", "without its quotes");
        assert!(hit.position < hit.total);
        assert_eq!(answer.fold_all(None), all);
        assert!(answer.hit(false, 1).is_none());
    }

    #[test]
    fn numbers_are_copied_as_they_are_written() {
        let answer = answer(r#"{"n":12345678901234567890.10}"#);
        assert_eq!(answer.value(1).unwrap(), "12345678901234567890.10");
    }

    #[test]
    fn a_pattern_that_is_none_is_said_and_an_empty_one_finds_nothing() {
        let answer = answer("plain text");
        let problem = answer.search(Query::regex("(", false)).problem;
        assert!(!problem.is_empty());
        assert!(answer.search(Query::word("", false)).problem.is_empty());
        assert_eq!(answer.row_count(), 0);
        assert_eq!(answer.search(Query::word("text", false)).total, 1.0);
        assert_eq!(answer.hit(false, 0).unwrap().position, 0);
    }
}
