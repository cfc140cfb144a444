//! Splits a command into words as a shell does: POSIX, cmd (`^`) and PowerShell (backtick).
use std::iter::Peekable;
use std::str::CharIndices;

use super::shell::Shell;
use crate::paste::repair::is_curly;
use crate::paste::text::{Text, append, text};

/// Why a command cannot be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShellError {
    /// A quote that is opened and not closed.
    Unclosed,
    /// A typesetter's quote where a word starts: no shell takes it for a quote.
    Curly,
}

/// The words of the first command, and how many bytes it takes. It ends at a line end that is not continued, `;`, `|`, `&&`.
pub(super) fn words(source: &str) -> Result<(Vec<Text>, usize), ShellError> {
    let mut reader = Reader {
        source,
        chars: source.char_indices().peekable(),
        shell: Shell::of(source),
        words: Vec::new(),
        word: None,
    };
    let end = reader.command()?;
    Ok((reader.words, end))
}

struct Reader<'a> {
    source: &'a str,
    chars: Peekable<CharIndices<'a>>,
    shell: Shell,
    words: Vec<Text>,
    word: Option<Text>,
}

impl Reader<'_> {
    fn command(&mut self) -> Result<usize, ShellError> {
        while let Some((at, c)) = self.chars.next() {
            match c {
                '\n' if self.options_follow(at) => self.end_word(),
                '\n' => return Ok(self.end(at)),
                // Within a word they are part of an address that nobody quoted.
                ';' | '|' | '&' | '>' if self.word.is_none() => return Ok(self.end(at)),
                ';' | '|' if self.blank_follows() => return Ok(self.end(at)),
                '&' if self.source[at..].starts_with("&&") => return Ok(self.end(at)),
                c if c.is_whitespace() => self.end_word(),
                c if c == self.shell.escape() => self.escaped(at),
                '\\' if self.shell == Shell::Cmd && self.source[at..].starts_with("\\^\"") => {
                    // Not the end of an argument: cmd hands \" on, and curl's start-up code takes it for a quote.
                    self.chars.next();
                    self.chars.next();
                    self.push('"');
                }
                '\'' if self.shell != Shell::Cmd || self.word.is_none() => self.single()?,
                '"' => self.double()?,
                '$' if self.shell == Shell::Posix && self.source[at..].starts_with("$'") => {
                    self.chars.next();
                    self.ansi()?;
                }
                c if is_curly(c) && self.word.is_none() => return Err(ShellError::Curly),
                c => self.push(c),
            }
        }
        Ok(self.end(self.source.len()))
    }

    fn end(&mut self, at: usize) -> usize {
        self.end_word();
        at
    }

    /// A line that lost its continuation, and goes on with options all the same.
    fn options_follow(&self, at: usize) -> bool {
        let next = self.source[at + 1..].trim_start_matches([' ', '\t']);
        let mut rest = next.chars();
        rest.next() == Some('-')
            && rest
                .next()
                .is_some_and(|c| c == '-' || c.is_ascii_alphabetic())
    }

    fn blank_follows(&mut self) -> bool {
        self.chars
            .peek()
            .is_none_or(|(_, next)| next.is_whitespace())
    }

    /// An escaped character; or a continued line, also with blanks before its end.
    fn escaped(&mut self, at: usize) {
        let rest = &self.source[at + 1..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let at_end = rest[blanks..].is_empty();
        if rest[blanks..].starts_with('\n') || at_end {
            self.chars.nth(blanks);
            if self.shell != Shell::Posix || blanks > 0 {
                self.end_word();
            }
        } else if self.shell == Shell::Cmd && rest.starts_with('"') {
            // A quote for curl's start-up code, that cmd itself is not to see.
            self.chars.next();
            self.cmd_quoted();
        } else if let Some((_, c)) = self.chars.next() {
            self.push(c);
        }
    }

    /// From `^"` to the next `^"`: within it cmd still reads carets.
    fn cmd_quoted(&mut self) {
        self.begin();
        while let Some((at, c)) = self.chars.next() {
            let rest = &self.source[at..];
            if rest.starts_with("\\^\"") {
                self.chars.nth(1);
                self.push('"');
            } else if c != '^' {
                self.push(c);
            } else if let Some((_, next)) = self.chars.next() {
                match next {
                    '"' => return,
                    '\n' => {}
                    next => self.push(next),
                }
            }
        }
    }

    fn single(&mut self) -> Result<(), ShellError> {
        self.begin();
        while let Some((_, c)) = self.chars.next() {
            if c != '\'' {
                self.push(c);
            } else if self.shell == Shell::Power && self.next_is('\'') {
                self.chars.next();
                self.push('\'');
            } else {
                return Ok(());
            }
        }
        Err(ShellError::Unclosed)
    }

    fn double(&mut self) -> Result<(), ShellError> {
        self.begin();
        while let Some((_, c)) = self.chars.next() {
            match c {
                '"' if self.shell == Shell::Power && self.next_is('"') => {
                    self.chars.next();
                    self.push('"');
                }
                '"' => return Ok(()),
                '`' if self.shell == Shell::Power => {
                    if let Some((_, next)) = self.chars.next() {
                        self.push(next);
                    }
                }
                // Within double quotes a backslash escapes these only (POSIX, 2.2.3).
                '\\' => match self.chars.peek().copied() {
                    Some((_, next @ ('"' | '\\'))) => {
                        self.chars.next();
                        self.push(next);
                    }
                    Some((_, next @ ('$' | '`'))) if self.shell == Shell::Posix => {
                        self.chars.next();
                        self.push(next);
                    }
                    Some((_, '\n')) if self.shell == Shell::Posix => {
                        self.chars.next();
                    }
                    _ => self.push('\\'),
                },
                c => self.push(c),
            }
        }
        Err(ShellError::Unclosed)
    }

    /// `$'…'`, as bash has it.
    fn ansi(&mut self) -> Result<(), ShellError> {
        self.begin();
        while let Some((_, c)) = self.chars.next() {
            match c {
                '\'' => return Ok(()),
                '\\' => {
                    let Some((_, escape)) = self.chars.next() else {
                        break;
                    };
                    let c = match escape {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        'x' => self.number(16, 2, 0),
                        'u' => self.number(16, 4, 0),
                        'U' => self.number(16, 8, 0),
                        '0'..='7' => self.number(8, 2, escape.to_digit(8).unwrap_or_default()),
                        other => other,
                    };
                    self.push(c);
                }
                c => self.push(c),
            }
        }
        Err(ShellError::Unclosed)
    }

    fn number(&mut self, radix: u32, digits: usize, start: u32) -> char {
        let mut value = start;
        for _ in 0..digits {
            let digit = self.chars.peek().and_then(|(_, c)| c.to_digit(radix));
            let Some(digit) = digit else { break };
            value = value.wrapping_mul(radix).wrapping_add(digit);
            self.chars.next();
        }
        char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn next_is(&mut self, c: char) -> bool {
        self.chars.peek().is_some_and(|(_, next)| *next == c)
    }

    fn begin(&mut self) -> &mut Text {
        self.word.get_or_insert_with(|| text(""))
    }

    fn push(&mut self, c: char) {
        append(self.begin(), c.encode_utf8(&mut [0; 4]));
    }

    fn end_word(&mut self) {
        self.words.extend(self.word.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(source: &str) -> Vec<String> {
        let (words, _) = words(source).unwrap();
        words.iter().map(|word| word.to_string()).collect()
    }

    #[test]
    fn quotes_and_escapes_of_each_shell() {
        let rows: &[(&str, &[&str])] = &[
            (r#"a 'b c' "d e" f\ g"#, &["a", "b c", "d e", "f g"]),
            (r#"a'b'"c"d"#, &["abcd"]),
            (r#""a\"b\\c\$d\e""#, &[r#"a"b\c$d\e"#]),
            ("'a\\b'", &["a\\b"]),
            ("a '' b", &["a", "", "b"]),
            ("a \\\n b \\  \n c", &["a", "b", "c"]),
            ("a b \\", &["a", "b"]),
            (r"$'a\n\x41\u00fc\101\''", &["a\nAüA'"]),
            ("a ^\n b ^& c", &["a", "b", "&", "c"]),
            (
                r#"x ^"a b^" -d ^"^{\^"c\^":1^}^" ^"#,
                &["x", "a b", "-d", r#"{"c":1}"#],
            ),
            ("a `\n 'it''s' \"b`\"c\"\"d\"", &["a", "it's", "b\"c\"d"]),
            ("a\n--b c", &["a", "--b", "c"]),
            ("a x?b=1&c=2;d", &["a", "x?b=1&c=2;d"]),
        ];
        for (source, expected) in rows {
            assert_eq!(split(source), *expected, "{source}");
        }
    }

    #[test]
    fn a_command_ends_where_a_shell_ends_it() {
        for source in [
            "a b\nc", "a b; c", "a b | c", "a b && c", "a b > c", "a b& c",
        ] {
            let expected: &[&str] = if source.contains("b& ") {
                &["a", "b&", "c"]
            } else {
                &["a", "b"]
            };
            assert_eq!(split(source), expected, "{source}");
        }
    }

    #[test]
    fn what_no_shell_would_split_is_refused() {
        assert_eq!(words("a 'b").err(), Some(ShellError::Unclosed));
        assert_eq!(words("a \"b").err(), Some(ShellError::Unclosed));
        assert_eq!(words("a “b c”").err(), Some(ShellError::Curly));
    }
}
