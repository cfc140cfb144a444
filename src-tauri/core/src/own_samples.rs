//! Answers that the user keeps as samples of an endpoint, with personal data masked, and those that a document printed.
mod names;
mod personal;
mod phone;

use serde::{Deserialize, Serialize};

use crate::call_exchange::OutcomeKind;
use crate::clean::clean;
use crate::integration::IntegrationId;
use crate::openapi::ImportedSample;
use crate::ports::{Ports, Store, StoreError, documents_of};

pub(crate) use personal::mask_addresses;
pub use personal::{NotMasked, mask_personal};

/// Bytes of a sample.
pub const OWN_SAMPLE_LIMIT: usize = 2 * 1024 * 1024;
/// How many an endpoint may have.
pub const MOST_OWN_SAMPLES: usize = 20;
/// Characters of a label.
const LABEL_LIMIT: usize = 100;
/// The form of the document. A newer one is left alone.
const VERSION: u32 = 1;

/// A stored answer of the user's own. It is shown as one of the catalogue's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSample {
    /// Unique among those of its endpoint.
    pub id: String,
    /// What the user calls it.
    pub label: String,
    /// Milliseconds since the epoch.
    pub saved_at_ms: i64,
    /// The status it came with.
    pub status: u16,
    /// As answered.
    pub content_type: String,
    /// JSON, masked before it was kept.
    pub body: String,
}

/// The samples of an endpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnSamples {
    /// The latest first.
    pub samples: Vec<OwnSample>,
    /// How many are kept that this version cannot read. They stay.
    pub unreadable: usize,
}

/// An answer that is to be kept.
#[derive(Clone, Debug)]
pub struct NewSample<'a> {
    /// As typed; empty for the date alone.
    pub label: &'a str,
    /// The status it came with.
    pub status: u16,
    /// As answered.
    pub content_type: &'a str,
    /// As answered, its secrets masked already.
    pub body: &'a [u8],
    /// Names of persons that are known, to be masked wherever they occur: the integration's own username.
    pub names: &'a [&'a str],
}

/// Whether an answer of an endpoint can be kept as its sample: only what came as asked for shows others what to expect, and only
/// JSON can be masked.
pub fn can_be_sample(outcome: OutcomeKind, is_json: bool) -> bool {
    is_json && outcome == OutcomeKind::Success
}

/// Why a sample could not be kept or read. Nothing was changed then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OwnSampleError {
    /// Removed meanwhile.
    #[error("there is no such integration")]
    NoIntegration,
    /// Only JSON can be masked, so nothing else is kept.
    #[error("{0}")]
    NotMasked(#[from] NotMasked),
    /// Larger than a sample may be.
    #[error("a sample has {} MB at most", OWN_SAMPLE_LIMIT >> 20)]
    TooLarge,
    /// There is no room for one more.
    #[error("an endpoint has {MOST_OWN_SAMPLES} samples of your own at most; remove one first")]
    TooMany,
    /// See [`StoreError`].
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How it is kept.
#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    sample: OwnSample,
}

/// Keeps an answer as a sample, masked. Returns it as it is kept.
pub fn save_own_sample(
    ports: &Ports,
    integration: &IntegrationId,
    endpoint: &str,
    new: &NewSample<'_>,
) -> Result<OwnSample, OwnSampleError> {
    if ports.store.integration(integration)?.is_none() {
        return Err(OwnSampleError::NoIntegration);
    }
    let beginning = documents_of_endpoint(integration, endpoint);
    if ports.store.document_names(&beginning)?.len() >= MOST_OWN_SAMPLES {
        return Err(OwnSampleError::TooMany);
    }
    if new.body.len() > OWN_SAMPLE_LIMIT {
        return Err(OwnSampleError::TooLarge);
    }
    let body = mask_personal(new.body, new.names)?;
    if body.len() > OWN_SAMPLE_LIMIT {
        return Err(OwnSampleError::TooLarge);
    }
    let sample = OwnSample {
        id: ports.chance.id(),
        label: clean(new.label).text.chars().take(LABEL_LIMIT).collect(),
        saved_at_ms: ports.clock.now().wall_ms,
        status: new.status,
        content_type: new.content_type.to_owned(),
        body: String::from_utf8(body).map_err(|_| NotMasked::NotJson)?,
    };
    let (name, text) = stored_sample(integration, endpoint, &sample)?;
    ports.store.save_document(&name, &text)?;
    Ok(sample)
}

/// The samples that the user keeps of an endpoint, the catalogue's or their own.
pub fn own_samples(
    store: &dyn Store,
    integration: &IntegrationId,
    endpoint: &str,
) -> Result<OwnSamples, StoreError> {
    let mut found = OwnSamples::default();
    for name in store.document_names(&documents_of_endpoint(integration, endpoint))? {
        let Some(text) = store.document(&name)? else {
            continue;
        };
        match serde_json::from_str::<Stored>(&text) {
            Ok(stored) if stored.version == VERSION => found.samples.push(stored.sample),
            Ok(_) | Err(_) => found.unreadable += 1,
        }
    }
    found
        .samples
        .sort_by_key(|sample| std::cmp::Reverse(sample.saved_at_ms));
    Ok(found)
}

/// Removes one. Removing what is not there succeeds.
pub fn remove_own_sample(
    store: &dyn Store,
    integration: &IntegrationId,
    endpoint: &str,
    id: &str,
) -> Result<(), StoreError> {
    let name = format!("{}{id}", documents_of_endpoint(integration, endpoint));
    store.change_documents(&[(name, None)])
}

/// How the names of an endpoint's samples begin.
pub(crate) fn documents_of_endpoint(integration: &IntegrationId, endpoint: &str) -> String {
    format!("{}sample/{endpoint}/", documents_of(integration))
}

/// The document that keeps what an imported document printed: invented by its author, so it is not masked.
pub(crate) fn from_document(
    ports: &Ports,
    integration: &IntegrationId,
    endpoint: &str,
    printed: Option<&ImportedSample>,
) -> Option<(String, Option<String>)> {
    let printed = printed.filter(|printed| printed.body.len() <= OWN_SAMPLE_LIMIT)?;
    let sample = OwnSample {
        id: ports.chance.id(),
        label: "Printed in the document".to_owned(),
        saved_at_ms: ports.clock.now().wall_ms,
        status: printed.status,
        content_type: "application/json".to_owned(),
        body: printed.body.clone(),
    };
    let (name, text) = stored_sample(integration, endpoint, &sample).ok()?;
    Some((name, Some(text)))
}

/// The document that keeps a sample.
pub(crate) fn stored_sample(
    integration: &IntegrationId,
    endpoint: &str,
    sample: &OwnSample,
) -> Result<(String, String), StoreError> {
    let name = format!(
        "{}{}",
        documents_of_endpoint(integration, endpoint),
        sample.id
    );
    let stored = Stored {
        version: VERSION,
        sample: sample.clone(),
    };
    let text =
        serde_json::to_string(&stored).map_err(|error| StoreError::Failed(error.to_string()))?;
    Ok((name, text))
}
