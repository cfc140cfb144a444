//! The dates that answers write: `2007-04-23`, `2022-04-13T23:00:00`, `2026-01-12T09:30:00.000Z`,
//! `2026-11-02T18:20:43.000+0000`, `2026-11-02 18:20:00`, `31-Jan-2024`.

/// A moment, to put dates in their order: seconds from 1970 and nanoseconds. Without a zone it is taken for UTC.
pub(super) type Instant = (i64, u32);

/// The longest date: `2026-11-02T18:20:43.000000000+00:00`.
const LONGEST: usize = 35;

/// The moment that a text says, if it is a date and nothing else.
pub(super) fn instant(text: &[u8]) -> Option<Instant> {
    if text.len() < 10 || text.len() > LONGEST || !text[0].is_ascii_digit() {
        return None;
    }
    if let Some(day) = written_out(text) {
        return Some((day * 86_400, 0));
    }
    let mut rest = text;
    let year = digits(&mut rest, 4)?;
    sign(&mut rest, b"-")?;
    let month = digits(&mut rest, 2)?;
    sign(&mut rest, b"-")?;
    let day = day(year, month, digits(&mut rest, 2)?)?;
    if rest.is_empty() {
        return Some((day * 86_400, 0));
    }
    sign(&mut rest, b"Tt ")?;
    let hour = digits(&mut rest, 2).filter(|hour| *hour < 24)?;
    sign(&mut rest, b":")?;
    let minute = digits(&mut rest, 2).filter(|minute| *minute < 60)?;
    let (mut second, mut nanoseconds) = (0, 0);
    if sign(&mut rest, b":").is_some() {
        // A leap second is 60.
        second = digits(&mut rest, 2).filter(|second| *second <= 60)?;
        if sign(&mut rest, b".").is_some() {
            nanoseconds = fraction(&mut rest)?;
        }
    }
    let seconds = day * 86_400 + hour * 3_600 + minute * 60 + second;
    Some((seconds - zone(rest)?, nanoseconds))
}

/// Whether a text is a date and nothing else.
pub(in crate::bodies) fn is_date(text: &str) -> bool {
    instant(text.as_bytes()).is_some()
}

/// `31-Jan-2024`, as a day.
fn written_out(text: &[u8]) -> Option<i64> {
    const MONTHS: [&[u8]; 12] = [
        b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov",
        b"dec",
    ];
    let mut rest = text;
    let of_month = digits(&mut rest, 2)?;
    sign(&mut rest, b"-")?;
    let name = rest.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| *month == name)? as i64 + 1;
    rest = &rest[3..];
    sign(&mut rest, b"-")?;
    let year = digits(&mut rest, 4)?;
    day(year, month, of_month).filter(|_| rest.is_empty())
}

/// Days since 1970-01-01 in the Gregorian calendar. Years are counted from March, so that a leap day ends one.
fn day(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=days).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(year * 365 + leap_days + of_year - 719_468)
}

fn digits(rest: &mut &[u8], count: usize) -> Option<i64> {
    let (digits, behind) = rest.split_at_checked(count)?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    *rest = behind;
    Some(
        digits
            .iter()
            .fold(0, |number, digit| number * 10 + i64::from(digit - b'0')),
    )
}

fn sign(rest: &mut &[u8], signs: &[u8]) -> Option<u8> {
    let (first, behind) = rest.split_first()?;
    if !signs.contains(first) {
        return None;
    }
    *rest = behind;
    Some(*first)
}

fn fraction(rest: &mut &[u8]) -> Option<u32> {
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=9).contains(&length) {
        return None;
    }
    let number = digits(rest, length)?;
    u32::try_from(number * 10_i64.pow(9 - length as u32)).ok()
}

/// How many seconds a zone is ahead: `Z`, `+0100`, `+01:00`, `+01`, or none.
fn zone(mut rest: &[u8]) -> Option<i64> {
    if matches!(rest, b"" | b"Z" | b"z") {
        return Some(0);
    }
    let ahead = sign(&mut rest, b"+-")? == b'+';
    let hours = digits(&mut rest, 2)?;
    let minutes = if rest.is_empty() {
        0
    } else {
        // The colon may be left out.
        let _ = sign(&mut rest, b":");
        digits(&mut rest, 2)?
    };
    let seconds = hours * 3_600 + minutes * 60;
    rest.is_empty()
        .then_some(if ahead { seconds } else { -seconds })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_the_samples_is_a_date() {
        let rows = [
            ("1970-01-01", 0),
            ("2007-04-23", 1_177_286_400),
            ("2022-04-13T23:00:00", 1_649_890_800),
            ("2026-01-12T09:30:00.000Z", 1_768_210_200),
            ("2026-11-02T18:20:43.000+0000", 1_793_643_643),
            ("2026-11-02T19:20:43.000+01:00", 1_793_643_643),
            ("2026-11-02T17:20:43-01", 1_793_643_643),
            ("2026-11-02 18:20:43", 1_793_643_643),
            ("31-Jan-2024", 1_706_659_200),
            ("29-FEB-2024", 1_709_164_800),
            ("1969-12-31", -86_400),
            ("0001-01-01", -62_135_596_800),
        ];
        for (text, seconds) in rows {
            assert_eq!(instant(text.as_bytes()), Some((seconds, 0)), "{text}");
        }
        let half = instant(b"1970-01-01T00:00:00.5Z");
        assert_eq!(half, Some((0, 500_000_000)));
    }

    #[test]
    fn what_is_no_date_is_none() {
        let rows = [
            "",
            "2024",
            "2024-13-01",
            "2023-02-29",
            "2024-01-32",
            "2024-01-01x",
            "2024-01-01T25:00",
            "2024-01-01T",
            "31-Foo-2024",
            "C9300-48P-E",
            "600000001",
            "2024-01-01T00:00:00.",
            "2024-01-01T00:00:00+1",
            "15.6(3)M3 15.7(3)M",
        ];
        for text in rows {
            assert_eq!(instant(text.as_bytes()), None, "{text}");
        }
    }
}
