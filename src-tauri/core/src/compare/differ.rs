//! Lays two shapes side by side, in the order of the left document; what only the right one has comes behind its neighbours.
use std::collections::HashMap;

use super::document::Side;
use super::path;
use super::shape::{Node, Shape, TYPES, Type};

/// How a path differs, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The right document does not have it; `below` counts the paths that lie in it and are missing with it.
    Missing {
        /// Paths in it.
        below: usize,
    },
    /// Only the right document has it.
    New {
        /// Paths in it.
        below: usize,
    },
    /// On the right stands a type that the left does not know there. A number and the text of a number are two types.
    Retyped,
    /// It has a value on one side only; on this one it is `null`, an empty list, or a text that stands for nothing.
    Empty(Side),
    /// Each record on the left has it, only some on the right.
    Sometimes,
    /// One value on each side, of one type, and not the same.
    Value,
}

/// A path that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// `bugs[].id`.
    pub path: String,
    /// How it differs.
    pub change: Change,
    /// What stands there on the left: `object`, `list`, `text`, `number`, `flag`, `empty`. Nothing, if it is not there.
    pub left: Vec<&'static str>,
    /// The same on the right.
    pub right: Vec<&'static str>,
    /// How many of the objects around it have it on the left, and how many there are. A path that only some have is optional.
    pub left_share: (u32, u32),
    /// The same on the right.
    pub right_share: (u32, u32),
}

/// How many records an array has on each side; arrays at one path are added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records {
    /// The array's path: `bugs`; empty if the document is the array.
    pub path: String,
    /// On the left.
    pub left: u32,
    /// On the right.
    pub right: u32,
}

/// Two documents side by side.
#[derive(Debug)]
pub struct Comparison {
    /// In the order of the left document.
    pub differences: Vec<Difference>,
    /// The arrays of records.
    pub records: Vec<Records>,
    /// How many paths both have.
    pub shared: usize,
    pub(super) shapes: [Shape; 2],
    pub(super) places: HashMap<String, [Option<usize>; 2]>,
}

impl Comparison {
    pub(super) fn of(left: Shape, right: Shape) -> Self {
        let mut comparison = Self {
            differences: vec![],
            records: vec![],
            shared: 0,
            shapes: [left, right],
            places: HashMap::new(),
        };
        comparison.pair(String::new(), [0, 0], [(1, 1); 2]);
        comparison
    }

    /// A path that both have.
    fn pair(&mut self, path: String, at: [usize; 2], shares: [(u32, u32); 2]) {
        self.shared += 1;
        let [left, right] = [&self.shapes[0].nodes[at[0]], &self.shapes[1].nodes[at[1]]];
        let change = changed(left, right, shares);
        let objects = [left, right].map(|node| node.counts[Type::Object as usize]);
        let items = [left.items, right.items];
        if let Some(change) = change {
            self.note(path.clone(), change, at.map(Some), shares);
        }
        self.places.insert(path.clone(), at.map(Some));
        if objects[0] > 0 && objects[1] > 0 {
            self.members(&path, at, objects);
        }
        self.items(path, items);
    }

    fn members(&mut self, path: &str, at: [usize; 2], objects: [u32; 2]) {
        let members = self.shapes[0].nodes[at[0]].members.clone();
        for member in members {
            let found = &self.shapes[0].nodes[member];
            let here = path::member(path, &found.name);
            let left = (found.holders, objects[0]);
            match self.shapes[1].nodes[at[1]].member(&found.name) {
                Some(other) => {
                    let right = (self.shapes[1].nodes[other].holders, objects[1]);
                    self.pair(here, [member, other], [left, right]);
                }
                None => {
                    let below = self.shapes[0].below(member);
                    let shares = [left, (0, objects[1])];
                    self.note(
                        here,
                        Change::Missing { below },
                        [Some(member), None],
                        shares,
                    );
                }
            }
        }
        let others = self.shapes[1].nodes[at[1]].members.clone();
        for other in others {
            let found = &self.shapes[1].nodes[other];
            if self.shapes[0].nodes[at[0]].member(&found.name).is_none() {
                let shares = [(0, objects[0]), (found.holders, objects[1])];
                let here = path::member(path, &found.name);
                let below = self.shapes[1].below(other);
                self.note(here, Change::New { below }, [None, Some(other)], shares);
            }
        }
    }

    fn items(&mut self, path: String, items: [Option<usize>; 2]) {
        let count = |side: usize, kind: Option<Type>| {
            let counts = items[side].map_or([0; TYPES], |at| self.shapes[side].nodes[at].counts);
            kind.map_or_else(|| counts.iter().sum(), |kind| counts[kind as usize])
        };
        if count(0, Some(Type::Object)) + count(1, Some(Type::Object)) > 0 {
            let (left, right): (u32, u32) = (count(0, None), count(1, None));
            self.records.push(Records {
                path: path.clone(),
                left,
                right,
            });
        }
        if let [Some(left), Some(right)] = items {
            self.pair(path::items(&path), [left, right], [(1, 1); 2]);
        }
    }

    fn note(
        &mut self,
        path: String,
        change: Change,
        at: [Option<usize>; 2],
        shares: [(u32, u32); 2],
    ) {
        let types =
            |side: usize| at[side].map_or_else(Vec::new, |at| types(&self.shapes[side].nodes[at]));
        self.differences.push(Difference {
            change,
            left: types(0),
            right: types(1),
            left_share: shares[0],
            right_share: shares[1],
            path: path.clone(),
        });
        self.places.insert(path, at);
    }
}

const VALUES: [(Type, &str); TYPES - 1] = [
    (Type::Object, "object"),
    (Type::List, "list"),
    (Type::Text, "text"),
    (Type::Number, "number"),
    (Type::Flag, "flag"),
];

fn types(node: &Node) -> Vec<&'static str> {
    let empty = node.has(Type::Nothing).then_some("empty");
    let values = VALUES.into_iter().filter(|(kind, _)| node.has(*kind));
    values.map(|(_, word)| word).chain(empty).collect()
}

/// Whether a list there has items, or something else than a list has a value.
fn has_value(node: &Node) -> bool {
    VALUES.iter().any(|(kind, _)| match kind {
        Type::List => node.items.is_some(),
        kind => node.has(*kind),
    })
}

fn changed(left: &Node, right: &Node, shares: [(u32, u32); 2]) -> Option<Change> {
    let typed = |node: &Node| VALUES.iter().any(|(kind, _)| node.has(*kind));
    let retyped = VALUES
        .iter()
        .any(|(kind, _)| right.has(*kind) && !left.has(*kind));
    if retyped && typed(left) {
        return Some(Change::Retyped);
    }
    match (has_value(left), has_value(right)) {
        (true, false) => return Some(Change::Empty(Side::Right)),
        (false, true) => return Some(Change::Empty(Side::Left)),
        (false, false) => return None,
        (true, true) => {}
    }
    let [(left_have, left_of), (right_have, right_of)] = shares;
    if left_have == left_of && right_have < right_of {
        return Some(Change::Sometimes);
    }
    (left.single.is_some() && right.single.is_some() && left.single != right.single)
        .then_some(Change::Value)
}
