//! The address that the browser is sent to: an authorization request (RFC 6749, sections 4.1.1 and 4.2.1).
use url::Url;

use super::pkce::Pkce;
use super::redirect_uri::RedirectUri;
use super::state::State;

/// What the authorization endpoint is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseType {
    /// A code, to be exchanged for a token: the authorization code grant.
    Code,
    /// The token itself: the implicit grant. RFC 9700, section 2.1.2 advises against it; some registrations have no other.
    Token,
}

/// One authorization request.
#[derive(Clone, Copy, Debug)]
pub struct AuthorizationRequest<'a> {
    /// The authorization endpoint. Parameters that it has already are kept (RFC 6749, section 3.1).
    pub endpoint: &'a Url,
    /// What to answer with.
    pub response_type: ResponseType,
    /// As issued.
    pub client_id: &'a str,
    /// As registered.
    pub redirect_uri: &'a RedirectUri,
    /// Left out where empty.
    pub scope: &'a str,
    /// Made for this request alone.
    pub state: &'a State,
    /// Made for this request alone; left out for a token, for it is a code that it protects.
    pub pkce: Option<&'a Pkce>,
    /// What else this server wants. None of them can replace one of the above.
    pub extra: &'a [(String, String)],
}

/// Where to send the browser. Every parameter is there once (RFC 6749, section 3.1).
pub fn authorization_address(request: &AuthorizationRequest<'_>) -> Url {
    let mut parameters: Vec<(String, String)> = Vec::new();
    for (name, value) in request.endpoint.query_pairs() {
        set(&mut parameters, &name, &value);
    }
    for (name, value) in request.extra {
        set(&mut parameters, name, value);
    }
    let response_type = match request.response_type {
        ResponseType::Code => "code",
        ResponseType::Token => "token",
    };
    set(&mut parameters, "response_type", response_type);
    set(&mut parameters, "client_id", request.client_id);
    set(
        &mut parameters,
        "redirect_uri",
        request.redirect_uri.as_str(),
    );
    if !request.scope.is_empty() {
        set(&mut parameters, "scope", request.scope);
    }
    request
        .state
        .secret()
        .reveal(|state| set(&mut parameters, "state", state));
    if let (ResponseType::Code, Some(pkce)) = (request.response_type, request.pkce) {
        set(&mut parameters, "code_challenge", &pkce.challenge());
        set(&mut parameters, "code_challenge_method", "S256");
    }
    let mut address = request.endpoint.clone();
    address.set_fragment(None);
    address.query_pairs_mut().clear().extend_pairs(parameters);
    address
}

fn set(parameters: &mut Vec<(String, String)>, name: &str, value: &str) {
    match parameters.iter_mut().find(|(taken, _)| taken == name) {
        Some((_, replaced)) => value.clone_into(replaced),
        None => parameters.push((name.to_owned(), value.to_owned())),
    }
}
