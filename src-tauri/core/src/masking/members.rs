//! OAuth's own members, whose values are masked wherever they stand: how their names are recognised, however they are spelt.
use super::quote::{Quote, is_blank, starts_with};

/// The names (RFC 6749, OpenID Connect), as [`plain`] makes them.
const NAMES: [&str; 5] = [
    "accesstoken",
    "refreshtoken",
    "idtoken",
    "clientsecret",
    "clientassertion",
];

/// How a name begins, in any case, or that a letter of one is written as an escape. `id` alone is in every second document.
pub(super) const NAMES_BEGIN: [&[u8]; 11] = [
    b"access", b"refresh", b"client", b"idt", b"id_", b"id-", b"id\\", b"\\u004", b"\\u005",
    b"\\u006", b"\\u007",
];

/// Bytes that a name, its quotes and the sign after it are looked for in. Blanks beyond them are followed one by one.
pub(super) const AHEAD: usize = 128;

/// Bytes before an escape in which a name may have begun.
pub(super) const BACK: usize = 64;

/// What stands between a name and its value; the last three are how addresses and JSON write the others.
const SIGNS: [&[u8]; 5] = [b":", b"=", b"%3a", b"%3d", b"\\u003d"];

/// A name with what follows it.
pub(super) struct Named {
    /// After the sign, or after the last blank that was looked at.
    pub(super) end: usize,
    /// What closed the name, if it was quoted.
    pub(super) quote: Option<Quote>,
    /// Whether the sign was found.
    pub(super) signed: bool,
}

/// Lower case, without what parts words: `access_token`, `Access-Token` and `accessToken` are one.
pub(crate) fn plain(name: &str) -> String {
    name.to_ascii_lowercase()
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '_' | '-'))
        .collect()
}

/// Whether the value of a member of that name is masked.
pub(crate) fn is_secret_member(name: &str) -> bool {
    NAMES.contains(&plain(name).as_str())
}

/// Whether a text that is not JSON gives such a member with its value: cut JSON, a form, a list.
pub(crate) fn tells_a_token(text: &str) -> bool {
    let text = plain(text);
    let has_value = |rest: &str| {
        rest.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')
            .starts_with([':', '='])
    };
    NAMES.iter().any(|name| {
        text.match_indices(name)
            .any(|(at, _)| has_value(&text[at + name.len()..]))
    })
}

/// The name that is given a value at `start`, if there is one. What lies before `floor` is not looked at.
pub(super) fn named_at(bytes: &[u8], start: usize, floor: usize) -> Option<Named> {
    let ahead = &bytes[start..bytes.len().min(start + AHEAD)];
    let mut end = NAMES.iter().filter_map(|name| spelt(ahead, name)).max()?;
    if !begins(&bytes[floor..start]) {
        return None;
    }
    let quote = Quote::at(&ahead[end..]);
    end += quote.map_or(0, |quote| quote.length());
    let blanks = ahead[end..].iter().take_while(|byte| is_blank(**byte));
    let blanks = blanks.count();
    end += blanks;
    let sign = sign_at(&ahead[end..]);
    let is_over = end == ahead.len() && blanks > 0;
    (sign.is_some() || is_over).then(|| Named {
        end: start + end + sign.unwrap_or_default(),
        quote,
        signed: sign.is_some(),
    })
}

/// Like [`named_at`] for a name that began before the escape at `escape`.
pub(super) fn named_around(bytes: &[u8], escape: usize, floor: usize) -> Option<Named> {
    let earliest = escape.saturating_sub(BACK).max(floor);
    (earliest..=escape).find_map(|start| named_at(bytes, start, floor))
}

/// The length of the sign that the bytes begin with.
pub(super) fn sign_at(bytes: &[u8]) -> Option<usize> {
    let sign = SIGNS.iter().find(|sign| starts_with(bytes, sign));
    sign.map(|sign| sign.len())
}

/// The longest sign, in bytes.
pub(super) const LONGEST_SIGN: usize = 6;

/// How many bytes spell the name at the beginning.
fn spelt(bytes: &[u8], name: &str) -> Option<usize> {
    let mut end = 0;
    for wanted in name.bytes() {
        loop {
            let (byte, length) = character(bytes.get(end..)?)?;
            let parts_words = byte.is_ascii_control() || matches!(byte, b'_' | b'-');
            if !(byte == wanted || (parts_words && end > 0)) {
                return None;
            }
            end += length;
            if byte == wanted {
                break;
            }
        }
    }
    Some(end)
}

/// The first character in lower case, with its length in bytes; JSON writes `_` as `\u005f` if it likes.
fn character(bytes: &[u8]) -> Option<(u8, usize)> {
    if bytes.len() >= 6 && starts_with(bytes, b"\\u00") {
        let digits = std::str::from_utf8(&bytes[4..6]).ok()?;
        let byte = u8::from_str_radix(digits, 16).ok()?;
        return Some((byte.to_ascii_lowercase(), 6));
    }
    bytes.first().map(|byte| (byte.to_ascii_lowercase(), 1))
}

/// Whether a name can begin after these bytes: they do not end in a letter or digit of a longer one. That of an escape is none.
fn begins(before: &[u8]) -> bool {
    let ends_in_escape = |length: usize, mark: &[u8]| {
        let at = before.len().checked_sub(length);
        at.is_some_and(|at| before[at..].starts_with(mark))
    };
    let last = before.last().copied().unwrap_or_default();
    !last.is_ascii_alphanumeric()
        || ends_in_escape(2, b"\\")
        || ends_in_escape(3, b"%")
        || ends_in_escape(6, b"\\u00")
}
