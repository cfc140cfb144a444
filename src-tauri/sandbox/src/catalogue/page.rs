//! Cuts a list into pages, and writes down where in it an answer stands: in numbers or texts, as the sample does.
mod counters;
mod members;

use gatepass_core::Paging;
use serde_json::Value;

use super::Listed;
use crate::asked::Asked;
use crate::reply::Reply;

/// A page of a list.
pub(super) struct Page {
    /// From 1.
    number: usize,
    /// The most records of a page.
    size: usize,
    /// Records on this one.
    shown: usize,
    /// Records on all of them.
    total: usize,
}

impl Page {
    fn last(&self) -> usize {
        self.total.div_ceil(self.size)
    }
}

/// Puts the page that was asked for into the body, and says how many records it has.
pub(super) fn put(
    list: &Listed<'_>,
    asked: &Asked,
    body: &mut Value,
    pointer: &str,
    mut records: Vec<Value>,
) -> Result<usize, Reply> {
    number(list, &mut records);
    let total = records.len();
    let (number, size) = (page(list), size(list, total).max(1));
    let mut shown = cut(list, records, number, size);
    members::cut(list, &mut shown);
    let page = Page {
        number,
        size,
        shown: shown.len(),
        total,
    };
    if let Some(past) = list.rule.past.as_ref().filter(|_| page.shown == 0) {
        return Err(past.reply(&vec![], "past the last page"));
    }
    let count = shown.len();
    match body.pointer_mut(pointer) {
        Some(Value::Array(place)) => *place = shown,
        Some(place) => *place = shown.into_iter().next().unwrap_or_default(),
        None => {}
    }
    counters::write(list, asked, body, &page);
    Ok(count)
}

/// Which page is asked for; the limits have seen to it that it is a number from 1.
fn page(list: &Listed<'_>) -> usize {
    let key = match &list.endpoint.paging {
        Paging::Page { parameter, .. } | Paging::Marked { parameter, .. } => Some(parameter),
        Paging::None | Paging::Since { .. } => None,
    };
    let sent = key.and_then(|key| list.sent(key)?.parse().ok());
    sent.unwrap_or(1)
}

/// The size that was asked for, else the service's own. Where no page can be asked for, an answer has everything.
fn size(list: &Listed<'_>, total: usize) -> usize {
    if list.endpoint.paging == Paging::None {
        return total;
    }
    let sent = list
        .rule
        .size
        .as_ref()
        .and_then(|name| list.sent(name)?.parse().ok());
    sent.or(list.rule.page).unwrap_or(total)
}

fn cut(list: &Listed<'_>, records: Vec<Value>, page: usize, size: usize) -> Vec<Value> {
    if let Paging::Since { parameter, id, .. } = &list.endpoint.paging {
        let since = list
            .sent(parameter)
            .and_then(|sent| sent.parse::<i64>().ok());
        let is_after = |record: &Value| {
            since.is_none_or(|since| record[id].as_i64().is_some_and(|id| id > since))
        };
        return records.into_iter().filter(is_after).take(size).collect();
    }
    let before = page.saturating_sub(1).saturating_mul(size);
    records.into_iter().skip(before).take(size).collect()
}

/// Numbers the records of the whole list, in the type that the sample has.
fn number(list: &Listed<'_>, records: &mut [Value]) {
    let Some(name) = &list.rule.numbered else {
        return;
    };
    for (at, record) in records.iter_mut().enumerate() {
        if let Some(member) = record.get_mut(name) {
            *member = counters::in_the_type_of(member, at + 1);
        }
    }
}
