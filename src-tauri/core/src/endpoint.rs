//! A callable resource of an API, as data: what it takes, what it answers, and what calling it does.
mod limit;
mod paging;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::method::Method;

pub use limit::{Kind, Limit};
pub use paging::Paging;

/// How the ids of the user's own endpoints begin.
pub(crate) const OWN: &str = "own.";

/// An endpoint of the catalogue, or one that the user added to an integration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// Stable: `cisco-support.bug.by-ids`. Activity and saved samples name it.
    pub id: String,
    /// The provider's id.
    pub provider: String,
    /// The API it belongs to, as people call it: "Bug", "EoX". It groups the list.
    pub api: String,
    /// What it gives, in a few words.
    pub title: String,
    /// One sentence more, or nothing.
    #[serde(default)]
    pub summary: String,
    /// Usually GET, which does not mean that it changes nothing: see `effect`.
    #[serde(default)]
    pub method: Method,
    /// Below the API base of the environment ([`crate::api_base`]), with a `{name}` for each path parameter.
    pub path: String,
    /// In the order of the form.
    #[serde(default)]
    pub parameters: Vec<Parameter>,
    /// Media type of the body that its body parameters make; None where there is no body.
    #[serde(default)]
    pub content_type: Option<String>,
    /// Files of `core/samples` that hold whole bodies to start from.
    #[serde(default)]
    pub body_templates: Vec<String>,
    /// How the next page is asked for.
    #[serde(default)]
    pub paging: Paging,
    /// A sentence: what a call changes. Such a call is asked for first and never repeated.
    #[serde(default)]
    pub effect: Option<String>,
    /// Whether answers may hold data of persons. What nobody looked into counts as yes.
    #[serde(default = "yes")]
    pub personal_data: bool,
    /// How far the data above can be trusted.
    pub quality: Quality,
    /// The page that describes it.
    #[serde(default)]
    pub docs: Option<Url>,
    /// The file of `core/samples` that holds its usual answer.
    #[serde(default)]
    pub sample: Option<String>,
    /// Files with answers to other cases.
    #[serde(default)]
    pub other_samples: Vec<String>,
    /// What is worth knowing before a call; whole sentences.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// An input of an endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// As the service spells it. In a JSON body a dot steps into a member: `Calls.CustCallID`.
    pub name: String,
    /// Where it travels.
    #[serde(rename = "in")]
    pub place: Place,
    /// Without it the service refuses.
    #[serde(default)]
    pub required: bool,
    /// A value that the service would take; every required parameter has one.
    #[serde(default)]
    pub example: String,
    /// What the form starts with; empty for nothing.
    #[serde(default)]
    pub initial: String,
    /// What it means; a sentence without its full stop.
    #[serde(default)]
    pub description: String,
    /// What it may be.
    #[serde(default)]
    pub limit: Limit,
    /// Names of parameters that have to be sent along with it.
    #[serde(default)]
    pub needs: Vec<String>,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A segment of the path.
    Path,
    /// After the `?`.
    Query,
    /// A header.
    Header,
    /// A member of the JSON body.
    Body,
}

/// Where the knowledge of an endpoint or sample comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Printed by the provider, or seen in recorded traffic.
    Documented,
    /// Concluded from a sibling service or from what a published client sends.
    Inferred,
}

impl Endpoint {
    /// The parameter of that key.
    pub fn parameter(&self, key: &str) -> Option<&Parameter> {
        self.parameters
            .iter()
            .find(|parameter| parameter.key() == key)
    }

    /// Whether the user added it.
    pub fn is_own(&self) -> bool {
        self.id.starts_with(OWN)
    }

    /// Whether a call changes something at the service.
    pub fn is_state_changing(&self) -> bool {
        self.effect.is_some()
    }

    /// Whether every word of the query occurs in its names, path, parameters or notes. Case makes no difference.
    pub fn matches(&self, query: &str) -> bool {
        let text = self.search_text();
        query
            .to_lowercase()
            .split_whitespace()
            .all(|word| text.contains(word))
    }

    /// Everything it can be found by, in lower case.
    pub fn search_text(&self) -> String {
        let mut text = vec![
            self.api.as_str(),
            &self.title,
            &self.summary,
            self.method.name(),
            &self.path,
            &self.id,
        ];
        for parameter in &self.parameters {
            text.extend([parameter.name.as_str(), &parameter.description]);
        }
        text.extend(self.notes.iter().map(String::as_str));
        text.join("\n").to_lowercase()
    }
}

impl Parameter {
    /// One that takes any text and is not required.
    pub fn named(name: &str, place: Place) -> Self {
        Self {
            name: name.to_owned(),
            place,
            required: false,
            example: String::new(),
            initial: String::new(),
            description: String::new(),
            limit: Limit::default(),
            needs: vec![],
        }
    }

    /// What values and notes name it by; a name may occur in two places: `path.bug_ids`, `query.page`.
    pub fn key(&self) -> String {
        format!("{}.{}", self.place.id(), self.name)
    }
}

impl Place {
    /// As in keys.
    pub fn id(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
        }
    }
}

fn yes() -> bool {
    true
}
