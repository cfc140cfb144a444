//! Reads one record member by member. Objects in it are laid open, so that `EndOfSaleDate.value` is a member of the record;
//! arrays are not.
use crate::bodies::json::walk::{Step, Walker};
use crate::bodies::row::Kind;

use super::value::{Value, inside, pass, says_something};

/// How deep objects are laid open; those that lie deeper are values.
const LEVELS: usize = 5;

/// Whoever wants a record's members. A node stands for a path in the record, 0 for the record itself.
pub(super) trait Members {
    /// The node of the member of that name in the object at `around`; None if it is not wanted. The name is as written,
    /// without its quotes. `guess` is what was returned through it for the member before, 0 at first.
    fn member(&mut self, around: u32, name: &[u8], guess: &mut usize) -> Option<u32>;

    /// What a member holds.
    fn value(&mut self, node: u32, value: Value);
}

/// Reads the record that `opening` opened, and says whether it is closed: the document may break before.
pub(super) fn read(walker: &mut Walker<'_>, opening: &Step, members: &mut impl Members) -> bool {
    if !opening.opens {
        return true;
    }
    let mut open = [(0, 0); LEVELS];
    while let Some(step) = walker.next() {
        if step.depth <= opening.depth {
            return true;
        }
        if step.closes() {
            continue;
        }
        let level = (step.depth - opening.depth - 1) as usize;
        let (around, guess) = &mut open[level];
        let name = step.name.clone().map(|name| inside(&walker.bytes[name]));
        let node = name.and_then(|name| members.member(*around, name, guess));
        let unfolds = step.kind == Kind::Object && step.opens && level + 1 < LEVELS;
        if let Some(node) = node.filter(|_| unfolds) {
            open[level + 1] = (node, 0);
            continue;
        }
        let (mut end, mut present) = (step.value.end, false);
        if step.opens {
            match pass(walker, step.depth) {
                Some(passed) => (end, present) = passed,
                None => return false,
            }
        } else if node.is_some() {
            present = says_something(step.kind, &walker.bytes[step.value.clone()]);
        }
        if let Some(node) = node {
            let place = step.value.start..end;
            members.value(
                node,
                Value {
                    kind: step.kind,
                    place,
                    present,
                },
            );
        }
    }
    false
}
