//! What the user adds to an integration's endpoints: by form, as samples, and what becomes of it when the integration goes.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

#[path = "../doubles/mod.rs"]
mod doubles;

mod endpoints;
mod kept;
mod masked;
mod problems;
mod samples;

use gatepass_core::{EndpointDraft, Limit, Method, Parameter, Place};

fn parameter(place: Place, name: &str) -> Parameter {
    Parameter {
        name: name.into(),
        place,
        required: false,
        example: String::new(),
        initial: String::new(),
        description: String::new(),
        limit: Limit::default(),
        needs: vec![],
    }
}

fn draft(path: &str) -> EndpointDraft {
    EndpointDraft::new(Method::Get, path)
}
