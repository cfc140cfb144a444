//! What comes before what. Numbers are compared as they are written, digit by digit: no float holds them all.
use std::borrow::Cow;
use std::cmp::Ordering;
use std::iter::Peekable;
use std::str::Chars;

use super::date::Instant;

/// What a cell is sorted by. Types that stand in one column come one behind the other.
#[derive(Debug)]
pub(super) enum Key<'a> {
    Number(Decimal<'a>),
    Date(Instant),
    Text(Cow<'a, str>),
    Flag(bool),
    /// It has no value: it comes last, whichever way the others stand.
    Absent,
}

impl Key<'_> {
    /// The order of two keys; `descending` turns that of values, but what is absent stays last.
    pub(super) fn order(&self, other: &Self, descending: bool) -> Ordering {
        match (self, other) {
            (Self::Absent, Self::Absent) => Ordering::Equal,
            (Self::Absent, _) => Ordering::Greater,
            (_, Self::Absent) => Ordering::Less,
            _ if descending => other.ascending(self),
            _ => self.ascending(other),
        }
    }

    fn ascending(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(one), Self::Number(two)) => one.order(two),
            (Self::Date(one), Self::Date(two)) => one.cmp(two),
            (Self::Text(one), Self::Text(two)) => natural(one, two),
            (Self::Flag(one), Self::Flag(two)) => one.cmp(two),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Number(_) => 0,
            Self::Date(_) => 1,
            Self::Text(_) => 2,
            Self::Flag(_) => 3,
            Self::Absent => 4,
        }
    }
}

/// A number of JSON (RFC 8259, section 6) as sign, digits, and the place of the point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Decimal<'a> {
    negative: bool,
    /// From the first digit that is not zero on; a point may be among them. Empty for zero.
    digits: &'a [u8],
    /// How many digits stand before the point, once there is no exponent.
    before: i64,
}

impl<'a> Decimal<'a> {
    /// The number, which the scanner has found to be one.
    pub(super) fn new(written: &'a [u8]) -> Self {
        let negative = written.first() == Some(&b'-');
        let unsigned = &written[usize::from(negative)..];
        let e = unsigned.iter().position(|byte| matches!(byte, b'e' | b'E'));
        let (digits, exponent) = unsigned.split_at(e.unwrap_or(unsigned.len()));
        let zeros = digits
            .iter()
            .take_while(|byte| matches!(byte, b'0' | b'.'))
            .count();
        let point = digits.iter().position(|byte| *byte == b'.');
        let point = point.unwrap_or(digits.len()) as i64;
        let first = zeros as i64;
        let before = if first > point {
            point + 1 - first
        } else {
            point - first
        };
        Self {
            negative,
            digits: &digits[zeros..],
            before: before.saturating_add(exponent_of(exponent)),
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        let signum = |number: &Self| match (number.digits.is_empty(), number.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let magnitude = || {
            self.before
                .cmp(&other.before)
                .then_with(|| self.figures(other))
        };
        signum(self)
            .cmp(&signum(other))
            .then_with(|| match signum(self) {
                0 => Ordering::Equal,
                1 => magnitude(),
                _ => magnitude().reverse(),
            })
    }

    /// The digits from the first on, as if zeros followed the shorter ones.
    fn figures(&self, other: &Self) -> Ordering {
        let digits = |number: &Self| number.digits.iter().copied().filter(|byte| *byte != b'.');
        let (mut one, mut two) = (digits(self), digits(other));
        loop {
            let order = match (one.next(), two.next()) {
                (None, None) => return Ordering::Equal,
                (one, two) => one.unwrap_or(b'0').cmp(&two.unwrap_or(b'0')),
            };
            if order.is_ne() {
                return order;
            }
        }
    }
}

/// An exponent as written, `e+400`; one beyond all bounds counts as the bound.
fn exponent_of(written: &[u8]) -> i64 {
    let unsigned = written.iter().filter(|byte| byte.is_ascii_digit());
    let most = i64::MAX / 4;
    let number = unsigned.fold(0_i64, |number, digit| {
        number
            .saturating_mul(10)
            .saturating_add(i64::from(digit - b'0'))
            .min(most)
    });
    if written.contains(&b'-') {
        -number
    } else {
        number
    }
}

/// The order in which people expect texts: numbers in them as numbers, capitals like small letters.
pub(super) fn natural(one: &str, two: &str) -> Ordering {
    let same = common(one, two);
    let (one, two) = (&one[same..], &two[same..]);
    let (mut left, mut right) = (one.chars().peekable(), two.chars().peekable());
    loop {
        let order = match (left.peek().copied(), right.peek().copied()) {
            // What differs in capitals only keeps the body's order.
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(a), Some(b)) if a.is_ascii_digit() && b.is_ascii_digit() => {
                run(&mut left, &mut right)
            }
            (Some(a), Some(b)) => {
                left.next();
                right.next();
                folded(a, b)
            }
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// How many bytes the texts share before anything that must be read as a whole: a character, a run of digits.
fn common(one: &str, two: &str) -> usize {
    let pairs = one.bytes().zip(two.bytes());
    let mut same = pairs.take_while(|(a, b)| a == b).count();
    while same > 0 && !(one.is_char_boundary(same) && two.is_char_boundary(same)) {
        same -= 1;
    }
    let digits = one.as_bytes()[..same].iter().rev();
    same - digits.take_while(|byte| byte.is_ascii_digit()).count()
}

fn folded(a: char, b: char) -> Ordering {
    if a == b {
        return Ordering::Equal;
    }
    if a.is_ascii() && b.is_ascii() {
        return a.to_ascii_lowercase().cmp(&b.to_ascii_lowercase());
    }
    a.to_lowercase().cmp(b.to_lowercase())
}

/// Two runs of digits, however long: zeros before them do not count, then the longer one is the larger.
fn run(left: &mut Peekable<Chars<'_>>, right: &mut Peekable<Chars<'_>>) -> Ordering {
    let skip_zeros = |side: &mut Peekable<Chars<'_>>| while side.next_if_eq(&'0').is_some() {};
    skip_zeros(left);
    skip_zeros(right);
    let mut order = Ordering::Equal;
    loop {
        let digit = |side: &mut Peekable<Chars<'_>>| side.next_if(char::is_ascii_digit);
        match (digit(left), digit(right)) {
            (None, None) => return order,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(a), Some(b)) => order = order.then(a.cmp(&b)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_stand_in_their_order_however_they_are_written() {
        let ascending = [
            "-1e400",
            "-9007199254740993",
            "-9007199254740992",
            "-10",
            "-9.5",
            "-0.001",
            "0",
            "1e-400",
            "0.00999",
            "0.01",
            "0.1",
            "1",
            "1.05",
            "1.5",
            "9",
            "10",
            "10.00000000000000000001",
            "9007199254740992",
            "9007199254740993",
            "1e20",
            "123456789012345678901234567890",
            "1e400",
            "1e99999999999999999999",
        ];
        for (place, one) in ascending.iter().enumerate() {
            for (other_place, other) in ascending.iter().enumerate() {
                let order = Decimal::new(one.as_bytes()).order(&Decimal::new(other.as_bytes()));
                assert_eq!(order, place.cmp(&other_place), "{one} and {other}");
            }
        }
        let equal = [
            ("0", "-0.000"),
            ("1", "1.0"),
            ("100", "1e2"),
            ("0.1", "1E-1"),
            ("12e1", "120.0"),
        ];
        for (one, other) in equal {
            let order = Decimal::new(one.as_bytes()).order(&Decimal::new(other.as_bytes()));
            assert_eq!(order, Ordering::Equal, "{one} and {other}");
        }
    }

    #[test]
    fn texts_stand_in_the_order_people_expect() {
        let ascending = [
            "", "12.2", "12.10", "15.6(2)T", "15.6(3)M", "a2", "A10", "a10b", "B", "CSCaa9",
            "csCAA10", "Ä", "öl",
        ];
        for pair in ascending.windows(2) {
            assert_eq!(natural(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        assert_eq!(natural("abc", "ABC"), Ordering::Equal);
        assert_eq!(natural("Änne", "änne"), Ordering::Equal);
        assert_eq!(natural("file007", "file7"), Ordering::Equal);
        let long = format!("x{}", "9".repeat(400));
        assert_eq!(natural(&long, "x10"), Ordering::Greater);
    }

    proptest! {
        #[test]
        fn small_numbers_stand_as_arithmetic_says(a in -99_999_i64..99_999, b in -99_999_i64..99_999, e in 0_u32..4) {
            let written = |n: i64| [format!("{n}e-{e}"), format!("{}.{:0w$}", n, 0, w = e as usize + 1)];
            for (one, other) in written(a).iter().zip(written(b)) {
                let order = Decimal::new(one.as_bytes()).order(&Decimal::new(other.as_bytes()));
                prop_assert_eq!(order, a.cmp(&b), "{} and {}", one, other);
            }
        }

        #[test]
        fn the_order_of_texts_is_an_order(a in "[aAb0-2]{0,6}", b in "[aAb0-2]{0,6}", c in "[aAb0-2]{0,6}") {
            prop_assert_eq!(natural(&a, &b), natural(&b, &a).reverse());
            if natural(&a, &b).is_le() && natural(&b, &c).is_le() {
                prop_assert!(natural(&a, &c).is_le(), "{} {} {}", a, b, c);
            }
        }
    }
}
