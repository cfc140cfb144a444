//! Reads JSON (RFC 8259) byte by byte as it arrives, notes where rows begin and where the document breaks. It can stop after
//! any byte and go on later, does not call itself, and keeps one bit for each open object or array.
use super::fault::{Fault, FaultKind};
use super::marks::{Marks, RowShape};
use super::nesting::Nesting;
use super::words::{Digits, Then, is_plain, is_space};

/// What a body turned out to be.
pub(in crate::bodies) enum End {
    Text,
    /// `end` is where the formatted rows end, which is where a fault broke the document, or the body's end.
    Json {
        marks: Marks,
        end: usize,
        fault: Option<Fault>,
    },
}

#[derive(Clone, Copy)]
enum State {
    Start,
    Value,
    FirstItem,
    FirstName,
    Name,
    Colon,
    After,
    Text { name: bool },
    Escape { name: bool },
    Hex { name: bool, left: u8 },
    Number(Digits),
    Literal(&'static [u8]),
}

const BOM: &[u8] = b"\xef\xbb\xbf";

pub(in crate::bodies) struct Scanner {
    at: usize,
    state: State,
    open: Nesting,
    /// Where the row that is being read begins.
    row: Option<usize>,
    marks: Marks,
    fault: Option<Fault>,
    /// An object or array was opened, so that this is no plain text that begins like a value.
    structured: bool,
    /// The outermost value, once it is complete.
    whole: Option<(usize, usize)>,
}

impl Default for Scanner {
    fn default() -> Self {
        Self {
            at: 0,
            state: State::Start,
            open: Nesting::default(),
            row: None,
            marks: Marks::default(),
            fault: None,
            structured: false,
            whole: None,
        }
    }
}

impl Scanner {
    /// Goes on from where it stopped. `bytes` is all that has arrived.
    pub(in crate::bodies) fn feed(&mut self, bytes: &[u8]) {
        while self.fault.is_none()
            && let Some(&byte) = bytes.get(self.at)
        {
            match self.state {
                State::Text { name } => self.text(bytes, name),
                State::Escape { name } => self.escape(byte, name),
                State::Hex { name, left } => self.hex(byte, name, left),
                State::Number(digits) => self.number(byte, digits),
                State::Literal(rest) => self.literal(byte, rest),
                State::Start if self.in_bom(bytes) => match BOM[self.at] == byte {
                    true => self.at += 1,
                    false => self.fail(FaultKind::NoValue),
                },
                _ if is_space(byte) => self.at += 1,
                _ => self.token(byte),
            }
        }
    }

    /// The next byte belongs to a byte order mark, or must if this is to be JSON.
    fn in_bom(&self, bytes: &[u8]) -> bool {
        self.at < BOM.len() && bytes[0] == BOM[0] && bytes[..self.at] == BOM[..self.at]
    }

    /// No more will come.
    pub(in crate::bodies) fn finish(&mut self, bytes: &[u8]) {
        self.feed(bytes);
        if self.fault.is_some() {
            return;
        }
        if let State::Number(digits) = self.state
            && digits.may_end()
            && self.open.is_empty()
        {
            self.scalar();
        }
        if !(matches!(self.state, State::After) && self.open.is_empty()) {
            self.fail(FaultKind::EndsEarly);
        }
    }

    /// Where the formatted rows end and the rest begins, once a fault was found: at the row that it fell into.
    pub(in crate::bodies) fn broken_at(&self) -> Option<usize> {
        self.fault.map(|fault| self.row.unwrap_or(fault.offset))
    }

    /// The verdict, after [`Self::finish`].
    pub(in crate::bodies) fn end(self, bytes: &[u8]) -> End {
        let text = match self.fault {
            None => false,
            Some(fault) => !self.structured || self.is_lines_of_json(bytes, fault),
        };
        if text {
            return End::Text;
        }
        End::Json {
            end: self.broken_at().unwrap_or(bytes.len()),
            marks: self.marks,
            fault: self.fault,
        }
    }

    /// One document a line (NDJSON): a first that is complete on its line, and a value on another line behind it.
    fn is_lines_of_json(&self, bytes: &[u8], fault: Fault) -> bool {
        let Some((start, end)) = self.whole.filter(|_| fault.kind == FaultKind::AfterEnd) else {
            return false;
        };
        let starts_value = matches!(
            bytes[fault.offset],
            b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n'
        );
        starts_value
            && memchr::memchr(b'\n', &bytes[end..fault.offset]).is_some()
            && memchr::memchr(b'\n', &bytes[start..end]).is_none()
    }

    /// A byte between the words of the document.
    fn token(&mut self, byte: u8) {
        match (self.state, byte) {
            (State::FirstItem, b']') | (State::FirstName, b'}') => self.close(false),
            (State::Start | State::Value | State::FirstItem, _) => self.value(byte),
            (State::FirstName | State::Name, b'"') => {
                self.row = Some(self.at);
                self.go(State::Text { name: true });
            }
            (State::FirstName | State::Name, _) => self.fail(FaultKind::NoName),
            (State::Colon, b':') => self.go(State::Value),
            (State::Colon, _) => self.fail(FaultKind::NoColon),
            (_, _) if self.open.is_empty() => self.fail(FaultKind::AfterEnd),
            (_, b',') if self.open.in_object() => self.go(State::Name),
            (_, b',') => self.go(State::Value),
            (_, b'}') if self.open.in_object() => self.close(true),
            (_, b']') if !self.open.in_object() => self.close(true),
            (_, _) if self.open.in_object() => self.fail(FaultKind::ObjectGoesOn),
            (_, _) => self.fail(FaultKind::ArrayGoesOn),
        }
    }

    fn value(&mut self, byte: u8) {
        let start = *self.row.get_or_insert(self.at);
        if self.whole.is_none() && self.open.is_empty() {
            self.whole = Some((start, start));
        }
        match byte {
            b'{' | b'[' => {
                self.structured = true;
                self.note_row(RowShape::Begins);
                self.open.push(byte == b'{');
                self.go(if byte == b'{' {
                    State::FirstName
                } else {
                    State::FirstItem
                });
            }
            b'"' => self.go(State::Text { name: false }),
            b'-' => self.go(State::Number(Digits::Minus)),
            b'0' => self.go(State::Number(Digits::Zero)),
            b'1'..=b'9' => self.go(State::Number(Digits::Whole)),
            b't' => self.go(State::Literal(b"rue")),
            b'f' => self.go(State::Literal(b"alse")),
            b'n' => self.go(State::Literal(b"ull")),
            _ => self.fail(FaultKind::NoValue),
        }
    }

    /// The innermost object or array ends; with a row of its own, unless it was empty.
    fn close(&mut self, own_row: bool) {
        self.open.pop();
        if own_row {
            self.row = Some(self.at);
            self.note_row(RowShape::Ends);
        }
        self.go(State::After);
        self.complete();
    }

    fn text(&mut self, bytes: &[u8], name: bool) {
        let rest = &bytes[self.at..];
        let plain = rest
            .iter()
            .position(|&byte| !is_plain(byte))
            .unwrap_or(rest.len());
        self.at += plain;
        match rest.get(plain) {
            None => {}
            Some(b'"') => {
                self.at += 1;
                if name {
                    self.state = State::Colon;
                } else {
                    self.scalar();
                }
            }
            Some(b'\\') => self.go(State::Escape { name }),
            Some(_) => self.fail(FaultKind::ControlCharacter),
        }
    }

    fn escape(&mut self, byte: u8, name: bool) {
        match byte {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.go(State::Text { name }),
            b'u' => self.go(State::Hex { name, left: 4 }),
            _ => self.fail(FaultKind::BadEscape),
        }
    }

    fn hex(&mut self, byte: u8, name: bool, left: u8) {
        match (byte.is_ascii_hexdigit(), left) {
            (false, _) => self.fail(FaultKind::BadEscape),
            (true, 1) => self.go(State::Text { name }),
            (true, _) => self.go(State::Hex {
                name,
                left: left - 1,
            }),
        }
    }

    fn number(&mut self, byte: u8, digits: Digits) {
        match digits.then(byte) {
            Then::Digits(next) => self.go(State::Number(next)),
            Then::End => self.scalar(),
            Then::Fault => self.fail(FaultKind::BadNumber),
        }
    }

    fn literal(&mut self, byte: u8, rest: &'static [u8]) {
        match rest.split_first() {
            Some((&expected, rest)) if expected == byte => {
                self.go(State::Literal(rest));
                if rest.is_empty() {
                    self.scalar();
                }
            }
            _ => self.fail(FaultKind::NoValue),
        }
    }

    /// A value that opens nothing is complete.
    fn scalar(&mut self) {
        self.note_row(RowShape::Begins);
        self.state = State::After;
        self.complete();
    }

    fn complete(&mut self) {
        if self.open.is_empty()
            && let Some((_, end)) = &mut self.whole
        {
            *end = self.at;
        }
    }

    fn note_row(&mut self, shape: RowShape) {
        let start = self.row.take().unwrap_or(self.at);
        self.marks.note(start, self.open.depth(), shape);
    }

    fn go(&mut self, state: State) {
        self.at += 1;
        self.state = state;
    }

    fn fail(&mut self, kind: FaultKind) {
        self.fault = Some(Fault {
            offset: self.at,
            kind,
        });
    }
}
