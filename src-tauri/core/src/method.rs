//! The methods a request may have (RFC 9110, section 9; RFC 5789).
use serde::{Deserialize, Serialize};

/// What a request asks the server to do. CONNECT and TRACE are no calls of an API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Reads; also the one method of services that consume with it.
    #[default]
    Get,
    /// Reads the headers alone.
    Head,
    /// Hands something over.
    Post,
    /// Puts something in a place.
    Put,
    /// Changes a part (RFC 5789).
    Patch,
    /// Takes something away.
    Delete,
    /// Asks what is possible.
    Options,
}

impl Method {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::Get,
        Self::Post,
        Self::Put,
        Self::Patch,
        Self::Delete,
        Self::Head,
        Self::Options,
    ];

    /// As it is written on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
        }
    }

    /// The method of that name, in whatever case it was typed.
    pub fn from_name(name: &str) -> Option<Self> {
        let is_named = |method: &Self| method.name().eq_ignore_ascii_case(name.trim());
        Self::ALL.into_iter().find(is_named)
    }

    /// Whether a body means anything with it (RFC 9110, sections 9.3.1 and 9.3.2).
    pub fn takes_a_body(self) -> bool {
        !matches!(self, Self::Get | Self::Head)
    }

    /// Whether a server expects a length even where there is no body (RFC 9110, section 8.6).
    pub(crate) fn announces_a_length(self) -> bool {
        matches!(self, Self::Post | Self::Put | Self::Patch)
    }

    /// Whether it is defined to change nothing (RFC 9110, section 9.2.1).
    pub fn is_safe(self) -> bool {
        matches!(self, Self::Get | Self::Head | Self::Options)
    }
}
