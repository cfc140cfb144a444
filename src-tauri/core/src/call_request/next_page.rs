//! The values that ask for the next page, by the endpoint's own style. A link in an answer is never followed: it may name
//! another host.
use serde_json::Value as Json;

use super::{Given, Values};
use crate::clean::clean;
use crate::endpoint::{Endpoint, Paging};

/// What to send for the page after the one that these values brought. None after the last one, and where that cannot be told.
pub fn next_page(endpoint: &Endpoint, sent: &Values, answer: &Json) -> Option<Values> {
    let mut next = sent.clone();
    let mut set = |key: &str, number: i64| {
        next.insert(key.to_owned(), Given::Public(number.to_string()));
    };
    match &endpoint.paging {
        Paging::None => return None,
        Paging::Page {
            parameter,
            last,
            size,
            answered_size,
        } => {
            let page = page_after(sent, parameter)?;
            if page > number_at(answer, last)? {
                return None;
            }
            set(parameter, page);
            if let Some(size) = size
                && sent_number(sent, size).is_none()
            {
                // The two are only taken together, so the service's own size has to be named.
                set(size, number_at(answer, answered_size.as_deref()?)?);
            }
        }
        Paging::Marked {
            parameter,
            size,
            next,
            count,
        } => {
            let mark = at(answer, next)?.as_str()?;
            let page = page_after(sent, parameter)?;
            let before = sent_number(sent, size).and_then(|size| (page - 1).checked_mul(size));
            let is_over = match (before, number_at(answer, count)) {
                (Some(before), Some(count)) => before >= count,
                _ => false,
            };
            let most = endpoint.parameter(parameter)?.limit.max;
            if mark.is_empty() || mark == "NA" || is_over || most.is_some_and(|most| page > most) {
                return None;
            }
            set(parameter, page);
        }
        Paging::Since {
            parameter,
            size,
            until,
            items,
            id,
        } => {
            let items = at(answer, items)?.as_array()?;
            let last = items.iter().filter_map(|item| number_at(item, id)).max()?;
            let is_short = sent_number(sent, size)
                .is_some_and(|size| i64::try_from(items.len()).is_ok_and(|count| count < size));
            let is_reached = sent_number(sent, until).is_some_and(|until| last >= until);
            // An id that does not grow would bring the same page for ever.
            let is_stuck = sent_number(sent, parameter).is_some_and(|since| last <= since);
            if is_short || is_reached || is_stuck {
                return None;
            }
            set(parameter, last);
        }
    }
    Some(next)
}

/// Pages count from 1, which is also what is sent when none is named.
fn page_after(sent: &Values, parameter: &str) -> Option<i64> {
    let current = sent_number(sent, parameter).unwrap_or(1);
    current.max(1).checked_add(1)
}

fn sent_number(sent: &Values, key: &str) -> Option<i64> {
    sent.get(key)?.look(|text| clean(text).text.parse().ok())
}

/// RMA writes its counters as texts.
fn number_at(answer: &Json, path: &str) -> Option<i64> {
    match at(answer, path)? {
        Json::Number(number) => number.as_i64(),
        Json::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn at<'a>(answer: &'a Json, path: &str) -> Option<&'a Json> {
    path.split('.')
        .try_fold(answer, |value, name| value.as_object()?.get(name))
}
