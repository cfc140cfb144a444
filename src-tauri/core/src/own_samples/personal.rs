//! Masks personal data in a JSON answer, so that it can be kept as a sample: shape, types and numbers stay as they were.
//!
//! It knows members by their names, mail addresses and telephone numbers by their look, and masks what such a member held
//! wherever else it occurs. It cannot know a person's name that stands in a free text alone, a number that only its reader
//! knows as somebody's, a member with a name of its own (`attribute7`), or what a picture shows. So the user looks at the
//! sample before it is kept.
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::names::{is_person, is_personal};
use super::phone::places;
use crate::request::DOTS;

/// Objects and arrays within each other.
const MOST_LEVELS: usize = 100;
/// Values that are looked for in the other texts. A list of thousands of persons has few free texts about them.
const MOST_KNOWN: usize = 200;
/// Characters of a value that is looked for elsewhere: shorter ones occur by chance.
const LEAST_KNOWN: usize = 4;

/// Why an answer could not be masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMasked {
    /// Text, a page, cut JSON.
    #[error("only a whole JSON answer can be kept as a sample: nothing else can be masked")]
    NotJson,
    /// Deeper than answers are.
    #[error("this answer is nested too deeply to be masked")]
    TooDeep,
}

/// The body with personal data masked. Texts become dots, numbers of persons 0; other numbers stay as written, and members
/// in their order. `names` are masked wherever they occur.
pub fn mask_personal(body: &[u8], names: &[&str]) -> Result<Vec<u8>, NotMasked> {
    let body: &RawValue = serde_json::from_slice(body).map_err(|_| NotMasked::NotJson)?;
    let mut masking = Masking::default();
    masking.known.extend(
        names
            .iter()
            .filter(|name| is_worth_knowing(name))
            .map(|name| (*name).to_owned()),
    );
    masking.collect(body, false, false, MOST_LEVELS)?;
    let mut masked = String::with_capacity(body.get().len());
    masking.write(body, false, false, &mut masked)?;
    Ok(masked.into_bytes())
}

/// A text that is no JSON, without mail addresses, telephone numbers and these names.
pub(crate) fn mask_addresses(text: &str, names: &[&str]) -> String {
    let mut masking = Masking::default();
    let names = names.iter().filter(|name| is_worth_knowing(name));
    masking.known.extend(names.map(|name| (*name).to_owned()));
    masking.masked(text)
}

#[derive(Default)]
struct Masking {
    /// What personal members held.
    known: BTreeSet<String>,
}

impl Masking {
    /// `personal`: the value's member is. `in_person`: its object describes somebody.
    fn collect(
        &mut self,
        value: &RawValue,
        personal: bool,
        in_person: bool,
        levels: usize,
    ) -> Result<(), NotMasked> {
        let inner = levels.checked_sub(1).ok_or(NotMasked::TooDeep)?;
        match Raw::of(value)? {
            Raw::Object(members) => {
                for (name, member) in members {
                    let personal = is_personal(&name, in_person);
                    self.collect(member, personal, is_person(&name), inner)?;
                }
            }
            Raw::Array(items) => {
                for item in items {
                    self.collect(item, personal, in_person, inner)?;
                }
            }
            Raw::Text(text)
                if personal && is_worth_knowing(&text) && self.known.len() < MOST_KNOWN =>
            {
                self.known.insert(text.trim().to_owned());
            }
            Raw::Text(_) | Raw::Other => {}
        }
        Ok(())
    }

    fn write(
        &self,
        value: &RawValue,
        personal: bool,
        in_person: bool,
        masked: &mut String,
    ) -> Result<(), NotMasked> {
        match Raw::of(value)? {
            Raw::Object(members) => {
                masked.push('{');
                for (index, (name, member)) in members.into_iter().enumerate() {
                    if index > 0 {
                        masked.push(',');
                    }
                    push_text(&self.masked(&name), masked);
                    masked.push(':');
                    let personal = is_personal(&name, in_person);
                    self.write(member, personal, is_person(&name), masked)?;
                }
                masked.push('}');
            }
            Raw::Array(items) => {
                masked.push('[');
                for (index, item) in items.into_iter().enumerate() {
                    if index > 0 {
                        masked.push(',');
                    }
                    self.write(item, personal, in_person, masked)?;
                }
                masked.push(']');
            }
            Raw::Text(text) if personal && !is_absent(&text) => push_text(DOTS, masked),
            Raw::Text(text) => push_text(&self.masked(&text), masked),
            Raw::Other => {
                let is_number = value
                    .get()
                    .starts_with(|c: char| c == '-' || c.is_ascii_digit());
                masked.push_str(if personal && is_number {
                    "0"
                } else {
                    value.get()
                });
            }
        }
        Ok(())
    }

    /// A text without addresses, numbers and the values that are known.
    fn masked(&self, text: &str) -> String {
        let mut masked = String::new();
        let mut end = 0;
        for place in places(text) {
            masked.push_str(&text[end..place.start]);
            masked.push_str(DOTS);
            end = place.end;
        }
        masked.push_str(&text[end..]);
        // The longest first: a full name before the surname in it.
        let mut known: Vec<&String> = self.known.iter().collect();
        known.sort_by_key(|value| std::cmp::Reverse(value.len()));
        for value in known {
            if masked.contains(value.as_str()) {
                masked = without_word(&masked, value);
            }
        }
        masked
    }
}

/// The word or words masked, not where they are part of a longer one.
fn without_word(text: &str, word: &str) -> String {
    let mut masked = String::new();
    let mut end = 0;
    for (start, _) in text.match_indices(word) {
        let (before, after) = (&text[..start], &text[start + word.len()..]);
        let is_apart =
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        if is_apart {
            masked.push_str(&text[end..start]);
            masked.push_str(DOTS);
            end = start + word.len();
        }
    }
    masked + &text[end..]
}

/// What services write for nothing; it stays, for it says that there is none.
fn is_absent(text: &str) -> bool {
    matches!(
        text.trim().to_ascii_lowercase().as_str(),
        "" | "-" | "na" | "n/a" | "none" | "null" | "unknown"
    )
}

fn is_worth_knowing(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() >= LEAST_KNOWN && !is_absent(text)
}

fn push_text(text: &str, masked: &mut String) {
    masked.push_str(&serde_json::Value::from(text).to_string());
}

/// One level of a value; what is below is as written.
enum Raw<'a> {
    Object(Vec<(String, &'a RawValue)>),
    Array(Vec<&'a RawValue>),
    Text(String),
    Other,
}

impl<'a> Raw<'a> {
    fn of(value: &'a RawValue) -> Result<Self, NotMasked> {
        let text = value.get();
        let read = match text.as_bytes().first() {
            Some(b'{') => serde_json::from_str(text).map(|Members(members)| Self::Object(members)),
            Some(b'[') => serde_json::from_str(text).map(Self::Array),
            Some(b'"') => serde_json::from_str(text).map(Self::Text),
            _ => Ok(Self::Other),
        };
        read.map_err(|_| NotMasked::NotJson)
    }
}

/// The members as they come, a name that occurs twice included.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Reader).map(Members)
    }
}
