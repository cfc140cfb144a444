//! What an operation takes and answers: a body to start from, and the answer that the document prints.
use serde_json::Value;
use url::form_urlencoded;

use super::ImportedSample;
use super::document::Document;
use super::schema::written;
use super::template::{is_small, template};
use super::text::verbatim;
use crate::own_endpoints::{BODY_LIMIT, is_json};

const FORM: &str = "application/x-www-form-urlencoded";
/// Values in a sample.
const MOST_VALUES: usize = 20_000;

/// Media type of a request's body, and a text to start from: either may be empty.
pub(super) fn request_body(
    document: &Document,
    described: &Value,
    left_out: &mut Vec<String>,
) -> (String, String) {
    let none = (String::new(), String::new());
    if described.is_null() {
        return none;
    }
    let content = document
        .resolve(described)
        .and_then(|body| body["content"].as_object());
    let Some(content) = content.filter(|content| !content.is_empty()) else {
        left_out.push(
            "Its body was left out: the document does not say of what type it is.".to_owned(),
        );
        return none;
    };
    let json = content.iter().find(|(name, _)| is_json(name));
    if let Some((name, media)) = json {
        let made = example(document, media).cloned();
        let made = made.or_else(|| template(document, media.get("schema")?));
        return (
            verbatim(name, 100),
            made.map(|value| body_text(&value)).unwrap_or_default(),
        );
    }
    let form = content
        .iter()
        .find(|(name, _)| name.trim().eq_ignore_ascii_case(FORM));
    if let Some((name, media)) = form {
        let made = example(document, media).cloned();
        let made = made.or_else(|| template(document, media.get("schema")?));
        return (
            verbatim(name, 100),
            made.map(|value| form_text(&value)).unwrap_or_default(),
        );
    }
    let Some((name, media)) = content.iter().find(|(name, _)| is_text(name)) else {
        let name = content
            .keys()
            .next()
            .map(|name| verbatim(name, 60))
            .unwrap_or_default();
        left_out.push(format!(
            "Its body was left out: {name} cannot be written in a form."
        ));
        return none;
    };
    let text = example(document, media)
        .and_then(Value::as_str)
        .unwrap_or_default();
    (verbatim(name, 100), within(text.to_owned()))
}

/// The first answer of success that the document prints as JSON.
pub(super) fn sample(document: &Document, responses: &Value) -> Option<ImportedSample> {
    let responses = responses.as_object()?;
    let good = responses
        .iter()
        .filter_map(|(status, response)| Some((success(status)?, response)));
    good.into_iter().find_map(|(status, response)| {
        let content = document.resolve(response)?["content"].as_object()?;
        let media = content.iter().find(|(name, _)| is_json(name))?.1;
        let printed = example(document, media)?;
        let body = json_text(printed)?;
        Some(ImportedSample { status, body })
    })
}

/// `200`, `2XX`; `default` may be anything.
fn success(status: &str) -> Option<u16> {
    match status {
        "default" | "2XX" | "2xx" => Some(200),
        _ => status.parse().ok().filter(|code| (200..300).contains(code)),
    }
}

/// What the document prints for a media type, or for its schema.
fn example<'a>(document: &'a Document, media: &'a Value) -> Option<&'a Value> {
    let listed = || {
        let mut examples = media["examples"].as_object()?.values();
        examples.find_map(|one| document.resolve(one)?.get("value"))
    };
    let of_schema = || {
        let schema = document.resolve(media.get("schema")?)?;
        schema.get("example").or_else(|| schema["examples"].get(0))
    };
    let found = media.get("example").or_else(listed).or_else(of_schema)?;
    (!found.is_null() && is_small(found, MOST_VALUES)).then_some(found)
}

/// Indented. Some write JSON into a text.
fn json_text(value: &Value) -> Option<String> {
    let inside = value
        .as_str()
        .and_then(|text| serde_json::from_str::<Value>(text).ok());
    let value = inside.as_ref().unwrap_or(value);
    serde_json::to_string_pretty(value).ok()
}

fn body_text(value: &Value) -> String {
    within(json_text(value).unwrap_or_default())
}

fn form_text(value: &Value) -> String {
    let Value::Object(members) = value else {
        return within(written(value));
    };
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (name, value) in members {
        form.append_pair(name, &written(value));
    }
    within(form.finish())
}

/// One that is too large to start from is none.
fn within(text: String) -> String {
    if text.len() <= BODY_LIMIT {
        text
    } else {
        String::new()
    }
}

fn is_text(media_type: &str) -> bool {
    let name = media_type.trim().to_ascii_lowercase();
    name.starts_with("text/") || name.ends_with("+xml") || name == "application/xml"
}
