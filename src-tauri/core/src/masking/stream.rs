//! Masks bytes as they arrive, wherever they are cut: what comes out never depends on the pieces that went in.
use super::Masker;
use super::members::{AHEAD, BACK, LONGEST_SIGN, Named, named_around, named_at, sign_at};
use super::quote::{self, Quote, is_blank};
use super::swallow::Swallow;
use super::window::Window;
use crate::arrival::Stop;
use crate::request::DOTS;

/// Bytes that are looked at in one go: they stay in the processor's cache.
const CHUNK: usize = 32 * 1024;

/// A part of a secret at least this long is masked where a body breaks off.
const TELLING: usize = 8;

/// Where masked bytes go.
pub(crate) type Out<'a> = &'a mut dyn FnMut(&[u8]) -> Result<(), Stop>;

/// Bytes on their way through a [`Masker`].
#[derive(Default)]
pub(crate) struct MaskStream {
    window: Window,
    /// Bytes of the window in which nothing more begins.
    decided: usize,
    /// Bytes of the window that belong to what was masked before.
    floor: usize,
    state: State,
}

#[derive(Default)]
enum State {
    #[default]
    Text,
    /// After a member's name and blanks: its sign comes next, or it was none.
    Sign(Option<Quote>),
    /// After the sign.
    Value(Option<Quote>),
    Swallowing(Swallow),
}

/// What the text has next.
enum Next {
    Secret(usize, usize),
    Name(Named),
    /// Nothing that begins before this byte; more has to come, or it is the end.
    Nothing(usize),
}

impl MaskStream {
    /// Passes on what is sure, masked.
    pub(crate) fn push(&mut self, masker: &Masker, piece: &[u8], out: Out<'_>) -> Result<(), Stop> {
        masker.passes(piece.len());
        for chunk in piece.chunks(CHUNK) {
            self.window.extend(chunk);
            self.go_on(masker, false, false, out)?;
        }
        Ok(())
    }

    /// Passes on the rest. `cut`: it broke off, perhaps within a secret.
    pub(crate) fn finish(&mut self, masker: &Masker, cut: bool, out: Out<'_>) -> Result<(), Stop> {
        self.go_on(masker, true, cut, out)
    }

    fn go_on(&mut self, masker: &Masker, last: bool, cut: bool, out: Out<'_>) -> Result<(), Stop> {
        let mut at = 0;
        loop {
            let went_on = match &mut self.state {
                State::Text => self.through_text(masker, &mut at, (last, cut), out)?,
                State::Sign(_) | State::Value(_) => self.reach_value(&mut at, last, out)?,
                State::Swallowing(swallow) => {
                    let swallowed = swallow.feed(&self.window.bytes()[at..], last);
                    at += swallowed.count;
                    match swallowed.closing {
                        Some(closing) => {
                            give(out, closing.as_bytes())?;
                            self.begin_text(at);
                            true
                        }
                        None => false,
                    }
                }
            };
            if !went_on {
                break;
            }
        }
        self.window.pass(at);
        self.decided = self.decided.saturating_sub(at);
        self.floor = self.floor.saturating_sub(at);
        Ok(())
    }

    fn begin_text(&mut self, at: usize) {
        (self.state, self.decided, self.floor) = (State::Text, at, at);
    }

    /// Whether to go on: false where the rest has to wait.
    fn through_text(
        &mut self,
        masker: &Masker,
        at: &mut usize,
        (last, cut): (bool, bool),
        out: Out<'_>,
    ) -> Result<bool, Stop> {
        match self.next(masker, last) {
            Next::Secret(start, end) => {
                give(out, &self.window.bytes()[*at..start])?;
                give(out, DOTS.as_bytes())?;
                *at = end;
                self.begin_text(end);
                Ok(true)
            }
            Next::Name(named) => {
                give(out, &self.window.bytes()[*at..named.end])?;
                *at = named.end;
                self.state = match named.signed {
                    true => State::Value(named.quote),
                    false => State::Sign(named.quote),
                };
                Ok(true)
            }
            Next::Nothing(decided) => {
                self.decided = decided;
                let bytes = self.window.bytes();
                let sure = if last {
                    bytes.len()
                } else {
                    decided.saturating_sub(BACK + LONGEST_SIGN).max(*at)
                };
                let torn = cut.then(|| torn_at(masker, bytes, *at)).flatten();
                give(out, &bytes[*at..torn.unwrap_or(sure)])?;
                if torn.is_some() {
                    give(out, DOTS.as_bytes())?;
                }
                *at = sure;
                Ok(false)
            }
        }
    }

    fn next(&self, masker: &Masker, last: bool) -> Next {
        let bytes = self.window.bytes();
        // Up to here everything that may begin can be seen whole, a secret that is longer excepted.
        let limit = if last {
            bytes.len()
        } else {
            bytes.len().saturating_sub(AHEAD).max(self.decided)
        };
        let mut from = self.decided;
        while let Some(candidate) = masker.candidate(bytes, from).filter(|it| it.start < limit) {
            let start = candidate.start;
            if candidate.secret {
                for form in &masker.forms {
                    let (form, rest) = (form.as_bytes(), &bytes[start..]);
                    if rest.starts_with(form) {
                        return Next::Secret(start, start + form.len());
                    }
                    if !last && form.starts_with(rest) {
                        return Next::Nothing(start);
                    }
                }
            }
            let named = match bytes[start] {
                b'\\' => named_around(bytes, start, self.floor),
                _ => named_at(bytes, start, self.floor),
            };
            if let Some(named) = named {
                return Next::Name(named);
            }
            from = start + 1;
        }
        Next::Nothing(limit)
    }

    /// Over blanks to the sign, and to what comes after it.
    fn reach_value(&mut self, at: &mut usize, last: bool, out: Out<'_>) -> Result<bool, Stop> {
        let bytes = &self.window.bytes()[*at..];
        let (quote, is_signed) = match self.state {
            State::Value(quote) => (quote, true),
            State::Sign(quote) => (quote, false),
            State::Text | State::Swallowing(_) => return Ok(false),
        };
        // `=>` is a sign too.
        let passes = |byte: &&u8| is_blank(**byte) || (is_signed && **byte == b'>');
        let blanks = bytes.iter().take_while(passes).count();
        give(out, &bytes[..blanks])?;
        *at += blanks;
        let bytes = &bytes[blanks..];
        if bytes.is_empty() || (!last && bytes.len() < quote::LONGEST.max(LONGEST_SIGN)) {
            return Ok(false);
        }
        if !is_signed {
            match sign_at(bytes) {
                Some(sign) => {
                    give(out, &bytes[..sign])?;
                    *at += sign;
                    self.state = State::Value(quote);
                }
                None => self.begin_text(*at),
            }
            return Ok(true);
        }
        let opening = Quote::at(bytes);
        let swallow = match opening {
            Some(opening) => Some(Swallow::quoted(opening)),
            None => Swallow::unquoted(bytes[0], quote.unwrap_or(Quote::OUTER)),
        };
        let Some(swallow) = swallow else {
            self.begin_text(*at);
            return Ok(true);
        };
        // What was no string becomes one, where strings are quoted.
        let around = opening.or(quote).map(|quote| quote.written(usize::MAX));
        let around = around.unwrap_or_default();
        give(out, around.as_bytes())?;
        give(out, DOTS.as_bytes())?;
        match opening {
            Some(opening) => *at += opening.length(),
            None => give(out, around.as_bytes())?,
        }
        self.state = State::Swallowing(swallow);
        Ok(true)
    }
}

/// Where a secret begins that the bytes end in, with a telling part of it.
fn torn_at(masker: &Masker, bytes: &[u8], from: usize) -> Option<usize> {
    let longest = masker.forms.first()?.len();
    let from = from.max(bytes.len().saturating_sub(longest));
    let until = bytes.len().checked_sub(TELLING)?;
    (from..=until).find(|start| {
        let torn = &bytes[*start..];
        let mut forms = masker.forms.iter();
        forms.any(|form| form.as_bytes().starts_with(torn))
    })
}

/// A sink is never given nothing.
fn give(out: Out<'_>, bytes: &[u8]) -> Result<(), Stop> {
    if bytes.is_empty() { Ok(()) } else { out(bytes) }
}
