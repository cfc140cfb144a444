//! The request that the browser makes when a person signs in (RFC 6749, sections 4.1.1 and 4.2.1; RFC 7636, section 4.3).
use super::state::State;
use crate::client_request::{Named, plain, secret, set};
use crate::grant::Grant;
use crate::integration::Integration;
use crate::method::Method;
use crate::origin::Origin;
use crate::request::{Body, Request};
use crate::secret::Kept;

/// What the authorization endpoint is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseType {
    /// A code, to be exchanged for a token: the authorization code grant.
    Code,
    /// The token itself: the implicit grant. RFC 9700, section 2.1.2 advises against it; some registrations have no other.
    Token,
}

/// What makes one sign-in unlike any other.
#[derive(Clone, Debug)]
pub(crate) struct Once {
    /// Comes back with the browser.
    pub(crate) state: State,
    /// Of the code verifier; left out for a token, for it is a code that it protects.
    pub(crate) challenge: String,
}

impl ResponseType {
    /// What the grant asks for; None where it needs no browser.
    pub fn of(grant: Grant) -> Option<Self> {
        match grant {
            Grant::AuthorizationCode => Some(Self::Code),
            Grant::Implicit => Some(Self::Token),
            Grant::ClientCredentials | Grant::Password | Grant::RefreshToken => None,
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Token => "token",
        }
    }
}

/// The address to open, as a request. None where the integration's grant needs no browser, or has no address for it. Parameters
/// of the address itself are kept, each is sent once (RFC 6749, section 3.1).
pub(crate) fn authorization_request(integration: &Integration, once: &Once) -> Option<Request> {
    let settings = &integration.grant;
    let response_type = ResponseType::of(settings.grant)?;
    let endpoint = settings.authorization_endpoint.as_ref()?;
    let home = Origin::of(endpoint).into_iter().collect();
    let mut members = vec![
        plain("response_type", response_type.id()),
        plain("client_id", &integration.client_id),
        plain("redirect_uri", &settings.redirect_uri),
    ];
    if !integration.scope.is_empty() {
        members.push(plain("scope", &integration.scope));
    }
    let state = Kept::new(once.state.secret().clone(), home);
    members.push(secret("state", "a new one each time", state));
    if response_type == ResponseType::Code {
        members.push(plain("code_challenge", &once.challenge));
        members.push(plain("code_challenge_method", "S256"));
    }
    let mut query: Vec<Named> = Vec::new();
    for (name, value) in endpoint.query_pairs() {
        set(&mut query, plain(&name, &value));
    }
    for member in members {
        set(&mut query, member);
    }
    Some(Request {
        method: Method::Get,
        address: endpoint.clone(),
        query,
        headers: vec![],
        body: Body::None,
    })
}
