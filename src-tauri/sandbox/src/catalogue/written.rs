//! The form of an answer: JSON, or what a parameter asks for in its place.
use gatepass_core::Endpoint;
use serde_json::Value;

use super::dressed;
use super::reading::Values;
use super::rule::Rule;
use crate::reply::Reply;

/// The answer in the form that was asked for.
pub(super) fn reply(
    endpoint: &Endpoint,
    rule: &Rule,
    values: &Values,
    body: &Value,
    outcome: &str,
) -> Reply {
    let asked = rule.written.as_ref().and_then(|name| values.get(name));
    match asked.map(|form| form.to_ascii_uppercase()).as_deref() {
        Some("CSV") => Reply::new(200, "text/csv", lines(body, ','), outcome),
        Some("TSV") => Reply::new(200, "text/tab-separated-values", lines(body, '\t'), outcome),
        Some("XML") => {
            let text = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}",
                element("EOXResponse", body)
            );
            Reply::new(200, "application/xml", text, outcome)
        }
        _ => dressed(endpoint, Reply::json(200, body, outcome)),
    }
}

/// The rows of `data`, under a line of their members' names.
fn lines(body: &Value, between: char) -> String {
    let rows = body["data"].as_array().cloned().unwrap_or_default();
    let names: Vec<String> = match rows.first() {
        Some(Value::Object(members)) => members.keys().cloned().collect(),
        _ => vec![],
    };
    let line = |cells: Vec<String>| cells.join(&between.to_string()) + "\r\n";
    let cell = |row: &Value, name: &String| match &row[name] {
        Value::String(text) => quoted(text, between),
        other => other.to_string(),
    };
    let rows = rows
        .iter()
        .map(|row| line(names.iter().map(|name| cell(row, name)).collect()));
    line(names.clone()) + &rows.collect::<String>()
}

/// RFC 4180, section 2.
fn quoted(text: &str, between: char) -> String {
    if text.contains([between, '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// A member as an element; each item of a list is one.
fn element(name: &str, value: &Value) -> String {
    let inside = match value {
        Value::Array(items) => return items.iter().map(|item| element(name, item)).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, member)| element(name, member))
            .collect(),
        Value::String(text) => escaped(text),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    format!("<{name}>{inside}</{name}>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rows_and_elements_say_what_the_json_says() {
        let body = json!({ "data": [{ "a": "x,\"y\"", "b": 2 }, { "a": "", "b": null }] });
        assert_eq!(lines(&body, ','), "a,b\r\n\"x,\"\"y\"\"\",2\r\n,null\r\n");
        assert_eq!(
            element(
                "R",
                &json!({ "A": [{ "B": "<&>" }, { "B": null }], "C": 1 })
            ),
            "<R><A><B>&lt;&amp;&gt;</B></A><A><B></B></A><C>1</C></R>"
        );
    }
}
