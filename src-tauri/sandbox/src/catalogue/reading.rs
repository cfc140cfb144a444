//! Reads a call's parameters from its path, query and body, and refuses what the service refuses.
use std::collections::BTreeMap;

use gatepass_core::{Endpoint, Parameter, Place};
use serde_json::Value;

use super::check::problem;
use super::resource::Found;
use super::rule::Rule;
use crate::asked::Asked;
use crate::reply::Reply;

/// What was sent, by the parameters' names; a list as it is written in a path. Blank values count as absent.
pub(super) type Values = BTreeMap<String, String>;

/// Reads and checks.
pub(super) fn read(found: &Found, asked: &Asked, rule: &Rule) -> Result<Values, Reply> {
    let body = body(found.endpoint, asked, rule)?;
    let mut values = Values::new();
    for parameter in &found.endpoint.parameters {
        let sent = match parameter.place {
            Place::Path => found.path.get(parameter.name.as_str()).cloned(),
            Place::Query => asked.parameter(&parameter.name).map(str::to_owned),
            Place::Header => asked.header(parameter.name.as_str()).map(str::to_owned),
            Place::Body => member(&body, parameter, rule)?,
        };
        match sent.filter(|sent| !sent.trim().is_empty()) {
            Some(sent) => {
                if let Some(why) = problem(parameter, rule.forms.get(&parameter.name), &sent) {
                    return Err(rule.invalid(&parameter.name, &sent, &why));
                }
                values.insert(parameter.name.clone(), sent);
            }
            None if parameter.required => return Err(rule.missing(&parameter.name)),
            None => {}
        }
    }
    // These shape any list of the service, whether or not its page mentions them.
    for name in rule.sort.iter().chain(&rule.fields) {
        if let Some(sent) = asked.parameter(name) {
            values.insert(name.clone(), sent.to_owned());
        }
    }
    companions(found.endpoint, &values, rule)?;
    Ok(values)
}

/// Parameters that are only taken together.
fn companions(endpoint: &Endpoint, values: &Values, rule: &Rule) -> Result<(), Reply> {
    for parameter in &endpoint.parameters {
        let Some(sent) = values.get(&parameter.name) else {
            continue;
        };
        let missing = parameter
            .needs
            .iter()
            .find(|name| !values.contains_key(*name));
        if let Some(missing) = missing {
            let why = format!("{} is only taken together with {missing}", parameter.name);
            return Err(rule.invalid(&parameter.name, sent, &why));
        }
    }
    Ok(())
}

fn body(endpoint: &Endpoint, asked: &Asked, rule: &Rule) -> Result<Value, Reply> {
    let Some(content_type) = &endpoint.content_type else {
        return Ok(Value::Null);
    };
    if asked.body.is_empty() {
        return Ok(Value::Null);
    }
    let read = serde_json::from_slice::<Value>(&asked.body).ok();
    let is_meant = asked.media_type() == *content_type;
    read.filter(|body| is_meant && body.is_object())
        .ok_or_else(|| {
            rule.invalid(
                "body",
                "",
                &format!("the body is an object as {content_type}"),
            )
        })
}

/// A member of the body, in the type that its parameter has.
fn member(body: &Value, parameter: &Parameter, rule: &Rule) -> Result<Option<String>, Reply> {
    let member = body.pointer(&format!("/{}", parameter.name.replace('.', "/")));
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    };
    let read = match member {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Array(items)) => {
            let items: Option<Vec<String>> = items.iter().map(text).collect();
            items.map(|items| items.join(","))
        }
        Some(value) => text(value),
    };
    let why = "it is a text, a number or a list of them";
    read.map(Some)
        .ok_or_else(|| rule.invalid(&parameter.name, "", why))
}
