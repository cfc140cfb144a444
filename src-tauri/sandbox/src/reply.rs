//! An answer, and in a word what became of the request.
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde_json::Value;

/// In a word or two, for the list of requests. Travels with the response and never on the wire.
#[derive(Clone)]
pub(crate) struct Outcome(pub(crate) String);

/// Marks an answer that the real service compresses.
#[derive(Clone)]
pub(crate) struct Compressible;

/// Names the fault that shaped an answer.
#[derive(Clone)]
pub(crate) struct Struck(pub(crate) &'static str);

/// Marks an answer that never arrives: the connection is cut instead.
#[derive(Clone)]
pub(crate) struct Cut;

/// Boxed, because a refusal travels as an error.
pub(crate) struct Reply(Box<Response<Body>>);

impl Reply {
    pub(crate) fn new(
        status: u16,
        content_type: &'static str,
        body: impl Into<Body>,
        outcome: impl Into<String>,
    ) -> Self {
        let mut response = Response::new(body.into());
        *response.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        response.extensions_mut().insert(Outcome(outcome.into()));
        Self(Box::new(response))
    }

    pub(crate) fn json(status: u16, body: &Value, outcome: impl Into<String>) -> Self {
        Self::new(status, "application/json", body.to_string(), outcome)
    }

    /// An answer without a body.
    pub(crate) fn empty(status: u16, outcome: impl Into<String>) -> Self {
        let mut reply = Self::new(status, "text/plain", Body::empty(), outcome);
        reply.0.headers_mut().remove(header::CONTENT_TYPE);
        reply
    }

    /// The same answer, noted in other words.
    pub(crate) fn noted(mut self, outcome: impl Into<String>) -> Self {
        self.0.extensions_mut().insert(Outcome(outcome.into()));
        self
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl AsRef<str>) -> Self {
        if let Ok(value) = HeaderValue::from_str(value.as_ref()) {
            self.0
                .headers_mut()
                .insert(HeaderName::from_static(name), value);
        }
        self
    }

    pub(crate) fn marked(mut self, mark: impl Clone + Send + Sync + 'static) -> Self {
        self.0.extensions_mut().insert(mark);
        self
    }

    /// Whether it is a good answer in JSON.
    pub(crate) fn is_good_json(&self) -> bool {
        let content_type = self.0.headers().get(header::CONTENT_TYPE);
        self.0.status() == StatusCode::OK
            && content_type.is_some_and(|value| value.as_bytes().starts_with(b"application/json"))
    }

    pub(crate) fn response_mut(&mut self) -> &mut Response<Body> {
        &mut self.0
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        *self.0
    }
}
