//! An endpoint as a form holds it, or as a document describes it: not checked yet, and nobody's.
use crate::call_request::NEVER_FREE;
use crate::catalogue::api_base;
use crate::endpoint::{Parameter, Place};
use crate::integration::Integration;
use crate::method::Method;
use crate::provider::provider;

use super::OwnEndpoint;

/// The form of one endpoint of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointDraft {
    /// None while it is new.
    pub id: Option<String>,
    /// What it is listed under; empty for "Own".
    pub api: String,
    /// What it gives; empty for its method and path.
    pub title: String,
    /// One sentence more, or nothing.
    pub summary: String,
    /// As chosen.
    pub method: Method,
    /// Below the API base, with a `{name}` for each part that is filled in.
    pub path: String,
    /// In the order of the form. A `{name}` without one gets one.
    pub parameters: Vec<Parameter>,
    /// Media type of the body; empty for none.
    pub content_type: String,
    /// A body to start from; empty for none.
    pub body: String,
    /// What a call changes, as a sentence. None changes nothing; empty gets a sentence by its method.
    pub effect: Option<String>,
    /// Whether answers may hold data of persons.
    pub personal_data: bool,
    /// What is worth knowing before a call; whole sentences.
    pub notes: Vec<String>,
}

impl EndpointDraft {
    /// An empty form.
    pub fn new(method: Method, path: &str) -> Self {
        Self {
            id: None,
            api: String::new(),
            title: String::new(),
            summary: String::new(),
            method,
            path: path.to_owned(),
            parameters: vec![],
            content_type: String::new(),
            body: String::new(),
            effect: (!method.is_safe()).then(String::new),
            personal_data: true,
            notes: vec![],
        }
    }

    /// The form of an endpoint that is kept.
    pub fn of(own: &OwnEndpoint) -> Self {
        let endpoint = &own.endpoint;
        Self {
            id: Some(endpoint.id.clone()),
            api: endpoint.api.clone(),
            title: endpoint.title.clone(),
            summary: endpoint.summary.clone(),
            method: endpoint.method,
            path: endpoint.path.clone(),
            parameters: endpoint.parameters.clone(),
            content_type: endpoint.content_type.clone().unwrap_or_default(),
            body: own.body.clone(),
            effect: endpoint.effect.clone(),
            personal_data: endpoint.personal_data,
            notes: endpoint.notes.clone(),
        }
    }

    /// `GET /pets/{id}`.
    pub fn line(&self) -> String {
        format!("{} {}", self.method.name(), self.path)
    }

    /// As the integration has it: without the headers that it sets itself, and below its API base. A document describes
    /// both, and neither has to be filled in.
    #[must_use]
    pub fn for_integration(&self, integration: &Integration) -> Self {
        let mut draft = self.clone();
        let base = api_base(&integration.provider, &integration.environment);
        let base = base.map_or("", |base| base.path().trim_end_matches('/'));
        let rest = draft.path.strip_prefix(base);
        if let Some(rest) = rest.filter(|rest| !base.is_empty() && rest.starts_with('/')) {
            draft.path = rest.to_owned();
        }
        draft.parameters.retain(|parameter| {
            parameter.place != Place::Header || !is_set_by(integration, &parameter.name)
        });
        draft
    }
}

/// Whether the integration or the connection decides what such a header says.
pub(super) fn is_set_by(integration: &Integration, header: &str) -> bool {
    let key = provider(&integration.provider)
        .and_then(|provider| provider.subscription_key_header.as_deref());
    let mut taken = key
        .into_iter()
        .chain([integration.token_header.as_str()])
        .chain(NEVER_FREE);
    taken.any(|name| name.eq_ignore_ascii_case(header))
}
