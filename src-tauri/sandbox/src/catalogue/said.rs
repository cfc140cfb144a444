//! What a service says when it refuses or finds nothing: a status and a body with the particulars put in.
use serde::Deserialize;
use serde_json::Value;

use crate::reply::Reply;

/// As a data file holds it. `{name}` in a text stands for the parameter, `{value}` for what was sent, `{why}` for what is wrong
/// with it, `{code}` for the service's code of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    #[serde(default = "ok")]
    status: u16,
    body: Value,
}

/// The particulars: what stands in braces, and what is put there.
pub(super) type Particulars<'a> = Vec<(&'a str, &'a str)>;

impl Said {
    pub(super) fn reply(&self, particulars: &Particulars<'_>, outcome: &str) -> Reply {
        Reply::json(self.status, &filled(&self.body, particulars), outcome)
    }
}

/// The same value with the particulars in its texts.
pub(super) fn filled(value: &Value, particulars: &Particulars<'_>) -> Value {
    match value {
        Value::String(text) => {
            let put =
                |text: String, (name, particular): &(&str, &str)| text.replace(name, particular);
            Value::String(particulars.iter().fold(text.clone(), put))
        }
        Value::Array(items) => items.iter().map(|item| filled(item, particulars)).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, member)| (name.clone(), filled(member, particulars)))
            .collect(),
        other => other.clone(),
    }
}

fn ok() -> u16 {
    200
}
