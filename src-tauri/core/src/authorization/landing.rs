//! Reads the address that the browser landed on, pasted or received: a code, a token or a refusal, if it is ours.
use std::fmt;

use serde_json::{Map, Value};
use url::Url;
use zeroize::{Zeroize as _, Zeroizing};

use super::parameters::Parameters;
use super::redirect_uri::RedirectUri;
use super::request::ResponseType;
use super::state::State;
use crate::secret::Secret;
use crate::token_response::{Issued, Received, token_response};

/// What an authorization server's error and its description are cut to, in characters.
const LONGEST_ERROR: usize = 80;
const LONGEST_DESCRIPTION: usize = 300;

/// What an answer must fit to be ours.
#[derive(Clone, Debug)]
pub struct ExpectedLanding {
    /// As it was sent.
    pub redirect_uri: RedirectUri,
    /// Where the browser was sent, so that a page which never sent it back is recognised.
    pub authorization_endpoint: Url,
    /// As it was asked for.
    pub response_type: ResponseType,
    /// As it was sent.
    pub state: State,
}

/// An answer to our authorization request: it landed where it should and repeated our state.
#[derive(Debug)]
pub struct Landing {
    /// What was answered.
    pub answer: Landed,
    /// Who says it answered (RFC 9207), for whoever knows what it should be.
    pub iss: Option<String>,
    /// The request's that it answers.
    state: State,
}

impl Landing {
    /// Whether it answers that very request.
    pub(crate) fn answers(&self, expected: &ExpectedLanding) -> bool {
        let state = self.state.secret();
        state.reveal(|state| expected.state.is(state))
    }
}

/// What an authorization server can answer.
#[derive(Debug)]
pub enum Landed {
    /// A code, good for one token request.
    Code(Secret),
    /// The token itself.
    Token(LandedToken),
    /// No (RFC 6749, sections 4.1.2.1 and 4.2.2.1).
    Refused {
        /// `access_denied`, `invalid_scope` and so on.
        error: String,
        /// As the server put it; may be empty.
        description: String,
    },
}

/// A token that came by redirect: the members of a token answer (RFC 6749, section 4.2.2). Wiped on drop.
pub struct LandedToken(Map<String, Value>);

impl LandedToken {
    /// Read by the same rules as a token endpoint's answer. None if it is no usable token.
    pub fn issued(&self, received: &Received) -> Option<Issued> {
        token_response(&self.0, received)
    }
}

impl fmt::Debug for LandedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LandedToken(••••)")
    }
}

impl Drop for LandedToken {
    fn drop(&mut self) {
        for (_, value) in &mut self.0 {
            if let Value::String(text) = value {
                text.zeroize();
            }
        }
    }
}

/// Why an address is no answer to our request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LandingError {
    /// No address at all: the code alone, a part of the address, something else from the clipboard.
    NotAnAddress,
    /// A page of the authorization server, which did not send the browser back: its text says why, its address does not.
    AuthorizationServersPage,
    /// An address, but not the redirect URI.
    NotTheRedirectUri,
    /// The redirect URI with neither an answer nor an error in it.
    NothingInIt,
    /// A token where a code was asked for, or a code where a token was.
    OtherResponseType,
    /// A parameter is there twice, which RFC 6749, section 3.1 forbids.
    Duplicate,
    /// It does not say which request it answers.
    StateMissing,
    /// It answers another request: an earlier one, or one that we never made.
    WrongState,
}

/// Reads a landing. Blanks, line breaks and quotes that a copy brings along are left out.
pub fn read_landing(text: &Secret, expected: &ExpectedLanding) -> Result<Landing, LandingError> {
    let address = text.reveal(|text| Url::parse(&bare(text)));
    let address = address.map_err(|_| LandingError::NotAnAddress)?;
    let landing = read(&address, expected);
    String::from(address).zeroize();
    landing
}

fn read(address: &Url, expected: &ExpectedLanding) -> Result<Landing, LandingError> {
    if !expected.redirect_uri.is_where(address) {
        let theirs = address.origin() == expected.authorization_endpoint.origin();
        return Err(if theirs {
            LandingError::AuthorizationServersPage
        } else {
            LandingError::NotTheRedirectUri
        });
    }
    let parameters = Parameters::of(address, expected.response_type);
    if parameters.repeat() {
        return Err(LandingError::Duplicate);
    }
    let answer = match expected.response_type {
        ResponseType::Code => "code",
        ResponseType::Token => "access_token",
    };
    if parameters.get("error").or(parameters.get(answer)).is_none() {
        return Err(nothing(address, expected.response_type));
    }
    // Before anything is made of the rest: a stranger's error is as little ours as a stranger's code.
    let state = parameters.get("state").ok_or(LandingError::StateMissing)?;
    if !expected.state.is(state) {
        return Err(LandingError::WrongState);
    }
    Ok(Landing {
        answer: answered(&parameters, expected.response_type).ok_or(LandingError::NothingInIt)?,
        iss: parameters.get("iss").map(str::to_owned),
        state: expected.state.clone(),
    })
}

/// What was asked for is not there; what was not asked for may be.
fn nothing(address: &Url, asked: ResponseType) -> LandingError {
    let other = match asked {
        ResponseType::Code => "access_token",
        ResponseType::Token => "code",
    };
    // With the fragment, where a token would be.
    let everything = Parameters::of(address, ResponseType::Token);
    match everything.get(other) {
        Some(_) => LandingError::OtherResponseType,
        None => LandingError::NothingInIt,
    }
}

fn answered(parameters: &Parameters, response_type: ResponseType) -> Option<Landed> {
    if let Some(error) = parameters.get("error") {
        let description = parameters.get("error_description").unwrap_or_default();
        return Some(Landed::Refused {
            error: cut(error, LONGEST_ERROR),
            description: cut(description, LONGEST_DESCRIPTION),
        });
    }
    match response_type {
        ResponseType::Code => Some(Landed::Code(Secret::new(parameters.get("code")?))),
        ResponseType::Token => Some(Landed::Token(token(parameters))),
    }
}

fn token(parameters: &Parameters) -> LandedToken {
    let members = ["access_token", "token_type", "expires_in", "scope"];
    LandedToken(
        members
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), parameters.get(name)?.into())))
            .collect(),
    )
}

fn cut(text: &str, most: usize) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .take(most)
        .collect()
}

/// An address has no blank in it: those that are there came from a terminal's line ends or a careless selection.
fn bare(text: &str) -> Zeroizing<String> {
    let quotes = ['"', '\'', '`', '<', '>', '“', '”', '‘', '’'];
    let mut bare = Zeroizing::new(String::with_capacity(text.len()));
    bare.extend(
        text.trim()
            .trim_matches(quotes)
            .chars()
            .filter(|c| !c.is_whitespace() && !c.is_control()),
    );
    bare
}
