//! Postman's files: an environment; a collection (v2.x), or a request, folder or `auth` cut out of one.
use super::json::Json;
use super::postman_auth;
use super::values;
use crate::paste::notes::Notes;
use crate::paste::parameters::form_pairs;
use crate::paste::text::{Pair, Text, append, text};
use crate::paste::written::{Body, Written};

/// Variables in variables; more is a circle.
const DEEPEST: usize = 8;
/// A text with its variables filled in may be this long. A variable that names others many times grows fast.
const LONGEST: usize = 64 * 1024;
/// So many variables are filled in for one text.
const MOST_FILLED: usize = 256;

/// An environment's variables, or a workspace's globals.
pub(super) fn environment(value: &Json) -> Option<Written> {
    let values = value.member("values")?.items();
    values.iter().find(|value| value.member("key").is_some())?;
    let named = values
        .iter()
        .filter(|value| !value.says("enabled", "false"))
        .map(|value| Pair::new(value.text_of("key"), value.text_of("value")));
    Some(Written {
        named: named.collect(),
        ..Written::default()
    })
}

/// The requests of a collection or of a piece of one. None if it is neither.
pub(super) fn collection(value: &Json) -> Option<Vec<Written>> {
    let is_request = value.member("url").is_some()
        && ["method", "header", "body", "auth"]
            .iter()
            .any(|name| value.member(name).is_some());
    let is_auth = value
        .member("type")
        .is_some_and(|kind| kind.text().is_some_and(|kind| value.member(kind).is_some()));
    let wraps = ["item", "request", "auth"]
        .iter()
        .any(|name| value.member(name).is_some());
    if !(is_request || is_auth || wraps || is_items(value)) {
        return None;
    }
    let mut reader = Reader {
        variables: variables(value),
        requests: Vec::new(),
    };
    if is_request {
        reader.request(value);
    } else if is_auth {
        reader.auth(value, None);
    } else {
        reader.item(value);
    }
    Some(reader.requests)
}

/// A list cut out of a collection.
fn is_items(value: &Json) -> bool {
    let is_item = |item: &Json| item.member("request").is_some() || item.member("item").is_some();
    value.items().first().is_some_and(is_item)
}

fn variables(value: &Json) -> Vec<Pair> {
    let variables = value
        .member("variable")
        .map(Json::items)
        .unwrap_or_default();
    let enabled = variables
        .iter()
        .filter(|variable| !variable.says("disabled", "true"));
    enabled
        .map(|variable| Pair::new(variable.text_of("key"), variable.text_of("value")))
        .collect()
}

struct Reader {
    variables: Vec<Pair>,
    requests: Vec<Written>,
}

impl Reader {
    /// A folder with all in it, or one request.
    fn item(&mut self, item: &Json) {
        if let Some(auth) = item.member("auth") {
            self.auth(auth, None);
        }
        if let Some(request) = item.member("request") {
            match request.text() {
                Some(url) => self.requests.push(Written {
                    target: self.filled(url),
                    ..Written::default()
                }),
                None => self.request(request),
            }
        }
        let below = item.member("item").map(Json::items).unwrap_or_default();
        for item in below.iter().chain(item.items()) {
            self.item(item);
        }
    }

    fn request(&mut self, request: &Json) {
        let mut written = Written {
            method: request.text_of("method").to_ascii_uppercase(),
            target: self.target(request.member("url")),
            headers: self.pairs(request.member("header")),
            body: self.body(request.member("body")),
            ..Written::default()
        };
        if let Some(auth) = request.member("auth") {
            self.auth(auth, Some(&mut written));
        }
        self.requests.push(written);
    }

    /// What `auth` says, in its request or as one of its own.
    fn auth(&mut self, auth: &Json, written: Option<&mut Written>) {
        let filled = |text: &str| fill(text, &self.variables);
        postman_auth::read(auth, &filled, written, &mut self.requests);
    }

    /// `raw` has all of it; without it the parts do.
    fn target(&self, url: Option<&Json>) -> Text {
        let Some(url) = url else { return text("") };
        let raw = url.text().unwrap_or_else(|| url.text_of("raw"));
        if !raw.is_empty() {
            return self.filled(raw);
        }
        let joined = |name: &str, separator: &str| -> String {
            let parts = url.member(name).map(Json::items).unwrap_or_default();
            let parts: Vec<&str> = parts.iter().filter_map(Json::text).collect();
            match url.text_of(name) {
                "" => parts.join(separator),
                whole => whole.trim_start_matches('/').to_owned(),
            }
        };
        let protocol = match url.text_of("protocol") {
            "" => "https",
            protocol => protocol,
        };
        self.filled(&format!(
            "{protocol}://{}/{}",
            joined("host", "."),
            joined("path", "/")
        ))
    }

    fn body(&self, body: Option<&Json>) -> Body {
        let Some(body) = body else { return Body::None };
        match body.text_of("mode") {
            mode @ ("urlencoded" | "formdata") => Body::Form(self.pairs(body.member(mode))),
            "raw" => {
                let raw = self.filled(body.text_of("raw"));
                match super::json::whole(&raw) {
                    Some(value) => Body::Json(values::pairs(&value)),
                    None if raw.contains('=') => {
                        Body::Form(form_pairs(&raw, &mut Notes::default()))
                    }
                    None => Body::Other,
                }
            }
            _ => Body::None,
        }
    }

    fn pairs(&self, list: Option<&Json>) -> Vec<Pair> {
        let items = list.map(Json::items).unwrap_or_default();
        items
            .iter()
            .filter(|item| !item.says("disabled", "true"))
            .map(|item| Pair {
                name: self.filled(item.text_of("key")),
                value: self.filled(item.text_of("value")),
            })
            .collect()
    }

    fn filled(&self, text: &str) -> Text {
        fill(text, &self.variables)
    }
}

/// Fills in `{{variables}}`; one that is not known, or that leads in a circle, stays and is a placeholder.
fn fill(piece: &str, variables: &[Pair]) -> Text {
    let mut filled = Filled {
        variables,
        left: MOST_FILLED,
        out: text(""),
    };
    filled.add(piece, DEEPEST);
    if filled.left == 0 || filled.out.len() > LONGEST {
        return text(piece);
    }
    filled.out
}

struct Filled<'a> {
    variables: &'a [Pair],
    /// Variables that may still be filled in.
    left: usize,
    out: Text,
}

impl Filled<'_> {
    fn add(&mut self, piece: &str, depth: usize) {
        let mut rest = piece;
        while let Some((before, name, after)) = variable_in(rest) {
            if self.left == 0 || self.out.len() > LONGEST {
                return;
            }
            append(&mut self.out, before);
            let named = |pair: &&Pair| *pair.name == name.trim();
            match self.variables.iter().rev().find(named) {
                Some(pair) if depth > 0 => {
                    self.left -= 1;
                    self.add(&pair.value, depth - 1);
                }
                _ => append(&mut self.out, &rest[before.len()..rest.len() - after.len()]),
            }
            rest = after;
        }
        append(&mut self.out, rest);
    }
}

/// The first variable: what stands before it, its name, what stands after it.
fn variable_in(piece: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = piece.split_once("{{")?;
    let (name, after) = rest.split_once("}}")?;
    Some((before, name, after))
}
