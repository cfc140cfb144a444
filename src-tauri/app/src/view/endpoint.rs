//! What can be called: the endpoints of an integration with their parameters, and the user's own ones.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::FieldNoteView;

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
    /// One like it is there already and would be replaced.
    pub(crate) replaces: bool,
    pub(crate) notes: Vec<String>,
}

/// A call as the form holds it. Values that may be keys are handles of texts that `hold_secret` took in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CallView {
    pub(crate) integration: String,
    /// None: method and address as typed.
    pub(crate) endpoint: Option<String>,
    /// By the parameters' keys; those left empty may be missing.
    pub(crate) values: BTreeMap<String, String>,
    /// Of a call without an endpoint.
    pub(crate) method: String,
    /// Of a call without an endpoint: a path below the base, or a whole address.
    pub(crate) address: String,
    pub(crate) query: Vec<FreeMemberView>,
    pub(crate) headers: Vec<FreeMemberView>,
    pub(crate) body: CallBodyView,
}

/// A header, query parameter or form member that no endpoint describes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FreeMemberView {
    pub(crate) name: String,
    pub(crate) value: GivenView,
}

/// A typed value: shown and kept as it is, or a secret that waits behind a handle.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum GivenView {
    Public {
        text: String,
    },
    /// `length` characters, for as many dots. An empty handle: nothing was typed yet, or it has to be typed again.
    Secret {
        handle: String,
        length: u32,
    },
}

/// Where the body of a call comes from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum CallBodyView {
    /// From the endpoint's body parameters; none where there are none.
    FromParameters,
    Text {
        content_type: String,
        text: GivenView,
    },
    Form {
        members: Vec<FreeMemberView>,
    },
}

/// What would be sent, or what keeps it from being sent.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CallCheckView {
    /// None while there are problems.
    pub(crate) request: Option<super::RequestView>,
    /// By parameter key, or `address`, `query.0`, `headers.0`, `body`, `contentType`, `form.0`.
    pub(crate) problems: Vec<FieldNoteView>,
    /// What the call would change, as a sentence: it is asked for first. Empty for one that only reads.
    pub(crate) effect: String,
}
