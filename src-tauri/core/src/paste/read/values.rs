//! JSON that is no Postman file: a token request's body, a console's export, a credential file.
use super::json::Json;
use crate::paste::names::of_name;
use crate::paste::text::{Pair, Text, text};
use crate::paste::written::{Body, Written};

/// A body, if it says which grant it asks for in OAuth's own word; else values with names.
pub(super) fn credentials(value: &Json) -> Written {
    let mut written = Written::default();
    match body(value) {
        Some(pairs) => written.body = Body::Json(pairs),
        None => collect(value, &mut written.named),
    }
    written
}

/// The members of a token request's body.
pub(super) fn body(value: &Json) -> Option<Vec<Pair>> {
    value.member("grant_type")?.text()?;
    Some(pairs(value))
}

/// An object's members that have one value each.
pub(super) fn pairs(object: &Json) -> Vec<Pair> {
    let pair = |(name, value): &(Text, Json)| {
        Some(Pair {
            name: name.clone(),
            value: scalar(value)?,
        })
    };
    object.members().iter().filter_map(pair).collect()
}

/// Named values at any depth: consoles and libraries wrap them (`web`, `installed`, `credentials`).
fn collect(value: &Json, named: &mut Vec<Pair>) {
    for (name, value) in value.members() {
        match value {
            Json::Object(_) => collect(value, named),
            Json::List(items) if items.iter().any(|item| scalar(item).is_none()) => {
                collect(value, named);
            }
            // Of several redirect URIs or grants the first is the usual one.
            Json::List(_) | Json::Text(_) | Json::Number(_) | Json::Word(_) => {
                let single = scalar(value.items().first().unwrap_or(value));
                if let Some(value) = single.filter(|_| of_name(name).is_some()) {
                    named.push(Pair {
                        name: name.clone(),
                        value,
                    });
                }
            }
        }
    }
    for item in value.items() {
        collect(item, named);
    }
}

fn scalar(value: &Json) -> Option<Text> {
    match value {
        Json::Text(value) | Json::Number(value) => Some(value.clone()),
        Json::Word("null") => None,
        Json::Word(word) => Some(text(word)),
        Json::List(_) | Json::Object(_) => None,
    }
}
