//! Quotes as documents write them, also inside other documents: the deeper one lies, the more backslashes are before it.

/// A quote: which one, and how deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    literal: &'static str,
    backslashes: usize,
}

/// As JSON writes it, as JSON escapes it, as scripts, pages and addresses write it.
const LITERALS: [&str; 5] = ["\"", "u0022", "'", "&quot;", "%22"];

/// A quote deeper than this is none.
const DEEPEST: usize = 15;

/// Bytes that are enough to tell a quote.
pub(super) const LONGEST: usize = DEEPEST + 6;

impl Quote {
    /// The quote of a document's own strings.
    pub(super) const OUTER: Self = Self {
        literal: LITERALS[0],
        backslashes: 0,
    };

    /// The quote that the bytes begin with.
    pub(super) fn at(bytes: &[u8]) -> Option<Self> {
        let backslashes = bytes.iter().take_while(|byte| **byte == b'\\').count();
        let rest = &bytes[backslashes..];
        let is_there = |literal: &&&str| {
            rest.starts_with(literal.as_bytes()) && (**literal != LITERALS[1] || backslashes > 0)
        };
        let literal = LITERALS.iter().find(is_there)?;
        (backslashes <= DEEPEST).then_some(Self {
            literal,
            backslashes,
        })
    }

    /// In bytes.
    pub(super) fn length(self) -> usize {
        self.backslashes + self.literal.len()
    }

    /// What comes after the backslashes.
    pub(super) fn literal(self) -> &'static str {
        self.literal
    }

    /// As it is written, with no more than that many backslashes.
    pub(super) fn written(self, most: usize) -> String {
        "\\".repeat(self.backslashes.min(most)) + self.literal
    }

    /// Whether its literal after `run` backslashes is this quote, or an outer one: not one inside of what it encloses.
    ///
    /// In JSON within JSON a quote is `\"`, and one inside of its text is `\\\"`: at each depth the backslashes of a quote
    /// are one less than a power of two, and escaped backslashes before it come in pairs of that depth.
    pub(super) fn is_closed_by(self, run: usize) -> bool {
        self.is_left_by(run) || run % (2 * (self.backslashes + 1)) == self.backslashes
    }

    /// Whether a quote after `run` backslashes ends the document that this one stands in.
    pub(super) fn is_left_by(self, run: usize) -> bool {
        run < self.backslashes
    }

    /// Whether a document's own quote ends what this one stands in, because this one is spelt in another way.
    pub(super) fn is_within_plain_ones(self) -> bool {
        !matches!(self.literal, "\"" | "'")
    }
}

/// Whether the bytes begin with these, in whatever case.
pub(super) fn starts_with(bytes: &[u8], lower: &[u8]) -> bool {
    let beginning = bytes.get(..lower.len());
    beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(lower))
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}
