//! A JSON body laid out as formatted rows, some of them folded.
use std::ops::Range;
use std::sync::Arc;

use super::body::{Body, Json, plain};
use super::cut::{self, SHOWN};
use super::json::folds::{Folds, Visible};
use super::json::path::ValuePath;
use super::json::walk::{Step, Walker};
use super::row::{Kind, Row};
use super::search::Hit;

/// A body's formatted rows. Two numbers name a row: its *number* among all rows, which never changes and is its line number
/// less one, and its *position* among those that are visible. What follows a fault comes last, as lines.
#[derive(Debug)]
pub struct JsonView {
    body: Arc<Body>,
    folds: Folds,
}

impl JsonView {
    /// A view with nothing folded; `None` for a body that is shown as lines.
    pub fn new(body: Arc<Body>) -> Option<Self> {
        let json = body.json.as_ref()?;
        let folds = Folds::new(&json.index, body.bytes());
        Some(Self { body, folds })
    }

    /// How many rows are visible.
    pub fn row_count(&self) -> u32 {
        let tail = self.json().tail.as_ref().map_or(0, |tail| tail.rows());
        self.folds.visible() + tail
    }

    /// Up to `count` visible rows from position `first` on.
    pub fn rows(&self, first: u32, count: usize) -> Vec<Row<'_>> {
        let (json, bytes) = (self.json(), self.body.bytes());
        let visible = self.folds.visible();
        let mut rows = Vec::with_capacity(count.min(1_000));
        if first < visible {
            let (mut walk, pass) = self.folds.find(&json.index, bytes, first);
            for _ in 0..pass {
                walk.next_visible();
            }
            while rows.len() < count
                && let Some(step) = walk.next_visible()
            {
                rows.push(self.row(&step, &mut walk));
            }
        }
        if let Some(tail) = &json.tail {
            let lines = tail.from(bytes, first.saturating_sub(visible));
            let lines = lines.take(count - rows.len());
            rows.extend(lines.map(|line| self.body.line(&line, json.index.rows())));
        }
        rows
    }

    /// Folds what the row opens or closes, and says whether there was something to fold.
    pub fn fold(&mut self, row: u32) -> bool {
        self.set(row, true)
    }

    /// Unfolds what the row opens or closes, and says whether there was something folded. What was folded inside stays so.
    pub fn unfold(&mut self, row: u32) -> bool {
        self.set(row, false)
    }

    /// Folds every object and array that lies at `depth` or deeper, and unfolds the others; 0 is the outermost.
    pub fn fold_all_below(&mut self, depth: u32) {
        if let Some(json) = &self.body.json {
            self.folds.reset(&json.index, self.body.bytes(), depth);
        }
    }

    /// Unfolds everything.
    pub fn unfold_all(&mut self) {
        self.fold_all_below(u32::MAX);
    }

    /// The position of a row; of the folded row that hides it, if it is hidden.
    pub fn position_of(&self, row: u32) -> u32 {
        let index = &self.json().index;
        match row.checked_sub(index.rows()) {
            None => self.folds.position(index, self.body.bytes(), row),
            Some(in_tail) => self.folds.visible() + in_tail,
        }
    }

    /// Unfolds whatever hides a row, and says where it is now.
    pub fn reveal(&mut self, row: u32) -> u32 {
        if let Some(step) = self.opening(row) {
            let levels = self.json().index.levels(self.body.bytes(), step.row);
            let around = levels.into_iter().map(|level| level.step);
            let hiding: Vec<Step> = around
                .filter(|around| self.folds.is_folded(around))
                .filter(|around| around.row != row)
                .collect();
            self.change(&hiding, false);
        }
        self.position_of(row)
    }

    /// The bytes of the value that a row shows, opens or closes; of the line, behind a fault.
    pub fn value_at(&self, row: u32) -> Option<Range<usize>> {
        let (json, bytes) = (self.json(), self.body.bytes());
        if let Some(in_tail) = row.checked_sub(json.index.rows()) {
            let line = json.tail.as_ref()?.from(bytes, in_tail).next()?;
            return Some(line.text);
        }
        let step = self.opening(row)?;
        if !step.opens {
            return Some(step.value);
        }
        let extent = json.index.extent(&step, self.behind(&step));
        let end = extent.close.map_or(bytes.len(), |close| close.value.end);
        Some(step.value.start..end)
    }

    /// Where the value is that a row shows, opens or closes; `None` behind a fault.
    pub fn path_at(&self, row: u32) -> Option<ValuePath> {
        let step = self.opening(row)?;
        let levels = self.json().index.levels(self.body.bytes(), step.row);
        Some(ValuePath::new(self.body.bytes(), &levels))
    }

    /// The numbers of the rows in which these hits begin, in their order; folded or not.
    pub fn rows_of(&self, hits: &[Hit]) -> Vec<u32> {
        let (json, bytes) = (self.json(), self.body.bytes());
        let formatted = hits.partition_point(|hit| (hit.start as usize) < json.index.end);
        let starts = |hits: &[Hit]| {
            hits.iter()
                .map(|hit| hit.start as usize)
                .collect::<Vec<_>>()
        };
        let mut rows = json
            .index
            .rows_of(bytes, starts(&hits[..formatted]).into_iter());
        if let Some(tail) = &json.tail {
            let behind = tail.rows_of(bytes, starts(&hits[formatted..]).into_iter());
            rows.extend(behind.into_iter().map(|row| json.index.rows() + row));
        }
        rows
    }

    fn json(&self) -> &Json {
        // `new` makes no view of anything else.
        self.body.json.as_ref().expect("a view is of a JSON body")
    }

    fn row<'a>(&'a self, step: &Step, walk: &mut Visible<'a, '_>) -> Row<'a> {
        let bytes = self.body.bytes();
        let name = step.name.clone().map(|name| &bytes[name]);
        let shown = name.map(|name| &name[..cut::prefix(name, SHOWN)]);
        let text = match (step.kind, step.opens) {
            (Kind::Object, false) => b"{}",
            (Kind::Array, false) => b"[]",
            _ => &bytes[step.value.clone()],
        };
        let folded = self.folds.is_folded(step);
        let mut row = Row {
            number: step.row,
            line: step.row + 1,
            depth: step.depth,
            name: shown,
            name_cut: name.map(<[u8]>::len) != shown.map(<[u8]>::len),
            opens: step.opens,
            folded,
            ..plain(step.kind, text)
        };
        let mut end = Some(step.value.end);
        if step.opens {
            let extent = self.json().index.extent(step, walk.walker.clone());
            row.items = extent.items;
            row.holds = extent.rows;
            row.unclosed = extent.close.is_none();
            end = extent.close.filter(|_| folded).map(|close| close.value.end);
            if folded {
                walk.jump(extent.after);
            }
        }
        row.comma = end.is_some_and(|end| Walker::comma_at(walk.walker.bytes, end));
        row
    }

    /// The row, or the one that opened what it closes. `None` behind a fault and behind the end.
    fn opening(&self, row: u32) -> Option<Step> {
        let (index, bytes) = (&self.json().index, self.body.bytes());
        if row >= index.rows() {
            return None;
        }
        let step = index.walk_to(bytes, row).next()?;
        if step.closes() {
            return index.opening_of(bytes, &step);
        }
        Some(step)
    }

    /// A walk whose next row is the one behind `step`.
    fn behind(&self, step: &Step) -> Walker<'_> {
        let mut walk = self.json().index.walk_to(self.body.bytes(), step.row);
        walk.next();
        walk
    }

    fn set(&mut self, row: u32, folded: bool) -> bool {
        let step = self.opening(row).filter(|step| step.opens);
        let changes = step.filter(|step| self.folds.is_folded(step) != folded);
        let Some(step) = changes else {
            return false;
        };
        self.change(&[step], folded);
        true
    }

    /// Folds or unfolds these rows, the innermost first; each lies in the next.
    fn change(&mut self, steps: &[Step], folded: bool) {
        let (Some(json), Some(outermost)) = (&self.body.json, steps.last()) else {
            return;
        };
        let index = &json.index;
        let extent = index.extent(outermost, self.behind(outermost));
        let changed =
            index.stretch_of(outermost.row)..=index.stretch_of(outermost.row + extent.rows);
        self.folds
            .set(index, self.body.bytes(), steps, folded, changed);
    }
}
