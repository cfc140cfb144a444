//! Reads a `curl` command.
use super::curl_options::{Meaning, long, short};
use super::json;
use super::lines::header;
use super::shell_words::{ShellError, words};
use super::values;
use crate::paste::notes::Notes;
use crate::paste::parameters::form_pairs;
use crate::paste::text::{Pair, Text, text};
use crate::paste::written::{Body, Written};

const UNCLOSED: &str =
    "A quote in the curl line is opened and not closed. Copy the whole command, to its last quote.";
const CURLY: &str = "The curl line has typesetters' quotes (“ ”), and straight ones do not mend it. Copy it from where it was not formatted.";

/// Where a command starts in a line: after a prompt, or after an operator of the shell.
pub(super) fn start(line: &str) -> Option<usize> {
    let command = line.trim_start_matches(['$', '>', '#', '&', '|', ';', '(', '`', ' ', '\t']);
    let rest = ["curl.exe", "curl"]
        .iter()
        .find_map(|name| command.strip_prefix(name))?;
    rest.starts_with(char::is_whitespace)
        .then(|| line.len() - command.len())
}

/// The requests of the command at the start of `source`, and how many bytes it takes.
pub(super) fn read(source: &str, notes: &mut Notes) -> Result<(Vec<Written>, usize), String> {
    let (words, length) = words(source).map_err(|error| {
        match error {
            ShellError::Unclosed => UNCLOSED,
            ShellError::Curly => CURLY,
        }
        .to_owned()
    })?;
    let mut command = Command {
        words: words.into_iter(),
        written: Written::default(),
        data: Vec::new(),
        json: None,
        get: false,
        done: Vec::new(),
        notes,
    };
    command.words.next();
    command.read();
    Ok((command.done, length))
}

struct Command<'a> {
    words: std::vec::IntoIter<Text>,
    written: Written,
    data: Vec<Pair>,
    json: Option<Vec<Pair>>,
    get: bool,
    done: Vec<Written>,
    notes: &'a mut Notes,
}

impl Command<'_> {
    fn read(&mut self) {
        while let Some(word) = self.words.next() {
            if let Some(name) = word.strip_prefix("--") {
                // curl itself wants a blank here; the sign is a common slip.
                let (name, attached) = match name.split_once('=') {
                    Some((name, value)) => (name, Some(value)),
                    None => (name, None),
                };
                self.option(long(name), attached);
            } else if let Some(letters) = word.strip_prefix('-') {
                self.letters(letters);
            } else if self.written.target.is_empty() && is_address(&word) {
                self.written.target = word;
            }
        }
        self.end();
    }

    /// `-sXPOST`: flags in a row, the last of which may have its value attached.
    fn letters(&mut self, letters: &str) {
        for (at, letter) in letters.char_indices() {
            let meaning = short(letter);
            let attached = &letters[at + letter.len_utf8()..];
            if meaning.takes_value() {
                let attached = attached.strip_prefix('=').unwrap_or(attached);
                self.option(meaning, (!attached.is_empty()).then_some(attached));
                return;
            }
            self.option(meaning, None);
        }
    }

    fn option(&mut self, meaning: Meaning, attached: Option<&str>) {
        let value = match attached {
            _ if !meaning.takes_value() => text(""),
            Some(value) => text(value),
            None => match self.words.next() {
                Some(value) => value,
                None => return,
            },
        };
        match meaning {
            Meaning::Method => self.written.method = value.to_ascii_uppercase(),
            Meaning::Header => self.written.headers.extend(header(&value, self.notes)),
            Meaning::Data if value.starts_with('@') => self.file(),
            Meaning::Data | Meaning::DataRaw => self.data(&value),
            Meaning::DataEncode => {
                let pair = self.not_encoded(&value);
                self.data.extend(pair);
            }
            Meaning::UrlQuery => {
                let pair = self.not_encoded(&value);
                self.written.query.extend(pair);
            }
            Meaning::Json if value.starts_with('@') => self.file(),
            Meaning::Json => {
                self.data(&value);
                let kind = Pair::new("Content-Type", "application/json");
                self.written.headers.push(kind);
            }
            Meaning::FormPart => self.part(&value),
            Meaning::User => self.written.user = Some(value),
            Meaning::Url => self.written.target = value,
            Meaning::Get => self.get = true,
            Meaning::Proxy => self.notes.say(
                "The request goes through a proxy. If Gatepass needs it too, enter it under More.",
            ),
            Meaning::Insecure => self.notes.say(
                "--insecure switches the check of the server's certificate off. It was not taken over.",
            ),
            Meaning::Bearer => {
                let header = Pair::new("Authorization", "Bearer {token}");
                self.written.headers.push(header);
            }
            Meaning::Cookie => self.notes.say("Cookies were left out."),
            Meaning::Certificate => self
                .notes
                .say("Certificate files are not read. An extra CA can be entered under More."),
            Meaning::Next => self.end(),
            Meaning::Value | Meaning::Flag => {}
        }
    }

    fn data(&mut self, value: &str) {
        match json::whole(value) {
            Some(value) => self.json = Some(values::pairs(&value)),
            None => self.data.extend(form_pairs(value, self.notes)),
        }
    }

    /// `name=value` with a value that curl encodes; `name@file` and `@file` are files.
    fn not_encoded(&mut self, value: &str) -> Option<Pair> {
        let (equals, at) = (value.find('='), value.find('@'));
        if at.is_some_and(|at| equals.is_none_or(|equals| at < equals)) {
            self.file();
            return None;
        }
        let (name, value) = value.split_once('=')?;
        Some(Pair::new(name, value))
    }

    fn part(&mut self, value: &str) {
        let Some((name, value)) = value.split_once('=') else {
            return;
        };
        if value.starts_with(['@', '<']) {
            self.file();
            return;
        }
        self.notes
            .say("The body is a multipart form. A token request is sent as a plain form.");
        self.data.push(Pair::new(name, value));
    }

    fn file(&mut self) {
        self.notes.say(
            "A part of the body lies in a file (@…), which is not read. Enter what stands in it.",
        );
    }

    /// Puts the request together, as curl would send it.
    fn end(&mut self) {
        let mut written = std::mem::take(&mut self.written);
        let data = std::mem::take(&mut self.data);
        let has_body = !data.is_empty() || self.json.is_some();
        if std::mem::take(&mut self.get) {
            written.query.extend(data);
        } else if let Some(json) = self.json.take() {
            written.body = Body::Json(json);
        } else if !data.is_empty() {
            written.body = Body::Form(data);
        }
        if written.method.is_empty() {
            let post = has_body && !matches!(written.body, Body::None);
            written.method = if post { "POST" } else { "GET" }.to_owned();
        }
        if !written.is_empty() {
            self.done.push(written);
        }
    }
}

/// Whether a word may be an address; of a sentence that begins with "curl" none is.
fn is_address(word: &str) -> bool {
    word.contains(['.', ':', '/', '{', '$'])
}
