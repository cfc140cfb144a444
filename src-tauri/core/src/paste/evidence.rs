//! What a request tells about its provider, as data (`evidence.toml`): paths, addresses that were retired.
use std::sync::LazyLock;

use serde::Deserialize;
use url::Url;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    provider: Vec<Entry>,
    retired: Vec<Retired>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    paths: Vec<String>,
}

/// An address that was retired, and what took its place.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Retired {
    from: Url,
    to: Url,
    /// A sentence for the user.
    pub(super) why: String,
}

fn file() -> &'static File {
    static FILE: LazyLock<File> =
        LazyLock::new(|| toml::from_str(include_str!("evidence.toml")).expect("a test reads it"));
    &FILE
}

/// How many characters of the path belong to an API of the provider. 0: it says nothing.
pub(super) fn path_match(provider: &str, path: &str) -> usize {
    let starts = |known: &&String| {
        path.strip_prefix(known.as_str()).is_some_and(|rest| {
            rest.is_empty() || known.ends_with('/') || rest.starts_with(['/', '?'])
        })
    };
    let entry = file().provider.iter().find(|entry| entry.id == provider);
    let lengths = entry.map(|entry| entry.paths.iter().filter(starts).map(String::len).max());
    lengths.flatten().unwrap_or_default()
}

/// What took the address's place, if it was retired.
pub(super) fn successor(address: &Url) -> Option<(Url, &'static Retired)> {
    let retired = file().retired.iter().find(|retired| {
        retired.from.origin() == address.origin()
            && (retired.from.path() == address.path() || retired.from.path() == "/")
    })?;
    let mut successor = retired.to.clone();
    if retired.from.path() == "/" {
        successor.set_path(address.path());
    }
    Some((successor, retired))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::{EnvironmentKind, provider, providers};

    #[test]
    fn it_speaks_of_providers_there_are() {
        for entry in &file().provider {
            assert!(provider(&entry.id).is_some(), "{}", entry.id);
        }
    }

    #[test]
    fn every_providers_example_call_is_its_own_by_path() {
        for provider in providers() {
            let real =
                |environment: &&crate::Environment| environment.kind != EnvironmentKind::Sandbox;
            for environment in provider.environments.iter().filter(real) {
                let Some(call) = &environment.example_call else {
                    continue;
                };
                let best = providers()
                    .iter()
                    .max_by_key(|other| path_match(&other.id, call.path()))
                    .unwrap();
                assert_eq!(best.id, provider.id, "{call}");
            }
        }
    }

    #[test]
    fn what_took_a_retired_address_s_place_is_a_providers_address() {
        for retired in &file().retired {
            let known = providers()
                .iter()
                .flat_map(|provider| &provider.environments)
                .any(|environment| {
                    environment
                        .token_endpoint
                        .as_ref()
                        .is_some_and(|token| token.origin() == retired.to.origin())
                        || environment.api_origins.iter().any(|origin| {
                            origin.to_string() == retired.to.origin().ascii_serialization()
                        })
                });
            assert!(known, "{}", retired.to);
            assert!(successor(&retired.to).is_none(), "retired twice");
        }
    }
}
