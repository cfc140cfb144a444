//! What services differ in, read from the files of `sandbox/catalogue`.
use std::collections::BTreeMap;
use std::sync::LazyLock;

use gatepass_core::Endpoint;
use serde::Deserialize;

use super::rule::Rule;
use super::stock::Stock;

const FILES: [&str; 5] = [
    include_str!("../../catalogue/api-console.toml"),
    include_str!("../../catalogue/cisco-support.toml"),
    include_str!("../../catalogue/cx-cloud.toml"),
    include_str!("../../catalogue/pivot.toml"),
    include_str!("../../catalogue/smart-bonding.toml"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    provider: String,
    /// For every endpoint of the provider.
    #[serde(default)]
    all: Rule,
    /// By the middle part of the endpoints' ids.
    #[serde(default)]
    apis: BTreeMap<String, Rule>,
    /// By the endpoints' ids without the provider.
    #[serde(default)]
    endpoints: BTreeMap<String, Rule>,
    /// By the file of `core/samples` whose records they hold.
    #[serde(default)]
    stocks: BTreeMap<String, Stock>,
}

/// How that endpoint is served.
pub(super) fn of(endpoint: &Endpoint) -> Rule {
    let Some((file, rest)) = file(endpoint) else {
        return Rule::default();
    };
    let api = rest.split('.').next().unwrap_or_default();
    let rule = |rules: &BTreeMap<String, Rule>, name| rules.get(name).cloned().unwrap_or_default();
    let own = rule(&file.endpoints, rest);
    own.over(rule(&file.apis, api)).over(file.all.clone())
}

/// The records that it answers with; none where an answer has no list.
pub(super) fn stock(endpoint: &Endpoint, rule: &Rule) -> Option<Stock> {
    let name = rule.stock.as_ref().or(endpoint.sample.as_ref())?;
    let found = files().iter().find_map(|file| file.stocks.get(name))?;
    Some(found.clone().of(name))
}

fn file(endpoint: &Endpoint) -> Option<(&'static File, &str)> {
    files().iter().find_map(|file| {
        let rest = endpoint.id.strip_prefix(&file.provider)?;
        Some((file, rest.strip_prefix('.')?))
    })
}

fn files() -> &'static [File] {
    static READ: LazyLock<Vec<File>> = LazyLock::new(|| {
        let read = |text| toml::from_str(text).unwrap_or_else(|error| panic!("{error}"));
        FILES.into_iter().map(read).collect()
    });
    &READ
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_entry_of_the_files_is_about_something_of_the_catalogue() {
        for file in files() {
            let endpoints = gatepass_core::endpoints(&file.provider);
            let rest = |endpoint: &Endpoint| endpoint.id[file.provider.len() + 1..].to_owned();
            let ids: BTreeSet<String> = endpoints.iter().map(rest).collect();
            let is_api = |api: &&String| ids.iter().any(|id| id.starts_with(&format!("{api}.")));
            let is_id = |id: &&String| ids.contains(*id);
            assert_eq!(file.apis.keys().find(|api| !is_api(api)), None);
            assert_eq!(file.endpoints.keys().find(|id| !is_id(id)), None);
            for endpoint in endpoints {
                let rule = of(endpoint);
                let records = stock(endpoint, &rule).map(|stock| stock.records(0, 0, |_| true));
                assert!(
                    records.is_none_or(|records| !records.is_empty()),
                    "{}",
                    endpoint.id
                );
            }
        }
    }
}
