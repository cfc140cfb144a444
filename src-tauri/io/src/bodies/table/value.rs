//! A member's value as a place in the body, and what it says.
use std::borrow::Cow;
use std::ops::Range;

use gatepass_core::telling;

use crate::bodies::json::string::unescaped;
use crate::bodies::json::walk::Walker;
use crate::bodies::row::Kind;

/// A value that was found in a record.
#[derive(Clone, Debug)]
pub(in crate::bodies) struct Value {
    /// What it is; an object or array as a whole.
    pub(in crate::bodies) kind: Kind,
    /// From its first byte to its last.
    pub(in crate::bodies) place: Range<usize>,
    /// It says something: it is not `null`, nor a text that stands for nothing, nor empty of all but these.
    pub(in crate::bodies) present: bool,
}

impl Value {
    pub(in crate::bodies) fn bytes<'a>(&self, body: &'a [u8]) -> &'a [u8] {
        &body[self.place.clone()]
    }
}

/// Whether a scalar, as written, says something.
pub(in crate::bodies) fn says_something(kind: Kind, written: &[u8]) -> bool {
    match kind {
        Kind::Number | Kind::Boolean => true,
        Kind::String => {
            let inner = inside(written).trim_ascii();
            // What stands for nothing is short. A text that begins with an escape may be all line breaks.
            inner.len() > 4 && inner[0] != b'\\' || !telling::is_absent(&text(written))
        }
        _ => false,
    }
}

/// What a string says, as written without its quotes.
pub(in crate::bodies) fn inside(string: &[u8]) -> &[u8] {
    string
        .get(1..string.len().saturating_sub(1))
        .unwrap_or_default()
}

/// What a string says. What is no UTF-8 becomes U+FFFD.
pub(in crate::bodies) fn text(string: &[u8]) -> Cow<'_, str> {
    let inner = inside(string);
    if memchr::memchr(b'\\', inner).is_none() {
        return String::from_utf8_lossy(inner);
    }
    Cow::Owned(unescaped(string))
}

/// What a string says at its beginning, and whether there is more: a string may be as long as the body.
pub(in crate::bodies) fn beginning(string: &[u8], bytes: usize) -> (Cow<'_, str>, bool) {
    let inner = inside(string);
    if inner.len() <= bytes {
        return (text(string), false);
    }
    // An escape has six bytes at most: the cut goes before one that it would split.
    let escape = memchr::memrchr(b'\\', &inner[..bytes]).filter(|at| bytes - at < 6);
    let mut end = escape.unwrap_or(bytes);
    while end > 0 && inner[end] & 0xC0 == 0x80 {
        end -= 1;
    }
    let cut = &string[..end + 2];
    match memchr::memchr(b'\\', cut) {
        None => (String::from_utf8_lossy(&inner[..end]), true),
        Some(_) => (Cow::Owned(unescaped(cut)), true),
    }
}

/// Goes behind the object or array at `depth` that was just opened: where it ends, and whether anything in it says something.
/// None if the document breaks before.
pub(in crate::bodies) fn pass(walker: &mut Walker<'_>, depth: u32) -> Option<(usize, bool)> {
    let mut present = false;
    loop {
        let step = walker.next()?;
        if step.depth <= depth {
            return Some((step.value.end, present));
        }
        present = present || says_something(step.kind, &walker.bytes[step.value]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_nothing_says_nothing() {
        let rows: [(&[u8], bool); 9] = [
            (b"\"null\"", false),
            (b"\" NA \"", false),
            (b"\"\"", false),
            (b"\"          \"", false),
            (b"\"\\n\\n\\n\\n\"", false),
            (b"\"\\u004e\\u0041\"", false),
            (b"\"N\"", true),
            (b"\"none\"", true),
            (b"\"\\\\n\"", true),
        ];
        for (string, says) in rows {
            assert_eq!(says_something(Kind::String, string), says, "{string:?}");
        }
        assert!(!says_something(Kind::Null, b"null"));
    }

    #[test]
    fn a_beginning_splits_neither_a_character_nor_an_escape() {
        let string = "\"abcä\\u00e9\\\\xyz\"".as_bytes();
        let expected = ["", "a", "ab", "abc", "abc", "abcä", "abcä"];
        for (bytes, text) in expected.iter().enumerate() {
            assert_eq!(beginning(string, bytes), (Cow::Borrowed(*text), true));
        }
        for bytes in 6..string.len() - 2 {
            let (text, more) = beginning(string, bytes);
            assert!(more && "abcäé\\xyz".starts_with(&*text), "{bytes}: {text}");
        }
        assert_eq!(beginning(string, 100), (Cow::Borrowed("abcäé\\xyz"), false));
    }
}
