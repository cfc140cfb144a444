//! How what was sent is compared with what a record has.
use std::cmp::Ordering;

/// The same but for case; `*` is anything.
pub(super) fn equal(member: &str, asked: &str) -> bool {
    asked == "*" || member.eq_ignore_ascii_case(asked)
}

/// It occurs somewhere.
pub(super) fn has(member: &str, asked: &str) -> bool {
    is_like(member, &format!("*{asked}*"))
}

/// The same but for case, where `*` stands for any others.
pub(in crate::catalogue) fn is_like(member: &str, asked: &str) -> bool {
    let (member, asked) = (member.to_lowercase(), asked.to_lowercase());
    let Some((head, tail)) = asked.split_once('*') else {
        return member == asked;
    };
    let (middle, end) = tail.rsplit_once('*').unwrap_or(("", tail));
    let rest = member
        .strip_prefix(head)
        .and_then(|rest| rest.strip_suffix(end));
    let mut rest = rest;
    for piece in middle.split('*') {
        rest = rest
            .and_then(|rest| rest.split_once(piece))
            .map(|(_, after)| after);
    }
    rest.is_some()
}

/// One of its words.
pub(super) fn words(member: &str, asked: &str) -> bool {
    asked == "*" || member.split_whitespace().any(|word| equal(word, asked))
}

/// That day or moment, or later. As much is compared as both say.
pub(super) fn from(member: &str, asked: &str) -> bool {
    moments(member, asked).is_some_and(|order| order != Ordering::Less)
}

/// That day or moment, or earlier.
pub(super) fn until(member: &str, asked: &str) -> bool {
    moments(member, asked).is_some_and(|order| order != Ordering::Greater)
}

/// A larger number.
pub(super) fn after(member: &str, asked: &str) -> bool {
    let number = |text: &str| text.parse::<i64>().ok();
    number(member)
        .zip(number(asked))
        .is_some_and(|(member, asked)| member > asked)
}

/// A newer release: numbers are compared as numbers, place by place.
pub(super) fn newer(member: &str, asked: &str) -> bool {
    numbers(member) > numbers(asked)
}

fn numbers(release: &str) -> Vec<u64> {
    let digits = release.split(|letter: char| !letter.is_ascii_digit());
    digits.filter_map(|digits| digits.parse().ok()).collect()
}

fn moments(member: &str, asked: &str) -> Option<Ordering> {
    let asked = asked.trim_end_matches('Z');
    let length = asked.len().min(member.len());
    let (member, asked) = (member.get(..length)?, asked.get(..length)?);
    (length >= 10).then(|| member.cmp(asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_by_row() {
        assert!(equal("NXOS", "nxos") && equal("x", "*") && !equal("xy", "x"));
        assert!(has("Cisco IOS XE Software", "ios xe") && has("Cisco IOS XE", "cisco*xe"));
        assert!(!has("Cisco NX-OS", "ios"));
        for (pattern, fits) in [
            ("WS-C3*", true),
            ("ws-c3850-48xs-e", true),
            ("WS-*48*-E", true),
            ("WS-C4*", false),
            ("*-S", false),
            ("WS-C3850", false),
        ] {
            assert_eq!(is_like("WS-C3850-48XS-E", pattern), fits, "{pattern}");
        }
        assert!(!is_like("aba", "aba*ba"));
        assert!(words("15.6(2)T 15.6(3)M", "15.6(3)m") && !words("15.6(2)T", "15.6"));
        assert!(from("2026-01-12T09:30:00.000Z", "2026-01-12") && !from("", "2026-01-12"));
        assert!(from("2026-01-12T09:30:00.000Z", "2026-01-12T09:30:00Z"));
        assert!(until("2026-01-12", "2026-01-12") && !until("2026-01-13", "2026-01-12"));
        assert!(after("10", "9") && !after("9", "9"));
        assert!(
            newer("17.9.5", "17.6.7") && newer("17.10.1", "17.9.5") && !newer("17.9.5", "17.9.5")
        );
    }
}
