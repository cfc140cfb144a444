//! A body to start from, made from its schema: every member once, each value an example of its kind.
use serde_json::{Map, Value, json};

use super::document::Document;
use super::schema::kind_of;

/// Values in one body. A schema that refers to itself in many ways would have no end.
const MOST_VALUES: usize = 400;
/// Objects and arrays within each other.
const MOST_LEVELS: usize = 8;

/// A body for a schema; None where it says nothing that could be sent.
pub(super) fn template<'a>(document: &'a Document, schema: &'a Value) -> Option<Value> {
    let mut maker = Maker {
        document,
        left: MOST_VALUES,
        open: Vec::new(),
    };
    maker.value(schema)
}

/// Whether a value is small enough to stand in a body or sample.
pub(super) fn is_small(value: &Value, most: usize) -> bool {
    fn rest(value: &Value, left: usize) -> Option<usize> {
        let left = left.checked_sub(1)?;
        match value {
            Value::String(text) => left.checked_sub(text.len() / 100),
            Value::Array(items) => items.iter().try_fold(left, |left, item| rest(item, left)),
            Value::Object(members) => members
                .values()
                .try_fold(left, |left, member| rest(member, left)),
            Value::Null | Value::Bool(_) | Value::Number(_) => Some(left),
        }
    }
    rest(value, most).is_some()
}

struct Maker<'a> {
    document: &'a Document,
    left: usize,
    /// The schemas that are being filled in: one within itself is left out.
    open: Vec<&'a Value>,
}

impl<'a> Maker<'a> {
    /// None leaves it out.
    fn value(&mut self, schema: &'a Value) -> Option<Value> {
        let schema = self.document.resolve(schema)?;
        self.left = self.left.checked_sub(1)?;
        let is_open = self.open.iter().any(|open| std::ptr::eq(*open, schema));
        if is_open || self.open.len() >= MOST_LEVELS {
            return None;
        }
        if let Some(given) = given(schema) {
            return Some(given.clone());
        }
        self.open.push(schema);
        let made = self.made(schema);
        self.open.pop();
        made
    }

    fn made(&mut self, schema: &'a Value) -> Option<Value> {
        if let Some(parts) = schema["allOf"].as_array() {
            return self.merged(schema, parts);
        }
        let alternatives = ["oneOf", "anyOf"]
            .iter()
            .find_map(|one| schema[one].as_array());
        if let Some(alternatives) = alternatives
            && let Some(value) = alternatives
                .iter()
                .find_map(|one| self.value(one).filter(|value| !value.is_null()))
        {
            return match value {
                Value::Object(members) => Some(Value::Object(self.members(schema, members))),
                other => Some(other),
            };
        }
        match kind_of(schema) {
            Some("object") => Some(Value::Object(self.members(schema, Map::new()))),
            Some("array") => {
                let item = schema.get("items").and_then(|items| self.value(items));
                Some(Value::Array(item.into_iter().collect()))
            }
            Some("string") => Some(text_for(schema).into()),
            Some("integer" | "number") => Some(number_for(schema)),
            Some("boolean") => Some(false.into()),
            Some("null") => Some(Value::Null),
            _ => Some(json!({})),
        }
    }

    /// All parts of an object together; of parts that are none, the last one.
    fn merged(&mut self, schema: &'a Value, parts: &'a [Value]) -> Option<Value> {
        let mut all = Map::new();
        let mut other = None;
        for part in parts {
            match self.value(part) {
                Some(Value::Object(members)) => all.extend(members),
                Some(value) => other = Some(value),
                None => {}
            }
        }
        let all = self.members(schema, all);
        match other {
            Some(value) if all.is_empty() => Some(value),
            _ => Some(Value::Object(all)),
        }
    }

    /// The members that a request may have, after those that are there.
    fn members(&mut self, schema: &'a Value, mut all: Map<String, Value>) -> Map<String, Value> {
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            let is_answered = |schema: &Value| schema["readOnly"].as_bool() == Some(true);
            if is_answered(member) || self.document.resolve(member).is_some_and(is_answered) {
                continue;
            }
            if let Some(value) = self.value(member) {
                all.insert(name.clone(), value);
            }
        }
        all
    }
}

/// What the schema's author gives.
fn given(schema: &Value) -> Option<&Value> {
    let given = [
        &schema["example"],
        &schema["examples"][0],
        &schema["default"],
        &schema["const"],
    ];
    let given = given.into_iter().chain([&schema["enum"][0]]);
    given
        .into_iter()
        .find(|value| !value.is_null() && is_small(value, MOST_VALUES))
}

fn text_for(schema: &Value) -> &'static str {
    match schema["format"].as_str() {
        Some("date") => "2026-01-31",
        Some("date-time") => "2026-01-31T00:00:00Z",
        Some("uuid") => "00000000-0000-4000-8000-000000000000",
        Some("email") => "name@example.com",
        Some("uri" | "url") => "https://example.com/",
        Some("ipv4") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        _ => "string",
    }
}

fn number_for(schema: &Value) -> Value {
    match &schema["minimum"] {
        Value::Number(least) if least.as_f64().is_some_and(|least| least > 0.0) => {
            Value::Number(least.clone())
        }
        _ => 0.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(schema: Value) -> Value {
        let document = Document::new(json!({"schema": schema, "components": {"schemas": {
            "Node": {"type": "object", "properties": {"name": {"type": "string"}, "next": {"$ref": "#/components/schemas/Node"}}},
            "Id": {"type": "object", "properties": {"id": {"type": "integer", "readOnly": true}, "at": {"type": "string", "format": "date"}}},
            "Self": {"$ref": "#/components/schemas/Self"},
        }}}));
        template(&document, &document.root()["schema"]).unwrap_or(Value::Null)
    }

    #[test]
    fn row_by_row() {
        let node = json!({"$ref": "#/components/schemas/Node"});
        let id = json!({"$ref": "#/components/schemas/Id"});
        for (schema, expected) in [
            (json!({"type": "string"}), json!("string")),
            (json!({"type": ["null", "integer"], "minimum": 3}), json!(3)),
            (
                json!({"type": "object", "example": {"a": 1}}),
                json!({"a": 1}),
            ),
            (json!({"enum": ["b", "a"]}), json!("b")),
            (node.clone(), json!({"name": "string"})),
            (
                json!({"type": "array", "items": node}),
                json!([{"name": "string"}]),
            ),
            (
                json!({"allOf": [node, id, {"properties": {"x": {"type": "boolean"}}}]}),
                json!({"name": "string", "at": "2026-01-31", "x": false}),
            ),
            (
                json!({"oneOf": [{"type": "null"}, id], "properties": {"y": {"default": 7}}}),
                json!({"at": "2026-01-31", "y": 7}),
            ),
            (json!({"$ref": "#/components/schemas/Self"}), Value::Null),
            (json!({"type": "array"}), json!([])),
        ] {
            assert_eq!(made(schema.clone()), expected, "{schema}");
        }
    }
}
