//! Services that answer every item that is asked for with a record of its own, or with a word about that item.
use std::collections::BTreeMap;

use gatepass_core::Kind;
use serde::Deserialize;
use serde_json::Value;

use super::Listed;
use super::check::items;
use super::filter::{is_like, text, values};
use super::said::{Said, filled};
use super::stock::{Record, stored};
use crate::reply::Reply;

/// A wildcard stands after so many characters at least.
const BEFORE_WILDCARD: usize = 3;

/// What is asked for one by one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Each {
    /// The parameter with the items; with a `*` at its end, every parameter of that beginning is one item.
    parameter: String,
    /// The members that an item may be; a `*` in it finds several records.
    #[serde(default)]
    members: Vec<String>,
    /// Which items it knows besides: each of them is always the same record.
    #[serde(default)]
    known: Known,
    /// Members that repeat the item, `{item}` standing for it and `{parameter}` for where it was sent.
    #[serde(default)]
    set: BTreeMap<String, String>,
    /// The record of an item that it does not know; none leaves the item out.
    unknown: Option<Value>,
    /// The same, where a sample has one: its file, where in it, and the text that stands for the item.
    unknown_sample: Option<(String, String, String)>,
    /// What it says to the whole request when it does not know an item.
    foreign: Option<Said>,
    /// Whether the answer's order is not that of the request.
    #[serde(default)]
    reversed: bool,
}

/// By what an item is known that no record names.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Known {
    /// By nothing.
    #[default]
    Stock,
    /// By being a serial number.
    Serial,
    /// By being a number.
    Number,
}

impl Each {
    /// Whether the items are that parameter's.
    pub(super) fn takes(&self, name: &str) -> bool {
        match self.parameter.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => self.parameter == name,
        }
    }
}

/// A record for every item.
pub(super) fn looked_up(
    list: &Listed<'_>,
    each: &Each,
    records: &[Record],
) -> Result<Vec<Value>, Reply> {
    let kind = if each.parameter.ends_with('*') {
        Kind::Text
    } else {
        Kind::List
    };
    let sent = list
        .endpoint
        .parameters
        .iter()
        .map(|parameter| &parameter.name);
    let sent = sent.filter(|name| each.takes(name));
    let sent = sent.filter_map(|name| list.values.get_key_value(name));
    let asked =
        sent.flat_map(|(name, sent)| items(kind, sent).into_iter().map(move |item| (name, item)));
    let mut found = Vec::new();
    for (name, item) in asked {
        let mut known = named(each, item, records);
        if known.is_empty() && each.known.is_met(item) {
            // The same item is the same record each time, and neighbours differ.
            let sum: usize = item.bytes().map(usize::from).sum();
            known.extend(records.get(sum % records.len().max(1)));
        }
        if known.is_empty() {
            if let Some(foreign) = &each.foreign {
                return Err(foreign.reply(&vec![("{value}", item)], "unknown item"));
            }
            found.extend(unknown(each, item));
        }
        found.extend(
            known
                .into_iter()
                .map(|record| set(each, name, item, record)),
        );
    }
    if each.reversed {
        found.reverse();
    }
    Ok(found)
}

fn named<'a>(each: &Each, item: &str, records: &'a [Record]) -> Vec<&'a Record> {
    if item.find('*').is_some_and(|at| at < BEFORE_WILDCARD) {
        return vec![];
    }
    let is_it = |record: &&Record| {
        let members = each
            .members
            .iter()
            .flat_map(|member| values(record, member));
        members.filter_map(text).any(|text| is_like(&text, item))
    };
    let mut found: Vec<&Record> = records.iter().filter(is_it).collect();
    if !item.contains('*') {
        found.truncate(1);
    }
    found
}

fn set(each: &Each, parameter: &str, item: &str, record: &Record) -> Value {
    let mut shown = record.shown.clone();
    for (name, pattern) in &each.set {
        if let Some(members) = shown.as_object_mut() {
            let text = pattern
                .replace("{item}", item)
                .replace("{parameter}", parameter);
            members.insert(name.clone(), text.into());
        }
    }
    shown
}

fn unknown(each: &Each, item: &str) -> Option<Value> {
    if let Some(body) = &each.unknown {
        return Some(filled(body, &vec![("{item}", item)]));
    }
    let (file, pointer, stands_for) = each.unknown_sample.as_ref()?;
    let body: Value = serde_json::from_slice(stored(file)?).ok()?;
    Some(filled(body.pointer(pointer)?, &vec![(stands_for, item)]))
}

impl Known {
    fn is_met(self, item: &str) -> bool {
        match self {
            Self::Stock => false,
            Self::Serial => is_serial(item),
            Self::Number => item.bytes().all(|byte| byte.is_ascii_digit()),
        }
    }
}

/// Three letters for the plant, four digits for year and week, four characters: `FOC10220LK9`.
fn is_serial(text: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| match at {
        0..3 => byte.is_ascii_uppercase(),
        3..7 => byte.is_ascii_digit(),
        _ => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
    };
    text.len() == 11 && text.bytes().enumerate().all(shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_told_from_what_is_none() {
        assert!(is_serial("FOC10220LK9") && !is_serial("FOC1022") && !is_serial("foc10220lk9"));
    }
}
