//! The parameters of an answer that came by redirect, wiped when it has been read.
use url::{Url, form_urlencoded};
use zeroize::Zeroizing;

use super::request::ResponseType;

/// What is read (RFC 6749, sections 4.1.2 and 4.2.2; RFC 9207). Anything else, `session_state` say, is ignored.
const READ: [&str; 9] = [
    "code",
    "access_token",
    "token_type",
    "expires_in",
    "scope",
    "state",
    "error",
    "error_description",
    "iss",
];

pub(super) struct Parameters(Vec<(String, Zeroizing<String>)>);

impl Parameters {
    /// From the query; where a token was asked for, from the fragment as well.
    pub(super) fn of(address: &Url, response_type: ResponseType) -> Self {
        let mut parameters = read(address.query());
        if response_type == ResponseType::Token {
            parameters.extend(read(address.fragment()));
        }
        Self(parameters)
    }

    /// The value of that parameter; None where it is missing or empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(named, _)| named == name);
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// Whether one is there twice: then it would depend on the reader which of the two counts.
    pub(super) fn repeat(&self) -> bool {
        READ.iter()
            .any(|name| self.0.iter().filter(|(named, _)| named == name).count() > 1)
    }
}

fn read(text: Option<&str>) -> Vec<(String, Zeroizing<String>)> {
    form_urlencoded::parse(text.unwrap_or_default().as_bytes())
        .filter(|(name, _)| READ.contains(&name.as_ref()))
        .map(|(name, value)| (name.into_owned(), Zeroizing::new(value.into_owned())))
        .collect()
}
