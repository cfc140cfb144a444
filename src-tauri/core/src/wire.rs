//! A request as bytes: what the HTTP adapter sends, with the secrets in it.
use std::fmt;

use url::Url;
use zeroize::Zeroizing;

/// A request ready to be sent. Made by [`crate::Request::seal`] only, which checks where each secret goes.
pub struct WireRequest {
    pub(crate) method: &'static str,
    pub(crate) address: Url,
    pub(crate) headers: Vec<WireHeader>,
    pub(crate) body: Option<Zeroizing<Vec<u8>>>,
}

/// A header as it is sent.
pub struct WireHeader {
    /// As written.
    pub name: String,
    /// As written; it may be a secret.
    pub value: Zeroizing<String>,
    /// Whether the value is a secret, for clients that can mark such headers.
    pub sensitive: bool,
}

impl WireRequest {
    /// `GET`, `POST` and so on.
    pub fn method(&self) -> &'static str {
        self.method
    }

    /// The whole URL; under the query placement it holds the client secret.
    pub fn address(&self) -> &str {
        self.address.as_str()
    }

    /// The same, for clients that want it in its parts.
    pub fn url(&self) -> &Url {
        &self.address
    }

    /// In the order they are sent.
    pub fn headers(&self) -> &[WireHeader] {
        &self.headers
    }

    /// None: no body. Some and empty: `Content-Length: 0` is sent.
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_ref().map(|body| body.as_slice())
    }
}

impl Drop for WireRequest {
    /// A `Url` lets nobody wipe its text, so that is taken out for another.
    fn drop(&mut self) {
        if let Ok(other) = Url::parse("data:") {
            let address = std::mem::replace(&mut self.address, other);
            drop(Zeroizing::new(String::from(address)));
        }
    }
}

impl fmt::Debug for WireRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WireRequest")
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}
