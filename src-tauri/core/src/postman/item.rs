//! The parts that requests in a collection are made of.
use serde_json::{Value as Json, json};

/// A query parameter, header or form member.
pub(super) fn member(key: &str, value: &str) -> Json {
    json!({"key": key, "value": value})
}

/// One that is there to be switched on.
pub(super) fn described(key: &str, value: &str, is_on: bool, description: &str) -> Json {
    let mut member = json!({"key": key, "value": value, "description": description});
    if !is_on {
        member["disabled"] = true.into();
    }
    member
}

/// An address below a variable. Path parts that start with a colon are variables of the request.
pub(super) fn url(base: &str, path: &[String], query: &[Json], variables: &[Json]) -> Json {
    let mut raw = base.to_owned();
    path.iter().for_each(|part| raw.extend(["/", part]));
    let is_on = |member: &&Json| member.get("disabled").is_none();
    for (index, member) in query.iter().filter(is_on).enumerate() {
        let text = |name: &str| member[name].as_str().unwrap_or_default();
        raw.push(if index == 0 { '?' } else { '&' });
        raw.extend([text("key"), "=", text("value")]);
    }
    let mut url = json!({"raw": raw, "host": [base]});
    for (name, parts) in [
        ("path", json!(path)),
        ("query", json!(query)),
        ("variable", json!(variables)),
    ] {
        if parts.as_array().is_some_and(|parts| !parts.is_empty()) {
            url[name] = parts;
        }
    }
    url
}

/// A body written out.
pub(super) fn raw_body(text: &str, content_type: &str) -> Json {
    let is_json = content_type.contains("json");
    let language = if is_json { "json" } else { "text" };
    json!({"mode": "raw", "raw": text, "options": {"raw": {"language": language}}})
}
