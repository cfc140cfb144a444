//! What is folded, and how the rows on screen map to the rows of the document.
//!
//! Nothing is kept for each container: a rule folds all that lie deep enough, a set holds those that differ from it, and for
//! each stretch of the index there is one count of visible rows. A million folded objects cost no more than none.
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::marks::JsonIndex;
use super::walk::{Step, Walker};

/// No folded container lies around the beginning of a stretch.
const VISIBLE: u32 = u32::MAX;

#[derive(Debug)]
pub(in crate::bodies) struct Folds {
    /// Containers at this depth or deeper are folded, except those in `others`.
    rule: u32,
    /// Opening rows for which the rule does not hold.
    others: BTreeSet<u32>,
    /// For each stretch: the depth of the outermost folded container that its beginning lies in, or [`VISIBLE`].
    hidden: Vec<u32>,
    /// For each stretch, and at the end for all: how many rows before it are visible.
    before: Vec<u32>,
}

impl Folds {
    /// Nothing is folded.
    pub(in crate::bodies) fn new(index: &JsonIndex, body: &[u8]) -> Self {
        let mut folds = Self {
            rule: u32::MAX,
            others: BTreeSet::new(),
            hidden: vec![],
            before: vec![],
        };
        folds.reset(index, body, u32::MAX);
        folds
    }

    /// Folds every container at `depth` or deeper, and no other.
    pub(in crate::bodies) fn reset(&mut self, index: &JsonIndex, body: &[u8], depth: u32) {
        self.rule = depth;
        self.others.clear();
        let stretches = index.marks.list.len();
        self.hidden = vec![VISIBLE; stretches];
        let rows = index.marks.list.iter().map(|mark| mark.row);
        self.before = rows.chain([index.rows()]).collect();
        if depth < u32::MAX && stretches > 0 {
            self.count(index, body, 0..=stretches - 1);
        }
    }

    /// How many rows are visible.
    pub(in crate::bodies) fn visible(&self) -> u32 {
        self.before.last().copied().unwrap_or_default()
    }

    pub(in crate::bodies) fn is_folded(&self, step: &Step) -> bool {
        step.opens && (step.depth >= self.rule) != self.others.contains(&step.row)
    }

    /// Folds or unfolds these opening rows, which all lie in `changed`: the stretches from the outermost one to its end.
    pub(in crate::bodies) fn set(
        &mut self,
        index: &JsonIndex,
        body: &[u8],
        openings: &[Step],
        folded: bool,
        changed: RangeInclusive<usize>,
    ) {
        for step in openings {
            if folded == (step.depth >= self.rule) {
                self.others.remove(&step.row);
            } else {
                self.others.insert(step.row);
            }
        }
        self.count(index, body, changed);
    }

    /// A walk at the first row of the stretch that shows the visible row `position`, and how many visible rows to pass.
    pub(in crate::bodies) fn find<'a>(
        &self,
        index: &JsonIndex,
        body: &'a [u8],
        position: u32,
    ) -> (Visible<'a, '_>, u32) {
        let stretch = self.before.partition_point(|&before| before <= position) - 1;
        (
            self.walk(index, body, stretch),
            position - self.before[stretch],
        )
    }

    /// The visible row that shows `row`: its own, or that of the folded row it is hidden in.
    pub(in crate::bodies) fn position(&self, index: &JsonIndex, body: &[u8], row: u32) -> u32 {
        let stretch = index.stretch_of(row);
        let mut walk = self.walk(index, body, stretch);
        let mut visible = self.before[stretch];
        while walk.walker.row <= row
            && let Some((_, shown)) = walk.step()
        {
            visible += u32::from(shown);
        }
        visible.saturating_sub(1)
    }

    fn walk<'a>(&self, index: &JsonIndex, body: &'a [u8], stretch: usize) -> Visible<'a, '_> {
        Visible {
            walker: index.walk(body, stretch),
            hidden: self.hidden[stretch],
            folds: self,
        }
    }

    /// Counts what is visible in these stretches, and moves what comes behind them.
    fn count(&mut self, index: &JsonIndex, body: &[u8], changed: RangeInclusive<usize>) {
        let (start, end) = changed.into_inner();
        let old_end = self.before[end + 1];
        for stretch in start..=end {
            let (visible, hidden) = self
                .told_by_mark(index, stretch)
                .unwrap_or_else(|| self.counted(index, body, stretch));
            self.before[stretch + 1] = self.before[stretch] + visible;
            if let Some(next) = self.hidden.get_mut(stretch + 1) {
                *next = hidden;
            }
        }
        let new_end = self.before[end + 1];
        for before in &mut self.before[end + 2..] {
            *before = *before - old_end + new_end;
        }
    }

    /// What the mark alone tells: how many rows of the stretch are visible, and what its end is hidden in.
    fn told_by_mark(&self, index: &JsonIndex, stretch: usize) -> Option<(u32, u32)> {
        let mark = index.marks.list[stretch];
        let rows = index.rows_in(stretch);
        let hidden = self.hidden[stretch];
        if hidden != VISIBLE && mark.least > hidden {
            return Some((0, hidden));
        }
        if self.others.range(rows.clone()).next().is_some() {
            return None;
        }
        if self.rule == u32::MAX && hidden == VISIBLE {
            return Some((rows.end - rows.start, VISIBLE));
        }
        // All rows of the least depth are siblings, and each that opens is folded: what does not close is visible.
        let siblings = hidden == mark.least || hidden == VISIBLE && mark.open == mark.least;
        if siblings && mark.least >= self.rule {
            let inside = index
                .marks
                .list
                .get(stretch + 1)
                .is_some_and(|next| next.open > mark.least);
            return Some((mark.starts, if inside { mark.least } else { VISIBLE }));
        }
        None
    }

    fn counted(&self, index: &JsonIndex, body: &[u8], stretch: usize) -> (u32, u32) {
        let end = index.rows_in(stretch).end;
        let mut walk = self.walk(index, body, stretch);
        let mut visible = 0;
        while walk.walker.row < end
            && let Some((_, shown)) = walk.step()
        {
            visible += u32::from(shown);
        }
        (visible, walk.hidden)
    }
}

/// A walk that knows which rows are visible.
pub(in crate::bodies) struct Visible<'a, 'f> {
    pub(in crate::bodies) walker: Walker<'a>,
    hidden: u32,
    folds: &'f Folds,
}

impl<'a> Visible<'a, '_> {
    /// The next row, and whether it is visible.
    pub(in crate::bodies) fn step(&mut self) -> Option<(Step, bool)> {
        let step = self.walker.next()?;
        if self.hidden != VISIBLE {
            // The first row that lies no deeper closes the folded one, and is hidden with it.
            if step.depth == self.hidden {
                self.hidden = VISIBLE;
            }
            return Some((step, false));
        }
        if self.folds.is_folded(&step) {
            self.hidden = step.depth;
        }
        Some((step, true))
    }

    /// The next visible row.
    pub(in crate::bodies) fn next_visible(&mut self) -> Option<Step> {
        loop {
            let (step, visible) = self.step()?;
            if visible {
                return Some(step);
            }
        }
    }

    /// Goes on behind the folded row just passed.
    pub(in crate::bodies) fn jump(&mut self, behind: Walker<'a>) {
        self.walker = behind;
        self.hidden = VISIBLE;
    }
}
