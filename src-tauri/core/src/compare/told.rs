//! A comparison in words and values.
use super::differ::{Change, Comparison, Difference};
use super::shape::{Shape, Type};

/// The first few values at a path, decoded and cut; texts in quotation marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// On the left.
    pub left: Vec<String>,
    /// On the right.
    pub right: Vec<String>,
}

impl Comparison {
    /// Whether nothing is missing, new or re-typed: the right document can be read by whoever reads the left one.
    pub fn same(&self) -> bool {
        let breaks = |one: &Difference| {
            matches!(
                one.change,
                Change::Missing { .. } | Change::New { .. } | Change::Retyped
            )
        };
        !self.differences.iter().any(breaks)
    }

    /// "2 missing, 1 re-typed, 3 values differ.", or that the two have the same members.
    pub fn summary(&self) -> String {
        let count = |wanted: fn(&Change) -> bool| {
            self.differences
                .iter()
                .filter(|one| wanted(&one.change))
                .count()
        };
        let values = count(|change| matches!(change, Change::Value));
        let counts = [
            (
                count(|change| matches!(change, Change::Missing { .. })),
                "missing",
            ),
            (count(|change| matches!(change, Change::New { .. })), "new"),
            (
                count(|change| matches!(change, Change::Retyped)),
                "re-typed",
            ),
            (
                count(|change| matches!(change, Change::Empty(_))),
                "empty on one side",
            ),
            (
                count(|change| matches!(change, Change::Sometimes)),
                "not in every record",
            ),
            (
                values,
                if values == 1 {
                    "value differs"
                } else {
                    "values differ"
                },
            ),
        ];
        let told: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        match (self.same(), told.is_empty()) {
            (true, true) => "The same members, types and single values.".to_owned(),
            (true, false) => format!("The same members and types; {}.", told.join(", ")),
            (false, _) => format!("{}.", told.join(", ")),
        }
    }

    /// The values at the path of a difference, or at any path that both have.
    pub fn values(&self, path: &str) -> Option<Values> {
        let [left, right] = self.places.get(path)?;
        let told = |side: usize, at: &Option<usize>| match at {
            Some(at) => examples(&self.shapes[side], *at),
            None => vec![],
        };
        Some(Values {
            left: told(0, left),
            right: told(1, right),
        })
    }
}

/// Of an object its names, of a list its items, of anything else its values.
fn examples(shape: &Shape, at: usize) -> Vec<String> {
    const NAMES: usize = 12;
    let node = &shape.nodes[at];
    let mut told = node.examples.clone();
    if node.has(Type::Object) {
        let names = node
            .members
            .iter()
            .take(NAMES)
            .map(|&member| shape.nodes[member].name.as_str());
        let more = if node.members.len() > NAMES {
            ", …"
        } else {
            ""
        };
        told.push(format!(
            "{{ {}{more} }}",
            names.collect::<Vec<_>>().join(", ")
        ));
    }
    match node.items {
        Some(items) => told.extend(
            examples(shape, items)
                .iter()
                .map(|item| format!("[ {item} ]")),
        ),
        None if node.has(Type::List) => told.push("[]".to_owned()),
        None => {}
    }
    told
}
