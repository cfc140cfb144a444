//! A file of the catalogue: a provider's APIs, written without repeating what their endpoints share.
use std::collections::BTreeMap;

use serde::Deserialize;
use url::Url;

use super::Shelf;
use crate::endpoint::{Endpoint, Paging, Parameter, Place, Quality};
use crate::method::Method;

const JSON: &str = "application/json";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    provider: String,
    bases: BTreeMap<String, Url>,
    /// Parameters that several endpoints have, by the name the endpoints call them.
    #[serde(default)]
    parameters: BTreeMap<String, Parameter>,
    #[serde(default)]
    apis: Vec<Api>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Api {
    /// The middle part of its endpoints' ids.
    id: String,
    name: String,
    /// Comes before its endpoints' paths.
    #[serde(default)]
    path: String,
    docs: Url,
    /// For endpoints that have its parameter; the others answer with everything at once.
    #[serde(default)]
    paging: Paging,
    endpoints: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    title: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    method: Method,
    path: String,
    #[serde(default)]
    parameters: Vec<Entry>,
    #[serde(default)]
    body_templates: Vec<String>,
    paging: Option<Paging>,
    effect: Option<String>,
    personal_data: Option<bool>,
    quality: Quality,
    docs: Option<Url>,
    sample: String,
    #[serde(default)]
    other_samples: Vec<String>,
    #[serde(default)]
    notes: Vec<String>,
}

/// A parameter of its own, or the name of a shared one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Shared(String),
    /// `input1` to `input20` are one entry that says so.
    Numbered {
        numbered: usize,
        of: Parameter,
    },
    Own(Parameter),
}

/// Reads a file, or says what is wrong with it.
pub(super) fn read(text: &str) -> Result<Shelf, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let File {
        provider,
        bases,
        parameters,
        apis,
    } = file;
    let mut endpoints = Vec::new();
    for mut api in apis {
        for row in std::mem::take(&mut api.endpoints) {
            endpoints.push(made(row, &api, &provider, &parameters)?);
        }
    }
    Ok(Shelf {
        provider,
        bases,
        endpoints,
    })
}

fn made(
    row: Row,
    api: &Api,
    provider: &str,
    shared: &BTreeMap<String, Parameter>,
) -> Result<Endpoint, String> {
    let mut parameters = Vec::new();
    for entry in row.parameters {
        match entry {
            Entry::Own(parameter) => parameters.push(parameter),
            Entry::Numbered { numbered, of } => parameters.extend(spread(numbered, &of)),
            Entry::Shared(name) => {
                let found = shared.get(&name);
                parameters.push(found.ok_or(format!("no parameter {name}"))?.clone());
            }
        }
    }
    let has = |key: &str| parameters.iter().any(|parameter| parameter.key() == key);
    let paging = row.paging.unwrap_or_else(|| api.paging.clone());
    let has_pages = paging.parameter().is_some_and(has);
    let has_body = parameters
        .iter()
        .any(|parameter| parameter.place == Place::Body);
    Ok(Endpoint {
        id: format!("{provider}.{}.{}", api.id, row.id),
        provider: provider.to_owned(),
        api: api.name.clone(),
        title: row.title,
        summary: row.summary,
        method: row.method,
        path: format!("{}{}", api.path, row.path),
        content_type: has_body.then(|| JSON.to_owned()),
        body_templates: row.body_templates,
        paging: if has_pages { paging } else { Paging::None },
        effect: row.effect,
        personal_data: row.personal_data.unwrap_or(true),
        quality: row.quality,
        docs: Some(row.docs.unwrap_or_else(|| api.docs.clone())),
        sample: Some(row.sample),
        other_samples: row.other_samples,
        notes: row.notes,
        parameters,
    })
}

/// Only the first is required, and only it has an example.
fn spread(count: usize, first: &Parameter) -> impl Iterator<Item = Parameter> {
    (1..=count).map(|number| {
        let mut parameter = first.clone();
        parameter.name = format!("{}{number}", first.name);
        if number > 1 {
            parameter.required = false;
            parameter.example.clear();
        }
        parameter
    })
}
