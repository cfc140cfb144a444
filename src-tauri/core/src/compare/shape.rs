//! The shape of one document: each path with the types that stand there, how often, and the first few values.
use std::collections::HashMap;

use super::document::{Document, Problem, Word, decoded};
use crate::telling::is_absent;

/// Objects and arrays in one another. Answers have a handful.
const DEEPEST: usize = 128;

/// Different paths. Answers have some hundred.
const MOST_MEMBERS: usize = 20_000;

/// Values kept as examples for each path, and characters of each.
const EXAMPLES: usize = 3;
const SHOWN: usize = 200;

/// What can stand at a path, as places in [`Node::counts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Object,
    List,
    Text,
    Number,
    Flag,
    /// `null`, or a text that stands for nothing.
    Nothing,
}

pub(super) const TYPES: usize = 6;

/// A path.
#[derive(Debug)]
pub(super) struct Node {
    /// Decoded; empty for the items of an array and for the document.
    pub(super) name: String,
    /// How often each type stands there.
    pub(super) counts: [u32; TYPES],
    /// How many of the objects around it have it.
    pub(super) holders: u32,
    /// In the order of the document. The items of an array are one child, named nothing.
    pub(super) members: Vec<usize>,
    pub(super) items: Option<usize>,
    pub(super) examples: Vec<String>,
    /// The only scalar that stands there, as written, if it is not in an array.
    pub(super) single: Option<String>,
    by_name: HashMap<String, usize>,
    /// The number of the object that had it last, so that a name given twice counts once.
    last_holder: u32,
}

#[derive(Debug)]
pub(super) struct Shape {
    pub(super) nodes: Vec<Node>,
}

/// An object or array that is open.
struct Open {
    node: usize,
    object: bool,
    /// The object's number.
    number: u32,
}

impl Shape {
    /// Reads a document to its end.
    pub(super) fn of(document: Document<'_>) -> Result<Self, Problem> {
        let mut shape = Self {
            nodes: vec![node(String::new())],
        };
        let mut open: Vec<Open> = vec![];
        let (mut named, mut objects, mut lists) = (0, 0, 0_usize);
        for word in document {
            if let Word::Name(name) = word {
                if let Some(around) = open.last() {
                    named = shape.member(around.node, decoded(name), around.number)?;
                }
                continue;
            }
            if word == Word::End {
                lists -= usize::from(open.pop().is_some_and(|closed| !closed.object));
                continue;
            }
            let at = match open.last() {
                None => 0,
                Some(around) if around.object => named,
                Some(around) => shape.items(around.node)?,
            };
            shape.nodes[at].take(word, lists == 0);
            if matches!(word, Word::Object | Word::Array) {
                if open.len() == DEEPEST {
                    return Err(Problem::TooDeep { limit: DEEPEST });
                }
                objects += 1;
                lists += usize::from(word == Word::Array);
                open.push(Open {
                    node: at,
                    object: word == Word::Object,
                    number: objects,
                });
            }
        }
        Ok(shape)
    }

    fn member(&mut self, around: usize, name: String, object: u32) -> Result<usize, Problem> {
        let known = self.nodes[around].by_name.get(&name).copied();
        let at = match known {
            Some(known) => known,
            None => {
                let at = self.add(node(name.clone()))?;
                self.nodes[around].by_name.insert(name, at);
                self.nodes[around].members.push(at);
                at
            }
        };
        let member = &mut self.nodes[at];
        member.holders += u32::from(member.last_holder != object);
        member.last_holder = object;
        Ok(at)
    }

    fn items(&mut self, around: usize) -> Result<usize, Problem> {
        if let Some(items) = self.nodes[around].items {
            return Ok(items);
        }
        let at = self.add(node(String::new()))?;
        self.nodes[around].items = Some(at);
        Ok(at)
    }

    fn add(&mut self, node: Node) -> Result<usize, Problem> {
        if self.nodes.len() == MOST_MEMBERS {
            return Err(Problem::TooManyMembers {
                limit: MOST_MEMBERS,
            });
        }
        self.nodes.push(node);
        Ok(self.nodes.len() - 1)
    }

    /// How many paths lie at and below a node, itself not counted.
    pub(super) fn below(&self, at: usize) -> usize {
        let node = &self.nodes[at];
        let children = node.members.iter().chain(&node.items);
        children.map(|&child| 1 + self.below(child)).sum()
    }
}

fn node(name: String) -> Node {
    Node {
        name,
        counts: [0; TYPES],
        holders: 0,
        members: vec![],
        items: None,
        examples: vec![],
        single: None,
        by_name: HashMap::new(),
        last_holder: 0,
    }
}

impl Node {
    pub(super) fn has(&self, kind: Type) -> bool {
        self.counts[kind as usize] > 0
    }

    /// The member of that name.
    pub(super) fn member(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    fn take(&mut self, word: Word<'_>, single: bool) {
        let (kind, written) = match word {
            Word::Object => (Type::Object, None),
            Word::Array => (Type::List, None),
            Word::Number(number) => (Type::Number, Some(number)),
            Word::Flag(flag) => (Type::Flag, Some(flag)),
            Word::Text(text) => (Type::Text, Some(text)),
            Word::Null | Word::Name(_) | Word::End => (Type::Nothing, Some("null")),
        };
        let Some(written) = written else {
            self.counts[kind as usize] += 1;
            return;
        };
        // Most values of a large document are neither kept nor absent: they are not decoded. What is absent is short.
        let wanted = single || self.examples.len() < EXAMPLES || written.len() < 16;
        let said = match kind {
            Type::Text if wanted => decoded(written),
            _ if wanted => written.to_owned(),
            _ => String::new(),
        };
        let nothing = wanted && kind == Type::Text && is_absent(&said);
        self.counts[if nothing { Type::Nothing } else { kind } as usize] += 1;
        if self.examples.len() < EXAMPLES && wanted {
            let shown = shown(&said, kind);
            if !self.examples.contains(&shown) {
                self.examples.push(shown);
            }
        }
        if single {
            self.single = Some(said);
        }
    }
}

/// A value as an example, cut; a text in quotes, so that `"1"` is not taken for a number.
fn shown(said: &str, kind: Type) -> String {
    let cut = said.char_indices().nth(SHOWN).map(|(end, _)| &said[..end]);
    let text = cut.map_or_else(|| said.to_owned(), |cut| format!("{cut}…"));
    if kind == Type::Text {
        format!("“{text}”")
    } else {
        text
    }
}
