//! The usual answer, held against the sample: the same members with the same types, and the headers it came with.
use std::collections::{BTreeMap, BTreeSet};

use gatepass_core::{Endpoint, sample};
use serde_json::Value;

use super::caller::{Caller, body, given};
use super::values::{sampled, usual, with};

/// Members that not every record has, by the end of the sample's name.
const OPTIONAL: [(&str, &str); 0] = [];

type Shape = BTreeMap<String, BTreeSet<&'static str>>;

/// Calls the endpoint with the examples of what is required, and again with each other example. How many records it answered.
pub(super) async fn check(caller: &Caller<'_>, endpoint: &Endpoint) -> String {
    let id = &endpoint.id;
    let answer = caller.call(endpoint, &given(&sampled(endpoint))).await;
    let stored = sample(endpoint).unwrap();
    assert_eq!(answer.status, stored.status, "{id}: {}", answer.text());
    assert_eq!(answer.header("content-type"), stored.content_type, "{id}");
    assert_eq!(answer.header("x-mashery-message-id").len(), 36, "{id}");
    let (answered, expected) = (body(&answer), serde_json::from_slice(stored.body).unwrap());
    let (answered_shape, expected_shape) = (shape(&answered), shape(&expected));
    for (path, types) in &answered_shape {
        let known = expected_shape.get(path);
        let known = known.unwrap_or_else(|| panic!("{id}: {path} is not in the sample"));
        let is_known = types
            .iter()
            .all(|kind| *kind == "null" || known.contains(kind));
        assert!(
            is_known,
            "{id}: {path} is {types:?}, in the sample {known:?}"
        );
    }
    for path in expected_shape
        .keys()
        .filter(|path| !answered_shape.contains_key(*path))
    {
        let is_optional =
            |(file, member): &(&str, &str)| stored.file.ends_with(file) && path.starts_with(member);
        assert!(OPTIONAL.iter().any(is_optional), "{id}: {path} is missing");
    }
    for parameter in endpoint
        .parameters
        .iter()
        .filter(|parameter| !parameter.example.is_empty())
    {
        let mut sent = with(usual(endpoint), &parameter.key(), &parameter.example);
        for needed in &parameter.needs {
            let needed = endpoint
                .parameters
                .iter()
                .find(|other| other.name == *needed);
            sent = with(sent, &needed.unwrap().key(), &needed.unwrap().example);
        }
        if endpoint.is_state_changing() && parameter.required {
            continue;
        }
        let answer = caller.call(endpoint, &given(&sent)).await;
        assert_eq!(
            answer.status,
            200,
            "{id} {}: {}",
            parameter.key(),
            answer.text()
        );
    }
    match records(&answered) {
        0 => "200".to_owned(),
        count => format!("200, {count}"),
    }
}

/// Every path in the value with the types that stand there; an item of a list is `[]`.
fn shape(value: &Value) -> Shape {
    let mut shape = Shape::new();
    walk(value, "", &mut shape);
    shape
}

fn walk(value: &Value, path: &str, shape: &mut Shape) {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "flag",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(items) => {
            items
                .iter()
                .for_each(|item| walk(item, &format!("{path}[]"), shape));
            "list"
        }
        Value::Object(members) => {
            for (name, member) in members {
                walk(member, &format!("{path}.{name}"), shape);
            }
            "object"
        }
    };
    shape.entry(path.to_owned()).or_default().insert(kind);
}

/// The longest list of objects in it.
fn records(value: &Value) -> usize {
    match value {
        Value::Array(items) if items.iter().all(Value::is_object) => items.len(),
        Value::Object(members) => members.values().map(records).max().unwrap_or_default(),
        _ => 0,
    }
}
