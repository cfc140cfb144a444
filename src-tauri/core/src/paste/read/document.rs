//! Reads text line by line: raw requests, curl commands, and what documents print of a request between their sentences.
use super::curl;
use super::json::{self, Json};
use super::lines::{
    after_version, header, is_address, is_header_name, is_known, is_status, is_word, json_starts,
    request_line, without_bullet,
};
use super::values;
use crate::paste::PastedFormat;
use crate::paste::names::{of_name, of_parameter};
use crate::paste::notes::Notes;
use crate::paste::parameters::form_pairs;
use crate::paste::repair::{say_straightened, straightened};
use crate::paste::text::{Pair, text, unquoted};
use crate::paste::written::{Body, Written};

/// Everything in it that belongs to a request. Curly quotes are straightened only if that lets more of it be read.
pub(super) fn read(
    source: &str,
    notes: &mut Notes,
) -> Result<(PastedFormat, Vec<Written>), String> {
    let mut strict_notes = notes.clone();
    let strict = attempt(source, &mut strict_notes);
    if !matches!(strict, Ok(Attempt { whole: true, .. }))
        && let Some(straight) = straightened(source)
    {
        let mut mended_notes = notes.clone();
        say_straightened(&mut mended_notes);
        let mended = attempt(&straight, &mut mended_notes);
        if let Ok(mended @ Attempt { whole: true, .. }) = mended {
            *notes = mended_notes;
            return Ok((mended.format, mended.requests));
        }
    }
    *notes = strict_notes;
    strict.map(|strict| (strict.format, strict.requests))
}

struct Attempt {
    format: PastedFormat,
    requests: Vec<Written>,
    /// False if something began like JSON and was none.
    whole: bool,
}

fn attempt(source: &str, notes: &mut Notes) -> Result<Attempt, String> {
    let mut document = Document {
        done: Vec::new(),
        current: Written::default(),
        in_headers: false,
        in_answer: false,
        place: Place::Unknown,
        format: PastedFormat::Curl,
        whole: true,
        notes,
    };
    let mut rest = source;
    while !rest.is_empty() {
        let taken = document.take(rest)?;
        rest = &rest[taken..];
    }
    document.finish();
    let format = if document.done.is_empty() {
        PastedFormat::Http
    } else {
        document.format
    };
    Ok(Attempt {
        format,
        requests: document.done,
        whole: document.whole,
    })
}

/// Where a list says that the parameters after it belong.
#[derive(Clone, Copy)]
enum Place {
    Unknown,
    Query,
    Form,
}

struct Document<'a> {
    done: Vec<Written>,
    current: Written,
    /// After a request line, until an empty one.
    in_headers: bool,
    /// What a server said is not read.
    in_answer: bool,
    place: Place,
    /// Curl until something else comes.
    format: PastedFormat,
    /// Until something begins like JSON and is none.
    whole: bool,
    notes: &'a mut Notes,
}

impl Document<'_> {
    /// Reads what starts at `rest`, mostly one line. Returns the bytes it took.
    fn take(&mut self, rest: &str) -> Result<usize, String> {
        let end = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let line = without_bullet(&rest[..end]);
        let start = end - line.len();
        let line = line.trim_end();
        if let Some(at) = curl::start(line) {
            self.finish();
            let (requests, length) = curl::read(&rest[start + at..], self.notes)?;
            self.done.extend(requests);
            return Ok((start + at + length).max(end));
        }
        if let Some(length) = self.json(&rest[start..]) {
            return Ok((start + length).max(1));
        }
        self.line(line);
        // A body behind its label, in the same line: only the label was read.
        let behind = line.find('{').filter(|at| {
            json_starts(&line[*at..]) && line[..*at].trim().eq_ignore_ascii_case("body:")
        });
        Ok(behind.map_or(end, |at| start + at))
    }

    /// A JSON value at the start, with what belongs to it. An answer is stepped over.
    fn json(&mut self, source: &str) -> Option<usize> {
        json_starts(source).then_some(())?;
        let Some((value, length)) = json::prefix(source) else {
            self.whole = false;
            return None;
        };
        if !self.in_answer {
            self.body(&value);
        }
        Some(length)
    }

    fn body(&mut self, value: &Json) {
        self.format = PastedFormat::Http;
        match values::body(value) {
            Some(pairs) => self.current.body = Body::Json(pairs),
            None => {
                let mut read = values::credentials(value);
                self.current.named.append(&mut read.named);
            }
        }
    }

    fn line(&mut self, line: &str) {
        if line.is_empty() {
            self.in_headers = self.in_headers && self.current.target.is_empty();
        } else if is_status(line) || is_word(line, "response") {
            self.finish();
            self.in_answer = true;
        } else if is_word(line, "request") {
            self.finish();
        } else if let Some((method, target, behind)) = request_line(line) {
            self.finish();
            self.current.method = method.to_owned();
            self.current.target = text(target);
            self.in_headers = true;
            if !behind.is_empty() {
                self.glued_header(behind);
            }
        } else if self.in_answer {
            // Until the next request.
        } else if let Some(behind) = after_version(line) {
            self.glued_header(behind);
        } else if is_address(line) {
            self.address(line);
        } else if !self.form_line(line) {
            self.labelled(line);
        }
        if !self.current.is_empty() {
            self.format = PastedFormat::Http;
        }
    }

    fn glued_header(&mut self, behind: &str) {
        if behind.is_empty() {
            return;
        }
        self.notes
            .say("The protocol's version stood before a header and was taken off.");
        self.current.headers.extend(header(behind, self.notes));
    }

    fn address(&mut self, address: &str) {
        if !self.current.target.is_empty() {
            self.finish();
        }
        self.current.target = text(address);
    }

    /// `name=value&name=value`, or an assignment of a shell or an .env file.
    fn form_line(&mut self, line: &str) -> bool {
        let assigned = ["export ", "set ", "$env:"]
            .iter()
            .find_map(|word| line.strip_prefix(word));
        let line = assigned.unwrap_or(line);
        let Some((name, value)) = line.split_once('=') else {
            return false;
        };
        let name = name.trim();
        if !is_header_name(name) {
            return false;
        }
        if assigned.is_none() && (of_parameter(name).is_some() || line.contains('&')) {
            let pairs = form_pairs(line, self.notes);
            self.place_pairs(pairs, Place::Form);
        } else if of_name(name).is_some() {
            self.current.named.push(Pair::new(name, unquoted(value)));
        }
        true
    }

    fn labelled(&mut self, line: &str) {
        let Some((label, value)) = line.split_once(':') else {
            return;
        };
        let (label, value) = (label.trim(), value.trim());
        match label.to_ascii_lowercase().as_str() {
            "http method" | "method" => self.current.method = value.to_ascii_uppercase(),
            "url" | "url endpoint" | "endpoint" | "api resource" | "request url"
                if is_address(value) =>
            {
                self.address(value);
            }
            "body" | "request body" => {
                self.place = Place::Form;
                self.form_line(value);
            }
            "with query parameters" | "query parameters" | "query" => self.place = Place::Query,
            "content-type header" => self.header_line(&line["content-type header".len()..]),
            "note" | "example" | "warning" => {}
            _ if of_parameter(label).is_some() => {
                let pairs = form_pairs(line, self.notes);
                self.place_pairs(pairs, Place::Unknown);
            }
            // A subscription key is a header too, and read as one below.
            _ if of_name(label).is_some() && !label.contains('-') => {
                self.current.named.push(Pair::new(label, unquoted(value)));
            }
            lower if is_header_name(label) && (self.in_headers || is_known(lower)) => {
                let headers = header(line, self.notes);
                self.current.headers.extend(headers);
            }
            _ => {}
        }
    }

    fn header_line(&mut self, value: &str) {
        let value = value.trim_start_matches([':', ' ']);
        let header = Pair::new("Content-Type", value);
        self.current.headers.push(header);
    }

    fn place_pairs(&mut self, pairs: Vec<Pair>, otherwise: Place) {
        let place = match self.place {
            Place::Unknown => otherwise,
            told => told,
        };
        match place {
            Place::Query => self.current.query.extend(pairs),
            Place::Form => pairs
                .into_iter()
                .for_each(|pair| self.current.push_form(pair)),
            Place::Unknown => self.current.named.extend(pairs),
        }
    }

    fn finish(&mut self) {
        let written = std::mem::take(&mut self.current);
        if !written.is_empty() {
            self.done.push(written);
        }
        self.in_headers = false;
        self.in_answer = false;
        self.place = Place::Unknown;
    }
}
