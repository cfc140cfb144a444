//! Reads an OpenAPI document into endpoints that a user can add to an integration. Performs no I/O: nothing is fetched.
//!
//! `document.rs` turns the text into members, within limits. `operations.rs` walks them; the model of [`oas3`] reads each
//! piece on its own, so that a flaw costs that piece and not the document. Schemas are read as hints: what a value may be,
//! and what a body could look like.
mod body;
mod document;
mod node;
mod operations;
mod parameters;
mod refusal;
mod schema;
mod servers;
mod template;
mod text;

use serde_json::Value;

use crate::own_endpoints::EndpointDraft;

pub use refusal::OpenApiRefusal;

use document::Document;
use text::{count, plain};

/// Bytes of a document.
pub const OPENAPI_LIMIT: usize = 16 * 1024 * 1024;
/// Notes on one document.
const MOST_NOTES: usize = 100;

/// What a document describes, as far as it can be called from here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenApiImport {
    /// What the document calls its API.
    pub title: String,
    /// The API's own version.
    pub version: String,
    /// The version of OpenAPI: `3.1.0`.
    pub openapi: String,
    /// In the document's order.
    pub endpoints: Vec<ImportedEndpoint>,
    /// What was left out and why, a sentence each.
    pub notes: Vec<String>,
}

/// An operation of a document, nobody's yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedEndpoint {
    /// As a form would hold it; [`crate::OwnEndpoints::add_all`] checks it and gives it to an integration.
    pub draft: EndpointDraft,
    /// The answer that the document prints for it.
    pub sample: Option<ImportedSample>,
    /// What was left out of it and why, a sentence each.
    pub notes: Vec<String>,
}

/// An answer printed in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedSample {
    /// The status it stands under.
    pub status: u16,
    /// JSON, indented.
    pub body: String,
}

/// Reads JSON or YAML of OpenAPI 3.0, 3.1 or 3.2. References within the document are followed, others are noted and left;
/// its servers give no permission to send anywhere, only a path that theirs have in common is put in front.
pub fn read_openapi(text: &str) -> Result<OpenApiImport, OpenApiRefusal> {
    let document = Document::new(document::read(text)?);
    let openapi = version(document.root())?;
    let info = &document.root()["info"];
    let title = plain(&text_of(&info["title"]), 120);
    let mut notes = document_notes(document.root());
    let endpoints = operations::read(&document, &title, &mut notes);
    if endpoints.is_empty() {
        return Err(refusal::no_endpoints(document.root(), &notes));
    }
    notes.extend(document.notes());
    if notes.len() > MOST_NOTES {
        let more = notes.len() - MOST_NOTES;
        notes.truncate(MOST_NOTES);
        notes.push(format!("And {}.", count(more, "further note")));
    }
    Ok(OpenApiImport {
        title,
        version: plain(&text_of(&info["version"]), 60),
        openapi,
        endpoints,
        notes,
    })
}

/// The version of OpenAPI, if it is one that can be read.
fn version(root: &Value) -> Result<String, OpenApiRefusal> {
    if !root["swagger"].is_null() {
        return Err(refusal::swagger(&plain(&text_of(&root["swagger"]), 20)));
    }
    let version = plain(&text_of(&root["openapi"]), 20);
    let mut parts = version.split('.');
    match (parts.next(), parts.next()) {
        (Some(""), _) => Err(refusal::not_openapi(root)),
        (Some("3"), Some("0" | "1" | "2")) => Ok(version),
        _ => Err(refusal::other_version(&version)),
    }
}

/// A version is often written as a number.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// What every document of that kind has and nothing is done with.
fn document_notes(root: &Value) -> Vec<String> {
    let mut notes = Vec::new();
    let has = |member: &Value| match member {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    if has(&root["security"]) || has(&root["components"]["securitySchemes"]) {
        notes.push(
            "Its security schemes were left out: calls carry this integration’s own token."
                .to_owned(),
        );
    }
    if let Some(webhooks) = root["webhooks"].as_object().filter(|all| !all.is_empty()) {
        let webhooks = count(webhooks.len(), "webhook");
        notes.push(format!(
            "Left out: {webhooks}, which the service would call."
        ));
    }
    notes
}
