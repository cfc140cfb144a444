//! The catalogue: every provider's endpoints with their samples, read from `core/catalogue` and `core/samples`.
mod file;
mod samples;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use url::Url;

use crate::endpoint::Endpoint;

pub use samples::{BodyTemplate, Sample, body_templates, sample, samples};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// What the catalogue knows of one provider.
pub(crate) struct Shelf {
    pub(crate) provider: String,
    /// By the environment's id: what the paths of its endpoints are below.
    pub(crate) bases: BTreeMap<String, Url>,
    pub(crate) endpoints: Vec<Endpoint>,
}

/// The provider's endpoints, those of one API beside each other. Empty for a provider without any.
pub fn endpoints(provider: &str) -> &'static [Endpoint] {
    shelf(provider).map_or(&[], |shelf| &shelf.endpoints)
}

/// The endpoint of that id.
pub fn endpoint(id: &str) -> Option<&'static Endpoint> {
    let mut all = shelves().iter().flat_map(|shelf| &shelf.endpoints);
    all.find(|endpoint| endpoint.id == id)
}

/// What an environment's API paths are below: `https://apix.cisco.com/`, `sandbox:/cisco-support`. None where no address is
/// published: then the integration names the host.
pub fn api_base(provider: &str, environment: &str) -> Option<&'static Url> {
    shelf(provider)?.bases.get(environment)
}

/// The endpoints by API, in their order: the API's name, and its endpoints.
pub fn by_api(endpoints: &[Endpoint]) -> Vec<(&str, &[Endpoint])> {
    endpoints
        .chunk_by(|one, next| one.api == next.api)
        .map(|group| (group[0].api.as_str(), group))
        .collect()
}

fn shelf(provider: &str) -> Option<&'static Shelf> {
    shelves().iter().find(|shelf| shelf.provider == provider)
}

fn shelves() -> &'static [Shelf] {
    static SHELVES: LazyLock<Vec<Shelf>> = LazyLock::new(|| {
        let read = |(name, bytes): &(&str, &[u8])| {
            let text =
                std::str::from_utf8(bytes).expect("a test reads every file of the catalogue");
            file::read(text).unwrap_or_else(|error| panic!("{name}: {error}"))
        };
        CATALOGUE_FILES.iter().map(read).collect()
    });
    &SHELVES
}
