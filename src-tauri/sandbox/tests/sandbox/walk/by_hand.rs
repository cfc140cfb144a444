//! Calls as the product refuses to make them, written out here.
use gatepass_core::{Endpoint, Kind, Place, api_base};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};
use url::form_urlencoded;

use super::caller::Caller;
use super::values::Sent;
use crate::stage::Answer;

/// Sends these values and no check of them: what is not among them leaves its place in the path empty.
pub(super) async fn send(caller: &Caller<'_>, endpoint: &Endpoint, sent: &Sent) -> Answer {
    let base = api_base(&endpoint.provider, "sandbox").unwrap();
    let mut path = format!("{}{}", base.path(), endpoint.path);
    let mut query = form_urlencoded::Serializer::new(String::new());
    let mut body = Value::Object(Map::new());
    for parameter in &endpoint.parameters {
        let found = sent.iter().find(|(key, _)| *key == parameter.key());
        let text = found.map(|(_, text)| text.as_str());
        match (parameter.place, text) {
            (Place::Path, text) => {
                let text = utf8_percent_encode(text.unwrap_or_default(), NON_ALPHANUMERIC);
                let text = text.to_string().replace("%2C", ",");
                path = path.replace(&format!("{{{}}}", parameter.name), &text);
            }
            (Place::Query, Some(text)) => {
                query.append_pair(&parameter.name, text);
            }
            (Place::Body, Some(text)) => {
                let value = match parameter.limit.kind {
                    Kind::List => text.split(',').map(Value::from).collect(),
                    Kind::Number => text.parse::<i64>().map_or(json!(text), Value::from),
                    _ => json!(text),
                };
                let mut place = &mut body;
                for name in parameter.name.split('.') {
                    if place.is_null() {
                        *place = json!({});
                    }
                    place = &mut place[name];
                }
                *place = value;
            }
            _ => {}
        }
    }
    let query = query.finish();
    if !query.is_empty() {
        path = format!("{path}?{query}");
    }
    let body = match endpoint.content_type {
        Some(_) => body.to_string(),
        None => String::new(),
    };
    caller.send(endpoint.method.name(), &path, &body).await
}
