//! A JSON object that remembers whether it named one of its members twice.
use std::fmt;
use std::ops::Deref;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};
use zeroize::Zeroize as _;

/// What a token is made of (RFC 6749, section 5.1). "Response parameters MUST NOT be included more than once" (section 3.2):
/// of two values one is not the server's, and nobody can tell which.
const OF_A_TOKEN: [&str; 5] = [
    "access_token",
    "token_type",
    "expires_in",
    "refresh_token",
    "scope",
];

/// The members of an answer, lent only and wiped when they go: one of them may be a token.
#[derive(Clone, Debug, Default)]
pub struct AnswerMembers(pub(super) Map<String, Value>);

impl Deref for AnswerMembers {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Drop for AnswerMembers {
    fn drop(&mut self) {
        self.0.values_mut().for_each(wipe);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(values) => values.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// An object's members, the last of each name, as most readers of JSON keep them.
pub(super) struct Members {
    pub(super) map: Map<String, Value>,
    /// The first member of a token that stood there twice.
    pub(super) repeated: Option<&'static str>,
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Members, A::Error> {
        let (mut map, mut repeated) = (Map::new(), None);
        while let Some((name, value)) = entries.next_entry::<String, Value>()? {
            let known = OF_A_TOKEN.iter().find(|known| **known == name);
            let taken = map.insert(name, value).is_some();
            repeated = repeated.or(known.filter(|_| taken).copied());
        }
        Ok(Members { map, repeated })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_written_in_two_ways_is_one_name() {
        let repeated = |text| serde_json::from_str::<Members>(text).unwrap().repeated;
        assert_eq!(
            repeated(r#"{"access_token":"a","acces\u0073_token":"b"}"#),
            Some("access_token")
        );
        assert_eq!(repeated(r#"{"access_token":"a","Access_token":"b"}"#), None);
        assert_eq!(repeated(r#"{"hint":1,"hint":2,"access_token":"a"}"#), None);
    }
}
