//! Where a client's credentials travel in a token request.
use serde::{Deserialize, Serialize};

/// RFC 6749, section 2.3.1, and the two other places that services invented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placement {
    /// In the form body.
    Form,
    /// In the URL, with an empty body.
    Query,
    /// In a JSON body.
    Json,
    /// In an `Authorization: Basic` header; the rest in the form body.
    Basic,
}

impl Placement {
    /// All four, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Form, Self::Basic, Self::Query, Self::Json];

    /// As in data files and over IPC.
    pub fn id(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Query => "query",
            Self::Json => "json",
            Self::Basic => "basic",
        }
    }

    /// The placement of that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|placement| placement.id() == id)
    }

    /// As on the button.
    pub fn name(self) -> &'static str {
        match self {
            Self::Form => "Form body",
            Self::Query => "URL, empty body",
            Self::Json => "JSON body",
            Self::Basic => "Basic header",
        }
    }

    /// What choosing it means, for under the field.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Form => "The usual way: id and secret travel in the body.",
            Self::Query => {
                "Id and secret travel in the address, where servers and proxies on the way may log them."
            }
            Self::Json => "Not a standard way. Choose it only if the service asks for it.",
            Self::Basic => "Id and secret travel in the Authorization header, as RFC 6749 prefers.",
        }
    }
}
