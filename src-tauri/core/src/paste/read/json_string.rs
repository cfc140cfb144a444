//! The inside of a JSON string (RFC 8259, section 7), unescaped into a text that is wiped.
use zeroize::Zeroizing;

use crate::paste::text::Text;

/// Where the string that `rest` begins inside of ends; None if it does not, or has a line break in it.
pub(super) fn closing_quote(rest: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at),
            0..=0x1f => return None,
            _ => {}
        }
    }
    None
}

/// The text that a string's inside stands for; None for an escape that there is not.
pub(crate) fn unescaped(raw: &str) -> Option<Text> {
    // An escape is never shorter than what it stands for.
    let mut out = Zeroizing::new(String::with_capacity(raw.len()));
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let escape = *rest.as_bytes().get(at + 1)?;
        rest = &rest[at + 1..];
        let c = match escape {
            b'"' | b'\\' | b'/' => char::from(escape),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let (c, length) = code_point(rest)?;
                rest = &rest[length - 1..];
                c
            }
            _ => return None,
        };
        out.push(c);
        rest = &rest[1..];
    }
    out.push_str(rest);
    Some(out)
}

/// The character of `uXXXX`, or of two of them that make a pair, and how many bytes they take.
fn code_point(escape: &str) -> Option<(char, usize)> {
    let unit = |at: usize| u32::from_str_radix(escape.get(at..at + 4)?, 16).ok();
    let high = unit(1)?;
    if !(0xd800..0xdc00).contains(&high) {
        return Some((char::from_u32(high)?, 5));
    }
    (escape.get(5..7)? == "\\u").then_some(())?;
    let low = unit(7).filter(|low| (0xdc00..0xe000).contains(low))?;
    let point = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    Some((char::from_u32(point)?, 11))
}
