//! The document: versioned JSON. It says what forms say, so a reader can check it as a form is checked.
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::carried::Carried;
use crate::own_endpoints::{MOST_OWN_ENDPOINTS, OwnEndpoint};
use crate::own_samples::OwnSample;
use crate::remembered::Remembered;

/// What tells the document from any other.
pub(super) const FORMAT: &str = "gatepass-integrations";
/// The form of the document. A newer one is not read.
pub(super) const VERSION: u32 = 1;

/// Of one document; far more than anybody has.
pub(super) const MOST_INTEGRATIONS: usize = 1_000;
/// Extra headers, and extra parameters, of one integration.
pub(super) const MOST_EXTRAS: usize = 30;
const MOST_ORIGINS: usize = 100;
const MOST_SAMPLES: usize = 2_000;

/// As much of the document as tells whether the rest can be read.
#[derive(Deserialize)]
pub(super) struct Head {
    pub(super) format: String,
    pub(super) version: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    pub(super) format: String,
    pub(super) version: u32,
    pub(super) written_at_ms: i64,
    /// The version of Gatepass.
    pub(super) written_by: String,
    pub(super) with_secrets: bool,
    #[serde(deserialize_with = "at_most::<MOST_INTEGRATIONS, _, _>")]
    pub(super) subscription_keys: Vec<KeyEntry>,
    #[serde(deserialize_with = "at_most::<MOST_INTEGRATIONS, _, _>")]
    pub(super) integrations: Vec<Entry>,
}

/// A subscription key, which several of the integrations may share.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyEntry {
    /// What the integrations name it by; it gets another where it is taken in.
    pub(super) id: String,
    pub(super) provider: String,
    pub(super) key: SecretEntry,
}

/// A secret with where it may go; without its text where secrets were not to be exported.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SecretEntry {
    pub(super) text: Option<Carried>,
    #[serde(deserialize_with = "at_most::<MOST_ORIGINS, _, _>")]
    pub(super) origins: Vec<String>,
    pub(super) set_at_ms: i64,
}

/// One integration, as its form has it, with all that is its own.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) provider: String,
    pub(super) environment: String,
    pub(super) client_id: String,
    pub(super) client_secret: Option<SecretEntry>,
    pub(super) subscription_key: Option<String>,
    pub(super) token_endpoint: String,
    pub(super) placement: String,
    pub(super) grant: GrantEntry,
    pub(super) revocation_endpoint: String,
    pub(super) introspection_endpoint: String,
    pub(super) scope: String,
    #[serde(deserialize_with = "at_most::<MOST_EXTRAS, _, _>")]
    pub(super) extra_headers: Vec<ExtraEntry>,
    #[serde(deserialize_with = "at_most::<MOST_EXTRAS, _, _>")]
    pub(super) extra_parameters: Vec<ExtraEntry>,
    #[serde(deserialize_with = "at_most::<MOST_ORIGINS, _, _>")]
    pub(super) api_origins: Vec<String>,
    pub(super) token_header: String,
    pub(super) token_prefix: String,
    pub(super) proxy: String,
    pub(super) extra_ca: String,
    #[serde(deserialize_with = "at_most::<MOST_OWN_ENDPOINTS, _, _>")]
    pub(super) endpoints: Vec<OwnEndpoint>,
    #[serde(deserialize_with = "at_most::<MOST_SAMPLES, _, _>")]
    pub(super) samples: Vec<SampleEntry>,
    pub(super) remembered: Remembered,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GrantEntry {
    pub(super) grant: String,
    #[serde(deserialize_with = "at_most::<MOST_ORIGINS, _, _>")]
    pub(super) registered: Vec<String>,
    pub(super) authorization_endpoint: String,
    pub(super) redirect_uri: String,
    pub(super) username: String,
    pub(super) password: Option<SecretEntry>,
}

/// A header or parameter: with a public value, or with a secret one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExtraEntry {
    pub(super) name: String,
    pub(super) public: Option<String>,
    pub(super) secret: Option<SecretEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SampleEntry {
    /// Of the catalogue, or one of the entry's own.
    pub(super) endpoint: String,
    pub(super) sample: OwnSample,
}

/// A list that is given up as soon as it is too long, so that a document cannot fill the memory with many small things.
fn at_most<'de, const MOST: usize, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    struct Bounded<T, const MOST: usize>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>, const MOST: usize> Visitor<'de> for Bounded<T, MOST> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "a list of {MOST} at most")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
            let mut all = Vec::new();
            while let Some(item) = items.next_element()? {
                if all.len() == MOST {
                    return Err(A::Error::custom(TOO_MANY));
                }
                all.push(item);
            }
            Ok(all)
        }
    }

    deserializer.deserialize_seq(Bounded::<T, MOST>(PhantomData))
}

/// What the reader's error begins with, where a list was too long.
pub(super) const TOO_MANY: &str = "too many";
