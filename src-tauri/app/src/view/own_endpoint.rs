//! The user's own endpoints: the form of one, and what an OpenAPI document offers.
use gatepass_core::{
    Added, EndpointDraft, ImportedEndpoint, IntegrationId, Method, OpenApiImport, OpenApiRefusal,
    OwnEndpointsError, Parameter, Place, find_own_endpoint,
};
use serde::{Deserialize, Serialize};

use super::{ErrorView, capitalised};
use crate::desk::Desk;

/// The form of an endpoint of the user's own.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct EndpointDraftView {
    /// Empty for a new one.
    pub(crate) id: String,
    pub(crate) api: String,
    pub(crate) title: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) parameters: Vec<ParameterDraftView>,
    /// Media type of a body, or empty.
    pub(crate) content_type: String,
    /// A body to start from, or empty.
    pub(crate) body: String,
    /// What a call changes, as a sentence; empty for one that only reads.
    pub(crate) effect: String,
    /// Whether answers may hold data of persons: then they are not kept in Activity.
    pub(crate) personal_data: bool,
}

/// A parameter in that form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ParameterDraftView {
    pub(crate) name: String,
    /// `path`, `query`, `header` or `body`.
    pub(crate) place: String,
    pub(crate) required: bool,
    pub(crate) example: String,
    pub(crate) description: String,
}

/// What was found in an OpenAPI document; nothing is added yet.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct OpenApiView {
    /// The document's own title and version.
    pub(crate) title: String,
    pub(crate) endpoints: Vec<OpenApiEndpointView>,
    /// What was left out and why; whole sentences.
    pub(crate) notes: Vec<String>,
}

/// What came of adding operations.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct AddedView {
    pub(crate) count: usize,
    /// What was not added and why, a sentence each.
    pub(crate) left_out: Vec<String>,
}

/// One operation of it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct OpenApiEndpointView {
    /// Names it when the chosen ones are added.
    pub(crate) key: String,
    pub(crate) api: String,
    pub(crate) title: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) changes_something: bool,
    /// One like it is there already, and stays as it is.
    pub(crate) is_there: bool,
    pub(crate) notes: Vec<String>,
}

impl From<Added> for AddedView {
    fn from(added: Added) -> Self {
        Self {
            count: added.endpoints.len(),
            left_out: added.left_out,
        }
    }
}

impl EndpointDraftView {
    /// The form of one that is kept.
    pub(crate) fn by_id(
        desk: &Desk,
        integration: &IntegrationId,
        id: &str,
    ) -> Result<Self, ErrorView> {
        let found = find_own_endpoint(&*desk.ports.store, integration, id);
        match found.map_err(|error| ErrorView::from(&error))? {
            Some(own) => Ok(Self::from(EndpointDraft::of(&own))),
            None => Err(ErrorView::no_endpoint()),
        }
    }
}

impl From<EndpointDraft> for EndpointDraftView {
    fn from(draft: EndpointDraft) -> Self {
        Self {
            id: draft.id.unwrap_or_default(),
            api: draft.api,
            title: draft.title,
            method: draft.method.name().to_owned(),
            path: draft.path,
            parameters: draft
                .parameters
                .iter()
                .map(ParameterDraftView::from)
                .collect(),
            content_type: draft.content_type,
            body: draft.body,
            effect: draft.effect.unwrap_or_default(),
            personal_data: draft.personal_data,
        }
    }
}

impl EndpointDraftView {
    /// For core. What the form does not show of an endpoint that is there already (its summary, limits of its parameters)
    /// stays as it is.
    pub(crate) fn read(
        self,
        desk: &Desk,
        integration: &IntegrationId,
    ) -> Result<EndpointDraft, ErrorView> {
        let method = Method::from_name(&self.method).unwrap_or_default();
        let before = find_own_endpoint(&*desk.ports.store, integration, &self.id);
        let before = before.map_err(|error| ErrorView::from(&error))?;
        let before = before.map_or_else(
            || EndpointDraft::new(method, &self.path),
            |own| EndpointDraft::of(&own),
        );
        let parameter = |one: ParameterDraftView| {
            let place = place(&one.place);
            let mut known = before.parameters.iter();
            let known = known.find(|known| known.name == one.name && known.place == place);
            Parameter {
                required: one.required,
                example: one.example,
                description: one.description,
                ..known
                    .cloned()
                    .unwrap_or_else(|| Parameter::named(&one.name, place))
            }
        };
        Ok(EndpointDraft {
            id: Some(self.id).filter(|id| !id.is_empty()),
            api: self.api,
            title: self.title,
            method,
            path: self.path,
            parameters: self.parameters.into_iter().map(parameter).collect(),
            content_type: self.content_type,
            body: self.body,
            effect: Some(self.effect).filter(|effect| !effect.is_empty()),
            personal_data: self.personal_data,
            ..before
        })
    }
}

impl From<&Parameter> for ParameterDraftView {
    fn from(parameter: &Parameter) -> Self {
        Self {
            name: parameter.name.clone(),
            place: parameter.place.id().to_owned(),
            required: parameter.required,
            example: parameter.example.clone(),
            description: parameter.description.clone(),
        }
    }
}

impl OpenApiView {
    /// What a document offers to an integration.
    pub(crate) fn of(
        desk: &Desk,
        integration: &IntegrationId,
        read: &OpenApiImport,
    ) -> Result<Self, ErrorView> {
        let own = desk.own_endpoints.list(integration);
        let own = own.map_err(|error| ErrorView::from(&error))?;
        let home = desk.integration(&integration.0)?;
        let endpoint = |one: &ImportedEndpoint| {
            let draft = one.draft.for_integration(&home);
            OpenApiEndpointView {
                key: one.draft.line(),
                is_there: own.iter().any(|own| {
                    own.endpoint.method == draft.method && own.endpoint.path == draft.path
                }),
                api: draft.api,
                title: draft.title,
                method: draft.method.name().to_owned(),
                path: draft.path,
                changes_something: draft.effect.is_some(),
                notes: one.notes.clone(),
            }
        };
        Ok(Self {
            title: format!("{} {}", read.title, read.version),
            endpoints: read.endpoints.iter().map(endpoint).collect(),
            notes: read.notes.clone(),
        })
    }
}

impl From<&OwnEndpointsError> for ErrorView {
    fn from(error: &OwnEndpointsError) -> Self {
        match error {
            OwnEndpointsError::Problems(notes) => Self::of_fields(notes),
            OwnEndpointsError::NoIntegration => Self::no_integration(),
            OwnEndpointsError::NoEndpoint => Self::no_endpoint(),
            OwnEndpointsError::TooMany => Self::new(
                "too_many_endpoints",
                &format!("{}.", capitalised(&error.to_string())),
                "Remove some of them, or choose fewer.",
            ),
            OwnEndpointsError::Unreadable | OwnEndpointsError::Newer => Self::new(
                "endpoints_unreadable",
                &format!("{}.", capitalised(&error.to_string())),
                "Open Gatepass’s latest version, or set the integration up anew.",
            ),
            OwnEndpointsError::Store(error) => Self::from(error),
        }
    }
}

impl From<&OpenApiRefusal> for ErrorView {
    fn from(refusal: &OpenApiRefusal) -> Self {
        Self::new(refusal.code, &refusal.sentence, &refusal.next_step)
    }
}

/// A name that is none of the four is a query parameter: the page offers the four.
fn place(id: &str) -> Place {
    let all = [Place::Path, Place::Query, Place::Header, Place::Body];
    let found = all.into_iter().find(|place| place.id() == id);
    found.unwrap_or(Place::Query)
}
