//! A request as data: from this one value come the redacted preview, the cURL line and the bytes that are sent.
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use url::{Url, form_urlencoded};
use zeroize::Zeroizing;

use crate::exchange::{Member, RedactedBody, RedactedRequest};
use crate::method::Method;
use crate::origin::{Origin, OriginError, SANDBOX_SCHEME};
use crate::secret::{Kept, Secret};
use crate::wire::{WireHeader, WireRequest};

/// What every request says of its sender.
pub const USER_AGENT: &str = concat!("Gatepass/", env!("CARGO_PKG_VERSION"));

/// Dots that stand for a secret, always as many: their number tells nothing.
pub const DOTS: &str = "••••••••";

/// A request before it is sent.
#[derive(Clone, Debug)]
pub struct Request {
    /// What is asked of the server.
    pub method: Method,
    /// Scheme, host and path. Its query is ignored: `query` has it.
    pub address: Url,
    /// In order.
    pub query: Vec<(String, Value)>,
    /// In order.
    pub headers: Vec<(String, Value)>,
    /// The body.
    pub body: Body,
}

/// A value of a header, parameter or member.
#[derive(Clone, Debug)]
pub enum Value {
    /// Shown as it is.
    Plain(String),
    /// A secret; the text names what it is: "client secret".
    Secret(String, Kept),
    /// A secret with a word before it: `Bearer …`. The first text names it, the second is the word.
    Prefixed(String, String, Kept),
    /// `Basic`, then id and secret, each form-encoded and both in base64 (RFC 6749, section 2.3.1).
    Basic(String, Kept),
}

/// The body of a request.
#[derive(Clone, Debug)]
pub enum Body {
    /// None.
    None,
    /// `Content-Length: 0`.
    Empty,
    /// `application/x-www-form-urlencoded`.
    Form(Vec<(String, Value)>),
    /// A JSON object of texts.
    Json(Vec<(String, Value)>),
    /// A text as it stands; its type is a header like the others.
    Text(Value),
}

/// Why a request may not be sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The address is none that may receive a secret.
    #[error(transparent)]
    Address(#[from] OriginError),
    /// A secret was given for other origins: its name, and where it would have gone.
    #[error("the {secret} was not given for {origin}")]
    ForeignOrigin {
        /// "client secret".
        secret: String,
        /// `https://…`
        origin: String,
    },
    /// The sandbox is stopped.
    #[error("the sandbox is not running")]
    SandboxStopped,
}

impl Request {
    /// Turns it into bytes, if every secret in it may go where it is addressed. `sandbox` is where the sandbox listens now.
    pub fn seal(&self, sandbox: Option<&Url>) -> Result<WireRequest, SealError> {
        self.check_origins()?;
        let mut address = reachable(&self.address, sandbox).ok_or(SealError::SandboxStopped)?;
        address.set_query(None);
        if !self.query.is_empty() {
            address = asking(address, &encode_form(&self.query));
        }
        let headers = self.headers.iter().map(|(name, value)| WireHeader {
            name: name.clone(),
            value: value.text(),
            sensitive: value.secret().is_some(),
        });
        let body = match &self.body {
            Body::None => None,
            Body::Empty => Some(Zeroizing::new(Vec::new())),
            Body::Form(members) => Some(Zeroizing::new(encode_form(members).as_bytes().to_vec())),
            Body::Json(members) => Some(encode_json(members)),
            Body::Text(value) => Some(Zeroizing::new(value.text().as_bytes().to_vec())),
        };
        Ok(WireRequest {
            method: self.method.name(),
            address,
            headers: headers.collect(),
            body,
        })
    }

    /// Refuses it where a secret in it was not given for where it is addressed.
    pub(crate) fn check_origins(&self) -> Result<(), SealError> {
        let origin = Origin::of(&self.address)?;
        for value in self.values() {
            if let Some((name, kept)) = value.secret()
                && !kept.may_go_to(&origin)
            {
                return Err(SealError::ForeignOrigin {
                    secret: name.to_owned(),
                    origin: origin.to_string(),
                });
            }
        }
        Ok(())
    }

    /// The same request with every secret masked. `sandbox` as for [`Request::seal`].
    pub fn redacted(&self, sandbox: Option<&Url>) -> RedactedRequest {
        let address = reachable(&self.address, sandbox).unwrap_or_else(|| self.address.clone());
        RedactedRequest {
            method: self.method.name().to_owned(),
            address: without_query(&address),
            query: redact(&self.query),
            headers: redact(&self.headers),
            body: match &self.body {
                Body::None => RedactedBody::None,
                Body::Empty => RedactedBody::Empty,
                Body::Form(members) => RedactedBody::Form(redact(members)),
                Body::Json(members) => RedactedBody::Json(redact(members)),
                Body::Text(value) => {
                    let (text, masked) = value.redacted();
                    RedactedBody::Text { text, masked }
                }
            },
        }
    }

    /// Every secret in it, and what Basic makes of one, to mask an answer that repeats it.
    pub fn secrets(&self) -> Vec<Secret> {
        let plain = self
            .values()
            .filter_map(|value| value.secret().map(|(_, kept)| kept.secret.clone()));
        let basic = self.values().filter_map(|value| match value {
            Value::Basic(id, kept) => Some(
                kept.secret
                    .reveal(|secret| Secret::new(basic(id, secret).trim_start_matches("Basic "))),
            ),
            Value::Plain(_) | Value::Secret(..) | Value::Prefixed(..) => None,
        });
        basic.chain(plain).collect()
    }

    fn values(&self) -> impl Iterator<Item = &Value> {
        let body: &[(String, Value)] = match &self.body {
            Body::None | Body::Empty | Body::Text(_) => &[],
            Body::Form(members) | Body::Json(members) => members,
        };
        let text = match &self.body {
            Body::Text(value) => Some(value),
            _ => None,
        };
        self.query
            .iter()
            .chain(&self.headers)
            .chain(body)
            .map(|(_, value)| value)
            .chain(text)
    }
}

impl Value {
    fn secret(&self) -> Option<(&str, &Kept)> {
        match self {
            Self::Plain(_) => None,
            Self::Secret(name, kept) | Self::Prefixed(name, _, kept) => Some((name, kept)),
            Self::Basic(_, kept) => Some(("client secret", kept)),
        }
    }

    fn text(&self) -> Zeroizing<String> {
        match self {
            Self::Plain(text) => Zeroizing::new(text.clone()),
            Self::Secret(_, kept) => kept
                .secret
                .reveal(|secret| Zeroizing::new(secret.to_owned())),
            Self::Prefixed(_, prefix, kept) => {
                kept.secret.reveal(|secret| prefixed(prefix, secret))
            }
            Self::Basic(client_id, kept) => kept.secret.reveal(|secret| basic(client_id, secret)),
        }
    }

    fn redacted(&self) -> (String, String) {
        match self {
            Self::Plain(text) => (text.clone(), String::new()),
            Self::Secret(name, _) => (DOTS.to_owned(), name.clone()),
            Self::Prefixed(name, prefix, _) => (prefixed(prefix, DOTS).to_string(), name.clone()),
            Self::Basic(..) => (format!("Basic {DOTS}"), "client id and secret".to_owned()),
        }
    }
}

/// The real address: the sandbox's own stands for `sandbox:`. None while the sandbox is stopped.
pub(crate) fn reachable(address: &Url, sandbox: Option<&Url>) -> Option<Url> {
    if address.scheme() != SANDBOX_SCHEME {
        return Some(address.clone());
    }
    let mut real = sandbox?.clone();
    real.set_path(address.path());
    Some(real)
}

/// The address with a query, which may hold a secret. Put in by the address itself it would make its text grow, and leave an
/// unwiped beginning behind.
fn asking(mut address: Url, query: &str) -> Url {
    address.set_fragment(None);
    let mut whole = room_for(address.as_str().len() + 1 + query.len());
    whole.push_str(address.as_str());
    whole.push('?');
    whole.push_str(query);
    Url::parse(&whole).unwrap_or_else(|_| {
        address.set_query(Some(query));
        address
    })
}

/// The address alone.
pub(crate) fn without_query(address: &Url) -> String {
    let mut address = address.clone();
    address.set_query(None);
    address.into()
}

fn prefixed(prefix: &str, secret: &str) -> Zeroizing<String> {
    let mut text = room_for(prefix.len() + 1 + secret.len());
    text.push_str(prefix);
    if !prefix.is_empty() {
        text.push(' ');
    }
    text.push_str(secret);
    text
}

/// What Basic makes of a client and its secret.
pub(crate) fn basic(client_id: &str, secret: &str) -> Zeroizing<String> {
    let mut pair = room_for(ENCODED * (client_id.len() + secret.len()) + 1);
    pair.extend(form_urlencoded::byte_serialize(client_id.as_bytes()));
    pair.push(':');
    pair.extend(form_urlencoded::byte_serialize(secret.as_bytes()));
    prefixed("Basic", &Zeroizing::new(BASE64.encode(pair.as_bytes())))
}

fn encode_form(members: &[(String, Value)]) -> Zeroizing<String> {
    let values: Vec<_> = members.iter().map(|(_, value)| value.text()).collect();
    let names = members.iter().map(|(name, _)| name.len() + 2);
    let length: usize = names.chain(values.iter().map(|value| value.len())).sum();
    let text = String::with_capacity(ENCODED * length);
    let mut form = form_urlencoded::Serializer::new(text);
    for ((name, _), value) in members.iter().zip(&values) {
        form.append_pair(name, value);
    }
    Zeroizing::new(form.finish())
}

fn encode_json(members: &[(String, Value)]) -> Zeroizing<Vec<u8>> {
    let values: Vec<_> = members.iter().map(|(_, value)| value.text()).collect();
    let names = members.iter().map(|(name, _)| name.len() + 6);
    let length: usize = names.chain(values.iter().map(|value| value.len())).sum();
    let mut json = Zeroizing::new(Vec::with_capacity(QUOTED * length + 2));
    json.push(b'{');
    for (index, ((name, _), value)) in members.iter().zip(&values).enumerate() {
        if index > 0 {
            json.push(b',');
        }
        quote(&mut json, name);
        json.push(b':');
        quote(&mut json, value);
    }
    json.push(b'}');
    json
}

fn quote(json: &mut Vec<u8>, text: &str) {
    let written = serde_json::to_writer(json, text);
    debug_assert!(written.is_ok(), "a text is JSON, and memory takes it");
}

/// The longest that a byte becomes in a form, and in JSON.
const ENCODED: usize = 3;
const QUOTED: usize = 6;

/// A buffer that never grows: one that did would leave an unwiped copy of its beginning behind.
fn room_for(bytes: usize) -> Zeroizing<String> {
    Zeroizing::new(String::with_capacity(bytes))
}

fn redact(members: &[(String, Value)]) -> Vec<Member> {
    let masked = |(name, value): &(String, Value)| {
        let (value, masked) = value.redacted();
        Member {
            name: name.clone(),
            value,
            masked,
        }
    };
    members.iter().map(masked).collect()
}
