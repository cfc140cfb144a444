//! A call as it is kept, to be filled in and sent again: what is public as it is, what may be a key as a reference to the vault.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::integration::{Extra, ExtraValue};
use crate::method::Method;
use crate::secret::SecretId;

/// What [`crate::Call`] was, without a secret in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredCall {
    /// What was called.
    pub target: StoredTarget,
    /// Further query parameters.
    #[serde(default)]
    pub query: Vec<Extra>,
    /// Further headers.
    #[serde(default)]
    pub headers: Vec<Extra>,
    /// The body.
    #[serde(default)]
    pub body: StoredBody,
}

impl StoredCall {
    /// Every vault item it points to.
    pub fn secrets(&self) -> Vec<&SecretId> {
        let values: Vec<&ExtraValue> = match &self.target {
            StoredTarget::Endpoint { values, .. } => values.values().collect(),
            StoredTarget::Free { .. } => vec![],
        };
        let (text, form) = match &self.body {
            StoredBody::FromParameters => (None, None),
            StoredBody::Text { text, .. } => (Some(text), None),
            StoredBody::Form(members) => (None, Some(members)),
        };
        let members = self.query.iter().chain(&self.headers);
        let members = members.chain(form.into_iter().flatten());
        let all = members
            .map(|member| &member.value)
            .chain(values)
            .chain(text);
        all.filter_map(|value| match value {
            ExtraValue::Secret(reference) => Some(&reference.id),
            ExtraValue::Public(_) => None,
        })
        .collect()
    }
}

/// What a stored call goes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoredTarget {
    /// An endpoint by its id, which a later version may not have any more, and its values by their parameters' keys.
    Endpoint {
        /// [`crate::Endpoint::id`].
        id: String,
        /// As typed.
        values: BTreeMap<String, ExtraValue>,
    },
    /// Whatever the user typed.
    Free {
        /// Any.
        method: Method,
        /// As typed.
        address: String,
    },
}

/// The body of a stored call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoredBody {
    /// From the endpoint's body parameters; none where there are none.
    #[default]
    FromParameters,
    /// Written out.
    Text {
        /// Its media type.
        content_type: String,
        /// As typed.
        text: ExtraValue,
    },
    /// `application/x-www-form-urlencoded`.
    Form(Vec<Extra>),
}
