//! Where a value is, in the two ways people write it down.
use std::fmt::Write;

use super::marks::Level;
use super::string::unescaped;

/// The place of a value in its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValuePath {
    /// As a JSON Pointer (RFC 6901): `/data/0/title`; empty for the whole document.
    pub pointer: String,
    /// As a JSONPath (RFC 9535): `$.data[0].title`; names that are no identifiers in brackets, `$['a b']`.
    pub jsonpath: String,
}

impl ValuePath {
    /// From the levels that lead to a value, the innermost first.
    pub(in crate::bodies) fn new(body: &[u8], levels: &[Level]) -> Self {
        let mut path = Self {
            pointer: String::new(),
            jsonpath: "$".to_owned(),
        };
        for level in levels.iter().rev().filter(|level| level.step.depth > 0) {
            match &level.step.name {
                Some(name) => path.member(&unescaped(&body[name.clone()])),
                None => path.item(level.index),
            }
        }
        path
    }

    pub(in crate::bodies) fn item(&mut self, index: u32) {
        // Writing to a String cannot fail.
        let _ = write!(self.pointer, "/{index}");
        let _ = write!(self.jsonpath, "[{index}]");
    }

    pub(in crate::bodies) fn member(&mut self, name: &str) {
        self.pointer.push('/');
        for character in name.chars() {
            match character {
                '~' => self.pointer.push_str("~0"),
                '/' => self.pointer.push_str("~1"),
                _ => self.pointer.push(character),
            }
        }
        if is_shorthand(name) {
            self.jsonpath.push('.');
            self.jsonpath.push_str(name);
        } else {
            self.jsonpath.push_str("['");
            name.chars().for_each(|c| quote(&mut self.jsonpath, c));
            self.jsonpath.push_str("']");
        }
    }
}

/// What may follow a dot (RFC 9535, section 2.5.1.1).
fn is_shorthand(name: &str) -> bool {
    let is_first = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
    name.starts_with(is_first) && name.chars().all(|c| is_first(c) || c.is_ascii_digit())
}

/// One character of a normalized path's name (RFC 9535, section 2.7).
fn quote(path: &mut String, character: char) {
    match character {
        '\'' => path.push_str("\\'"),
        '\\' => path.push_str("\\\\"),
        '\u{8}' => path.push_str("\\b"),
        '\u{c}' => path.push_str("\\f"),
        '\n' => path.push_str("\\n"),
        '\r' => path.push_str("\\r"),
        '\t' => path.push_str("\\t"),
        '\0'..='\u{1f}' => {
            // Writing to a String cannot fail.
            let _ = write!(path, "\\u{:04x}", u32::from(character));
        }
        _ => path.push(character),
    }
}
