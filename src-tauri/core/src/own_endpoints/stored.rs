//! The document that keeps an integration's own endpoints: versioned JSON, read whole or not at all.
use serde::{Deserialize, Serialize};

use super::OwnEndpointsError;
use crate::call_request::{CallBody, Given};
use crate::endpoint::Endpoint;
use crate::integration::IntegrationId;
use crate::ports::{Store, StoreError, documents_of};

/// The form of the document. A newer one is left alone.
const VERSION: u32 = 1;

/// An endpoint of the user's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnEndpoint {
    /// As the catalogue has them. Its id begins with `own.`.
    pub endpoint: Endpoint,
    /// A body to start from; empty for none.
    #[serde(default)]
    pub body: String,
}

impl OwnEndpoint {
    /// The endpoint's id.
    pub fn id(&self) -> &str {
        &self.endpoint.id
    }

    /// The body that a form starts with: the one to start from, or what its body parameters make.
    pub fn first_body(&self) -> CallBody {
        match &self.endpoint.content_type {
            Some(content_type) if !self.body.is_empty() => CallBody::Text {
                content_type: content_type.clone(),
                text: Given::Public(self.body.clone()),
            },
            Some(_) | None => CallBody::FromParameters,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    endpoints: Vec<OwnEndpoint>,
}

#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// Where an integration's own endpoints are kept.
pub(crate) fn document_name(integration: &IntegrationId) -> String {
    format!("{}endpoints", documents_of(integration))
}

/// Those that are kept. What cannot be read is an error and stays where it is.
pub(super) fn read(
    store: &dyn Store,
    integration: &IntegrationId,
) -> Result<Vec<OwnEndpoint>, OwnEndpointsError> {
    let Some(text) = store.document(&document_name(integration))? else {
        return Ok(vec![]);
    };
    let unreadable = |_| OwnEndpointsError::Unreadable;
    let Versioned { version } = serde_json::from_str(&text).map_err(unreadable)?;
    if version > VERSION {
        return Err(OwnEndpointsError::Newer);
    }
    let stored: Stored = serde_json::from_str(&text).map_err(unreadable)?;
    Ok(stored.endpoints)
}

/// The change that keeps these, those of one API beside each other.
pub(super) fn change(
    integration: &IntegrationId,
    endpoints: Vec<OwnEndpoint>,
) -> Result<(String, Option<String>), StoreError> {
    let name = document_name(integration);
    if endpoints.is_empty() {
        return Ok((name, None));
    }
    let stored = Stored {
        version: VERSION,
        endpoints: grouped(endpoints),
    };
    let text =
        serde_json::to_string(&stored).map_err(|error| StoreError::Failed(error.to_string()))?;
    Ok((name, Some(text)))
}

/// The document that keeps these; None where there are none.
pub(crate) fn stored_endpoints(
    integration: &IntegrationId,
    endpoints: Vec<OwnEndpoint>,
) -> Result<Option<(String, String)>, StoreError> {
    let (name, text) = change(integration, endpoints)?;
    Ok(text.map(|text| (name, text)))
}

/// By API, in the order in which each came first.
fn grouped(endpoints: Vec<OwnEndpoint>) -> Vec<OwnEndpoint> {
    let mut order: Vec<String> = Vec::new();
    for own in &endpoints {
        if !order.contains(&own.endpoint.api) {
            order.push(own.endpoint.api.clone());
        }
    }
    let mut grouped = endpoints;
    grouped.sort_by_key(|own| order.iter().position(|api| *api == own.endpoint.api));
    grouped
}
