//! A request as the providers read it: path, query, headers and body, nothing decoded twice.
use std::borrow::Cow;

use axum::body::Bytes;
use axum::http::{HeaderMap, Method, header};
use percent_encoding::percent_decode_str;

pub(crate) struct Asked {
    pub(crate) method: Method,
    /// As sent, percent-encoding and all.
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Asked {
    pub(crate) fn is(&self, method: &Method) -> bool {
        self.method == *method
    }

    /// A header that was sent once and is text. A header sent twice is as good as none: which one would count?
    pub(crate) fn header(&self, name: impl header::AsHeaderName) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let first = values.next()?;
        if values.next().is_some() {
            None
        } else {
            first.to_str().ok()
        }
    }

    /// A query parameter; a blank one counts as absent.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let value = self
            .query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.trim());
        value.filter(|value| !value.is_empty())
    }

    /// Whether the length of the body was declared, even if as zero. Some servers want to know (411).
    pub(crate) fn declares_length(&self) -> bool {
        self.headers.contains_key(header::CONTENT_LENGTH)
            || self.headers.contains_key(header::TRANSFER_ENCODING)
    }

    /// The content type without its parameters, in lower case.
    pub(crate) fn media_type(&self) -> String {
        let content_type = self.header(header::CONTENT_TYPE).unwrap_or_default();
        content_type
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    }

    /// The credentials of an `Authorization` header of that scheme, which is written in any case (RFC 9110, section 11.1).
    pub(crate) fn authorization(&self, scheme: &str) -> Option<&str> {
        let (sent, credentials) = self.header(header::AUTHORIZATION)?.split_once(' ')?;
        sent.eq_ignore_ascii_case(scheme)
            .then(|| credentials.trim())
    }
}

/// Names and values of a query or a form body.
pub(crate) fn pairs(text: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(text).into_owned().collect()
}

/// A part of a path, decoded.
pub(crate) fn decoded(segment: &str) -> Cow<'_, str> {
    percent_decode_str(segment).decode_utf8_lossy()
}
