//! What crosses to the page: view types, written by hand from the domain's, so that one sees here all that the page learns.
//!
//! Nothing in here can hold a secret: a token is its last four characters, a typed secret is a handle.
mod activity;
mod at_server;
mod called;
mod draft;
mod endpoint;
mod error;
mod form;
mod integration;
mod paste;
mod provider;
mod request;
mod sandbox;
mod settings;
mod sign_in;
mod token;
mod vault;

pub(crate) use activity::*;
pub(crate) use at_server::*;
pub(crate) use called::*;
pub(crate) use draft::*;
pub(crate) use endpoint::*;
pub(crate) use error::*;
pub(crate) use form::*;
pub(crate) use integration::*;
pub(crate) use paste::*;
pub(crate) use provider::*;
pub(crate) use request::*;
pub(crate) use sandbox::*;
pub(crate) use settings::*;
pub(crate) use sign_in::*;
pub(crate) use token::*;
pub(crate) use vault::*;

/// Milliseconds for the page, whose numbers are floats.
#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds since 1970 fit into the 53 bits that JavaScript has"
)]
pub(crate) fn millis(value: i64) -> f64 {
    value as f64
}

/// The same for spans.
#[expect(
    clippy::cast_precision_loss,
    reason = "a longer span than 2^53 ms has no meaning here"
)]
pub(crate) fn millis_of(value: u64) -> f64 {
    value as f64
}
