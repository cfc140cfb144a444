//! A strict JSON reader (RFC 8259) whose texts are wiped: serde_json's own buffers are not.
use super::json_string::{closing_quote, unescaped};
use crate::paste::text::{Text, text};

/// Deeper than any request or collection; a paste must not exhaust the stack.
const DEEPEST: usize = 64;

/// A value. Members keep their order, and a name given twice stands twice.
pub(super) enum Json {
    /// `null`, `true`, `false`.
    Word(&'static str),
    /// As it was written.
    Number(Text),
    Text(Text),
    List(Vec<Json>),
    Object(Vec<(Text, Json)>),
}

impl Json {
    /// The first member of that name.
    pub(super) fn member(&self, name: &str) -> Option<&Json> {
        let found = self.members().iter().find(|(known, _)| **known == name)?;
        Some(&found.1)
    }

    pub(super) fn members(&self) -> &[(Text, Json)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }

    pub(super) fn items(&self) -> &[Json] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// A text; none for any other value.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of the member of that name, or "".
    pub(super) fn text_of(&self, name: &str) -> &str {
        self.member(name).and_then(Self::text).unwrap_or_default()
    }

    /// Whether the member of that name is that word: `true`, `false`.
    pub(super) fn says(&self, name: &str, word: &str) -> bool {
        matches!(self.member(name), Some(Self::Word(said)) if *said == word)
    }
}

/// The value, if there is nothing else.
pub(super) fn whole(source: &str) -> Option<Json> {
    let (value, length) = prefix(source)?;
    source[length..].trim().is_empty().then_some(value)
}

/// The value at the start, and how many bytes it takes.
pub(super) fn prefix(source: &str) -> Option<(Json, usize)> {
    let mut reader = Reader { source, at: 0 };
    let value = reader.value(DEEPEST)?;
    Some((value, reader.at))
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Option<Json> {
        let depth = depth.checked_sub(1)?;
        match self.peek()? {
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => Some(Json::Text(self.string()?)),
            b'-' | b'0'..=b'9' => self.number(),
            _ => ["null", "true", "false"]
                .into_iter()
                .find(|word| self.takes(word))
                .map(Json::Word),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        let mut members = Vec::new();
        self.takes("{");
        if self.peek()? == b'}' {
            self.at += 1;
            return Some(Json::Object(members));
        }
        loop {
            self.peek()?;
            let name = self.string()?;
            self.expect(b':')?;
            members.push((name, self.value(depth)?));
            if !self.goes_on(b'}')? {
                return Some(Json::Object(members));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<Json> {
        let mut items = Vec::new();
        self.takes("[");
        if self.peek()? == b']' {
            self.at += 1;
            return Some(Json::List(items));
        }
        loop {
            items.push(self.value(depth)?);
            if !self.goes_on(b']')? {
                return Some(Json::List(items));
            }
        }
    }

    fn number(&mut self) -> Option<Json> {
        let rest = &self.source[self.at..];
        let length = rest
            .find(|c: char| !matches!(c, '-' | '+' | '.' | 'e' | 'E' | '0'..='9'))
            .unwrap_or(rest.len());
        let number = &rest[..length];
        number.parse::<f64>().ok()?;
        self.at += length;
        Some(Json::Number(text(number)))
    }

    fn string(&mut self) -> Option<Text> {
        let rest = self.source[self.at..].strip_prefix('"')?;
        let length = closing_quote(rest)?;
        self.at += length + 2;
        unescaped(&rest[..length])
    }

    /// A comma before the next item (true), or the end (false).
    fn goes_on(&mut self, end: u8) -> Option<bool> {
        let next = self.peek()?;
        self.at += 1;
        match next {
            b',' => Some(true),
            next if next == end => Some(false),
            _ => None,
        }
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        let found = self.peek()? == byte;
        self.at += 1;
        found.then_some(())
    }

    fn takes(&mut self, word: &str) -> bool {
        let found = self.source[self.at..].starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// The next byte that is no blank; only ASCII is ever stepped over by one.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.source.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
        let next = *bytes.get(self.at)?;
        next.is_ascii().then_some(next)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same value as serde_json's, for comparison.
    fn known(value: &Json) -> serde_json::Value {
        match value {
            Json::Word(word) => serde_json::from_str(word).unwrap(),
            Json::Number(number) => serde_json::from_str(number).unwrap(),
            Json::Text(text) => text.as_str().into(),
            Json::List(items) => items.iter().map(known).collect(),
            Json::Object(members) => members
                .iter()
                .map(|(name, value)| (name.to_string(), known(value)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }

    #[test]
    fn it_reads_what_serde_json_reads() {
        for source in [
            "{}",
            "[]",
            " [1, -2.5e3, true, false, null, \"\"] ",
            r#"{"a":{"b":["c\n\"\\\/\u00fc\ud83d\ude00"]},"d":""}"#,
            "\"grüße\"",
        ] {
            let expected: serde_json::Value = serde_json::from_str(source).unwrap();
            assert_eq!(known(&whole(source).unwrap()), expected, "{source}");
        }
    }

    #[test]
    fn it_refuses_what_is_not_json() {
        for source in [
            "",
            "{",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{a:1}",
            "{'a':1}",
            "[1 2]",
            "\"a\nb\"",
            "\"\\x\"",
            "\"\\ud83d\"",
            "\"\\u12\"",
            "{\"a\":\"b”}",
            "{}{}",
            "nul",
            "--1",
        ] {
            assert!(whole(source).is_none(), "{source}");
        }
        assert!(whole(&"[".repeat(100_000)).is_none());
    }

    proptest! {
        #[test]
        fn any_text_survives_the_way_there_and_back(value in "\\PC{0,40}") {
            let source = serde_json::Value::from(value.as_str()).to_string();
            let read = whole(&source).unwrap();
            prop_assert_eq!(read.text(), Some(value.as_str()));
        }
    }
}
