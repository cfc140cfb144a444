//! A plain client against the running sandbox, over real sockets. Requests are written from the providers' own documents.
#![allow(clippy::unwrap_used, reason = "a panic in a test is its report")]

mod calls;
mod custom;
mod data;
mod faults;
mod lifetimes;
mod refusals;
mod second_secrets;
mod server;
mod signing_in;
mod stage;
mod tokens;
mod walk;
