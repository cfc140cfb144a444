//! Where a call goes: below the environment's API base, or at an address that may receive the token.
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::{Url, form_urlencoded};

use super::placeholder::{placeholder_in, unfilled};
use super::values::Reading;
use crate::catalogue::api_base;
use crate::clean::clean;
use crate::draft::FieldNote;
use crate::endpoint::Endpoint;
use crate::integration::Integration;
use crate::origin::{Origin, read_address};

/// A value within a path: all but the unreserved characters (RFC 3986, section 2.3) is encoded. Commas stay, for the services
/// separate items by them, and so does the wildcard.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b',')
    .remove(b'*');

/// The address of an endpoint with these values in its path.
pub(super) fn of_endpoint(
    endpoint: &Endpoint,
    reading: &Reading<'_>,
    integration: &Integration,
) -> Result<Url, FieldNote> {
    let mut base = base_of(integration)?;
    let mut path = String::new();
    let values = reading.path();
    let mut rest = endpoint.path.as_str();
    while let Some((before, name, after)) = next_placeholder(rest) {
        path.push_str(before);
        match values.get(name) {
            Some(value) => path.extend(utf8_percent_encode(value, SEGMENT)),
            // Its own field says that it is missing; one without a field has no other place to say it.
            None if endpoint.parameter(&format!("path.{name}")).is_some() => {}
            None => return Err(note(unfilled(&format!("{{{name}}}")))),
        }
        rest = after;
    }
    path.push_str(rest);
    append(&mut base, &path);
    Ok(base)
}

/// The address of what was typed: a path, or a whole address.
pub(super) fn of_text(typed: &str, integration: &Integration) -> Result<Url, FieldNote> {
    let typed = clean(typed).text;
    if typed.is_empty() {
        return Err(note("Enter a path, as /hello, or a whole address."));
    }
    if let Some(placeholder) = placeholder_in(&typed) {
        return Err(note(unfilled(placeholder)));
    }
    if typed.contains('?') {
        return Err(note(
            "What follows the ? belongs into the query’s fields, where each value can be kept as a secret.",
        ));
    }
    if typed.contains('#') {
        return Err(note(
            "The part after # is never sent. Leave it out, or write it as %23.",
        ));
    }
    if typed.starts_with('/') {
        let mut base = base_of(integration)?;
        append(&mut base, &typed);
        return Ok(base);
    }
    let address = read_address(&typed).map_err(|error| note(error.to_string()))?;
    let origin = Origin::of(&address).map_err(|error| note(error.to_string()))?;
    if integration.api_origins.contains(&origin) {
        return Ok(address);
    }
    Err(note(match integration.api_origins.as_slice() {
        [] => nowhere(),
        origins => {
            let known: Vec<String> = origins.iter().map(ToString::to_string).collect();
            format!(
                "This integration’s token goes to {} only, not to {origin}. Its hosts are under Setup.",
                known.join(", ")
            )
        }
    }))
}

/// Takes an address as it was pasted apart: what comes before the `?`, and the decoded parameters after it.
pub fn split_query(typed: &str) -> (String, Vec<(String, String)>) {
    let Some((address, query)) = typed.split_once('?') else {
        return (typed.to_owned(), vec![]);
    };
    let (query, fragment) = match query.split_once('#') {
        Some((query, fragment)) => (query, format!("#{fragment}")),
        None => (query, String::new()),
    };
    let members = form_urlencoded::parse(query.as_bytes()).into_owned();
    (format!("{address}{fragment}"), members.collect())
}

/// The documented base of its environment, while the token may go there; else the first host that the integration names.
pub(super) fn base_of(integration: &Integration) -> Result<Url, FieldNote> {
    let may_go = |base: &&Url| {
        Origin::of(base).is_ok_and(|origin| integration.api_origins.contains(&origin))
    };
    let documented = api_base(&integration.provider, &integration.environment).filter(may_go);
    if let Some(base) = documented {
        return Ok(base.clone());
    }
    let first = integration.api_origins.first();
    let first = first.ok_or_else(|| note(nowhere()))?;
    Url::parse(&format!("{first}/")).map_err(|_| note(nowhere()))
}

fn nowhere() -> String {
    "No host may receive this integration’s token yet. Name the API’s host under Setup.".to_owned()
}

fn append(base: &mut Url, path: &str) {
    let whole = format!("{}{path}", base.path().trim_end_matches('/'));
    base.set_path(&whole);
}

/// What comes before `{name}`, the name, and what comes after.
fn next_placeholder(path: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = path.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn note(message: impl Into<String>) -> FieldNote {
    FieldNote::new("address", message)
}
