//! OpenAPI documents: which import, what becomes of them, and what is refused in which words.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

#[path = "../doubles/mod.rs"]
mod doubles;

mod added;
mod hostile;
mod mutations;
mod published;
mod read;
mod refused;

use gatepass_core::{ImportedEndpoint, OpenApiImport, OpenApiRefusal, read_openapi};

const LIBRARY: &str = include_str!("library.yaml");

fn import(text: &str) -> OpenApiImport {
    read_openapi(text).unwrap_or_else(|refusal| panic!("{refusal:?}"))
}

fn refusal(text: &str) -> OpenApiRefusal {
    match read_openapi(text) {
        Ok(import) => panic!("{} endpoints were imported", import.endpoints.len()),
        Err(refusal) => refusal,
    }
}

/// The endpoint of that line: `GET /v1/books/{bookId}`.
fn found<'a>(import: &'a OpenApiImport, line: &str) -> &'a ImportedEndpoint {
    let mut endpoints = import.endpoints.iter();
    endpoints
        .find(|one| one.draft.line() == line)
        .unwrap_or_else(|| {
            let lines: Vec<_> = import
                .endpoints
                .iter()
                .map(|one| one.draft.line())
                .collect();
            panic!("no {line} in {lines:?}")
        })
}
