//! Text cut out of what was pasted. Any of it may be a secret, so all of it is wiped.
use zeroize::Zeroizing;

/// A piece of the paste. Build it with the room it needs, or with [`append`]: a text that grows by itself leaves a copy behind.
pub(super) type Text = Zeroizing<String>;

/// A header, a parameter, a member or a variable.
pub(super) struct Pair {
    pub(super) name: Text,
    pub(super) value: Text,
}

impl Pair {
    pub(super) fn new(name: &str, value: &str) -> Self {
        Self {
            name: text(name),
            value: text(value),
        }
    }
}

/// Copies a piece.
pub(super) fn text(piece: &str) -> Text {
    Zeroizing::new(piece.to_owned())
}

/// Adds a piece. Where there is no room for it the text moves, and what it leaves behind is wiped.
pub(super) fn append(text: &mut Text, piece: &str) {
    let length = text.len() + piece.len();
    if length > text.capacity() {
        let mut wider = Zeroizing::new(String::with_capacity(length * 2));
        wider.push_str(text);
        *text = wider;
    }
    text.push_str(piece);
}

/// Copies a piece, each character as `change` says. What replaces a character must not be longer than it.
pub(super) fn changed(piece: &str, change: impl Fn(char) -> Option<char>) -> Text {
    let mut out = Zeroizing::new(String::with_capacity(piece.len()));
    out.extend(piece.chars().filter_map(change));
    out
}

/// Decodes `application/x-www-form-urlencoded`: `+` is a blank, `%2B` a plus. A `%` that starts no escape stays.
pub(super) fn form_decode(piece: &str) -> Text {
    let mut bytes = Zeroizing::new(Vec::with_capacity(piece.len()));
    for (index, part) in piece.split('+').enumerate() {
        if index > 0 {
            bytes.push(b' ');
        }
        bytes.extend(percent_encoding::percent_decode_str(part));
    }
    match std::str::from_utf8(&bytes) {
        Ok(decoded) => text(decoded),
        // Not text once it is decoded, so it was never encoded.
        Err(_) => text(piece),
    }
}

/// What the shell or a person put around a value: one pair of quotes.
pub(super) fn unquoted(piece: &str) -> &str {
    let piece = piece.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = piece.strip_prefix(quote)
            && let Some(inner) = inner.strip_suffix(quote)
        {
            return inner;
        }
    }
    piece
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_value_is_decoded_once() {
        for (encoded, decoded) in [
            ("a+b", "a b"),
            ("a%2Bb%26c", "a+b&c"),
            ("100%", "100%"),
            ("%zz", "%zz"),
            ("%ff", "%ff"),
            ("gr%C3%BC%C3%9Fe", "grüße"),
        ] {
            assert_eq!(form_decode(encoded).as_str(), decoded, "{encoded}");
        }
    }

    #[test]
    fn one_pair_of_quotes_comes_off() {
        assert_eq!(unquoted(" \"a'b\" "), "a'b");
        assert_eq!(unquoted("'a"), "'a");
        assert_eq!(unquoted("\""), "\"");
    }
}
