//! What is wrong with a value. The app checks the same limits before it sends; a server does not rely on that.
use gatepass_core::{Kind, Limit, Parameter};
use serde::Deserialize;
use time::Date;
use time::macros::format_description;

/// A demand that the catalogue has no word for.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Form {
    /// Up to twelve digits, as customers of the older services are numbered.
    UpTo12Digits,
    /// Two texts with a comma between.
    Pair,
}

/// Why a service would not take the value; None if it would.
pub(super) fn problem(parameter: &Parameter, form: Option<&Form>, sent: &str) -> Option<String> {
    let Limit {
        kind,
        one_of,
        max_length,
        max_items,
        min,
        max,
    } = &parameter.limit;
    let is_of_kind = match kind {
        Kind::Text | Kind::List => true,
        Kind::Number => sent.parse().is_ok_and(|number: i64| {
            min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max)
        }),
        Kind::Date => is_date(sent),
        Kind::DateTime => is_date_time(sent),
        Kind::Flag => ["true", "false"].contains(&sent),
    };
    let is_of_form = match form {
        None => true,
        Some(Form::UpTo12Digits) => {
            sent.len() <= 12 && sent.bytes().all(|byte| byte.is_ascii_digit())
        }
        Some(Form::Pair) => sent
            .split_once(',')
            .is_some_and(|(one, other)| !one.trim().is_empty() && !other.trim().is_empty()),
    };
    if !is_of_kind || !is_of_form {
        return Some("its form is not the expected one".to_owned());
    }
    let items: Vec<&str> = items(*kind, sent);
    if max_items.is_some_and(|most| items.len() > most) {
        return Some("it has too many items".to_owned());
    }
    let is_known = |item: &&str| one_of.is_empty() || one_of.iter().any(|known| known == item);
    if !items.iter().all(is_known) {
        return Some("it is none of the known values".to_owned());
    }
    let is_long = |item: &&str| max_length.is_some_and(|most| item.chars().count() > most);
    items
        .iter()
        .any(is_long)
        .then(|| "it is too long".to_owned())
}

/// The items of a list; any other value is one item.
pub(super) fn items(kind: Kind, sent: &str) -> Vec<&str> {
    match kind {
        Kind::List => sent
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .collect(),
        _ => vec![sent],
    }
}

/// `2026-01-31`
pub(super) fn date(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && date(text).is_some()
}

fn is_date_time(text: &str) -> bool {
    let Some((day, clock)) = text.strip_suffix('Z').and_then(|text| text.split_once('T')) else {
        return false;
    };
    let form = format_description!("[hour]:[minute]:[second]");
    is_date(day) && clock.len() == 8 && time::Time::parse(clock, form).is_ok()
}

#[cfg(test)]
mod tests {
    use gatepass_core::endpoint;

    use super::*;

    #[test]
    fn values_beyond_the_documented_limits_are_told() {
        let rows = [
            (
                "cisco-support.bug.by-ids",
                "path.bug_ids",
                "A,B,C,D,E",
                true,
            ),
            (
                "cisco-support.bug.by-ids",
                "path.bug_ids",
                "A,B,C,D,E,F",
                false,
            ),
            ("cisco-support.bug.by-keyword", "query.severity", "7", false),
            (
                "cisco-support.bug.by-keyword",
                "query.page_index",
                "0",
                false,
            ),
            (
                "cisco-support.case.by-users",
                "query.date_created_from",
                "2026-01-01",
                false,
            ),
            (
                "cisco-support.case.by-users",
                "query.date_created_from",
                "2026-01-01T00:00:00Z",
                true,
            ),
            (
                "cisco-support.psirt.all",
                "query.summaryDetails",
                "no",
                false,
            ),
            (
                "cisco-support.psirt.first-published",
                "query.startDate",
                "2026-02-30",
                false,
            ),
        ];
        for (id, key, sent, is_good) in rows {
            let parameter = endpoint(id).unwrap().parameter(key).unwrap();
            assert_eq!(
                problem(parameter, None, sent).is_none(),
                is_good,
                "{key} {sent}"
            );
        }
        let parameter = endpoint("pivot.field-notices.bulletins")
            .unwrap()
            .parameter("query.customerId")
            .unwrap();
        assert!(problem(parameter, Some(&Form::UpTo12Digits), "abc").is_some());
        assert!(problem(parameter, Some(&Form::Pair), "12.2").is_some());
        assert!(problem(parameter, Some(&Form::Pair), "12.2,IOS").is_none());
    }
}
