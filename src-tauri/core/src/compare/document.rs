//! A document that is known to be JSON, read word by word without building it.
use serde::de::IgnoredAny;

/// Which of the two documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What is measured by: the sample, say.
    Left,
    /// What is measured.
    Right,
}

/// Why two documents cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct CompareError {
    /// The document that it lies in.
    pub side: Side,
    /// What is the matter with it.
    pub problem: Problem,
}

/// What is the matter with a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// It has too many bytes.
    #[error("it is larger than {limit} bytes")]
    TooLarge {
        /// The most.
        limit: usize,
    },
    /// Its bytes are no UTF-8.
    #[error("it is not UTF-8 at byte {offset}")]
    NotUtf8 {
        /// How many bytes are before the fault.
        offset: usize,
    },
    /// It breaks.
    #[error("it is not JSON at line {line}, column {column}: {what}")]
    NotJson {
        /// From 1.
        line: usize,
        /// From 1; 0 at the end of a line.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// Objects and arrays lie too deep in one another.
    #[error("its objects and arrays lie more than {limit} deep in one another")]
    TooDeep {
        /// The most.
        limit: usize,
    },
    /// There are too many paths, as where ids are used as names.
    #[error("it has more than {limit} different members")]
    TooManyMembers {
        /// The most.
        limit: usize,
    },
}

/// A word of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word<'a> {
    Object,
    Array,
    /// The innermost object or array is closed.
    End,
    /// A member's name, quotes and escapes as written.
    Name(&'a str),
    /// A string, quotes and escapes as written.
    Text(&'a str),
    Number(&'a str),
    Flag(&'a str),
    Null,
}

/// The words of a document.
pub(super) struct Document<'a> {
    rest: &'a str,
}

impl<'a> Document<'a> {
    /// The document, if it is one.
    pub(super) fn checked(bytes: &'a [u8], limit: usize) -> Result<Self, Problem> {
        if bytes.len() > limit {
            return Err(Problem::TooLarge { limit });
        }
        let text = std::str::from_utf8(bytes).map_err(|error| Problem::NotUtf8 {
            offset: error.valid_up_to(),
        })?;
        let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
        serde_json::from_str::<IgnoredAny>(rest).map_err(|error| {
            let said = error.to_string();
            Problem::NotJson {
                line: error.line(),
                column: error.column(),
                what: said
                    .split(" at line ")
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            }
        })?;
        Ok(Self { rest })
    }

    /// Takes `length` bytes off.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    fn skip(&mut self, between: &[char]) {
        self.rest = self.rest.trim_start_matches(between);
    }
}

impl<'a> Iterator for Document<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        self.skip(&[' ', '\t', '\r', '\n', ',']);
        let first = *self.rest.as_bytes().first()?;
        Some(match first {
            b'{' | b'[' | b'}' | b']' => {
                self.take(1);
                match first {
                    b'{' => Word::Object,
                    b'[' => Word::Array,
                    _ => Word::End,
                }
            }
            b'"' => {
                let string = self.take(string_length(self.rest));
                self.skip(&[' ', '\t', '\r', '\n']);
                if self.rest.starts_with(':') {
                    self.take(1);
                    Word::Name(string)
                } else {
                    Word::Text(string)
                }
            }
            _ => {
                let ends = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n' | ',' | ']' | '}');
                let scalar = self.take(self.rest.find(ends).unwrap_or(self.rest.len()));
                match first {
                    b't' | b'f' => Word::Flag(scalar),
                    b'n' => Word::Null,
                    _ => Word::Number(scalar),
                }
            }
        })
    }
}

/// Up to and with the closing quote.
fn string_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(found) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|&byte| matches!(byte, b'"' | b'\\')))
    {
        at += found;
        if bytes[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    bytes.len()
}

/// What a string says. Halves of surrogate pairs, which no text can hold, leave it as written.
pub(super) fn decoded(string: &str) -> String {
    let written = || string.trim_matches('"').to_owned();
    if !string.contains('\\') {
        return written();
    }
    serde_json::from_str(string).unwrap_or_else(|_| written())
}
