//! The order of a list: as asked for, else the service's own.
use std::cmp::Ordering;

use serde_json::Value;

use super::Listed;
use super::filter::{text, values};
use super::stock::Record;
use crate::reply::Reply;

/// Puts the records in order.
pub(super) fn put(list: &Listed<'_>, records: &mut [Record]) -> Result<(), Reply> {
    let sort = list.rule.sort.as_ref();
    let asked = sort.and_then(|name| Some((name, list.values.get(name)?)));
    let order = match asked {
        None => list.rule.order.clone(),
        Some((name, sent)) => {
            let order = if list.rule.orders.is_empty() {
                direction(sent, records)
            } else {
                list.rule.orders.get(sent).cloned()
            };
            let why = "it names no member, or no direction";
            Some(order.ok_or_else(|| list.rule.invalid(name, sent, why))?)
        }
    };
    let Some(order) = order else { return Ok(()) };
    let (member, falls) = order
        .strip_prefix('-')
        .map_or((order.as_str(), false), |member| (member, true));
    records.sort_by(|one, other| {
        let order = compared(one, other, member);
        if falls { order.reverse() } else { order }
    });
    Ok(())
}

/// `customerName:DESC`; rising where no direction is named.
fn direction(sent: &str, records: &[Record]) -> Option<String> {
    let (member, direction) = sent.split_once(':').unwrap_or((sent, "ASC"));
    let is_known = |record: &Record| record.shown.get(member).is_some();
    let is_known = records.is_empty() || records.iter().any(is_known);
    match direction {
        "ASC" if is_known => Some(member.to_owned()),
        "DESC" if is_known => Some(format!("-{member}")),
        _ => None,
    }
}

fn compared(one: &Record, other: &Record, member: &str) -> Ordering {
    let first = |record| values(record, member).first().copied().cloned();
    let (one, other) = (first(one), first(other));
    let number = |value: &Option<Value>| {
        let written = value.as_ref().and_then(text);
        written.and_then(|text| text.parse::<i64>().ok())
    };
    match (number(&one), number(&other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => one
            .as_ref()
            .and_then(text)
            .cmp(&other.as_ref().and_then(text)),
    }
}
