//! Each parameter that filters, with two values: the answers differ.
use gatepass_core::{Endpoint, Paging};
use serde_json::Value;

use super::caller::{Caller, body, given};
use super::values::{other, roomy, with};

/// Parameters that filter nothing, and why that is so.
const NO_FILTER: [(&str, &str); 1] = [(
    "header.x-correlation-id",
    "it is for the logs of both sides",
)];
/// Members that repeat what was sent, and would differ where nothing was filtered.
const ECHOES: [&str; 6] = [
    "self_link",
    "selfLink",
    "next",
    "prev",
    "EOXInputValue",
    "inputIdentifier",
];

/// How many parameters changed the answer. One that does not, and is no exception, fails the walk.
pub(super) async fn check(caller: &Caller<'_>, endpoint: &Endpoint) -> usize {
    if endpoint.id == "smart-bonding.calls.push" {
        // Every push gets the same acknowledgement; what it does is told by a story of its own.
        return 0;
    }
    let mut changed = 0;
    for parameter in &endpoint.parameters {
        let key = parameter.key();
        let is_exception = NO_FILTER.iter().any(|(exception, _)| *exception == key);
        if is_exception || turns_pages(endpoint, &key) {
            continue;
        }
        let first = match parameter.example.as_str() {
            "" => roomy(endpoint),
            example if endpoint.id.ends_with("case.by-ids") && key == "path.case_ids" => {
                with(roomy(endpoint), &key, example)
            }
            _ if parameter.required => roomy(endpoint),
            example => with(roomy(endpoint), &key, example),
        };
        let second = with(first.clone(), &key, &other(parameter));
        let one = answer(caller, endpoint, &first).await;
        let two = answer(caller, endpoint, &second).await;
        assert_ne!(one, two, "{} {key}: {second:?}", endpoint.id);
        changed += 1;
    }
    changed
}

/// Whether it is for pages, which are looked at elsewhere.
fn turns_pages(endpoint: &Endpoint, key: &str) -> bool {
    let size = match &endpoint.paging {
        Paging::None => None,
        Paging::Page { size, .. } => size.as_deref(),
        Paging::Marked { size, .. } | Paging::Since { size, .. } => Some(size.as_str()),
    };
    size == Some(key) || endpoint.paging.parameter() == Some(key) || key == "body.perPage"
}

async fn answer(
    caller: &Caller<'_>,
    endpoint: &Endpoint,
    sent: &[(String, String)],
) -> (u16, Value) {
    let answer = caller.call(endpoint, &given(sent)).await;
    let mut body = body(&answer);
    silence(&mut body);
    (answer.status, body)
}

fn silence(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(silence),
        Value::Object(members) => {
            members.retain(|name, _| !ECHOES.contains(&name.as_str()));
            members.values_mut().for_each(silence);
        }
        _ => {}
    }
}
