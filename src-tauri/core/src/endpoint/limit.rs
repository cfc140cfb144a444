//! What a parameter may be, as data, and the sentence for a value that is something else.
use serde::{Deserialize, Serialize};

/// The limits of a parameter. The default takes any text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limit {
    /// What kind of value it is.
    pub kind: Kind,
    /// The only values there are; of a list, the only items.
    pub one_of: Vec<String>,
    /// Characters, of a list those of each item.
    pub max_length: Option<usize>,
    /// Items of a list.
    pub max_items: Option<usize>,
    /// The smallest number.
    pub min: Option<i64>,
    /// The largest number.
    pub max: Option<i64>,
}

/// A kind of value: how it is checked, and what it becomes in a JSON body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Any text.
    #[default]
    Text,
    /// A whole number.
    Number,
    /// Texts with commas between them; an array in a JSON body.
    List,
    /// `2026-01-31`.
    Date,
    /// `2026-01-31T00:00:00Z`.
    DateTime,
    /// `true` or `false`.
    Flag,
}

impl Limit {
    /// What it may be, for under a field: "up to 5, with commas between". Empty where any text will do.
    pub fn words(&self) -> String {
        let length = |most: &usize| format!("up to {most} characters");
        let parts: Vec<String> = match self.kind {
            Kind::Text => self.max_length.iter().map(length).collect(),
            Kind::List => {
                let items = match self.max_items {
                    Some(1) => "one at a time".to_owned(),
                    Some(most) => format!("up to {most}, with commas between"),
                    None => "several with commas between".to_owned(),
                };
                let each = self.max_length.as_ref().map(|most| length(most) + " each");
                std::iter::once(items).chain(each).collect()
            }
            Kind::Number => vec![match (self.min, self.max) {
                (Some(least), Some(most)) => format!("a whole number from {least} to {most}"),
                (Some(least), None) => format!("a whole number, {least} or more"),
                (None, Some(most)) => format!("a whole number, {most} at most"),
                (None, None) => "a whole number".to_owned(),
            }],
            Kind::Date => vec!["a date as 2026-01-31".to_owned()],
            Kind::DateTime => vec!["a date and time in UTC, as 2026-01-31T00:00:00Z".to_owned()],
            Kind::Flag => vec![],
        };
        parts.join(", ")
    }

    /// Why a value cannot be sent, as a sentence.
    pub(crate) fn problem(&self, value: &str) -> Option<String> {
        let is_of_kind = match self.kind {
            Kind::Text | Kind::List => true,
            Kind::Number => self.takes_number(value),
            Kind::Date => is_date(value),
            Kind::DateTime => is_date_time(value),
            Kind::Flag => matches!(value, "true" | "false"),
        };
        if !is_of_kind {
            return Some(self.expected());
        }
        let items: Vec<&str> = match self.kind {
            Kind::List => value.split(',').collect(),
            _ => vec![value],
        };
        if let Some(most) = self.max_items
            && items.len() > most
        {
            return Some(match most {
                1 => format!("One at a time: these are {}.", items.len()),
                _ => format!("{most} at most, and these are {}.", items.len()),
            });
        }
        items.iter().find_map(|item| self.problem_of(item))
    }

    fn problem_of(&self, item: &str) -> Option<String> {
        if !self.one_of.is_empty() && !self.one_of.iter().any(|known| known == item) {
            return Some(format!(
                "“{item}” is not one of {}.",
                self.one_of.join(", ")
            ));
        }
        let (most, length) = (self.max_length?, item.chars().count());
        let what = if self.kind == Kind::List {
            format!("“{item}” has {length} characters")
        } else {
            format!("This has {length} characters")
        };
        (length > most).then(|| format!("{what}; {most} are the most."))
    }

    fn takes_number(&self, value: &str) -> bool {
        let digits = value.strip_prefix('-').unwrap_or(value);
        let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let Some(number) = value.parse::<i64>().ok().filter(|_| is_plain) else {
            return false;
        };
        self.min.is_none_or(|least| number >= least) && self.max.is_none_or(|most| number <= most)
    }

    fn expected(&self) -> String {
        match self.kind {
            Kind::Number | Kind::Date | Kind::DateTime => format!("This is {}.", self.words()),
            Kind::Flag | Kind::Text | Kind::List => "This is true or false.".to_owned(),
        }
    }
}

/// A day of the calendar.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2))
    else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// ISO 8601 in UTC, to the second.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.strip_suffix('Z').and_then(|text| text.split_once('T')) else {
        return false;
    };
    let parts: Vec<&str> = time.split(':').collect();
    let [hour, minute, second] = parts.as_slice() else {
        return false;
    };
    let below = |part: &str, end| digits(part, 2).is_some_and(|number| number < end);
    is_date(date) && below(hour, 24) && below(minute, 60) && below(second, 60)
}

fn digits(text: &str, count: usize) -> Option<u32> {
    let is_plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_of_the_calendar() {
        let rows = [
            ("2026-01-31", true),
            ("2024-02-29", true),
            ("2026-02-29", false),
            ("1900-02-29", false),
            ("2026-13-01", false),
            ("2026-04-31", false),
            ("2026-1-31", false),
            ("31.01.2026", false),
            ("2026-01-3१", false),
        ];
        for (text, is_one) in rows {
            assert_eq!(is_date(text), is_one, "{text}");
        }
        assert!(is_date_time("2026-01-01T23:59:59Z"));
        for text in [
            "2026-01-01T24:00:00Z",
            "2026-01-01 00:00:00Z",
            "2026-01-01T00:00:00",
        ] {
            assert!(!is_date_time(text), "{text}");
        }
    }

    #[test]
    fn a_limit_is_told_before_anything_is_typed() {
        let rows = [
            (
                "kind = 'list'\nmax_items = 5",
                "up to 5, with commas between",
            ),
            ("kind = 'list'\nmax_items = 1", "one at a time"),
            (
                "kind = 'list'\nmax_items = 75\nmax_length = 40",
                "up to 75, with commas between, up to 40 characters each",
            ),
            ("max_length = 50", "up to 50 characters"),
            ("kind = 'number'\nmin = 1", "a whole number, 1 or more"),
            ("kind = 'flag'", ""),
            ("one_of = ['O', 'C']", ""),
        ];
        for (limit, words) in rows {
            let limit: Limit = toml::from_str(limit).unwrap();
            assert_eq!(limit.words(), words);
        }
    }

    #[test]
    fn a_number_is_written_plainly_and_within_its_bounds() {
        let limit = Limit {
            kind: Kind::Number,
            min: Some(1),
            max: Some(100),
            ..Limit::default()
        };
        for good in ["1", "100", "007"] {
            assert_eq!(limit.problem(good), None, "{good}");
        }
        for bad in [
            "0",
            "101",
            "-1",
            "+1",
            "1.0",
            "1e1",
            "ten",
            "",
            "99999999999999999999",
        ] {
            assert_eq!(
                limit.problem(bad).as_deref(),
                Some("This is a whole number from 1 to 100."),
                "{bad}"
            );
        }
    }
}
