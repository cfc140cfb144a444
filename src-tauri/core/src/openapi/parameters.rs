//! Parameters of an operation, as a form offers them.
use oas3::spec::{Parameter as Described, ParameterIn, ParameterStyle};
use serde_json::Value;

use super::document::{Document, piece};
use super::schema::{example_of, kind_of, limit_of, plain_schema, written};
use super::text::{plain, verbatim};
use crate::call_request::NEVER_FREE;
use crate::endpoint::{Kind, Limit, Parameter, Place};

/// Characters of a name, an example, a description.
const NAME_LIMIT: usize = 200;
const EXAMPLE_LIMIT: usize = 1_000;
const DESCRIPTION_LIMIT: usize = 300;
/// Parameters of one operation.
const MOST_PARAMETERS: usize = 100;

/// The members that are read by the model; schemas and examples are read apart, as hints.
const MEMBERS: [&str; 7] = [
    "name",
    "in",
    "description",
    "required",
    "deprecated",
    "style",
    "explode",
];

/// Those of the path and those of the operation, which take the place of the former; and what was left out.
pub(super) fn read(
    document: &Document,
    of_path: &Value,
    of_operation: &Value,
    left_out: &mut Vec<String>,
    notes: &mut Vec<String>,
) -> Vec<Parameter> {
    let mut read: Vec<Parameter> = Vec::new();
    let lists = [of_path, of_operation];
    let all = lists.iter().filter_map(|list| list.as_array()).flatten();
    for value in all {
        let Some(value) = document.resolve(value) else {
            left_out
                .push("A parameter was left out: its reference leads to nothing here.".to_owned());
            continue;
        };
        let described: Described = match piece(value, &MEMBERS) {
            Ok(described) => described,
            Err(why) => {
                let name = verbatim(&written(&value["name"]), 80);
                let why = plain(&why, 120);
                left_out.push(format!("The parameter “{name}” was left out: {why}."));
                continue;
            }
        };
        match parameter(document, &described, value, notes) {
            Ok(Some(parameter)) => {
                let key = parameter.key();
                match read.iter().position(|known| known.key() == key) {
                    Some(known) => read[known] = parameter,
                    None if read.len() < MOST_PARAMETERS => read.push(parameter),
                    None => {
                        left_out.push(format!(
                            "It has more than {MOST_PARAMETERS} parameters; the rest was left out."
                        ));
                        break;
                    }
                }
            }
            Ok(None) => {}
            Err(why) => left_out.push(why),
        }
    }
    read
}

/// None for what Gatepass sets itself.
fn parameter(
    document: &Document,
    described: &Described,
    value: &Value,
    notes: &mut Vec<String>,
) -> Result<Option<Parameter>, String> {
    let name = described.name.trim();
    let shown = verbatim(name, 80);
    if name.is_empty() || name.chars().any(char::is_control) || name.chars().count() > NAME_LIMIT {
        return Err(format!(
            "A parameter was left out: “{shown}” is no name for one."
        ));
    }
    let place = match described.location {
        ParameterIn::Path => Place::Path,
        ParameterIn::Query => Place::Query,
        ParameterIn::Header if is_set_by_us(name) => return Ok(None),
        ParameterIn::Header => Place::Header,
        ParameterIn::Cookie => {
            return Err(format!(
                "The cookie “{shown}” was left out: Gatepass sends none."
            ));
        }
    };
    let schema = schema_of(document, value);
    if place == Place::Query && kind_of(schema) == Some("object") && !has_content(value) {
        return Err(format!(
            "The parameter “{shown}” was left out: it is an object that spreads over several. Add those as free query parameters."
        ));
    }
    let limit = limit(document, described, schema, place, notes);
    let description = description(described, value, schema);
    let example = example(document, value, schema);
    // What a document gives as an example outweighs what it says of the kind.
    let limit = match limit.problem(&example) {
        Some(_) if !example.is_empty() => Limit::default(),
        _ => limit,
    };
    let required = described.required == Some(true) || place == Place::Path;
    let initial = written(&schema["default"]);
    let takes_initial = required && fits(&initial) && limit.problem(&initial).is_none();
    Ok(Some(Parameter {
        name: name.to_owned(),
        place,
        required,
        example,
        initial: if takes_initial {
            initial
        } else {
            String::new()
        },
        description,
        limit,
        needs: vec![],
    }))
}

/// Accept, Content-Type and Authorization are not parameters (OpenAPI 3.1, section 4.8.12.2); others the connection decides.
fn is_set_by_us(header: &str) -> bool {
    let mut ours = ["accept", "content-type", "cookie"]
        .into_iter()
        .chain(NEVER_FREE);
    ours.any(|name| name.eq_ignore_ascii_case(header))
}

/// Its schema, or that of the media type it is written as.
fn schema_of<'a>(document: &'a Document, value: &'a Value) -> &'a Value {
    let of_content = || value["content"].as_object()?.values().next()?.get("schema");
    let schema = value.get("schema").or_else(of_content);
    schema
        .and_then(|schema| plain_schema(document, schema))
        .unwrap_or(&Value::Null)
}

fn has_content(value: &Value) -> bool {
    value["content"]
        .as_object()
        .is_some_and(|all| !all.is_empty())
}

/// A list has commas between its values in a form; where the document asks for something else, one value is taken.
fn limit(
    document: &Document,
    described: &Described,
    schema: &Value,
    place: Place,
    notes: &mut Vec<String>,
) -> Limit {
    let limit = limit_of(document, schema);
    let is_spread = place == Place::Query && described.explode != Some(false);
    let (is_marked, sign) = match described.style {
        None | Some(ParameterStyle::Form | ParameterStyle::Simple) => (false, ""),
        Some(ParameterStyle::SpaceDelimited) => (true, "blanks between its values"),
        Some(ParameterStyle::PipeDelimited) => (true, "| between its values"),
        Some(ParameterStyle::Matrix) => (true, ";name= in front"),
        Some(ParameterStyle::Label) => (true, "a dot in front"),
        Some(ParameterStyle::DeepObject) => (true, "its name and brackets"),
    };
    let name = verbatim(&described.name, 80);
    let is_list = limit.kind == Kind::List;
    if is_marked && (is_list || place == Place::Path) {
        notes.push(format!("{name} is written with {sign}: type it so."));
        return Limit::default();
    }
    if is_list && is_spread {
        notes.push(format!(
            "{name} takes several values, each as a pair of its own. One is sent from here."
        ));
        return Limit {
            max_items: Some(1),
            ..limit
        };
    }
    limit
}

fn description(described: &Described, value: &Value, schema: &Value) -> String {
    let own = described
        .description
        .as_deref()
        .or_else(|| schema["description"].as_str());
    let text = plain(own.unwrap_or_default(), DESCRIPTION_LIMIT);
    let text = text.trim_end_matches('.');
    let is_old = described.deprecated == Some(true) || value["schema"]["deprecated"] == true;
    match (is_old, text.is_empty()) {
        (false, _) => text.to_owned(),
        (true, true) => "Deprecated".to_owned(),
        (true, false) => format!("Deprecated. {text}"),
    }
}

fn example(document: &Document, value: &Value, schema: &Value) -> String {
    let given = value
        .get("example")
        .filter(|example| !example.is_null())
        .map(written);
    let listed = || {
        let first = value["examples"].as_object()?.values().next()?;
        Some(written(document.resolve(first)?.get("value")?))
    };
    let text = given.or_else(listed).unwrap_or_else(|| example_of(schema));
    let of_items = || {
        let items = plain_schema(document, &schema["items"]).unwrap_or(&Value::Null);
        example_of(items)
    };
    let text = if text.is_empty() { of_items() } else { text };
    if fits(&text) {
        text.trim().to_owned()
    } else {
        String::new()
    }
}

fn fits(text: &str) -> bool {
    text.chars().count() <= EXAMPLE_LIMIT && !text.chars().any(char::is_control)
}
