//! How long a service asks to be left alone: `Retry-After` (RFC 9110, section 10.2.3), or its text.
use crate::http_date::http_date_s;
use crate::ports::HttpAnswer;

/// The longest wait that is believed: the longest window any of the services documents is a day.
const LONGEST_S: u64 = 24 * 3600;

/// Seconds to wait, at least one; None if the answer does not say. A date counts from the answer's own `Date`, so that this
/// computer's clock does not matter; `now_ms` stands in where there is none. `message` is the answer's text.
pub(super) fn wait_s(answer: &HttpAnswer, now_ms: i64, message: &str) -> Option<u64> {
    let said = answer.header("retry-after").trim();
    in_seconds(said)
        .or_else(|| until_date(said, answer.header("date"), now_ms))
        .or_else(|| in_words(message))
        .map(|seconds| seconds.clamp(1, LONGEST_S))
}

fn in_seconds(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // A number too large to read is a wait too long to believe.
    is_number.then(|| text.parse().unwrap_or(LONGEST_S))
}

fn until_date(text: &str, date: &str, now_ms: i64) -> Option<u64> {
    let now_s = http_date_s(date).or_else(|| u64::try_from(now_ms / 1000).ok())?;
    Some(http_date_s(text)?.saturating_sub(now_s))
}

/// Azure API Management's texts: "Try again in 12 seconds", "replenished in 06:28:05".
fn in_words(message: &str) -> Option<u64> {
    let message = message.to_ascii_lowercase();
    let after = |words| Some(message.split_once(words)?.1.trim_start());
    if let Some(rest) = after("try again in") {
        let (number, unit) = rest.split_once(' ')?;
        return unit.starts_with("second").then(|| in_seconds(number))?;
    }
    let clock = after("replenished in")?.trim_end_matches('.');
    let mut seconds = 0_u64;
    for part in clock.split(':') {
        seconds = seconds.saturating_mul(60).saturating_add(in_seconds(part)?);
    }
    Some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE: &str = "Fri, 21 Nov 2025 08:00:00 GMT";
    /// A computer whose clock is an hour behind that.
    const NOW_MS: i64 = 1_763_708_400_000;

    fn wait(headers: &[(&str, &str)], message: &str) -> Option<u64> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let answer = HttpAnswer {
            status: 429,
            headers: headers.iter().map(owned).collect(),
            body: zeroize::Zeroizing::default(),
        };
        wait_s(&answer, NOW_MS, message)
    }

    #[test]
    fn seconds_and_dates_row_by_row() {
        let rows: &[(&str, Option<u64>)] = &[
            ("12", Some(12)),
            (" 7 ", Some(7)),
            ("0", Some(1)),
            ("99999999999999999999999", Some(86_400)),
            ("Fri, 21 Nov 2025 08:01:30 GMT", Some(90)),
            ("Friday, 21-Nov-25 08:01:30 GMT", Some(90)),
            ("Fri Nov 21 08:01:30 2025", Some(90)),
            ("Fri, 21 Nov 2025 07:59:00 GMT", Some(1)),
            ("Sun, 21 Nov 2055 08:00:00 GMT", Some(86_400)),
            ("-5", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
        ];
        for (said, expected) in rows {
            assert_eq!(
                wait(&[("retry-after", said), ("date", DATE)], ""),
                *expected,
                "{said:?}"
            );
        }
    }

    #[test]
    fn a_date_without_the_servers_clock_counts_from_ours() {
        assert_eq!(
            wait(&[("retry-after", "Fri, 21 Nov 2025 07:00:45 GMT")], ""),
            Some(45)
        );
    }

    #[test]
    fn the_text_counts_where_the_header_is_missing() {
        let azure = "Rate limit is exceeded. Try again in 12 seconds.";
        assert_eq!(wait(&[], azure), Some(12));
        assert_eq!(wait(&[("retry-after", "5")], azure), Some(5));
        assert_eq!(
            wait(
                &[],
                "Out of call volume quota. Quota will be replenished in 06:28:05."
            ),
            Some(23_285)
        );
        assert_eq!(wait(&[], "Try again in a while."), None);
        assert_eq!(wait(&[], "Try again in 5"), None);
    }
}
