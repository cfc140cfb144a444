//! The members that a table's records have, as a tree of names.
use std::borrow::Cow;
use std::collections::HashMap;

use crate::bodies::json::string::unescaped;

/// From how many members on an object's names are hashed.
const MANY: usize = 12;

#[derive(Debug)]
pub(super) struct Node {
    /// What the name says.
    name: Box<[u8]>,
    around: u32,
    members: Vec<u32>,
    by_name: HashMap<Box<[u8]>, u32>,
}

#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Of records without members.
    pub(super) fn new() -> Self {
        Self {
            nodes: vec![node(b"", 0)],
        }
    }

    /// How many nodes there are, the record's own included.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node of a member. Records mostly have the same members in the same order, so the one behind the last is tried
    /// first.
    pub(super) fn find(&self, around: u32, name: &[u8], guess: &mut usize) -> Option<u32> {
        let name = said(name);
        let object = &self.nodes[around as usize];
        let is = |&node: &u32| *self.nodes[node as usize].name == *name;
        if let Some(node) = object.members.get(*guess).filter(|node| is(node)) {
            *guess += 1;
            return Some(*node);
        }
        if object.members.len() > MANY {
            let node = *object.by_name.get(&*name)?;
            // Where a member is left out, the guess is right again for the next.
            *guess = object.members.iter().position(|&member| member == node)? + 1;
            return Some(node);
        }
        let place = object.members.iter().position(is)?;
        *guess = place + 1;
        Some(object.members[place])
    }

    /// A new member.
    pub(super) fn add(&mut self, around: u32, name: &[u8]) -> u32 {
        let (name, at) = (said(name), self.nodes.len() as u32);
        let object = &mut self.nodes[around as usize];
        object.members.push(at);
        object.by_name.insert(name.clone().into(), at);
        self.nodes.push(node(&name, around));
        at
    }

    /// The names that lead to a node, joined by dots.
    pub(super) fn path(&self, node: u32) -> String {
        let found = &self.nodes[node as usize];
        let name = String::from_utf8_lossy(&found.name);
        if found.around == 0 {
            return name.into_owned();
        }
        format!("{}.{name}", self.path(found.around))
    }

    /// Whether a node has members of its own.
    pub(super) fn holds(&self, node: u32) -> bool {
        !self.nodes[node as usize].members.is_empty()
    }
}

fn node(name: &[u8], around: u32) -> Node {
    Node {
        name: name.into(),
        around,
        members: vec![],
        by_name: HashMap::new(),
    }
}

/// A name may be written with escapes; it is the same name.
fn said(name: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'\\', name).is_none() {
        return Cow::Borrowed(name);
    }
    let quoted = [b"\"", name, b"\""].concat();
    Cow::Owned(unescaped(&quoted).into_bytes())
}
