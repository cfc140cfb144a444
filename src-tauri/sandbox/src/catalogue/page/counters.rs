//! The record of pages in an answer. Services spell its members in their own ways and mean the same.
use gatepass_core::Paging;
use serde_json::Value;
use url::form_urlencoded;

use super::Page;
use crate::asked::Asked;
use crate::catalogue::Listed;

/// The answers still name the old host: a link to build, not to follow.
const OLD_HOST: &str = "https://api.cisco.com";
/// What advisories are below; their links leave it out.
const ADVISORIES: &str = "/security/advisories/v2";
const NONE: &str = "NA";

/// Writes it down wherever the sample does.
pub(super) fn write(list: &Listed<'_>, asked: &Asked, body: &mut Value, page: &Page) {
    for pointer in &list.rule.counts {
        if let Some(count) = body.pointer_mut(pointer) {
            *count = in_the_type_of(count, page.total);
        }
    }
    let counters = list.rule.counters.as_ref();
    let Some(Value::Object(record)) = counters.and_then(|pointer| body.pointer_mut(pointer)) else {
        return;
    };
    for (name, member) in record.iter_mut() {
        *member = match name.as_str() {
            "page_index" | "pageIndex" | "PageIndex" | "page" => {
                in_the_type_of(member, page.number)
            }
            "last_index" | "lastIndex" | "LastIndex" | "pages" => {
                in_the_type_of(member, page.last())
            }
            "total_records" | "totalRecords" | "TotalRecords" | "total" | "count" => {
                in_the_type_of(member, page.total)
            }
            "page_records" | "pageRecords" | "PageRecords" => in_the_type_of(member, page.shown),
            "rows" => in_the_type_of(member, page.size),
            "self_link" | "selfLink" => format!("{OLD_HOST}{}", address(asked, None)).into(),
            "next" if page.number < page.last() => neighbour(list, asked, page, page.number + 1),
            "prev" if page.number > 1 => neighbour(list, asked, page, page.number - 1),
            "next" | "prev" => NONE.into(),
            _ => continue,
        };
    }
}

/// A number, written as the member is: as a number or as a text.
pub(super) fn in_the_type_of(member: &Value, number: usize) -> Value {
    match member {
        Value::String(_) => number.to_string().into(),
        _ => number.into(),
    }
}

/// The path of another page, below that of all advisories.
fn neighbour(list: &Listed<'_>, asked: &Asked, page: &Page, number: usize) -> Value {
    let Paging::Marked {
        parameter, size, ..
    } = &list.endpoint.paging
    else {
        return NONE.into();
    };
    let name = |key: &str| key.split_once('.').map_or(key, |(_, name)| name).to_owned();
    let turned = [(name(parameter), number), (name(size), page.size)];
    let whole = address(asked, Some(&turned));
    whole.strip_prefix(ADVISORIES).unwrap_or(&whole).into()
}

/// Path and query as they were sent, without the part that stands for the host, and with other numbers in them.
fn address(asked: &Asked, turned: Option<&[(String, usize)]>) -> String {
    let path = asked.path.trim_start_matches('/');
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let turned = turned.unwrap_or_default();
    let stays = |(name, _): &&(String, String)| !turned.iter().any(|(other, _)| other == name);
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(asked.query.iter().filter(stays));
    for (name, number) in turned {
        query.append_pair(name, &number.to_string());
    }
    match query.finish() {
        query if query.is_empty() => format!("/{path}"),
        query => format!("/{path}?{query}"),
    }
}
