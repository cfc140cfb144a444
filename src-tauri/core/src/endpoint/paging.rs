//! How an API is asked for the next page of an answer.
use serde::{Deserialize, Serialize};

/// The style of paging. Parameters are named by their keys, members by their path in the answer, with dots.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "style", rename_all = "snake_case", deny_unknown_fields)]
pub enum Paging {
    /// An answer has everything.
    #[default]
    None,
    /// Pages have numbers from 1, and a record in the answer names the last one. As a query parameter, a body member or a
    /// path segment: the key says which.
    Page {
        /// Takes the page's number.
        parameter: String,
        /// The number of the last page, as number or text.
        last: String,
        /// Takes the size of a page, where number and size are only taken together.
        size: Option<String>,
        /// The size of a page in the answer, for when none was sent.
        answered_size: Option<String>,
    },
    /// Pages have numbers from 1, and the answer says whether there is another one: PSIRT.
    Marked {
        /// Takes the page's number.
        parameter: String,
        /// Takes the size of a page. Without one the service's own size holds.
        size: String,
        /// Says where the next page is; absent, empty or `NA` on the last one. It is a sign only and never followed.
        next: String,
        /// How many items all pages have.
        count: String,
    },
    /// Items have growing ids, and a page starts after one: Smart Bonding.
    Since {
        /// Takes the last id that is known.
        parameter: String,
        /// Takes the most items of a page.
        size: String,
        /// Takes the last id that is wanted.
        until: String,
        /// The array of items.
        items: String,
        /// The id within an item.
        id: String,
    },
}

impl Paging {
    /// The key of the parameter that turns the page.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Page { parameter, .. }
            | Self::Marked { parameter, .. }
            | Self::Since { parameter, .. } => Some(parameter),
        }
    }
}
