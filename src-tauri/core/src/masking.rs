//! Masks an answer before anybody sees it: every secret we hold in every form, and the values of OAuth's own members.
mod beginnings;
mod charset;
mod forms;
mod members;
mod quote;
mod stream;
mod swallow;
mod window;

use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind, StartKind};
use zeroize::Zeroizing;

use crate::secret::Secret;

pub(crate) use charset::Charset;
pub(crate) use forms::forms;
pub(crate) use members::{is_secret_member, tells_a_token};
pub(crate) use stream::MaskStream;

use beginnings::Beginnings;
use members::NAMES_BEGIN;

/// Bytes of a secret's form that it is looked for by; the rest is compared in place. The search's tables stay small, and the
/// library that keeps them never holds more of a secret than this.
const LOOKED_FOR: usize = 8;

/// From so many bytes on, a search that takes long to make and little to use is worth its while.
const MUCH: usize = 256 * 1024;

/// What is masked: all of it known before the answer comes.
pub(crate) struct Masker {
    /// The longest first.
    forms: Vec<Zeroizing<String>>,
    /// Where something may begin: made in no time, and right too often.
    may_begin: Beginnings,
    /// The same, exactly; made once there is much to go through.
    search: OnceLock<Option<AhoCorasick>>,
    /// Bytes that were gone through.
    passed: AtomicUsize,
    /// Patterns of the search below this number begin a secret, the others a member's name.
    beginnings: usize,
}

/// A place where something to mask may begin.
struct Candidate {
    start: usize,
    /// Whether a secret may begin here; a name may in any case.
    secret: bool,
}

impl Masker {
    /// Knows these secrets. It takes a while: keep it for the next call.
    pub(crate) fn new<'a>(secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        let mut all: Vec<Zeroizing<String>> = Vec::new();
        for secret in secrets {
            all.extend(secret.reveal(forms));
        }
        all.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        all.dedup_by(|one, other| one.as_str() == other.as_str());
        let beginnings = beginnings(&all);
        let names = NAMES_BEGIN.into_iter();
        Self {
            may_begin: Beginnings::of(beginnings.iter().copied().chain(names)),
            search: OnceLock::new(),
            passed: AtomicUsize::new(0),
            beginnings: beginnings.len(),
            forms: all,
        }
    }

    /// So many bytes more are gone through.
    fn passes(&self, bytes: usize) {
        if self.passed.fetch_add(bytes, Ordering::Relaxed) + bytes >= MUCH {
            self.search.get_or_init(|| search(&beginnings(&self.forms)));
        }
    }

    /// A short text, masked: a header, an address, a sentence.
    pub(crate) fn text(&self, text: &str) -> String {
        let mut masked = Vec::with_capacity(text.len());
        let mut stream = MaskStream::default();
        let mut keep = |bytes: &[u8]| {
            masked.extend_from_slice(bytes);
            Ok(())
        };
        // This sink takes everything.
        let _ = stream.push(self, text.as_bytes(), &mut keep);
        let _ = stream.finish(self, false, &mut keep);
        String::from_utf8_lossy(&masked).into_owned()
    }

    fn candidate(&self, bytes: &[u8], from: usize) -> Option<Candidate> {
        let Some(search) = self.search.get().and_then(Option::as_ref) else {
            return Some(Candidate {
                start: self.may_begin.next(bytes, from)?,
                secret: true,
            });
        };
        let found = search.find(Input::new(bytes).range(from..))?;
        Some(Candidate {
            start: found.start(),
            secret: found.pattern().as_usize() < self.beginnings,
        })
    }
}

/// What each form begins with, each once, in the order in which the search numbers them.
fn beginnings(forms: &[Zeroizing<String>]) -> BTreeSet<&[u8]> {
    let begins = |form: &'_ Zeroizing<String>| form.len().min(LOOKED_FOR);
    forms
        .iter()
        .map(|form| &form.as_bytes()[..begins(form)])
        .collect()
}

/// None where it would be too large.
fn search(beginnings: &BTreeSet<&[u8]>) -> Option<AhoCorasick> {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .kind(Some(AhoCorasickKind::DFA))
        .start_kind(StartKind::Unanchored)
        // Names are spelt in any case; a secret is compared exactly where it was found.
        .ascii_case_insensitive(true)
        // It would keep the patterns as they are, whole.
        .prefilter(false)
        .build(beginnings.iter().copied().chain(NAMES_BEGIN))
        .ok()
}

#[cfg(test)]
mod random_tests;
#[cfg(test)]
mod tests;
