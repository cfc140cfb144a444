//! What a request to the token endpoint or its neighbours says, and where: RFC 6749, sections 2.3 and 3.2, plus query and JSON.
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use gatepass_core::Placement;

use super::json_members::Members;
use super::parameters::{repeated, value};
use crate::asked::{Asked, pairs};

/// A request that can be understood.
pub(super) struct TokenAsk {
    pub(super) grant_type: Option<String>,
    pub(super) credentials: Option<Credentials>,
    body: Pairs,
    query: Pairs,
}

impl TokenAsk {
    /// A parameter that has a value, from the body or else from the address.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        value(&self.body, name).or_else(|| value(&self.query, name))
    }
}

/// A client that introduced itself.
pub(super) struct Credentials {
    pub(super) placement: Placement,
    pub(super) client_id: Option<String>,
    pub(super) secret: Option<String>,
}

/// Why a token request cannot be understood.
pub(crate) enum Flaw {
    /// Neither a form nor, where that is taken, JSON.
    MediaType,
    /// The content type promises what the body does not hold.
    Unreadable,
    /// Section 3.2: a parameter must not be included more than once.
    Repeated(String),
    /// Section 2.3: one way to introduce oneself, not two.
    TwoPlacements,
    /// An `Authorization: Basic` header that is not base64 of `id:secret`.
    Basic,
}

type Pairs = Vec<(String, String)>;

/// Reads a token request.
pub(super) fn read(asked: &Asked, takes_json: bool) -> Result<TokenAsk, Flaw> {
    let (placement, body) = body(asked, takes_json)?;
    for pairs in [&asked.query, &body] {
        if let Some(name) = repeated(pairs) {
            return Err(Flaw::Repeated(name));
        }
    }
    let mut found = vec![];
    found.extend(introduced(Placement::Query, &asked.query));
    found.extend(introduced(placement, &body));
    if let Some(encoded) = asked.authorization("Basic") {
        found.push(basic(encoded).ok_or(Flaw::Basic)?);
    }
    if found.len() > 1 {
        return Err(Flaw::TwoPlacements);
    }
    // Cisco prints a token address that ends in ?grant_type=… and a curl line that repeats it in the body: the same twice
    // is taken, two different ones are not.
    let grant_type = match (
        value(&asked.query, "grant_type"),
        value(&body, "grant_type"),
    ) {
        (Some(one), Some(other)) if one != other => {
            return Err(Flaw::Repeated("grant_type".to_owned()));
        }
        (one, other) => other.or(one).map(str::to_owned),
    };
    Ok(TokenAsk {
        grant_type,
        credentials: found.pop(),
        body,
        query: asked.query.clone(),
    })
}

fn body(asked: &Asked, takes_json: bool) -> Result<(Placement, Pairs), Flaw> {
    if asked.body.is_empty() {
        return Ok((Placement::Form, vec![]));
    }
    match asked.media_type().as_str() {
        "application/x-www-form-urlencoded" => Ok((Placement::Form, pairs(&asked.body))),
        "application/json" if takes_json => {
            let Members(members) =
                serde_json::from_slice(&asked.body).map_err(|_| Flaw::Unreadable)?;
            Ok((Placement::Json, members))
        }
        _ => Err(Flaw::MediaType),
    }
}

fn introduced(placement: Placement, pairs: &[(String, String)]) -> Option<Credentials> {
    let (client_id, secret) = (value(pairs, "client_id"), value(pairs, "client_secret"));
    (client_id.is_some() || secret.is_some()).then(|| Credentials {
        placement,
        client_id: client_id.map(str::to_owned),
        secret: secret.map(str::to_owned),
    })
}

/// Section 2.3.1: id and secret are form-encoded first, then joined and put into base64.
fn basic(encoded: &str) -> Option<Credentials> {
    let joined = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    let (client_id, secret) = joined.split_once(':')?;
    Some(Credentials {
        placement: Placement::Basic,
        client_id: form_decoded(client_id),
        secret: form_decoded(secret),
    })
}

fn form_decoded(text: &str) -> Option<String> {
    // As the value of a pair, so that a "=" in it stays. A "&" ends it: the encoding would have written %26.
    let value = pairs(format!("v={text}").as_bytes()).swap_remove(0).1;
    (!value.is_empty()).then_some(value)
}
