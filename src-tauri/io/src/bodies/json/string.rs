//! What a JSON string says (RFC 8259, section 7).

/// The text of a string. Bytes that are no UTF-8 and halves of surrogate pairs become U+FFFD, as they would on screen. Of what
/// is UTF-8 there is no other copy than the text, which never grew.
pub(crate) fn unescaped(string: &[u8]) -> String {
    let written = String::from_utf8_lossy(&string[1..string.len() - 1]);
    let mut said = String::with_capacity(written.len());
    let mut rest = &*written;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        said.push_str(&rest[..at]);
        rest = escape(&rest[at + 1..], &mut said);
    }
    said.push_str(rest);
    said
}

/// What the escape means whose backslash is behind us, and what follows it.
fn escape<'a>(rest: &'a str, said: &mut String) -> &'a str {
    let mut characters = rest.chars();
    let meant = match characters.next() {
        Some('b') => '\u{8}',
        Some('f') => '\u{c}',
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some('u') => return code_unit(characters.as_str(), said),
        // A quote, a slash or a backslash: the scanner let nothing else through.
        Some(itself) => itself,
        None => return rest,
    };
    said.push(meant);
    characters.as_str()
}

/// A code unit of UTF-16, with its other half if it is one of a pair.
fn code_unit<'a>(rest: &'a str, said: &mut String) -> &'a str {
    let (unit, behind) = hex(rest);
    if (0xD800..0xDC00).contains(&unit)
        && let Some(next) = behind.strip_prefix("\\u")
        && let (low @ 0xDC00..0xE000, behind) = hex(next)
    {
        let pair = 0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        said.push(char::from_u32(pair).unwrap_or(char::REPLACEMENT_CHARACTER));
        return behind;
    }
    said.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
    behind
}

/// Four hexadecimal digits, or as many as there are.
fn hex(rest: &str) -> (u32, &str) {
    let digits = rest
        .bytes()
        .take(4)
        .take_while(u8::is_ascii_hexdigit)
        .count();
    let (digits, behind) = rest.split_at(digits);
    (u32::from_str_radix(digits, 16).unwrap_or_default(), behind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_of_pairs_and_foreign_bytes_are_replaced() {
        let rows: [(&[u8], &str); 7] = [
            (br#""\ud83d\ude00""#, "\u{1f600}"),
            (br#""\ud83dx""#, "\u{fffd}x"),
            (br#""\ud83d\u0041""#, "\u{fffd}A"),
            (br#""\ud83d\ud83d\ude00""#, "\u{fffd}\u{1f600}"),
            (br#""\ude00""#, "\u{fffd}"),
            (b"\"\xff\\n\"", "\u{fffd}\n"),
            (br#""\b\f\n\r\t\"\\\/""#, "\u{8}\u{c}\n\r\t\"\\/"),
        ];
        for (string, said) in rows {
            assert_eq!(unescaped(string), said, "{string:?}");
        }
    }

    proptest! {
        #[test]
        fn it_says_what_serde_reads(text in any::<String>(), ascii in any::<bool>()) {
            let mut string = serde_json::to_string(&text).unwrap();
            if ascii {
                let escaped = |c: char| {
                    let mut units = [0; 2];
                    let units = c.encode_utf16(&mut units).iter();
                    units.map(|unit| format!("\\u{unit:04X}")).collect::<String>()
                };
                string = string.chars().map(|c| if c.is_ascii() { c.into() } else { escaped(c) }).collect();
            }
            prop_assert_eq!(unescaped(string.as_bytes()), text);
        }
    }
}
