//! Endpoints that the user adds to an integration, by form or from an OpenAPI document, and the list of all it has.
mod check;
mod draft;
mod path;
mod stored;

use std::sync::{Mutex, PoisonError};

use crate::catalogue::endpoints;
use crate::draft::FieldNote;
use crate::endpoint::{Endpoint, OWN};
use crate::integration::{Integration, IntegrationId};
use crate::openapi::ImportedEndpoint;
use crate::own_samples;
use crate::ports::{Ports, Store, StoreError};

pub use check::check_endpoint;
pub use draft::EndpointDraft;
pub use stored::OwnEndpoint;

pub(crate) use check::{BODY_LIMIT, is_json};
pub(crate) use path::{names_in, problem_of_path};
pub(crate) use stored::{document_name, stored_endpoints};

/// How many an integration may have.
pub const MOST_OWN_ENDPOINTS: usize = 2_000;

/// Why the user's own endpoints could not be read or changed. Nothing was changed then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OwnEndpointsError {
    /// The form's fields say why.
    #[error("the form has problems")]
    Problems(Vec<FieldNote>),
    /// Removed meanwhile.
    #[error("there is no such integration")]
    NoIntegration,
    /// Removed meanwhile.
    #[error("there is no such endpoint")]
    NoEndpoint,
    /// There is no room for that many.
    #[error("an integration has {MOST_OWN_ENDPOINTS} endpoints of your own at most")]
    TooMany,
    /// What is stored is damaged. It is left as it is, and nothing can be added until the integration is set up anew.
    #[error("the stored endpoints cannot be read; nothing of them was changed")]
    Unreadable,
    /// Written by a newer Gatepass, which can still read it.
    #[error("the endpoints were stored by a newer Gatepass; nothing of them was changed")]
    Newer,
    /// See [`StoreError`].
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What came of adding many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// As they are kept now.
    pub endpoints: Vec<OwnEndpoint>,
    /// What was not added and why, a sentence each.
    pub left_out: Vec<String>,
}

/// The user's own endpoints, and the changes to them.
pub struct OwnEndpoints {
    ports: Ports,
    /// Changes take turns: each reads the document that it replaces.
    turn: Mutex<()>,
}

impl OwnEndpoints {
    /// Reads nothing yet.
    pub fn new(ports: Ports) -> Self {
        Self {
            ports,
            turn: Mutex::default(),
        }
    }

    /// Those of an integration, of one API beside each other.
    pub fn list(&self, integration: &IntegrationId) -> Result<Vec<OwnEndpoint>, OwnEndpointsError> {
        stored::read(&*self.ports.store, integration)
    }

    /// Reads a form without changing anything: the endpoint as it would be kept.
    pub fn check(
        &self,
        integration: &IntegrationId,
        draft: &EndpointDraft,
    ) -> Result<OwnEndpoint, OwnEndpointsError> {
        let integration = self.integration(integration)?;
        let others = self.list(&integration.id)?;
        self.checked(draft, &integration, &others)
    }

    /// Adds an endpoint, or replaces the one that the form was opened with.
    pub fn save(
        &self,
        integration: &IntegrationId,
        draft: &EndpointDraft,
    ) -> Result<OwnEndpoint, OwnEndpointsError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let integration = self.integration(integration)?;
        let mut all = self.list(&integration.id)?;
        let saved = self.checked(draft, &integration, &all)?;
        match all.iter().position(|own| own.id() == saved.id()) {
            Some(taken) => all[taken] = saved.clone(),
            None if draft.id.is_some() => return Err(OwnEndpointsError::NoEndpoint),
            None if all.len() >= MOST_OWN_ENDPOINTS => return Err(OwnEndpointsError::TooMany),
            None => all.push(saved.clone()),
        }
        let change = stored::change(&integration.id, all)?;
        self.ports.store.change_documents(&[change])?;
        Ok(saved)
    }

    /// Adds what a document described, with its samples: all of it in one go. What is there already stays as it is.
    pub fn add_all(
        &self,
        integration: &IntegrationId,
        imported: &[ImportedEndpoint],
    ) -> Result<Added, OwnEndpointsError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let integration = self.integration(integration)?;
        let mut all = self.list(&integration.id)?;
        let before = all.len();
        let mut added = Added::default();
        let mut changes = Vec::new();
        for one in imported {
            let draft = one.draft.for_integration(&integration);
            match self.checked(&draft, &integration, &all) {
                Ok(_) if all.len() >= MOST_OWN_ENDPOINTS => return Err(OwnEndpointsError::TooMany),
                Ok(own) => {
                    changes.extend(own_samples::from_document(
                        &self.ports,
                        &integration.id,
                        own.id(),
                        one.sample.as_ref(),
                    ));
                    all.push(own);
                }
                Err(OwnEndpointsError::Problems(notes)) => {
                    let why: Vec<String> = notes.into_iter().map(|note| note.message).collect();
                    added
                        .left_out
                        .push(format!("{}: {}", one.draft.line(), why.join(" ")));
                }
                Err(error) => return Err(error),
            }
        }
        added.endpoints = all[before..].to_vec();
        changes.push(stored::change(&integration.id, all)?);
        self.ports.store.change_documents(&changes)?;
        Ok(added)
    }

    /// Removes one with its samples. Removing what is not there succeeds.
    pub fn remove(&self, integration: &IntegrationId, id: &str) -> Result<(), OwnEndpointsError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = self.list(integration)?;
        let before = all.len();
        all.retain(|own| own.id() != id);
        if all.len() == before {
            return Ok(());
        }
        let samples = own_samples::documents_of_endpoint(integration, id);
        let names = self.ports.store.document_names(&samples)?;
        let mut changes: Vec<_> = names.into_iter().map(|name| (name, None)).collect();
        changes.push(stored::change(integration, all)?);
        Ok(self.ports.store.change_documents(&changes)?)
    }

    fn integration(&self, id: &IntegrationId) -> Result<Integration, OwnEndpointsError> {
        let found = self.ports.store.integration(id)?;
        found.ok_or(OwnEndpointsError::NoIntegration)
    }

    fn checked(
        &self,
        draft: &EndpointDraft,
        integration: &Integration,
        others: &[OwnEndpoint],
    ) -> Result<OwnEndpoint, OwnEndpointsError> {
        let new_id = || format!("{OWN}{}", self.ports.chance.id());
        let id = draft.id.clone().unwrap_or_else(new_id);
        check_endpoint(draft, integration, others, id).map_err(OwnEndpointsError::Problems)
    }
}

/// Everything an integration can call by name: its provider's catalogue, then the user's own.
pub fn endpoints_of(
    store: &dyn Store,
    integration: &Integration,
) -> Result<Vec<Endpoint>, OwnEndpointsError> {
    let own = stored::read(store, &integration.id)?;
    let catalogue = endpoints(&integration.provider).iter().cloned();
    Ok(catalogue
        .chain(own.into_iter().map(|own| own.endpoint))
        .collect())
}

/// The endpoint of that id, if the integration's provider or the user has one.
pub fn find_endpoint(
    store: &dyn Store,
    integration: &Integration,
    id: &str,
) -> Result<Option<Endpoint>, OwnEndpointsError> {
    let catalogue = endpoints(&integration.provider);
    if let Some(known) = catalogue.iter().find(|endpoint| endpoint.id == id) {
        return Ok(Some(known.clone()));
    }
    Ok(find_own_endpoint(store, &integration.id, id)?.map(|own| own.endpoint))
}

/// The user's own endpoint of that id, with the body to start from.
pub fn find_own_endpoint(
    store: &dyn Store,
    integration: &IntegrationId,
    id: &str,
) -> Result<Option<OwnEndpoint>, OwnEndpointsError> {
    let mut own = stored::read(store, integration)?.into_iter();
    Ok(own.find(|own| own.id() == id))
}
