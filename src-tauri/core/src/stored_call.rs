//! A call as it is kept, to be filled in and sent again: what is public as it is, what may be a key as a reference to the vault.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::integration::{Extra, ExtraValue};
use crate::method::Method;

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
