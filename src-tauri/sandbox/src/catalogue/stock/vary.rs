//! How a member differs from record to record: always the same way, so that the same record is the same at every call.
use serde::Deserialize;
use serde_json::Value;
use time::macros::format_description;
use time::{Date, Duration, OffsetDateTime};

use crate::catalogue::check::date;

const SERIAL_DIGITS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A rule for record number n.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Vary {
    /// These in turn.
    Cycle(Vec<Value>),
    /// The last number in it grows by this for each record: `EOL13873`, `EOL13874`.
    Count(i64),
    /// The last four characters count on, letters after digits, as serial numbers do: `FOC0000A0A9`, `FOC0000A0AA`.
    Serial(String),
    /// The day moves by this many days for each record; what follows it stays. No day stays none.
    Days(i64),
    /// So many days before today for each record.
    DaysAgo(i64),
}

impl Vary {
    /// What a hidden member starts from.
    pub(super) fn start(&self) -> Value {
        match self {
            Self::Cycle(values) => values.first().cloned().unwrap_or_default(),
            Self::Serial(first) => first.clone().into(),
            Self::Count(_) => 0.into(),
            Self::Days(_) | Self::DaysAgo(_) => Value::Null,
        }
    }

    /// The member of record number n, from that of the record it repeats.
    pub(super) fn varied(&self, member: &Value, n: usize, now_ms: i64) -> Value {
        let steps = i64::try_from(n).unwrap_or_default();
        match (self, member) {
            (Self::Cycle(values), _) => {
                let at = n.checked_rem(values.len()).unwrap_or_default();
                values.get(at).cloned().unwrap_or_default()
            }
            (Self::Count(step), Value::Number(number)) => {
                (number.as_i64().unwrap_or_default() + step * steps).into()
            }
            (Self::Count(step), Value::String(text)) => counted(text, step * steps).into(),
            (Self::Serial(_), Value::String(text)) => serial(text, n).into(),
            (Self::Days(step), Value::String(text)) => moved(text, step * steps).into(),
            (Self::DaysAgo(step), Value::String(text)) => ago(text, step * steps, now_ms).into(),
            (Self::Count(_) | Self::Serial(_) | Self::Days(_) | Self::DaysAgo(_), other) => {
                other.clone()
            }
        }
    }
}

/// The day so many days before that moment.
pub(in crate::catalogue) fn days_before(now_ms: i64, days: i64) -> Option<String> {
    let today = OffsetDateTime::from_unix_timestamp(now_ms / 1000)
        .ok()?
        .date();
    written(today.checked_sub(Duration::days(days))?)
}

fn counted(text: &str, by: i64) -> String {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let Some(end) = text.rfind(is_digit).map(|at| at + 1) else {
        return text.to_owned();
    };
    let start = text[..end]
        .rfind(|letter| !is_digit(letter))
        .map_or(0, |at| {
            at + text[at..].chars().next().map_or(1, char::len_utf8)
        });
    match text[start..end].parse::<i64>() {
        Ok(number) => {
            let (number, width) = (number + by, end - start);
            format!("{}{number:0width$}{}", &text[..start], &text[end..])
        }
        Err(_) => text.to_owned(),
    }
}

fn serial(text: &str, by: usize) -> String {
    let Some((head, tail)) = text
        .len()
        .checked_sub(4)
        .and_then(|at| text.split_at_checked(at))
    else {
        return text.to_owned();
    };
    let value = |letter: u8| SERIAL_DIGITS.iter().position(|digit| *digit == letter);
    let number = tail
        .bytes()
        .try_fold(0, |number, letter| Some(number * 36 + value(letter)?));
    let Some(mut number) = number.map(|number: usize| number + by) else {
        return text.to_owned();
    };
    let mut digits = [b'0'; 4];
    for digit in digits.iter_mut().rev() {
        *digit = SERIAL_DIGITS[number % 36];
        number /= 36;
    }
    format!("{head}{}", String::from_utf8_lossy(&digits))
}

fn moved(text: &str, days: i64) -> String {
    let at = text.get(..10).and_then(date);
    let to = at.and_then(|day| day.checked_add(Duration::days(days)));
    match to.and_then(written) {
        Some(day) => format!("{day}{}", &text[10..]),
        None => text.to_owned(),
    }
}

fn ago(text: &str, days: i64, now_ms: i64) -> String {
    match days_before(now_ms, days) {
        Some(day) => format!("{day}{}", text.get(10..).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn written(day: Date) -> Option<String> {
    day.format(format_description!("[year]-[month]-[day]")).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_rule_goes_on_from_the_sample() {
        let now_ms = 1_795_219_200_000; // 2026-11-21
        let rows = [
            (
                Vary::Cycle(vec![json!("O"), json!("F")]),
                json!("x"),
                3,
                json!("F"),
            ),
            (Vary::Count(1), json!(62787), 2, json!(62789)),
            (Vary::Count(1), json!("EOL13873"), 1, json!("EOL13874")),
            (
                Vary::Count(1),
                json!("cisco-sa-sample-0009"),
                1,
                json!("cisco-sa-sample-0010"),
            ),
            (Vary::Count(1), json!("no number"), 1, json!("no number")),
            (
                Vary::Serial(String::new()),
                json!("FOC0000A0A9"),
                1,
                json!("FOC0000A0AA"),
            ),
            (
                Vary::Serial(String::new()),
                json!("FOC0000A0AZ"),
                1,
                json!("FOC0000A0B0"),
            ),
            (Vary::Serial(String::new()), json!("FOC"), 1, json!("FOC")),
            (
                Vary::Days(-1),
                json!("2022-03-01T23:00:00"),
                1,
                json!("2022-02-28T23:00:00"),
            ),
            (Vary::Days(-1), json!(""), 1, json!("")),
            (
                Vary::DaysAgo(2),
                json!("2023-05-19"),
                3,
                json!("2026-11-15"),
            ),
            (Vary::Count(1), json!(null), 1, json!(null)),
        ];
        for (vary, member, n, wanted) in rows {
            assert_eq!(vary.varied(&member, n, now_ms), wanted, "{vary:?}");
        }
    }
}
