//! What crosses to the page: view types, written by hand from the domain's, so that one sees here all that the page learns.
//!
//! Nothing in here can hold a secret: a token is its last four characters, a typed secret is a handle.
mod activity;
mod at_server;
mod backup;
mod body;
mod body_form;
mod call;
mod called;
mod comparison;
mod draft;
mod endpoint;
mod error;
mod form;
mod integration;
mod lock;
mod moving;
mod outcome;
mod own_endpoint;
mod paste;
mod provider;
mod request;
mod sandbox;
mod secret;
mod settings;
mod sign_in;
mod support;
mod table;
mod token;
mod vault;

pub(crate) use activity::*;
pub(crate) use at_server::*;
pub(crate) use backup::*;
pub(crate) use body::*;
pub(crate) use body_form::*;
pub(crate) use call::*;
pub(crate) use called::*;
pub(crate) use comparison::*;
pub(crate) use draft::*;
pub(crate) use endpoint::*;
pub(crate) use error::*;
pub(crate) use form::*;
pub(crate) use integration::*;
pub(crate) use lock::*;
pub(crate) use moving::*;
pub(crate) use outcome::*;
pub(crate) use own_endpoint::*;
pub(crate) use paste::*;
pub(crate) use provider::*;
pub(crate) use request::*;
pub(crate) use sandbox::*;
pub(crate) use secret::*;
pub(crate) use settings::*;
pub(crate) use sign_in::*;
pub(crate) use support::*;
pub(crate) use table::*;
pub(crate) use token::*;
pub(crate) use vault::*;

/// As a sentence begins.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// Milliseconds for the page, whose numbers are floats.
#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds since 1970 fit into the 53 bits that JavaScript has"
)]
pub(crate) fn millis(value: i64) -> f64 {
    value as f64
}

/// The same for spans, and for numbers of bytes and matches.
#[expect(
    clippy::cast_precision_loss,
    reason = "nothing here is as large as 2^53"
)]
pub(crate) fn millis_of(value: u64) -> f64 {
    value as f64
}
