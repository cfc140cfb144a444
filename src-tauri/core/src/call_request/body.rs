//! The body of a call, and its media type.
use serde_json::{Map, Value as Json};

use super::placeholder::{doubled_in, is_placeholder, unfilled};
use super::values::Reading;
use super::{Call, CallBody, Given, Target, free};
use crate::clean::clean;
use crate::draft::FieldNote;
use crate::endpoint::{Kind, Parameter};
use crate::method::Method;
use crate::request::{Body, Value};

const FORM: &str = "application/x-www-form-urlencoded";

/// The body, and the value of `Content-Type` where there is one.
pub(super) fn of_call(
    call: &Call<'_>,
    method: Method,
    reading: &Reading<'_>,
    problems: &mut Vec<FieldNote>,
) -> (Body, Option<String>) {
    let none = if method.announces_a_length() {
        Body::Empty
    } else {
        Body::None
    };
    let (body, content_type) = match &call.body {
        CallBody::FromParameters => match content_type_of(&call.target) {
            Some(content_type) => (
                Body::Text(Value::Plain(json_body(reading.body()).to_string())),
                content_type,
            ),
            None => return (none, None),
        },
        CallBody::Form(members) => (Body::Form(free::form(members, problems)), FORM.to_owned()),
        CallBody::Text { content_type, text } => {
            let content_type = clean(content_type).text;
            if !content_type.contains('/') || content_type.chars().any(char::is_control) {
                let sentence = "A media type looks like application/json.";
                problems.push(FieldNote::new("contentType", sentence));
            }
            if let Some(problem) = problem_of_text(text) {
                problems.push(FieldNote::new("body", problem));
            }
            (Body::Text(text.value("body")), content_type)
        }
    };
    if !method.takes_a_body() {
        let sentence = format!(
            "A {} request has no body. Choose POST, or empty it.",
            method.name()
        );
        problems.push(FieldNote::new("body", sentence));
    }
    (body, Some(content_type))
}

fn content_type_of(target: &Target<'_>) -> Option<String> {
    match target {
        Target::Endpoint(endpoint, _) => endpoint.content_type.clone(),
        Target::Free { .. } => None,
    }
}

/// A JSON text has braces of its own, so only what no JSON has is a placeholder in it.
fn problem_of_text(text: &Given) -> Option<String> {
    match text {
        Given::Public(text) => doubled_in(text).map(unfilled),
        Given::Secret(kept) => kept
            .secret
            .reveal(|text| doubled_in(text).is_some() || is_placeholder(text))
            .then(|| "There is a placeholder in it: put a value in its place.".to_owned()),
    }
}

/// The values as one JSON object; a dot in a name steps into a member.
pub(crate) fn json_body<'a>(members: impl Iterator<Item = (&'a Parameter, String)>) -> Json {
    let mut whole = Map::new();
    for (parameter, text) in members {
        put(
            &mut whole,
            &parameter.name,
            typed(parameter.limit.kind, text),
        );
    }
    Json::Object(whole)
}

fn put(object: &mut Map<String, Json>, name: &str, value: Json) {
    let Some((first, rest)) = name.split_once('.') else {
        object.insert(name.to_owned(), value);
        return;
    };
    let member = object
        .entry(first)
        .or_insert_with(|| Json::Object(Map::new()));
    if let Json::Object(inner) = member {
        put(inner, rest, value);
    }
}

fn typed(kind: Kind, text: String) -> Json {
    match kind {
        Kind::Text | Kind::Date | Kind::DateTime => Json::String(text),
        // The limits let whole numbers through only.
        Kind::Number => text.parse::<i64>().map_or(Json::String(text), Json::from),
        Kind::Flag => Json::Bool(text == "true"),
        Kind::List => text.split(',').map(Json::from).collect(),
    }
}
