//! Why a document cannot be imported, in words: a code, a sentence, a next step.
use serde_json::Value;

use super::OPENAPI_LIMIT;
use super::node::{Fault, MOST_LEVELS, MOST_NODES};

/// Why nothing of a document can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenApiRefusal {
    /// Stable, snake case.
    pub code: &'static str,
    /// What is wrong.
    pub sentence: String,
    /// What to do.
    pub next_step: String,
}

pub(super) fn empty() -> OpenApiRefusal {
    refusal(
        "openapi_empty",
        "There is nothing in this document.",
        "Choose the file of the API’s description.",
    )
}

pub(super) fn page() -> OpenApiRefusal {
    refusal(
        "openapi_page",
        "This is a web page or XML, not an OpenAPI document.",
        "Look on that page for a link to the document itself, often openapi.json or openapi.yaml.",
    )
}

pub(super) fn too_large() -> OpenApiRefusal {
    refusal(
        "openapi_too_large",
        format!("This document has more than {} MB.", OPENAPI_LIMIT >> 20),
        "Cut it down to the paths you need, with the components they name.",
    )
}

/// `why` is the parser's own word for it, with the place.
pub(super) fn malformed(format: &str, why: &str) -> OpenApiRefusal {
    let why = super::text::verbatim(why, 200);
    refusal(
        "openapi_malformed",
        format!(
            "This is not well-formed {format}: {}.",
            why.trim_end_matches('.')
        ),
        "Put that right, or fetch the document again: it may have been cut off.",
    )
}

pub(super) fn faulty(fault: &Fault) -> OpenApiRefusal {
    match fault {
        Fault::TooDeep => refusal(
            "openapi_too_deep",
            format!("This document is nested more than {MOST_LEVELS} levels deep."),
            "Move what is nested into components and refer to it.",
        ),
        Fault::TooMuch => refusal(
            "openapi_too_much",
            format!("This document unfolds to more than {MOST_NODES} values."),
            "Cut it down to the paths you need. If it is YAML, its aliases (*name) may repeat too much.",
        ),
        Fault::Twice(name) => refusal(
            "openapi_name_twice",
            format!(
                "The name “{}” stands twice in one object, and which one counts is anyone’s guess.",
                super::text::verbatim(name, 80)
            ),
            "Remove one of the two.",
        ),
    }
}

pub(super) fn swagger(version: &str) -> OpenApiRefusal {
    refusal(
        "openapi_swagger",
        format!("This is Swagger {version}, the format before OpenAPI 3."),
        "Convert it to OpenAPI 3, for example with “Convert to OpenAPI 3” at editor.swagger.io, then import the result.",
    )
}

pub(super) fn other_version(version: &str) -> OpenApiRefusal {
    refusal(
        "openapi_version",
        format!("This is OpenAPI {version}. Versions 3.0, 3.1 and 3.2 can be read."),
        "Ask for the document in one of those versions.",
    )
}

pub(super) fn not_openapi(root: &Value) -> OpenApiRefusal {
    let sentence = if root["item"].is_array() {
        "This looks like a Postman collection: it has no member “openapi”."
    } else {
        "This is no OpenAPI document: it has no member “openapi” with a version."
    };
    refusal(
        "openapi_none",
        sentence,
        "Choose the description of the API that its provider publishes as OpenAPI 3.",
    )
}

pub(super) fn no_endpoints(root: &Value, notes: &[String]) -> OpenApiRefusal {
    let has = |member: &str| root[member].as_object().is_some_and(|all| !all.is_empty());
    let sentence = if has("paths") {
        let why: String = notes
            .iter()
            .take(3)
            .map(|note| format!(" {note}"))
            .collect();
        format!("None of this document’s paths can be called from here.{why}")
    } else if has("webhooks") {
        "This document describes webhooks alone: calls that the service makes, not calls to it."
            .to_owned()
    } else {
        "This document describes no paths, so there is nothing to call.".to_owned()
    };
    refusal(
        "openapi_no_endpoints",
        sentence,
        "Choose a document with paths, or add an endpoint by hand.",
    )
}

fn refusal(
    code: &'static str,
    sentence: impl Into<String>,
    next_step: &'static str,
) -> OpenApiRefusal {
    OpenApiRefusal {
        code,
        sentence: sentence.into(),
        next_step: next_step.to_owned(),
    }
}
