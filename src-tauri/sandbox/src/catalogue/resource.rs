//! Finds the endpoint that a path stands for.
use std::collections::BTreeMap;

use gatepass_core::{Endpoint, Kind, Place, endpoints};

use super::rules;
use crate::asked::decoded;

/// An endpoint, with what stands in the path for its parameters.
pub(crate) struct Found {
    pub(crate) endpoint: &'static Endpoint,
    pub(super) path: BTreeMap<&'static str, String>,
}

impl Found {
    /// The documented method, and those that do as well.
    pub(crate) fn methods(&self) -> Vec<String> {
        let documented = self.endpoint.method.name().to_owned();
        let also = rules::of(self.endpoint).also;
        [documented].into_iter().chain(also).collect()
    }
}

/// The endpoint of that path below the provider's API base. None as well where a part of the path is empty, or where a list in
/// it has blanks, which the gateway takes for the same.
pub(crate) fn find(provider: &str, path: &str) -> Option<Found> {
    let found = endpoints(provider).iter().filter_map(|endpoint| {
        let path = values(endpoint, path)?;
        Some(Found { endpoint, path })
    });
    // `/all/firstpublished` is itself before it is anything else.
    found.min_by_key(|found| found.path.len())
}

fn values(endpoint: &'static Endpoint, path: &str) -> Option<BTreeMap<&'static str, String>> {
    let template: Vec<&str> = endpoint.path.trim_start_matches('/').split('/').collect();
    let sent: Vec<&str> = path.split('/').collect();
    if template.len() != sent.len() {
        return None;
    }
    let mut values = BTreeMap::new();
    for (part, sent) in template.into_iter().zip(sent) {
        let sent = decoded(sent);
        let name = part
            .strip_prefix('{')
            .and_then(|part| part.strip_suffix('}'));
        match name {
            None if part == sent => {}
            Some(name) if is_meant(endpoint, name, &sent) => {
                values.insert(name, sent.into_owned());
            }
            _ => return None,
        }
    }
    Some(values)
}

fn is_meant(endpoint: &Endpoint, name: &str, sent: &str) -> bool {
    let is_list = endpoint.parameters.iter().any(|parameter| {
        parameter.name == name
            && parameter.place == Place::Path
            && parameter.limit.kind == Kind::List
    });
    let has_blanks = sent.contains(char::is_whitespace);
    let has_items = !sent.trim_matches([',', ' ']).is_empty();
    has_items && !(is_list && has_blanks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(path: &str) -> Option<&'static str> {
        find("cisco-support", path).map(|found| found.endpoint.id.as_str())
    }

    #[test]
    fn a_path_leads_to_the_endpoint_that_names_it_closest() {
        let base = "security/advisories/v2";
        assert_eq!(id(&format!("{base}/all")), Some("cisco-support.psirt.all"));
        assert_eq!(
            id(&format!("{base}/severity/high/firstpublished")),
            Some("cisco-support.psirt.by-severity-first")
        );
        let series = "bug/v2.0/bugs/product_series/Cisco%20Catalyst/affected_releases/15.2(3)";
        let found = find("cisco-support", series).unwrap();
        assert_eq!(found.path["product_series"], "Cisco Catalyst");
        for nothing in [
            "bug/v2.0/bugs/bug_ids/",
            "bug/v2.0/bugs/bug_ids",
            "bug/v2.0/bugs/bug_ids/,",
            "bug/v2.0/bugs/bug_ids/A,%20B",
            "bug/v2.0/bugs/bug_ids/A/B",
            "nothing",
        ] {
            assert_eq!(id(nothing), None, "{nothing}");
        }
    }
}
