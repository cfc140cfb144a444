//! Finds telephone numbers and mail addresses within a text.
use std::ops::Range;

/// Ways of writing a number without its country: a 0 stands for any digit.
const FORMS: [&str; 5] = [
    "(000) 000-0000",
    "(000)000-0000",
    "000-000-0000",
    "000.000.0000",
    "000-0000-0000",
];

/// The places of all of them, in order and apart.
pub(super) fn places(text: &str) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let taken = places.last().is_some_and(|last| at < last.end);
        let found = match c {
            '@' => mail_at(text, at),
            _ if taken => None,
            '+' => international_at(text, at),
            '(' | '0'..='9' => written_at(text, at),
            _ => None,
        };
        if let Some(found) = found {
            places.retain(|place| place.end <= found.start);
            places.push(found);
        }
    }
    places
}

/// `+1 408 555 0100`: 7 to 15 digits (ITU-T E.164), with signs between them.
fn international_at(text: &str, at: usize) -> Option<Range<usize>> {
    if text[..at].ends_with(char::is_alphanumeric) {
        return None;
    }
    let rest = &text[at + 1..];
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '-' | '.' | '/');
    let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let number = rest[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    (7..=15)
        .contains(&digits)
        .then(|| at..at + 1 + number.len())
}

fn written_at(text: &str, at: usize) -> Option<Range<usize>> {
    if text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.') {
        return None;
    }
    let rest = &text.as_bytes()[at..];
    let fits = |form: &&&str| {
        let same = |(sign, byte): (u8, &u8)| match sign {
            b'0' => byte.is_ascii_digit(),
            _ => sign == *byte,
        };
        let ends = rest
            .get(form.len())
            .is_none_or(|next| !next.is_ascii_alphanumeric() && *next != b'-');
        rest.len() >= form.len() && ends && form.bytes().zip(rest).all(same)
    };
    FORMS.iter().find(fits).map(|form| at..at + form.len())
}

/// Letters, digits and a few signs on both sides, and a dot in the host's name.
fn mail_at(text: &str, at: usize) -> Option<Range<usize>> {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'');
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let before = text[..at].trim_end_matches(is_local).len();
    let after = &text[at + 1..];
    let host = &after[..after.find(|c| !is_host(c)).unwrap_or(after.len())];
    let host = host.trim_end_matches(['.', '-']);
    let is_name = host
        .split_once('.')
        .is_some_and(|(first, rest)| !first.is_empty() && !rest.is_empty());
    (before < at && is_name).then(|| before..at + 1 + host.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_by_row() {
        let rows: [(&str, &[&str]); 14] = [
            ("call +1 408 555 0100 now", &["+1 408 555 0100"]),
            (
                "(408) 555-0100, or 408-555-0101",
                &["(408) 555-0100", "408-555-0101"],
            ),
            (
                "write to jane.roe+x@mail.example.com.",
                &["jane.roe+x@mail.example.com"],
            ),
            (
                "+1-408-555-0100@sms.example",
                &["+1-408-555-0100@sms.example"],
            ),
            ("2026-01-31T00:00:00+00:00", &[]),
            ("2026-01-31", &[]),
            ("192.168.100.1000", &[]),
            ("15.2(03)E01", &[]),
            ("FOC1234X0AB", &[]),
            ("SN 123-456-78901", &[]),
            ("a@b", &[]),
            ("@example.com", &[]),
            ("jürgen@büro.example", &["jürgen@büro.example"]),
            ("1.408.555.0100.7", &[]),
        ];
        for (text, expected) in rows {
            let found: Vec<&str> = places(text).into_iter().map(|place| &text[place]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
