//! An authorization request: what can be shown as a question, what is sent back, and what must never be sent anywhere.
use url::form_urlencoded::Serializer;

use crate::ledger::{AuthorizationRequest, Ledger};
use crate::oauth::dialect::Dialect;
use crate::oauth::parameters::{is_scope, repeated, value};
use crate::reply::Reply;

/// Why a request cannot become a question.
pub(super) enum Flawed {
    /// Who asks is not certain, so nothing is sent to where it says (RFC 6749, section 4.1.2.1).
    Shown {
        outcome: &'static str,
        text: &'static str,
        value: String,
    },
    /// The client is told, at its redirect URI.
    SentBack {
        to: SendBack,
        code: &'static str,
        text: &'static str,
    },
}

/// The way back to the client.
pub(super) struct SendBack {
    redirect_uri: String,
    in_fragment: bool,
    state: Option<String>,
}

impl SendBack {
    /// The way back to the client that asked.
    pub(super) fn of(request: &AuthorizationRequest) -> Self {
        Self {
            redirect_uri: request.redirect_uri.clone(),
            in_fragment: request.implicit,
            state: request.state.clone(),
        }
    }

    /// A redirect with these parameters and the client's state.
    pub(super) fn reply(&self, status: u16, pairs: &[(&str, &str)], outcome: &str) -> Reply {
        let mut parameters = Serializer::new(String::new());
        parameters.extend_pairs(pairs);
        if let Some(state) = &self.state {
            parameters.append_pair("state", state);
        }
        let uri = &self.redirect_uri;
        let mark = match (self.in_fragment, uri.contains('?')) {
            (true, _) => '#',
            (false, true) => '&',
            (false, false) => '?',
        };
        Reply::empty(status, outcome)
            .with("location", format!("{uri}{mark}{}", parameters.finish()))
            .with("cache-control", "no-store")
            .with("referrer-policy", "no-referrer")
    }
}

/// Reads the query of an authorization request.
pub(super) fn read(
    ledger: &Ledger,
    dialect: &Dialect,
    query: &[(String, String)],
) -> Result<AuthorizationRequest, Flawed> {
    let (client_id, redirect_uri, redirect_uri_named) = sender(ledger, dialect, query)?;
    let response_type = value(query, "response_type");
    let back = || SendBack {
        redirect_uri: redirect_uri.clone(),
        in_fragment: response_type == Some("token"),
        state: value(query, "state").map(str::to_owned),
    };
    let sent_back = |code, text| {
        let to = back();
        Err(Flawed::SentBack { to, code, text })
    };
    if repeated(query).is_some() {
        return sent_back("invalid_request", "A parameter is included more than once.");
    }
    let implicit = match response_type {
        None => return sent_back("invalid_request", "response_type is missing."),
        Some("code") => false,
        Some("token") => true,
        Some(_) => {
            return sent_back(
                "unsupported_response_type",
                "response_type is code or token.",
            );
        }
    };
    let scope = value(query, "scope").map(str::to_owned);
    if scope.as_deref().is_some_and(|scope| !is_scope(scope)) {
        return sent_back("invalid_scope", "The scope is not well formed.");
    }
    let challenge = value(query, "code_challenge");
    match (challenge, value(query, "code_challenge_method")) {
        (None, None) => {}
        (Some(challenge), Some("S256")) if is_challenge(challenge) => {}
        (Some(_), Some("S256")) => {
            return sent_back("invalid_request", "code_challenge is no SHA-256.");
        }
        // RFC 7636, section 4.3: without a method it is plain, which shows the verifier to whoever reads the address.
        (Some(_), _) => {
            return sent_back("invalid_request", "code_challenge_method must be S256.");
        }
        (None, Some(_)) => return sent_back("invalid_request", "code_challenge is missing."),
    }
    let SendBack { state, .. } = back();
    Ok(AuthorizationRequest {
        realm: dialect.realm,
        client_id,
        redirect_uri_named,
        scope,
        code_challenge: challenge.map(str::to_owned),
        implicit,
        state,
        redirect_uri,
    })
}

/// The client, its redirect URI, and whether the request named that. Compared as text, so that nothing but the registered
/// address will do (RFC 9700, section 2.1).
fn sender(
    ledger: &Ledger,
    dialect: &Dialect,
    query: &[(String, String)],
) -> Result<(String, String, bool), Flawed> {
    let shown = |outcome, text, value: &str| {
        let value = value.to_owned();
        Err(Flawed::Shown {
            outcome,
            text,
            value,
        })
    };
    for name in ["client_id", "redirect_uri"] {
        if query.iter().filter(|(key, _)| key == name).count() > 1 {
            let text = "The request says who asks, or where to go, more than once:";
            return shown("repeated parameter", text, name);
        }
    }
    let Some(client_id) = value(query, "client_id") else {
        let text = "The request does not say which client asks. It needs a";
        return shown("unknown client", text, "client_id");
    };
    let Some(client) = ledger.client(dialect.realm, client_id) else {
        let text = "The sandbox has no client for this provider with the client id";
        return shown("unknown client", text, client_id);
    };
    let named = value(query, "redirect_uri");
    let registered = match (named, client.redirect_uris.as_slice()) {
        (Some(named), uris) if uris.iter().any(|uri| uri == named) => named.to_owned(),
        (Some(named), _) => {
            let text = "This redirect URI is not registered for the client, letter by letter:";
            return shown("unregistered redirect URI", text, named);
        }
        (None, [only]) => only.clone(),
        (None, _) => {
            let text =
                "The client has several redirect URIs, and the request does not name one with";
            return shown("unregistered redirect URI", text, "redirect_uri");
        }
    };
    Ok((client_id.to_owned(), registered, named.is_some()))
}

/// A SHA-256 in base64url without padding (RFC 7636, section 4.2).
fn is_challenge(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    text.len() == 43 && text.bytes().all(letter)
}
