//! Schemas as hints: what kind of value a parameter takes, and an example of one.
use serde_json::Value;

use super::document::Document;
use super::template::is_small;
use super::text::verbatim;
use crate::endpoint::{Kind, Limit};

/// Values of an enumeration that are offered.
const MOST_CHOICES: usize = 200;
/// Characters of one.
const CHOICE_LIMIT: usize = 200;
/// Values in one that a form holds, a hundred bytes of text counted as one.
const MOST_VALUES: usize = 400;

/// The schema itself, or the first alternative it offers.
pub(super) fn plain_schema<'a>(document: &'a Document, schema: &'a Value) -> Option<&'a Value> {
    let mut at = document.resolve(schema)?;
    for _ in 0..4 {
        let alternatives = ["oneOf", "anyOf", "allOf"]
            .iter()
            .find_map(|one| at.get(one)?.as_array());
        let (None, Some(alternatives)) = (kind_of(at), alternatives) else {
            return Some(at);
        };
        let mut known = alternatives.iter().filter_map(|one| document.resolve(one));
        at = known.find(|one| kind_of(one) != Some("null"))?;
    }
    Some(at)
}

/// The type that a value has to have; of several, the first that is not null.
pub(super) fn kind_of(schema: &Value) -> Option<&str> {
    let named = match &schema["type"] {
        Value::String(name) => Some(name.as_str()),
        Value::Array(names) => {
            let mut names = names.iter().filter_map(Value::as_str);
            names.find(|name| *name != "null").or(Some("null"))
        }
        _ => None,
    };
    let implied = || {
        if schema["properties"].is_object() {
            Some("object")
        } else if schema["items"].is_object() {
            Some("array")
        } else {
            None
        }
    };
    named.or_else(implied)
}

/// What a parameter of that schema may be.
pub(super) fn limit_of(document: &Document, schema: &Value) -> Limit {
    let kind = match (kind_of(schema), schema["format"].as_str()) {
        (Some("integer"), _) => Kind::Number,
        (Some("boolean"), _) => Kind::Flag,
        (Some("array"), _) => return limit_of_list(document, schema),
        (Some("string"), Some("date")) => Kind::Date,
        (Some("string"), Some("date-time")) => Kind::DateTime,
        _ => Kind::Text,
    };
    let (min, max) = match kind {
        Kind::Number => (least(schema), largest(schema)),
        _ => (None, None),
    };
    Limit {
        kind,
        one_of: if kind == Kind::Flag {
            vec![]
        } else {
            choices(schema)
        },
        max_length: (kind == Kind::Text)
            .then(|| size(&schema["maxLength"]))
            .flatten(),
        max_items: None,
        min,
        max,
    }
}

fn limit_of_list(document: &Document, schema: &Value) -> Limit {
    let items = plain_schema(document, &schema["items"]).unwrap_or(&Value::Null);
    Limit {
        kind: Kind::List,
        one_of: choices(items),
        max_length: size(&items["maxLength"]),
        max_items: size(&schema["maxItems"]).filter(|most| *most > 0),
        min: None,
        max: None,
    }
}

/// A value that the schema's author gives, as a form holds it; or "".
pub(super) fn example_of(schema: &Value) -> String {
    let given = [
        &schema["example"],
        &schema["examples"][0],
        &schema["default"],
        &schema["const"],
    ];
    let given = given
        .into_iter()
        .chain([&schema["enum"][0]])
        .find(|value| !value.is_null());
    given.map(written).unwrap_or_default()
}

/// A value as a form holds it: texts as they are, a list with commas, an object as JSON. Nothing of what no form can hold.
pub(super) fn written(value: &Value) -> String {
    match value {
        _ if !is_small(value, MOST_VALUES) => String::new(),
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
        Value::Array(items)
            if items
                .iter()
                .all(|item| !item.is_object() && !item.is_array()) =>
        {
            items.iter().map(written).collect::<Vec<_>>().join(",")
        }
        Value::Array(_) => value.to_string(),
    }
}

/// None at all where one of them cannot be typed into a field.
fn choices(schema: &Value) -> Vec<String> {
    let listed = match (&schema["enum"], &schema["const"]) {
        (Value::Array(values), _) => values.as_slice(),
        (_, Value::Null) => return vec![],
        (_, only) => std::slice::from_ref(only),
    };
    let values = listed.iter().filter(|value| !value.is_null());
    let mut choices = Vec::new();
    for value in values {
        let text = written(value);
        let fits = !text.is_empty() && verbatim(&text, CHOICE_LIMIT) == text && !text.contains(',');
        if value.is_object() || value.is_array() || !fits || choices.len() == MOST_CHOICES {
            return vec![];
        }
        choices.push(text);
    }
    choices
}

/// OpenAPI 3.0 says with a flag whether the limit itself is taken, later versions give another number.
fn least(schema: &Value) -> Option<i64> {
    let beyond = schema["exclusiveMinimum"]
        .as_i64()
        .and_then(|least| least.checked_add(1));
    let least = whole(&schema["minimum"], f64::ceil);
    match schema["exclusiveMinimum"].as_bool() {
        Some(true) => least?.checked_add(1),
        _ => least.max(beyond),
    }
}

fn largest(schema: &Value) -> Option<i64> {
    let below = schema["exclusiveMaximum"]
        .as_i64()
        .and_then(|most| most.checked_sub(1));
    let most = whole(&schema["maximum"], f64::floor);
    match (schema["exclusiveMaximum"].as_bool(), most, below) {
        (Some(true), most, _) => most?.checked_sub(1),
        (_, Some(most), Some(below)) => Some(most.min(below)),
        (_, most, below) => most.or(below),
    }
}

/// Limits beyond what a whole number of ours can be are none.
fn whole(value: &Value, round: fn(f64) -> f64) -> Option<i64> {
    let fraction = || {
        let rounded = round(value.as_f64()?);
        let text = format!("{rounded:.0}");
        text.parse().ok()
    };
    value.as_i64().or_else(fraction)
}

fn size(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|size| usize::try_from(size).ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn limit(schema: Value) -> Limit {
        let document = Document::new(json!({"components": {"schemas": {
            "Colour": {"type": "string", "enum": ["red", "green"]},
        }}}));
        let schema = plain_schema(&document, &schema).unwrap().clone();
        limit_of(&document, &schema)
    }

    #[test]
    fn numbers_have_their_limits_in_both_ways_of_writing() {
        let bounds = |schema| {
            let limit = limit(schema);
            (limit.kind, limit.min, limit.max)
        };
        for (schema, least, most) in [
            (json!({"type": "integer"}), None, None),
            (
                json!({"type": "integer", "minimum": 1, "maximum": 9}),
                Some(1),
                Some(9),
            ),
            (
                json!({"type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 9, "exclusiveMaximum": true}),
                Some(2),
                Some(8),
            ),
            (
                json!({"type": ["integer", "null"], "exclusiveMinimum": 1, "exclusiveMaximum": 9}),
                Some(2),
                Some(8),
            ),
            (
                json!({"type": "integer", "minimum": 0.5, "maximum": 1e300}),
                Some(1),
                None,
            ),
            (json!({"type": "integer", "minimum": "1"}), None, None),
        ] {
            assert_eq!(
                bounds(schema.clone()),
                (Kind::Number, least, most),
                "{schema}"
            );
        }
    }

    #[test]
    fn choices_are_found_behind_references_and_alternatives() {
        let colour = json!({"$ref": "#/components/schemas/Colour"});
        for schema in [
            colour.clone(),
            json!({"allOf": [colour]}),
            json!({"anyOf": [{"type": "null"}, colour]}),
            json!({"type": "array", "items": colour}),
        ] {
            assert_eq!(limit(schema.clone()).one_of, ["red", "green"], "{schema}");
        }
        let odd = json!({"type": "string", "enum": ["a", {"b": 1}]});
        assert!(limit(odd).one_of.is_empty());
        assert_eq!(limit(json!({"const": 5})).one_of, ["5"]);
    }
}
