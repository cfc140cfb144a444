//! Finds out what a paste is, and lets the reader for it turn it into requests.
mod curl;
mod curl_options;
mod document;
mod json;
mod json_string;
mod lines;
mod postman;
mod postman_auth;
mod shell;
mod shell_words;
mod values;

use super::PastedFormat;
use super::notes::Notes;
use super::repair::{say_straightened, straightened};
use super::text::{Text, append, text};
use super::written::Written;
use json::Json;
pub(crate) use json_string::unescaped;

/// Requests that are looked at: of a whole collection, too, the first ones tell enough.
const MOST: usize = 200;
const NOTHING: &str = "Nothing here sets up an integration. What works: a curl line or a raw request that gets a token, a Postman environment or collection, or JSON with a client id and a client secret.";
const ANSWER: &str = "This is a token endpoint's answer. Gatepass gets tokens itself: paste the request that gets one.";

/// The requests in it, and what they were written in.
pub(super) fn read(plain: &str, notes: &mut Notes) -> Result<(PastedFormat, Vec<Written>), String> {
    let plain = plain.trim();
    if plain.is_empty() {
        return Err("There is nothing in it. Copy the request first.".to_owned());
    }
    let (format, mut requests) = match whole_json(plain, notes) {
        Some(value) if is_answer(&value) => return Err(ANSWER.to_owned()),
        Some(value) => read_json(&value),
        None => document::read(plain, notes)?,
    };
    if requests.iter().all(Written::is_empty) {
        let answered = plain.lines().any(|line| lines::is_status(line.trim()));
        return Err(if answered { ANSWER } else { NOTHING }.to_owned());
    }
    if requests.len() > MOST {
        requests.truncate(MOST);
        notes.say(format!("Only the first {MOST} requests were looked at."));
    }
    Ok((format, requests))
}

fn read_json(value: &Json) -> (PastedFormat, Vec<Written>) {
    if let Some(variables) = postman::environment(value) {
        return (PastedFormat::PostmanEnvironment, vec![variables]);
    }
    if let Some(requests) = postman::collection(value) {
        return (PastedFormat::PostmanCollection, requests);
    }
    (PastedFormat::Json, vec![values::credentials(value)])
}

/// The value, if the paste is nothing but JSON; also if only its quotes or its outer braces are wrong.
fn whole_json(plain: &str, notes: &mut Notes) -> Option<Json> {
    let braced = without_braces(plain);
    let candidate = braced.as_deref().map_or(plain, String::as_str);
    if !candidate.starts_with(['{', '[']) {
        return None;
    }
    if let Some(value) = json::whole(candidate) {
        return Some(value);
    }
    let value = json::whole(&straightened(candidate)?)?;
    say_straightened(notes);
    Some(value)
}

/// Members cut out of an object, with braces around them: `"client_id": "…", "client_secret": "…"`.
fn without_braces(plain: &str) -> Option<Text> {
    let members = plain.starts_with(['"', '“']) && plain.contains(':');
    members.then(|| {
        let mut braced = text("{");
        append(&mut braced, plain.trim_end_matches(','));
        append(&mut braced, "}");
        braced
    })
}

/// What a token endpoint answers (RFC 6749, section 5.1), and no request of it.
fn is_answer(value: &Json) -> bool {
    value.member("access_token").is_some()
        && ["grant_type", "client_id", "client_secret"]
            .iter()
            .all(|name| value.member(name).is_none())
}
