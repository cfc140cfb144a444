//! Integrations and their endpoints as files for Postman: a collection (format v2.1), and an environment for each integration.
//! Variables have the same names in every environment, so that a request works at Stage and in Production by choosing.
mod collection;
mod endpoint_item;
mod environment;
mod file_name;
mod item;
mod script;
mod token_item;

use url::Url;

use crate::endpoint::Endpoint;
use crate::integration::Integration;

pub(crate) use environment::environment;

use file_name::{FileNames, unique_labels};

/// An integration with the endpoints to export, those of the catalogue and the user's own.
#[derive(Clone, Debug)]
pub struct PostmanSource<'a> {
    /// Whose calls they are.
    pub integration: &'a Integration,
    /// Those of one API beside each other.
    pub endpoints: Vec<&'a Endpoint>,
}

/// Everything to import into Postman. No secret is in it: the environments have empty variables for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostmanExport {
    /// Of all the integrations.
    pub collection: PostmanFile,
    /// One for each integration, in their order.
    pub environments: Vec<PostmanFile>,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostmanFile {
    /// Unique within the export, and safe on every system.
    pub name: String,
    /// JSON.
    pub text: String,
}

/// Exports these integrations. `sandbox` is where the sandbox listens now; while it is stopped, what is in it has no address.
pub fn postman_export(sources: &[PostmanSource<'_>], sandbox: Option<&Url>) -> PostmanExport {
    let labels = unique_labels(sources);
    let mut names = FileNames::default();
    let environments = sources.iter().zip(&labels).map(|(source, label)| {
        let changes = source
            .endpoints
            .iter()
            .any(|endpoint| endpoint.is_state_changing());
        let json = environment(source.integration, label, None, changes, sandbox);
        PostmanFile {
            name: names.of(label, "postman_environment"),
            text: pretty(&json),
        }
    });
    let environments = environments.collect();
    let title = match labels.as_slice() {
        [one] => one.as_str(),
        _ => "Gatepass",
    };
    PostmanExport {
        collection: PostmanFile {
            name: names.of(title, "postman_collection"),
            text: pretty(&collection::collection(title, sources, &labels)),
        },
        environments,
    }
}

fn pretty(json: &serde_json::Value) -> String {
    format!("{json:#}\n")
}
