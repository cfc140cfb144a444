//! How each kind of server reads a request and words a refusal.
pub(crate) mod azure;
mod credentials;
pub(crate) mod cx;
pub(crate) mod gateway;
mod json_members;
mod jwt;
pub(crate) mod okta;
mod opaque;
pub(crate) mod ping;
pub(crate) mod rfc6749;
