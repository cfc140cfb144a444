//! An endpoint as a request of a collection, its examples filled in and what is optional switched off.
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value as Json, json};

use crate::call_request::json_body;
use crate::catalogue::{body_templates, sample};
use crate::credentials::key_header;
use crate::endpoint::{Endpoint, Parameter, Place, Quality};
use crate::integration::Integration;

use super::item::{described, member, raw_body, url};
use super::script;

/// What Postman would take for more of the path, and leaves as it is.
const PATH: &AsciiSet = &CONTROLS.add(b'%').add(b'/').add(b'?').add(b'#');

/// The same for a value of the query.
const QUERY: &AsciiSet = &CONTROLS.add(b'%').add(b'&').add(b'+').add(b'#');

/// One request, or one for each whole body to start from.
pub(super) fn items(endpoint: &Endpoint, integration: &Integration) -> Vec<Json> {
    let Some(content_type) = &endpoint.content_type else {
        return vec![item(endpoint, integration, &endpoint.title, None)];
    };
    let templates = body_templates(endpoint);
    if templates.is_empty() {
        let members = endpoint
            .parameters
            .iter()
            .filter(|parameter| parameter.place == Place::Body && is_on(parameter));
        let object = json_body(members.map(|parameter| (parameter, value(parameter))));
        let body = raw_body(&format!("{object:#}"), content_type);
        return vec![item(endpoint, integration, &endpoint.title, Some(body))];
    }
    let of_template = |template: &crate::catalogue::BodyTemplate| {
        let name = format!("{}: {}", endpoint.title, template.title);
        item(
            endpoint,
            integration,
            &name,
            Some(raw_body(template.text, content_type)),
        )
    };
    templates.iter().map(of_template).collect()
}

fn item(endpoint: &Endpoint, integration: &Integration, name: &str, body: Option<Json>) -> Json {
    let mut headers = vec![member("Accept", "application/json")];
    if let (Some(_), Some(content_type)) = (&body, &endpoint.content_type) {
        headers.push(member("Content-Type", content_type));
    }
    headers.extend(key_header(integration).map(|name| member(&name, "{{subscription_key}}")));
    headers.extend(placed(endpoint, Place::Header, &|text| text.to_owned()));
    let query = placed(endpoint, Place::Query, &|text| {
        utf8_percent_encode(text, QUERY).to_string()
    });
    let (path, variables) = path(endpoint);
    let mut request = json!({
        "method": endpoint.method.name(),
        "header": headers,
        "url": url("{{base_url}}", &path, &query, &variables),
        "description": description(endpoint),
    });
    if let Some(body) = body {
        request["body"] = body;
    }
    let status = sample(endpoint).map_or(200, |sample| sample.status);
    let guard = endpoint.is_state_changing().then(script::guard);
    let events: Vec<Json> = guard.into_iter().chain([script::status(status)]).collect();
    json!({"name": name, "event": events, "request": request})
}

fn placed(endpoint: &Endpoint, place: Place, encode: &dyn Fn(&str) -> String) -> Vec<Json> {
    let there = endpoint
        .parameters
        .iter()
        .filter(|parameter| parameter.place == place);
    let there = there.map(|parameter| {
        described(
            &parameter.name,
            &encode(&value(parameter)),
            is_on(parameter),
            &parameter.description,
        )
    });
    there.collect()
}

/// The parts of the path, and the variables among them.
fn path(endpoint: &Endpoint) -> (Vec<String>, Vec<Json>) {
    let mut variables: Vec<Json> = Vec::new();
    let mut parts = Vec::new();
    for part in endpoint.path.trim_start_matches('/').split('/') {
        let whole = part
            .strip_prefix('{')
            .and_then(|part| part.strip_suffix('}'));
        match whole.filter(|name| !name.contains(['{', '}'])) {
            Some(name) => {
                parts.push(format!(":{name}"));
                let parameter = endpoint.parameter(&format!("path.{name}"));
                let example = parameter.map(value).unwrap_or_default();
                let example = utf8_percent_encode(&example, PATH).to_string();
                let meaning = parameter.map_or("", |parameter| parameter.description.as_str());
                if !variables.iter().any(|variable| variable["key"] == name) {
                    variables.push(described(name, &example, true, meaning));
                }
            }
            None => parts.push(filled_in(part, endpoint)),
        }
    }
    (parts, variables)
}

/// Postman's variables are whole parts of a path, so a value within one is its example.
fn filled_in(part: &str, endpoint: &Endpoint) -> String {
    let mut part = part.to_owned();
    for parameter in endpoint
        .parameters
        .iter()
        .filter(|parameter| parameter.place == Place::Path)
    {
        let example = utf8_percent_encode(&value(parameter), PATH).to_string();
        part = part.replace(&format!("{{{}}}", parameter.name), &example);
    }
    match part.strip_prefix(':') {
        Some(rest) => format!("%3A{rest}"),
        None => part,
    }
}

/// What a form starts with, else the example.
fn value(parameter: &Parameter) -> String {
    let text = if parameter.initial.is_empty() {
        &parameter.example
    } else {
        &parameter.initial
    };
    text.clone()
}

fn is_on(parameter: &Parameter) -> bool {
    parameter.required || !parameter.initial.is_empty()
}

fn description(endpoint: &Endpoint) -> String {
    let mut paragraphs = vec![endpoint.summary.clone()];
    if let Some(effect) = &endpoint.effect {
        paragraphs.push(format!(
            "**Changes something.** {effect} It is sent only while `changes_allowed` is `yes`."
        ));
    }
    if endpoint.quality == Quality::Inferred {
        paragraphs.push(
            "**Inferred.** The provider does not print this; it is concluded from a sibling service or a published client."
                .to_owned(),
        );
    }
    paragraphs.extend(endpoint.notes.iter().cloned());
    let optional = endpoint
        .parameters
        .iter()
        .filter(|parameter| parameter.place == Place::Body && !parameter.required);
    let optional: Vec<String> = optional
        .map(|parameter| format!("- `{}`: {}", parameter.name, parameter.description))
        .collect();
    if !optional.is_empty() {
        paragraphs.push(format!(
            "May be in the body too:\n\n{}",
            optional.join("\n")
        ));
    }
    paragraphs.extend(
        endpoint
            .docs
            .as_ref()
            .map(|docs| format!("[Documentation]({docs})")),
    );
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n")
}
