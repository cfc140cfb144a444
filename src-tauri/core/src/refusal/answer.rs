//! What can be read off an answer, whatever dialect it speaks: the facts that rules are made of.
use serde::de::IgnoredAny;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::members::{AnswerMembers, Members};
use super::reported::Reported;
use super::wait::wait_s;
use super::words::{cut, plain};
use crate::ports::HttpAnswer;
use crate::redact::mask;
use crate::secret::Secret;

/// The most of a body that is read for what it reports, in bytes. A page of a thousand EoX records weighs 1.3 MB; whatever is
/// larger is data, and is not parsed a second time.
pub(crate) const READ_LIMIT: usize = 4 * 1024 * 1024;

/// Where a heading is looked for, in characters.
const HEADING_LIMIT: usize = 64 * 1024;

/// An answer, read. Members of the many error envelopes are gathered under one name each.
#[derive(Debug, Default)]
pub struct AnswerFacts {
    /// The status code.
    pub status: u16,
    /// Media type without parameters, lower case.
    pub content_type: String,
    /// What the body is.
    pub form: Form,
    /// The body as a JSON object, if it is one.
    pub members: Option<AnswerMembers>,
    /// A member of a token (RFC 6749, section 5.1) that the object names twice.
    pub repeated: Option<&'static str>,
    /// Whether every byte of the body is UTF-8, as JSON has to be (RFC 8259, section 8.1).
    pub is_utf8: bool,
    /// `error` (RFC 6749) or `errorCode` (Okta), lower case.
    pub error: String,
    /// `error_description`, `errorSummary`, `errorMessage` or `message`, else what the service reports.
    pub description: String,
    /// Azure API Management's `message`, present only with its `statusCode`.
    pub portal_message: Option<String>,
    /// What the service reports about the request or its items.
    pub reported: Reported,
    /// The page's heading or title, without tags.
    pub heading: String,
    /// The beginning of a text that is neither JSON nor a page.
    pub text: String,
    /// `X-Mashery-Error-Code`.
    pub gateway_code: String,
    /// `error` of a `WWW-Authenticate: Bearer` challenge (RFC 6750, section 3).
    pub challenge: String,
    /// Where a redirect points.
    pub location: String,
    /// The pause that the service asks for, in seconds.
    pub wait_s: Option<u64>,
}

/// What a body is, by its form: content types lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Empty.
    #[default]
    Nothing,
    /// A JSON object.
    Object,
    /// A JSON list; without entries if `empty`.
    List {
        /// `[]`
        empty: bool,
    },
    /// Begins as a JSON object or list and is none.
    Broken,
    /// A web page, or a piece of one.
    Page,
    /// Anything else.
    Text,
    /// Too large to be anything but data.
    Unread,
}

impl AnswerFacts {
    /// Reads an answer that came at `now_ms` (milliseconds since the epoch).
    pub fn of(answer: &HttpAnswer, now_ms: i64) -> Self {
        let body = &answer.body[..answer.body.len().min(READ_LIMIT)];
        let text = String::from_utf8_lossy(body);
        let text = text.trim_start_matches('\u{feff}').trim();
        let content_type = media_type(answer.header("content-type"));
        let (form, read) = if answer.body.len() > READ_LIMIT {
            (Form::Unread, None)
        } else {
            form_of(text, &content_type)
        };
        let (members, repeated) = match read {
            Some(read) => (Some(AnswerMembers(read.map)), read.repeated),
            None => (None, None),
        };
        let member = |name: &str| {
            let value = members.as_ref().and_then(|members| members.get(name));
            value.and_then(Value::as_str).unwrap_or_default()
        };
        let first = |names: &[&str]| {
            let mut said = names.iter().map(|name| member(name));
            said.find(|text| !text.is_empty())
                .unwrap_or_default()
                .to_owned()
        };
        let reported = members.as_deref().map(Reported::of).unwrap_or_default();
        let mut description = first(&[
            "error_description",
            "errorSummary",
            "errorMessage",
            "message",
        ]);
        if description.is_empty() {
            description = reported
                .first()
                .map_or_else(String::new, |reason| reason.text.clone());
        }
        let from_portal = members
            .as_ref()
            .is_some_and(|members| members.contains_key("statusCode"));
        Self {
            status: answer.status,
            error: first(&["error", "errorCode"]).to_ascii_lowercase(),
            wait_s: wait_s(answer, now_ms, &description),
            description,
            portal_message: from_portal.then(|| member("message").to_owned()),
            reported,
            form,
            heading: if form == Form::Page {
                heading(cut(text, HEADING_LIMIT))
            } else {
                String::new()
            },
            text: if form == Form::Text {
                text.chars().take(200).collect()
            } else {
                String::new()
            },
            gateway_code: answer.header("x-mashery-error-code").to_owned(),
            challenge: challenge(answer.header("www-authenticate")),
            location: answer.header("location").to_owned(),
            is_utf8: std::str::from_utf8(body).is_ok(),
            content_type,
            repeated,
            members,
        }
    }

    /// The same of an answer whose body is too large to be read, and was left out.
    #[must_use]
    pub(crate) fn unread(self) -> Self {
        Self {
            form: Form::Unread,
            ..self
        }
    }

    /// The members that a token may be read from: there, UTF-8, and none of a token's named twice.
    pub fn issuing(&self) -> Option<&Map<String, Value>> {
        let can_be_trusted = self.is_utf8 && self.repeated.is_none();
        self.members.as_deref().filter(|_| can_be_trusted)
    }

    /// Masks the texts of the answer that words are made of: servers repeat what they were sent. Once before tags and control
    /// characters go, which may cut a secret in two, and once after, when one that they cut is whole.
    #[must_use]
    pub fn hiding(self, secrets: &[&Secret]) -> Self {
        self.hiding_by(|text| mask(text, secrets))
    }

    /// The same by another way of masking.
    #[must_use]
    pub(crate) fn hiding_by(mut self, mask: impl Fn(&str) -> String) -> Self {
        let own = [
            &mut self.description,
            &mut self.heading,
            &mut self.text,
            &mut self.location,
            &mut self.content_type,
        ];
        for text in own.into_iter().chain(self.reported.texts()) {
            *text = mask(&plain(&mask(text)));
        }
        self
    }
}

/// The heading of a body that is a web page; None if it is something else.
pub fn page_heading(body: &[u8], content_type: &str) -> Option<String> {
    let start = String::from_utf8_lossy(&body[..body.len().min(HEADING_LIMIT)]);
    let text = start.trim_start_matches('\u{feff}').trim();
    let media_type = media_type(content_type);
    let (form, _) = form_of(text, &media_type);
    (form == Form::Page).then(|| heading(text))
}

/// Without parameters, lower case.
fn media_type(content_type: &str) -> String {
    let media_type = content_type.split(';').next();
    media_type.unwrap_or_default().trim().to_ascii_lowercase()
}

fn form_of(text: &str, content_type: &str) -> (Form, Option<Members>) {
    // It may be a token's answer.
    let start = Zeroizing::new(cut(text, 200).to_ascii_lowercase());
    let is_page = start.starts_with("<!doctype html")
        || start.contains("<html")
        || start.starts_with("<h1")
        || content_type == "text/html";
    match text.chars().next() {
        Some('{') => match serde_json::from_str(text) {
            Ok(members) => (Form::Object, Some(members)),
            Err(_) => (Form::Broken, None),
        },
        Some('[') => match serde_json::from_str::<IgnoredAny>(text) {
            Ok(_) => {
                let empty = text[1..].trim_start().starts_with(']');
                (Form::List { empty }, None)
            }
            Err(_) => (Form::Broken, None),
        },
        Some(_) if is_page => (Form::Page, None),
        Some(_) => (Form::Text, None),
        None => (Form::Nothing, None),
    }
}

/// The text of the first `<h1>`, else of `<title>`, without tags.
fn heading(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let inside = |tag: &str| {
        let open = lower.find(&format!("<{tag}"))?;
        let start = open + lower[open..].find('>')? + 1;
        let end = start + lower[start..].find(&format!("</{tag}"))?;
        text.get(start..end)
    };
    plain(inside("h1").or_else(|| inside("title")).unwrap_or_default())
}

fn challenge(header: &str) -> String {
    let header = header.to_ascii_lowercase();
    let error = header
        .strip_prefix("bearer")
        .and_then(|rest| rest.split_once("error="));
    let value = error.map_or("", |(_, rest)| rest.trim_start_matches('"'));
    value
        .chars()
        .take_while(|c| c.is_ascii_alphabetic() || *c == '_')
        .collect()
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
