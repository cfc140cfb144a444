//! Which records a call asks for.
mod compare;

use std::collections::BTreeMap;

use gatepass_core::{Kind, Place};
use serde::Deserialize;
use serde_json::Value;

use super::Listed;
use super::check::items;
use super::stock::{Record, days_before};
use compare::{after, equal, from, has, newer, until, words};

pub(super) use compare::is_like;

/// Before every day there is.
const FIRST_DAY: &str = "0000-01-01";

/// What a parameter filters by.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Filter {
    /// The members it is compared with, of which one has to fit; a dot steps in, `~` starts the name of one that is not shown.
    members: Vec<String>,
    /// How.
    #[serde(default)]
    by: By,
    /// The parameter of the other end, which the same member has to keep to.
    until: Option<String>,
    /// The parameter that chooses among the members, and what its values stand for.
    chosen_by: Option<String>,
    #[serde(default)]
    choices: BTreeMap<String, String>,
    /// For values that stand for a number of days up to today.
    #[serde(default)]
    days: BTreeMap<String, i64>,
    /// What holds where it is left out.
    usual: Option<String>,
    /// The same, as a number of days up to today.
    usual_days: Option<i64>,
}

/// How a value is compared with a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum By {
    /// The same text in any case, or an item of the list; `*` alone takes all.
    #[default]
    Equals,
    /// It occurs in the member; `*` stands for any others.
    Contains,
    /// The same, but for `*`, which stands for any others.
    Pattern,
    /// One of the words of the member is an item of the list.
    Words,
    /// The member is that day or moment, or later.
    From,
    /// The member starts with it: the year of a day.
    Begins,
    /// The member's number is larger.
    Above,
    /// The member's number is that one or smaller.
    UpTo,
    /// The member is a newer release.
    Newer,
    /// `latest` is the first in the list, `above` takes all, anything else is the release itself.
    Release,
    /// Takes so many of the list, and compares nothing.
    First,
}

impl Filter {
    /// Whether another filter's end or choice is this parameter.
    pub(super) fn also_takes(&self, name: &str) -> bool {
        self.until.as_deref() == Some(name) || self.chosen_by.as_deref() == Some(name)
    }

    /// What holds for it: what was sent, or its usual value. Where only the other end was sent, from the first day on.
    fn sent(&self, list: &Listed<'_>, name: &str) -> Option<String> {
        let usual = || {
            self.usual_days
                .and_then(|days| days_before(list.now_ms, days))
        };
        let ends = || self.until.as_ref().and_then(|name| list.values.get(name));
        let sent = list.values.get(name).or(self.usual.as_ref()).cloned();
        sent.or_else(usual)
            .or_else(|| ends().map(|_| FIRST_DAY.to_owned()))
    }

    fn equals(member: &str) -> Self {
        Self {
            members: vec![member.to_owned()],
            by: By::Equals,
            until: None,
            chosen_by: None,
            choices: BTreeMap::new(),
            days: BTreeMap::new(),
            usual: None,
            usual_days: None,
        }
    }
}

/// What a call filters by.
pub(super) struct Filters<'a> {
    only: &'a BTreeMap<String, Value>,
    asked: Vec<Asked>,
}

impl<'a> Filters<'a> {
    /// Of every parameter: its own filter, else one by the member of its name.
    pub(super) fn of(list: &Listed<'a>) -> Self {
        let turns_pages = list.endpoint.paging.parameter();
        let parameters = list.endpoint.parameters.iter().filter(|parameter| {
            parameter.place != Place::Header && turns_pages != Some(parameter.key().as_str())
        });
        let asked = parameters.filter_map(|parameter| {
            let name = &parameter.name;
            let is_free = !list.rule.is_control(list.endpoint, name);
            let named = list.rule.filters.get(name).cloned();
            let filter = named.or_else(|| is_free.then(|| Filter::equals(name)))?;
            let sent = filter.sent(list, name)?;
            Some(Asked::of(list, parameter.limit.kind, filter, &sent))
        });
        Self {
            only: &list.rule.only,
            asked: asked.collect(),
        }
    }

    /// Whether every one lets the record through.
    pub(super) fn let_through(&self, record: &Record) -> bool {
        let mut only = self.only.iter();
        only.all(|(member, wanted)| values(record, member).contains(&wanted))
            && self.asked.iter().all(|asked| asked.lets_through(record))
    }
}

/// As many as a filter asks for.
pub(super) fn first(list: &Listed<'_>, records: &mut Vec<Record>) {
    for (name, filter) in &list.rule.filters {
        let Some(sent) = list.values.get(name) else {
            continue;
        };
        match filter.by {
            By::First => records.truncate(sent.parse().unwrap_or(usize::MAX)),
            By::Release if sent == "latest" => records.truncate(1),
            _ => {}
        }
    }
}

/// A filter with what was sent for it.
struct Asked {
    filter: Filter,
    items: Vec<String>,
    until: Option<String>,
    /// Chosen among the filter's.
    members: Vec<String>,
}

impl Asked {
    fn of(list: &Listed<'_>, kind: Kind, filter: Filter, sent: &str) -> Self {
        let value = |name: &Option<String>| name.as_ref().and_then(|name| list.values.get(name));
        let items = match filter.days.is_empty() {
            true => items(kind, sent).into_iter().map(str::to_owned).collect(),
            false => {
                let day = filter.days.get(sent);
                let day = day.and_then(|days| days_before(list.now_ms, *days));
                day.into_iter().collect()
            }
        };
        let members = match value(&filter.chosen_by) {
            None => filter.members.clone(),
            Some(chosen) => chosen
                .split(',')
                .filter_map(|choice| filter.choices.get(choice.trim()).cloned())
                .collect(),
        };
        Self {
            until: value(&filter.until).cloned(),
            items,
            members,
            filter,
        }
    }

    fn lets_through(&self, record: &Record) -> bool {
        if self.filter.by == By::First || self.items.is_empty() {
            return true;
        }
        let texts = self
            .members
            .iter()
            .flat_map(|member| values(record, member));
        let mut texts = texts.filter_map(text);
        texts.any(|text| self.items.iter().any(|item| self.fits(&text, item)))
    }

    fn ends_after(&self, member: &str) -> bool {
        let end = self.until.as_ref();
        end.is_none_or(|end| until(member, end))
    }

    fn fits(&self, member: &str, asked: &str) -> bool {
        match self.filter.by {
            By::Equals => equal(member, asked),
            By::Contains => has(member, asked),
            By::Pattern => is_like(member, asked),
            By::Words => words(member, asked),
            By::From => from(member, asked) && self.ends_after(member),
            By::Begins => member.starts_with(asked),
            By::Above => after(member, asked),
            By::UpTo => !after(member, asked),
            By::Newer => newer(member, asked),
            By::Release => ["latest", "above"].contains(&asked) || equal(member, asked),
            By::First => true,
        }
    }
}

/// Every value of a member, through arrays too.
pub(super) fn values<'a>(record: &'a Record, member: &str) -> Vec<&'a Value> {
    if let Some(hidden) = member.strip_prefix('~') {
        let mut found = Vec::new();
        if let Some(hidden) = record.hidden.get(hidden) {
            reach(hidden, "", &mut found);
        }
        return found;
    }
    let mut found = Vec::new();
    reach(&record.shown, member, &mut found);
    found
}

/// A text or number as it is compared.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn reach<'a>(value: &'a Value, path: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| reach(item, path, found)),
        _ if path.is_empty() => found.push(value),
        Value::Object(members) => {
            let (first, rest) = path.split_once('.').unwrap_or((path, ""));
            if let Some(member) = members.get(first) {
                reach(member, rest, found);
            }
        }
        _ => {}
    }
}
