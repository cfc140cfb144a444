//! A request between data and source text: encoded as it will be sent, with variables where its secrets are.
use url::{Url, form_urlencoded};
use zeroize::Zeroizing;

use crate::method::Method;
use crate::request::{Body, Request, SealError, USER_AGENT, Value, reachable, without_query};

use super::variables::Names;

/// A request to be written.
pub(crate) struct Written {
    pub(crate) method: Method,
    /// With its query.
    pub(crate) address: Text,
    /// One of each name, in order.
    pub(crate) headers: Vec<(String, Text)>,
    /// Some and empty: it has none and says so.
    pub(crate) body: Option<Text>,
}

/// A text with variables in it.
#[derive(Clone, Default)]
pub(crate) struct Text(Vec<Part>);

/// A piece of a text.
#[derive(Clone)]
pub(crate) enum Part {
    /// As it is. It may hold the access token.
    Literal(Zeroizing<String>),
    /// The value of a variable of the environment.
    Variable(String, Encoding),
}

/// What is made of a variable's value before it is put in.
#[derive(Clone)]
pub(crate) enum Encoding {
    /// Nothing.
    None,
    /// A value of a query or form.
    Form,
    /// The inside of a JSON text.
    Json,
    /// `Basic` and the rest of its header (RFC 6749, section 2.3.1). Here is the id, form-encoded.
    Basic(String),
}

/// Where a value stands.
#[derive(Clone, Copy)]
enum Place {
    Header,
    Form,
    Json,
}

impl Written {
    /// Reads a request. `sandbox` as for [`Request::seal`].
    pub(crate) fn of(
        request: &Request,
        with_token: bool,
        sandbox: Option<&Url>,
    ) -> Result<Self, SealError> {
        let base = reachable(&request.address, sandbox).ok_or(SealError::SandboxStopped)?;
        let mut writer = Writer {
            names: Names::default(),
            with_token,
        };
        let mut address = Text::plain(&without_query(&base));
        if !request.query.is_empty() {
            address.push("?");
            writer.form(&mut address, &request.query);
        }
        let headers = writer.headers(&request.headers);
        let body = match &request.body {
            Body::None => None,
            Body::Empty => Some(Text::default()),
            Body::Form(members) => {
                let mut text = Text::default();
                writer.form(&mut text, members);
                Some(text)
            }
            Body::Json(members) => Some(writer.json(members)),
            Body::Text(value) => {
                let mut text = Text::default();
                writer.value(&mut text, value, Place::Header);
                Some(text)
            }
        };
        Ok(Self {
            method: request.method,
            address,
            headers,
            body,
        })
    }

    /// Every text of it.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Text> {
        let headers = self.headers.iter().map(|(_, value)| value);
        std::iter::once(&self.address)
            .chain(headers)
            .chain(&self.body)
    }

    /// Whether a header of that name is among them.
    pub(super) fn has_header(&self, name: &str) -> bool {
        self.headers
            .iter()
            .any(|(own, _)| own.eq_ignore_ascii_case(name))
    }

    /// Whether a value has to be encoded so when it is known.
    pub(super) fn needs(&self, is_it: impl Fn(&Encoding) -> bool) -> bool {
        let mut parts = self.texts().flat_map(Text::parts);
        parts.any(|part| matches!(part, Part::Variable(_, encoding) if is_it(encoding)))
    }
}

impl Text {
    /// A text without variables.
    pub(crate) fn plain(text: &str) -> Self {
        let mut plain = Self::default();
        plain.push(text);
        plain
    }

    /// The value of a variable.
    pub(crate) fn variable(name: &str) -> Self {
        Self(vec![Part::Variable(name.to_owned(), Encoding::None)])
    }

    /// The same with a literal before it.
    pub(super) fn after(&self, before: &str) -> Self {
        let mut whole = Self::plain(before);
        whole.append(self.clone());
        whole
    }

    /// In order; no two literals stand beside each other, and none is empty.
    pub(super) fn parts(&self) -> &[Part] {
        &self.0
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The id and the variable, if this is the value of a Basic header.
    pub(super) fn basic(&self) -> Option<(&str, &str)> {
        match self.0.as_slice() {
            [Part::Variable(name, Encoding::Basic(id))] => Some((id, name)),
            _ => None,
        }
    }

    /// Its literals.
    pub(super) fn literals(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Literal(text) => Some(text.as_str()),
            Part::Variable(..) => None,
        })
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(Part::Literal(last)) => grow(last, text),
            _ => self.0.push(Part::Literal(Zeroizing::new(text.to_owned()))),
        }
    }

    fn push_encoded(&mut self, text: &str, place: Place) {
        match place {
            Place::Header => self.push(text),
            Place::Form => {
                form_urlencoded::byte_serialize(text.as_bytes()).for_each(|piece| self.push(piece))
            }
            Place::Json => {
                let quoted = Zeroizing::new(serde_json::Value::from(text).to_string());
                self.push(&quoted[1..quoted.len() - 1]);
            }
        }
    }

    fn append(&mut self, other: Self) {
        for part in other.0 {
            match part {
                Part::Literal(text) => self.push(&text),
                variable @ Part::Variable(..) => self.0.push(variable),
            }
        }
    }
}

/// Adds to a text. A larger buffer replaces the old one, which is wiped.
fn grow(text: &mut Zeroizing<String>, more: &str) {
    let length = text.len() + more.len();
    if length > text.capacity() {
        let room = length.max(text.capacity() * 2);
        let mut larger = Zeroizing::new(String::with_capacity(room));
        larger.push_str(text);
        *text = larger;
    }
    text.push_str(more);
}

struct Writer {
    names: Names,
    with_token: bool,
}

impl Writer {
    fn value(&mut self, text: &mut Text, value: &Value, place: Place) {
        match value {
            Value::Plain(plain) => text.push_encoded(plain, place),
            Value::Secret(name, _) => self.variable(text, Some(name), place),
            Value::Prefixed(_, prefix, token) => {
                if !prefix.is_empty() {
                    text.push_encoded(&format!("{prefix} "), place);
                }
                if self.with_token {
                    token.secret.reveal(|token| text.push_encoded(token, place));
                } else {
                    self.variable(text, None, place);
                }
            }
            // Stands in headers only.
            Value::Basic(client_id, _) => {
                let id = form_urlencoded::byte_serialize(client_id.as_bytes()).collect();
                let name = self.names.of("client secret");
                text.0.push(Part::Variable(name, Encoding::Basic(id)));
            }
        }
    }

    /// None: the access token.
    fn variable(&mut self, text: &mut Text, secret: Option<&str>, place: Place) {
        let name = match secret {
            Some(secret) => self.names.of(secret),
            None => self.names.token(),
        };
        let encoding = match place {
            Place::Header => Encoding::None,
            Place::Form => Encoding::Form,
            Place::Json => Encoding::Json,
        };
        text.0.push(Part::Variable(name, encoding));
    }

    /// Languages keep headers in maps, so those of one name become one, as RFC 9110, section 5.3, has it.
    fn headers(&mut self, members: &[(String, Value)]) -> Vec<(String, Text)> {
        let mut headers: Vec<(String, Text)> = Vec::new();
        for (name, value) in members {
            if name.eq_ignore_ascii_case("user-agent")
                && matches!(value, Value::Plain(ours) if ours == USER_AGENT)
            {
                continue;
            }
            let mut text = Text::default();
            self.value(&mut text, value, Place::Header);
            match headers
                .iter_mut()
                .find(|(taken, _)| taken.eq_ignore_ascii_case(name))
            {
                Some((_, list)) => {
                    list.push(", ");
                    list.append(text);
                }
                None => headers.push((name.clone(), text)),
            }
        }
        headers
    }

    fn form(&mut self, text: &mut Text, members: &[(String, Value)]) {
        for (index, (name, value)) in members.iter().enumerate() {
            if index > 0 {
                text.push("&");
            }
            text.push_encoded(name, Place::Form);
            text.push("=");
            self.value(text, value, Place::Form);
        }
    }

    fn json(&mut self, members: &[(String, Value)]) -> Text {
        let mut text = Text::plain("{");
        for (index, (name, value)) in members.iter().enumerate() {
            text.push(if index > 0 { ",\"" } else { "\"" });
            text.push_encoded(name, Place::Json);
            text.push("\":\"");
            self.value(&mut text, value, Place::Json);
            text.push("\"");
        }
        text.push("}");
        text
    }
}
