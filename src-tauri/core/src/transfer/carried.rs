//! The text of a secret inside the document: written from the secret itself, and read into one, with no copy that is not wiped.
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::paste::unescaped;
use crate::secret::Secret;

/// A secret on its way. Only here can one be written: the document it goes into is sealed before it leaves the memory.
#[derive(Clone, Debug)]
pub(super) struct Carried(pub(super) Secret);

impl Serialize for Carried {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.reveal(|text| serializer.serialize_str(text))
    }
}

impl<'de> Deserialize<'de> for Carried {
    /// From the document's own bytes: a reader that undoes escapes by itself leaves the text behind.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&'de RawValue>::deserialize(deserializer)?.get();
        let inside = raw
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        let text = inside.and_then(unescaped);
        let mut text = text.ok_or_else(|| D::Error::custom("a secret is a text"))?;
        Ok(Self(Secret::new(std::mem::take(&mut *text))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_comes_back_and_nothing_else_is_one() {
        for text in [
            "",
            "plain",
            "a \"quoted\" \\ one\n\t\u{1}",
            "🔑ü",
            "\u{2028}",
        ] {
            let written = serde_json::to_string(&Carried(Secret::new(text))).unwrap();
            let Carried(back) = serde_json::from_str(&written).unwrap();
            assert!(back.reveal(|back| back == text), "{text:?}");
        }
        for wrong in ["1", "null", "[\"a\"]", "{}", "\"\\ud800\""] {
            let error = serde_json::from_str::<Carried>(wrong).unwrap_err();
            assert!(!error.to_string().contains("ud800"), "{wrong}");
        }
    }
}
