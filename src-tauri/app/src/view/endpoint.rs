//! What can be called with an integration: its endpoints with their parameters and samples.
use gatepass_core::{
    BodyTemplate, Endpoint, Integration, Kind, OwnEndpoint, OwnSample, Parameter, Quality,
    Remembered, Sample, StoreError, body_templates, call_base, endpoints_of, own_samples, provider,
    samples,
};
use serde::Serialize;

use super::ErrorView;
use crate::desk::Desk;

/// Everything the Requests tab lists for an integration.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct EndpointsView {
    /// Those of one API beside each other, in the order of the list; the user's own ones last.
    pub(crate) endpoints: Vec<EndpointView>,
    /// What paths are below, for showing: `https://apix.cisco.com/`. Empty where the user has to type whole addresses.
    pub(crate) base: String,
    /// Other integrations of the same provider that the same call can be sent to, to compare.
    pub(crate) twins: Vec<TwinView>,
}

/// An integration of the same provider.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TwinView {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) environment_name: String,
}

/// A callable resource.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct EndpointView {
    pub(crate) id: String,
    /// The API it belongs to: the list is grouped by it.
    pub(crate) api: String,
    pub(crate) title: String,
    /// One sentence more, or empty.
    pub(crate) summary: String,
    pub(crate) method: String,
    /// With a `{name}` for each path parameter.
    pub(crate) path: String,
    /// In the order of the form, required ones first.
    pub(crate) parameters: Vec<ParameterView>,
    /// Media type of the body that its body parameters make; empty where there is no body.
    pub(crate) content_type: String,
    /// Whole bodies to start from.
    pub(crate) body_templates: Vec<BodyTemplateView>,
    /// What a call changes, as a sentence: it is asked for first. Empty for a call that only reads.
    pub(crate) effect: String,
    pub(crate) personal_data: bool,
    /// Concluded and not documented: shown with ≈.
    pub(crate) inferred: bool,
    /// Added by the user: it can be changed and removed.
    pub(crate) own: bool,
    /// The page that describes it, or empty.
    pub(crate) docs: String,
    /// What is worth knowing before a call; whole sentences.
    pub(crate) notes: Vec<String>,
    /// Stored answers, the usual one first; the user's own after those.
    pub(crate) samples: Vec<SampleView>,
}

/// An input of an endpoint.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ParameterView {
    /// `path.bug_ids`: names it in values and notes.
    pub(crate) key: String,
    pub(crate) name: String,
    /// `path`, `query`, `header` or `body`.
    pub(crate) place: String,
    pub(crate) required: bool,
    pub(crate) example: String,
    /// What the form starts with; may be empty.
    pub(crate) initial: String,
    pub(crate) description: String,
    /// `text`, `number`, `list`, `date`, `dateTime` or `flag`.
    pub(crate) kind: String,
    /// The only values there are, or none.
    pub(crate) one_of: Vec<String>,
    /// What it may be, in a few words: "up to 5, of at most 10 characters". May be empty.
    pub(crate) limit: String,
    /// What was sent for it before in this integration, the latest first.
    pub(crate) remembered: Vec<String>,
}

/// A whole request body to start from.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct BodyTemplateView {
    pub(crate) title: String,
    pub(crate) text: String,
}

/// A stored answer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SampleView {
    pub(crate) id: String,
    /// "Usual answer", "No such bug", or what the user called it.
    pub(crate) title: String,
    /// Saved by the user: it can be removed.
    pub(crate) own: bool,
}

impl EndpointsView {
    /// Everything that can be called with an integration. Reads the store, no secret.
    pub(crate) fn of(desk: &Desk, integration: &Integration) -> Result<Self, ErrorView> {
        let store = &*desk.ports.store;
        let refused = |error: StoreError| ErrorView::from(&error);
        let remembered = Remembered::load(store, &integration.id).map_err(refused)?;
        let endpoints =
            endpoints_of(store, integration).map_err(|error| ErrorView::from(&error))?;
        let bodies = desk.own_endpoints.list(&integration.id);
        let bodies = bodies.map_err(|error| ErrorView::from(&error))?;
        let view = |endpoint: &Endpoint| -> Result<EndpointView, ErrorView> {
            let own = own_samples(store, &integration.id, &endpoint.id).map_err(refused)?;
            let mut view = EndpointView::of(endpoint, &remembered, &own.samples);
            let body = bodies.iter().find(|own| own.id() == endpoint.id);
            view.body_templates
                .extend(body.and_then(BodyTemplateView::of_own));
            Ok(view)
        };
        let twins = store.integrations().map_err(refused)?;
        let sandbox = desk.ports.sandbox.sandbox_address();
        Ok(Self {
            endpoints: endpoints.iter().map(view).collect::<Result<_, _>>()?,
            base: call_base(integration, sandbox.as_ref()).map_or_else(String::new, String::from),
            twins: twins
                .iter()
                .filter(|one| one.is_twin_of(integration))
                .map(TwinView::from)
                .collect(),
        })
    }
}

impl From<&Integration> for TwinView {
    fn from(integration: &Integration) -> Self {
        let environment = provider(&integration.provider)
            .and_then(|provider| provider.environment(&integration.environment));
        Self {
            id: integration.id.0.clone(),
            label: integration.label.clone(),
            environment_name: environment.map_or_else(
                || integration.environment.clone(),
                |environment| environment.name.clone(),
            ),
        }
    }
}

impl EndpointView {
    fn of(endpoint: &Endpoint, remembered: &Remembered, own: &[OwnSample]) -> Self {
        let mut parameters: Vec<ParameterView> = endpoint
            .parameters
            .iter()
            .map(|parameter| ParameterView::of(parameter, remembered.of(&parameter.name)))
            .collect();
        parameters.sort_by_key(|parameter| !parameter.required);
        let usual = endpoint.sample.as_deref();
        let stored = samples(endpoint);
        let stored = stored.iter().map(|sample| SampleView::of(sample, usual));
        let templates = body_templates(endpoint);
        Self {
            id: endpoint.id.clone(),
            api: endpoint.api.clone(),
            title: endpoint.title.clone(),
            summary: endpoint.summary.clone(),
            method: endpoint.method.name().to_owned(),
            path: endpoint.path.clone(),
            parameters,
            content_type: endpoint.content_type.clone().unwrap_or_default(),
            body_templates: templates.iter().map(BodyTemplateView::from).collect(),
            effect: endpoint.effect.clone().unwrap_or_default(),
            personal_data: endpoint.personal_data,
            inferred: endpoint.quality == Quality::Inferred,
            own: endpoint.is_own(),
            docs: endpoint
                .docs
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            notes: endpoint.notes.clone(),
            samples: stored.chain(own.iter().map(SampleView::from)).collect(),
        }
    }
}

impl ParameterView {
    fn of(parameter: &Parameter, remembered: &[String]) -> Self {
        Self {
            key: parameter.key(),
            name: parameter.name.clone(),
            place: parameter.place.id().to_owned(),
            required: parameter.required,
            example: parameter.example.clone(),
            initial: parameter.initial.clone(),
            description: parameter.description.clone(),
            kind: match parameter.limit.kind {
                Kind::Text => "text",
                Kind::Number => "number",
                Kind::List => "list",
                Kind::Date => "date",
                Kind::DateTime => "dateTime",
                Kind::Flag => "flag",
            }
            .to_owned(),
            one_of: parameter.limit.one_of.clone(),
            limit: parameter.limit.words(),
            remembered: remembered.to_vec(),
        }
    }
}

impl BodyTemplateView {
    /// What the user, or a document, gave an endpoint of their own to start from.
    fn of_own(own: &OwnEndpoint) -> Option<Self> {
        let title = "Body to start from".to_owned();
        let text = own.body.clone();
        (!text.is_empty()).then_some(Self { title, text })
    }
}

impl From<&BodyTemplate> for BodyTemplateView {
    fn from(template: &BodyTemplate) -> Self {
        Self {
            title: template.title.clone(),
            text: template.text.to_owned(),
        }
    }
}

impl SampleView {
    /// One of the catalogue's. `usual` names the file of the endpoint's usual answer.
    pub(crate) fn of(sample: &Sample, usual: Option<&str>) -> Self {
        Self {
            id: sample.file.to_owned(),
            title: if usual == Some(sample.file) {
                "Usual answer".to_owned()
            } else {
                sample.title.clone()
            },
            own: false,
        }
    }
}

impl From<&OwnSample> for SampleView {
    fn from(sample: &OwnSample) -> Self {
        Self {
            id: sample.id.clone(),
            title: sample.label.clone(),
            own: true,
        }
    }
}
