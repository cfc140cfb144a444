//! Which members are columns, which of them are shown first, and how they are called.
use gatepass_core::telling::{self, Role};

use super::census::{Census, Count};
use super::{ColumnKind, ColumnSummary};
use crate::bodies::cut;

/// Columns that are shown before the user chooses.
const SHOWN: usize = 7;

/// Columns that are shown even if none of them looks worth it.
const FEWEST: usize = 2;

/// Of each role. A record is told by its names and its state; a table full of dates tells nothing.
const MOST_IDENTIFIERS: usize = 2;
const MOST_TITLES: usize = 1;
const MOST_STATES: usize = 3;
const MOST_DATES: usize = 2;

/// Longer values are for the card, in bytes on average.
const LONG: u64 = 100;

/// How much of a name is kept, in characters.
const NAME: usize = 200;

#[derive(Debug)]
pub(super) struct Column {
    pub(super) node: u32,
    pub(super) summary: ColumnSummary,
}

/// The columns in the order to show them: the default ones, the others as the records have them, those that are absent
/// everywhere.
pub(super) fn columns(census: &Census, records: u32) -> Vec<Column> {
    let nodes = 1..census.tree.len() as u32;
    let values = nodes.filter(|&node| {
        let laid_open = census.tree.holds(node);
        census.counts[node as usize].is_value(laid_open)
    });
    let mut columns: Vec<Column> = values
        .map(|node| {
            let count = &census.counts[node as usize];
            let path = census.tree.path(node);
            let key =
                String::from_utf8_lossy(&path.as_bytes()[..cut::prefix(path.as_bytes(), NAME)]);
            Column {
                node,
                summary: ColumnSummary {
                    label: telling::label(&key),
                    key: key.into_owned(),
                    kind: count.kind(),
                    present: count.present,
                    shown: false,
                },
            }
        })
        .collect();
    let chosen = choose(&columns, &census.counts, records);
    for &at in &chosen {
        columns[at].summary.shown = true;
    }
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|&at| match chosen.iter().position(|&one| one == at) {
        Some(place) => (0, place),
        None => (1 + usize::from(columns[at].summary.present == 0), at),
    });
    let mut columns: Vec<Option<Column>> = columns.into_iter().map(Some).collect();
    order.iter().filter_map(|&at| columns[at].take()).collect()
}

/// The default columns: identifiers, title, states, dates, then others that tell the records apart.
fn choose(columns: &[Column], counts: &[Count], records: u32) -> Vec<usize> {
    let count = |at: usize| &counts[columns[at].node as usize];
    let role = |at: usize| telling::role(&columns[at].summary.key);
    let present: Vec<usize> = (0..columns.len())
        .filter(|&at| count(at).present > 0)
        .collect();
    let of = |wanted: Role, most: usize| {
        let fits = |at: &usize| match wanted {
            Role::Date => columns[*at].summary.kind == ColumnKind::Date,
            Role::Title => columns[*at].summary.kind == ColumnKind::Text,
            // One value in all records tells none of them apart.
            _ => count(*at).varies() || records == 1,
        };
        let mut found: Vec<(usize, usize)> = present
            .iter()
            .filter(|at| fits(at))
            .filter_map(|&at| Some((role(at).filter(|(role, _)| *role == wanted)?.1, at)))
            .collect();
        found.sort();
        found.truncate(most);
        found.into_iter().map(|(_, at)| at).collect::<Vec<_>>()
    };
    let mut chosen = [
        of(Role::Identifier, MOST_IDENTIFIERS),
        of(Role::Title, MOST_TITLES),
        of(Role::State, MOST_STATES),
        of(Role::Date, MOST_DATES),
    ]
    .concat();
    let mut others: Vec<usize> = present
        .iter()
        .copied()
        .filter(|&at| role(at).is_none() && tells(count(at), columns[at].summary.kind, records))
        .collect();
    // What is not known by name is chosen by what is there: the columns that most records have, in their order.
    others.sort_by_key(|&at| std::cmp::Reverse(count(at).present));
    others.truncate(SHOWN - chosen.len().min(SHOWN));
    others.sort();
    chosen.extend(others);
    let rest = present.into_iter().filter(|at| !chosen.contains(at));
    let lacking = FEWEST.saturating_sub(chosen.len());
    let rest: Vec<usize> = rest.take(lacking).collect();
    chosen.extend(rest);
    chosen
}

/// Whether a column of an unknown name is worth its room.
fn tells(count: &Count, kind: ColumnKind, records: u32) -> bool {
    let short = count.mean_length() <= LONG && !count.is_address();
    let half = count.present >= records.div_ceil(2);
    short && half && (count.varies() || records == 1) && kind != ColumnKind::List
}
