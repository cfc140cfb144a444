//! The stored answers: what an endpoint says, for those who study it before they have an account.
use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::SAMPLE_FILES;
use crate::endpoint::{Endpoint, Quality};

/// A stored answer.
#[derive(Clone, Debug)]
pub struct Sample {
    /// `pivot/field-notice-bulletins.json`.
    pub file: &'static str,
    /// What case it is: "Nothing waits in the queue". Empty for the usual one.
    pub title: String,
    /// The status it came with.
    pub status: u16,
    /// As answered.
    pub content_type: String,
    /// Further headers it came with.
    pub headers: Vec<(String, String)>,
    /// Decoded.
    pub body: &'static [u8],
    /// Whether members and types are the service's, or concluded. Names, serials and numbers in it are invented.
    pub quality: Quality,
    /// Where its form is printed or was recorded.
    pub source: String,
    /// What is odd about it; empty, or whole sentences.
    pub note: String,
}

/// A whole request body to start from.
#[derive(Clone, Debug)]
pub struct BodyTemplate {
    /// What it is for.
    pub title: String,
    /// The body.
    pub text: &'static str,
}

/// A line of a folder's index.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    quality: Quality,
    source: String,
    #[serde(default = "ok")]
    status: u16,
    #[serde(default = "json")]
    content_type: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    note: String,
    /// Of a request body: what it is for. Of an answer to another case than the usual: which.
    #[serde(default)]
    title: String,
}

/// The endpoint's usual answer. None for an endpoint of the user's own that has no sample yet.
pub fn sample(endpoint: &Endpoint) -> Option<Sample> {
    of_file(endpoint.sample.as_ref()?)
}

/// Every answer stored for the endpoint, the usual one first.
pub fn samples(endpoint: &Endpoint) -> Vec<Sample> {
    let files = endpoint.sample.iter().chain(&endpoint.other_samples);
    files.filter_map(|file| of_file(file)).collect()
}

/// Whole bodies to start from, for endpoints that take one.
pub fn body_templates(endpoint: &Endpoint) -> Vec<BodyTemplate> {
    let template = |file: &String| {
        let (name, body) = stored(file)?;
        Some(BodyTemplate {
            title: index().get(name)?.title.clone(),
            text: std::str::from_utf8(body).ok()?,
        })
    };
    endpoint
        .body_templates
        .iter()
        .filter_map(template)
        .collect()
}

fn of_file(file: &str) -> Option<Sample> {
    let (file, body) = stored(file)?;
    let line = index().get(file)?;
    Some(Sample {
        file,
        title: line.title.clone(),
        status: line.status,
        content_type: line.content_type.clone(),
        headers: line.headers.clone().into_iter().collect(),
        body,
        quality: line.quality,
        source: line.source.clone(),
        note: line.note.clone(),
    })
}

fn stored(file: &str) -> Option<(&'static str, &'static [u8])> {
    SAMPLE_FILES.iter().find(|(name, _)| *name == file).copied()
}

/// The lines of every folder's `index.toml`, by the file's path.
fn index() -> &'static BTreeMap<String, Line> {
    static INDEX: LazyLock<BTreeMap<String, Line>> = LazyLock::new(|| {
        let is_index = |(name, _): &&(&'static str, &[u8])| name.ends_with("/index.toml");
        let mut index = BTreeMap::new();
        for (name, bytes) in SAMPLE_FILES.iter().filter(is_index) {
            let folder = name.trim_end_matches("index.toml");
            let lines: BTreeMap<String, Line> =
                toml::from_slice(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
            index.extend(
                lines
                    .into_iter()
                    .map(|(file, line)| (format!("{folder}{file}"), line)),
            );
        }
        index
    });
    &INDEX
}

fn ok() -> u16 {
    200
}

fn json() -> String {
    "application/json".to_owned()
}
