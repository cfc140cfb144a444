//! How any row of a 100 MB document is found from an index of less than one per cent: a mark every few kilobytes says which row begins
//! there and how deep, and what the rows up to the next mark have in common. The rest is read again, and is little.
//!
//! Two rules of the formatted document carry all of it. What encloses a row is the nearest row before it that lies less deep.
//! What an opening row holds ends at the nearest row behind it that lies no deeper. So a stretch whose rows all lie deeper
//! than one looks for is passed over unread.
use std::ops::Range;

use super::walk::{Step, Walker};

/// How far marks are apart, in bytes; a row that is longer has one of its own.
const SPACING: usize = 16 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bodies) struct Mark {
    /// Where the row begins.
    pub(in crate::bodies) offset: u32,
    /// Its number.
    pub(in crate::bodies) row: u32,
    /// How many containers are open before it.
    pub(in crate::bodies) open: u32,
    /// The least depth of a row from here to the next mark.
    pub(in crate::bodies) least: u32,
    /// How many rows of that depth there are that do not close.
    pub(in crate::bodies) starts: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::bodies) enum RowShape {
    /// A value, or the opening row of one.
    Begins,
    /// A closing row.
    Ends,
}

/// The marks, while they are made.
#[derive(Debug, Default)]
pub(in crate::bodies) struct Marks {
    pub(in crate::bodies) list: Vec<Mark>,
    pub(in crate::bodies) rows: u32,
}

impl Marks {
    /// The next row: where it begins and how deep it lies.
    pub(in crate::bodies) fn note(&mut self, offset: usize, depth: u32, shape: RowShape) {
        let begins = shape == RowShape::Begins;
        match self.list.last_mut() {
            Some(mark) if offset - (mark.offset as usize) < SPACING => {
                if depth < mark.least {
                    (mark.least, mark.starts) = (depth, 0);
                }
                mark.starts += u32::from(begins && depth == mark.least);
            }
            _ => self.list.push(Mark {
                offset: offset as u32,
                row: self.rows,
                open: depth + u32::from(!begins),
                least: depth,
                starts: u32::from(begins),
            }),
        }
        self.rows += 1;
    }
}

/// Where rows are in a document that was read to its end.
#[derive(Debug)]
pub(in crate::bodies) struct JsonIndex {
    pub(in crate::bodies) marks: Marks,
    /// Where the rows end: at the fault, or at the body's end.
    pub(in crate::bodies) end: usize,
}

/// What an opening row holds.
pub(in crate::bodies) struct Extent<'a> {
    /// The row that closes it, unless the document breaks before.
    pub(in crate::bodies) close: Option<Step>,
    pub(in crate::bodies) items: u32,
    /// How many rows folding hides, the closing one included.
    pub(in crate::bodies) rows: u32,
    /// Where the walk goes on behind it.
    pub(in crate::bodies) after: Walker<'a>,
}

/// A row on the way from the outermost value to a row, and its place among its siblings.
#[derive(Debug)]
pub(in crate::bodies) struct Level {
    pub(in crate::bodies) step: Step,
    pub(in crate::bodies) index: u32,
}

impl JsonIndex {
    pub(in crate::bodies) fn rows(&self) -> u32 {
        self.marks.rows
    }

    /// The stretch that a row lies in: its mark's number.
    pub(in crate::bodies) fn stretch_of(&self, row: u32) -> usize {
        let list = &self.marks.list;
        list.partition_point(|mark| mark.row <= row) - 1
    }

    /// The stretch that a byte lies in.
    pub(in crate::bodies) fn stretch_at(&self, offset: usize) -> usize {
        let list = &self.marks.list;
        let known = list.partition_point(|mark| mark.offset as usize <= offset);
        known.saturating_sub(1)
    }

    /// The numbers of a stretch's rows.
    pub(in crate::bodies) fn rows_in(&self, stretch: usize) -> Range<u32> {
        let list = &self.marks.list;
        let end = list.get(stretch + 1).map_or(self.rows(), |mark| mark.row);
        list[stretch].row..end
    }

    pub(in crate::bodies) fn walk<'a>(&self, body: &'a [u8], stretch: usize) -> Walker<'a> {
        let mark = self.marks.list[stretch];
        Walker {
            bytes: &body[..self.end],
            at: mark.offset as usize,
            row: mark.row,
            open: mark.open,
        }
    }

    /// A walk whose next row is `row`. There must be such a row.
    pub(in crate::bodies) fn walk_to<'a>(&self, body: &'a [u8], row: u32) -> Walker<'a> {
        let mut walker = self.walk(body, self.stretch_of(row));
        while walker.row < row {
            walker.next();
        }
        walker
    }

    /// What the row `opening` holds; `inside` is the walk directly behind it.
    pub(in crate::bodies) fn extent<'a>(
        &self,
        opening: &Step,
        mut inside: Walker<'a>,
    ) -> Extent<'a> {
        let depth = opening.depth;
        let body = inside.bytes;
        let mut items = 0;
        let mut stretch = self.stretch_of(opening.row);
        loop {
            let end = self.rows_in(stretch).end;
            while inside.row < end
                && let Some(step) = inside.next()
            {
                if step.depth <= depth {
                    return Extent {
                        rows: step.row - opening.row,
                        close: Some(step),
                        items,
                        after: inside,
                    };
                }
                items += u32::from(step.depth == depth + 1 && !step.closes());
            }
            stretch += 1;
            // Whatever lies wholly inside adds its items, unread.
            while let Some(mark) = self.marks.list.get(stretch)
                && mark.least > depth
            {
                items += if mark.least == depth + 1 {
                    mark.starts
                } else {
                    0
                };
                stretch += 1;
            }
            if stretch == self.marks.list.len() {
                let mut after = inside;
                (after.at, after.row) = (self.end, self.rows());
                return Extent {
                    close: None,
                    items,
                    rows: self.rows() - opening.row - 1,
                    after,
                };
            }
            inside = self.walk(body, stretch);
        }
    }

    /// The row that opened what `closing` closes.
    pub(in crate::bodies) fn opening_of(&self, body: &[u8], closing: &Step) -> Option<Step> {
        let encloses = |step: &Step| step.depth <= closing.depth;
        (0..=self.stretch_of(closing.row))
            .rev()
            .filter(|&stretch| self.marks.list[stretch].least <= closing.depth)
            .find_map(|stretch| {
                let end = self.rows_in(stretch).end.min(closing.row);
                let steps = self.walk(body, stretch);
                steps
                    .take_while(|step| step.row < end)
                    .filter(encloses)
                    .last()
            })
    }

    /// The rows that these places lie in, in their order. Space before a row counts to the row before it.
    pub(in crate::bodies) fn rows_of(
        &self,
        body: &[u8],
        offsets: impl Iterator<Item = usize>,
    ) -> Vec<u32> {
        let mut walk = self.walk(body, 0).peekable();
        let (mut known, mut current, mut previous) = (0, 0, 0);
        let mut rows = vec![];
        for offset in offsets {
            let stretch = self.stretch_at(offset);
            if stretch != known || offset < previous {
                walk = self.walk(body, stretch).peekable();
                current = self.rows_in(stretch).start;
            }
            (known, previous) = (stretch, offset);
            while let Some(step) = walk.next_if(|step| step.start() <= offset) {
                current = step.row;
            }
            rows.push(current);
        }
        rows
    }

    /// The rows that lead to `row`, the innermost first: itself, the container it lies in, and so on to the outermost value.
    /// `row` must not be a closing one.
    pub(in crate::bodies) fn levels(&self, body: &[u8], row: u32) -> Vec<Level> {
        let list = &self.marks.list;
        let mut levels: Vec<Level> = vec![];
        // The depth still sought, and how many siblings were seen before the innermost level that lacks its opening row.
        let mut sought = u32::MAX;
        for stretch in (0..=self.stretch_of(row)).rev() {
            let mark = list[stretch];
            if mark.least > sought {
                continue;
            }
            if mark.least == sought {
                if let Some(level) = levels.last_mut() {
                    level.index += mark.starts;
                }
                continue;
            }
            let end = self.rows_in(stretch).end.min(row + 1);
            let mut found = chain(self.walk(body, stretch), end);
            while let Some(deepest) = found.last() {
                let depth = deepest.step.depth;
                if depth > sought {
                    found.pop();
                } else if depth == sought {
                    let seen = found.pop().map_or(0, |chained| chained.starts);
                    if let Some(level) = levels.last_mut() {
                        level.index += seen;
                    }
                } else {
                    break;
                }
            }
            levels.extend(found.into_iter().rev().map(|chained| Level {
                index: chained.starts - 1,
                step: chained.step,
            }));
            match levels.last() {
                Some(level) if level.step.depth == 0 => break,
                Some(level) => sought = level.step.depth,
                None => {}
            }
        }
        levels
    }
}

struct Chained {
    step: Step,
    /// How many of this depth began in the same container so far, this one included.
    starts: u32,
}

/// The last row before `end` of the stretch, and the rows of it that enclose that one, the outermost first.
fn chain(walker: Walker<'_>, end: u32) -> Vec<Chained> {
    let mut chain: Vec<Chained> = vec![];
    for step in walker.take_while(|step| step.row < end) {
        while chain
            .last()
            .is_some_and(|last| last.step.depth > step.depth)
        {
            chain.pop();
        }
        let starts = u32::from(!step.closes());
        match chain.last_mut() {
            Some(last) if last.step.depth == step.depth => {
                last.starts += starts;
                last.step = step;
            }
            _ => chain.push(Chained { step, starts }),
        }
    }
    chain
}
