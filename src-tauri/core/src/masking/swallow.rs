//! Swallows the value of a member that is masked: a string, a whole object or list, or a bare word.
use super::quote::{Quote, is_blank};

/// A value on its way out.
pub(super) struct Swallow {
    form: Form,
    quote: Quote,
    /// Backslashes right before what comes next.
    run: usize,
    depth: usize,
    in_string: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Quoted,
    Nested,
    Bare,
}

/// How far a value went.
pub(super) struct Swallowed {
    /// Bytes of it.
    pub(super) count: usize,
    /// What is written when it has ended here.
    pub(super) closing: Option<String>,
}

impl Swallow {
    /// A string, after its opening quote.
    pub(super) fn quoted(quote: Quote) -> Self {
        Self::new(Form::Quoted, quote)
    }

    /// The value that begins with `first`; strings in it are quoted as the name was. None if there is no value at all.
    pub(super) fn unquoted(first: u8, quote: Quote) -> Option<Self> {
        match first {
            b'{' | b'[' => Some(Self::new(Form::Nested, quote)),
            first if ends_a_word(first) => None,
            _ => Some(Self::new(Form::Bare, quote)),
        }
    }

    fn new(form: Form, quote: Quote) -> Self {
        Self {
            form,
            quote,
            run: 0,
            depth: 0,
            in_string: false,
        }
    }

    /// Goes on. `last`: no more bytes will come.
    pub(super) fn feed(&mut self, bytes: &[u8], last: bool) -> Swallowed {
        let mut count = 0;
        while let Some(&byte) = bytes.get(count) {
            let closed = match self.form {
                Form::Bare => ends_a_word(byte).then_some((0, String::new())),
                Form::Quoted | Form::Nested if byte == b'\\' => {
                    self.run += 1;
                    count += 1;
                    continue;
                }
                Form::Quoted | Form::Nested => {
                    let (rest, literal) = (&bytes[count..], self.quote.literal().as_bytes());
                    let may_be = rest.len() < literal.len() && literal.starts_with(rest);
                    if may_be && !last {
                        break;
                    }
                    let run = std::mem::take(&mut self.run);
                    if rest.starts_with(literal) {
                        let closed = self.at_quote(run);
                        if closed.is_none() {
                            count += literal.len();
                            continue;
                        }
                        closed
                    } else if byte == b'"'
                        && self.quote.is_within_plain_ones()
                        && run.is_multiple_of(2)
                    {
                        Some((0, String::new()))
                    } else {
                        self.at_bracket(byte)
                    }
                }
            };
            if let Some((taken, closing)) = closed {
                return Swallowed {
                    count: count + taken,
                    closing: Some(closing),
                };
            }
            count += 1;
        }
        Swallowed {
            count,
            closing: None,
        }
    }

    /// At the quote's literal, after so many backslashes: what it takes along and writes, if the value ends here.
    fn at_quote(&mut self, run: usize) -> Option<(usize, String)> {
        if self.form == Form::Quoted && self.quote.is_closed_by(run) {
            return Some((self.quote.literal().len(), self.quote.written(run)));
        }
        if self.quote.is_left_by(run) {
            return Some((0, "\\".repeat(run)));
        }
        self.in_string ^= self.quote.is_closed_by(run);
        None
    }

    fn at_bracket(&mut self, byte: u8) -> Option<(usize, String)> {
        if self.form == Form::Quoted || self.in_string {
            return None;
        }
        match byte {
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => return None,
        }
        (self.depth == 0).then(|| (1, String::new()))
    }
}

/// What no token has in it, where it is not quoted (RFC 6750, section 2.1).
fn ends_a_word(byte: u8) -> bool {
    is_blank(byte) || byte.is_ascii_control() || b",;&#\"'<>()[]{}\\".contains(&byte)
}
