//! Finding a word or a regular expression in a body's bytes.
use std::sync::atomic::{AtomicBool, Ordering};

use regex::bytes::{Regex, RegexBuilder};

/// How many hits are kept; more are only counted.
pub const MAX_HITS: usize = 1_000_000;

/// After how many bytes progress is told and a cancellation is heeded, at the latest.
const WINDOW: usize = 1024 * 1024;

/// How long a match of a pattern can be, in bytes. A longer one may be cut or missed; without a bound, one pattern could read
/// a body of a single line over and over, deaf to its cancellation.
const LONGEST: usize = 64 * 1024;

/// What to look for.
#[derive(Clone, Debug)]
pub struct Query {
    regex: Regex,
    longest: usize,
}

/// Why nothing can be looked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidQuery {
    /// Nothing was typed.
    #[error("there is nothing to look for")]
    Empty,
    /// The pattern is no regular expression; the text says why and points at the place, over several lines.
    #[error("{0}")]
    Pattern(String),
    /// The pattern is right, but would need too much memory.
    #[error("the pattern is too large")]
    TooLarge,
}

/// A match, as a place in the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its first byte.
    pub start: u32,
    /// How many bytes it has.
    pub length: u32,
}

/// The outcome of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The first [`MAX_HITS`] matches.
    pub hits: Vec<Hit>,
    /// How many there are.
    pub total: u64,
    /// The search was cancelled: there may be more.
    pub cancelled: bool,
}

impl Query {
    /// The text as it stands. JSON may write it with escapes (`\u00e9`, `\/`): those are not seen through.
    pub fn word(text: &str, case_sensitive: bool) -> Result<Self, InvalidQuery> {
        // Without Unicode's rules, by which the Kelvin sign is a k, a search for ASCII is several times as fast.
        let unicode = !text.is_ascii();
        let longest = text.len() * 4;
        Self::compile(&regex::escape(text), case_sensitive, unicode, longest)
    }

    /// A regular expression in the syntax of Rust's `regex`. `^` and `$` stand at the ends of lines.
    pub fn regex(pattern: &str, case_sensitive: bool) -> Result<Self, InvalidQuery> {
        Self::compile(pattern, case_sensitive, true, LONGEST)
    }

    /// Whether there is a match anywhere in a few bytes.
    pub(super) fn occurs_in(&self, bytes: &[u8]) -> bool {
        self.regex.is_match(bytes)
    }

    fn compile(
        pattern: &str,
        case_sensitive: bool,
        unicode: bool,
        longest: usize,
    ) -> Result<Self, InvalidQuery> {
        if pattern.is_empty() {
            return Err(InvalidQuery::Empty);
        }
        let regex = RegexBuilder::new(pattern)
            .case_insensitive(!case_sensitive)
            .unicode(unicode)
            .multi_line(true)
            .crlf(true)
            .build();
        match regex {
            Ok(regex) => Ok(Self { regex, longest }),
            Err(regex::Error::CompiledTooBig(_)) => Err(InvalidQuery::TooLarge),
            Err(error) => Err(InvalidQuery::Pattern(error.to_string())),
        }
    }
}

pub(super) fn search(
    bytes: &[u8],
    query: &Query,
    cancel: &AtomicBool,
    mut progress: impl FnMut(&[Hit], usize),
) -> Found {
    let mut found = Found {
        hits: vec![],
        total: 0,
        cancelled: false,
    };
    let mut at = 0;
    while at < bytes.len() && !found.cancelled {
        let known = found.hits.len();
        let end = bytes.len().min(at + WINDOW);
        // A match that begins in the window may end behind it.
        let reach = &bytes[..bytes.len().min(end + query.longest)];
        loop {
            if cancel.load(Ordering::Relaxed) {
                found.cancelled = true;
                break;
            }
            let next = (at < end).then(|| query.regex.find_at(reach, at)).flatten();
            let Some(next) = next.filter(|next| next.start() < end) else {
                at = at.max(end);
                break;
            };
            // An empty match shows nothing.
            at = next.end().max(next.start() + 1);
            if !next.is_empty() {
                found.total += 1;
                if found.hits.len() < MAX_HITS {
                    found.hits.push(Hit {
                        start: next.start() as u32,
                        length: next.len() as u32,
                    });
                }
            }
        }
        progress(&found.hits[known..], at);
    }
    found
}
