//! What a string says to a reader: decoded, without tags and control characters, its line breaks kept.
use super::html;
use super::links;
use super::{FieldKind, Link};
use crate::bodies::table::is_date;
use crate::bodies::table::value::beginning;

/// How much of a string a card tells, in bytes as written.
const TOLD: usize = 64 * 1024;

pub(super) struct Said {
    pub(super) kind: FieldKind,
    pub(super) text: String,
    pub(super) cut: bool,
    pub(super) links: Vec<Link>,
}

/// What a string says, as written with its quotes.
pub(super) fn said(string: &[u8]) -> Said {
    let (decoded, cut) = beginning(string, TOLD);
    let (text, links, stripped) = match html::stripped(&decoded) {
        Some(stripped) => (tidy(&stripped.text), stripped.links, true),
        None => (tidy(&decoded), vec![], false),
    };
    let whole = (!cut).then(|| links::address(&text)).flatten();
    let kind = match (&whole, stripped) {
        (Some(_), _) => FieldKind::Link,
        (None, true) => FieldKind::StrippedText,
        (None, false) if is_date(&text) => FieldKind::Date,
        (None, false) => FieldKind::Text,
    };
    let links = links::all(links, &text);
    Said {
        kind,
        text,
        cut,
        links,
    }
}

/// A text without tags.
pub(in crate::bodies) fn plain_text(text: &str) -> String {
    match html::stripped(text) {
        Some(stripped) => tidy(&stripped.text),
        None => tidy(text),
    }
}

/// Turns the direction of what follows, so that an address looks like another one.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// One form of line break, at most one empty line, no blanks at the ends of lines, no control characters.
fn tidy(text: &str) -> String {
    let breaks = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut tidy = String::with_capacity(breaks.len());
    let mut empty = 0;
    for line in breaks.split('\n') {
        let kept: String = line
            .chars()
            .filter(|c| *c == '\t' || !(c.is_control() || turns(*c)))
            .collect();
        let line = kept.trim_end();
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            tidy.push_str(line);
            tidy.push('\n');
        }
    }
    tidy.trim_matches(|c: char| c.is_whitespace()).to_owned()
}
