//! What can be read off an answer that holds no token, whatever dialect it speaks.
use serde_json::{Map, Value};

use crate::ports::HttpAnswer;
use crate::redact::mask;
use crate::secret::Secret;

/// An answer, read. Members of the many error envelopes are gathered under one name each.
#[derive(Debug, Default)]
pub struct AnswerFacts {
    /// The status code.
    pub status: u16,
    /// Media type without parameters, lower case.
    pub content_type: String,
    /// The body as a JSON object, if it is one.
    pub members: Option<Map<String, Value>>,
    /// `error` (RFC 6749) or `errorCode` (Okta), lower case.
    pub error: String,
    /// `error_description`, `errorSummary` or `message`.
    pub description: String,
    /// Azure API Management's `message`, present only with its `statusCode`.
    pub portal_message: Option<String>,
    /// A web page.
    pub is_html: bool,
    /// The page's heading or title, without tags.
    pub heading: String,
    /// `X-Mashery-Error-Code`.
    pub gateway_code: String,
    /// Where a redirect points.
    pub location: String,
    /// `Retry-After`, if in seconds.
    pub retry_after_s: Option<u64>,
}

impl AnswerFacts {
    /// Reads an answer. JSON is recognised by its form: content types lie.
    pub fn of(answer: &HttpAnswer) -> Self {
        let text = String::from_utf8_lossy(&answer.body);
        let text = text.trim_start_matches('\u{feff}').trim();
        let members: Option<Map<String, Value>> = if text.starts_with('{') {
            serde_json::from_str(text).ok()
        } else {
            None
        };
        let member = |name: &str| {
            members
                .as_ref()
                .and_then(|members| members.get(name))
                .and_then(Value::as_str)
                .unwrap_or_default()
        };
        let first = |names: &[&str]| {
            let said = names.iter().map(|name| member(name));
            said.into_iter()
                .find(|text| !text.is_empty())
                .unwrap_or_default()
                .to_owned()
        };
        let from_portal = members
            .as_ref()
            .is_some_and(|members| members.contains_key("statusCode"));
        let content_type = answer
            .header("content-type")
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        Self {
            status: answer.status,
            error: first(&["error", "errorCode"]).to_ascii_lowercase(),
            description: first(&["error_description", "errorSummary", "message"]),
            portal_message: from_portal.then(|| member("message").to_owned()),
            is_html: members.is_none() && looks_like_html(&content_type, text),
            heading: heading(text),
            gateway_code: answer.header("x-mashery-error-code").to_owned(),
            location: answer.header("location").to_owned(),
            retry_after_s: answer.header("retry-after").trim().parse().ok(),
            content_type,
            members,
        }
    }

    /// Masks the texts of the answer that words are made of: servers repeat what they were sent.
    pub(crate) fn hiding(mut self, secrets: &[&Secret]) -> Self {
        for text in [
            &mut self.description,
            &mut self.heading,
            &mut self.location,
            &mut self.content_type,
        ] {
            *text = mask(text, secrets);
        }
        self
    }
}

fn looks_like_html(content_type: &str, text: &str) -> bool {
    let start: String = text
        .chars()
        .take(200)
        .collect::<String>()
        .to_ascii_lowercase();
    content_type == "text/html"
        || start.starts_with("<!doctype html")
        || start.contains("<html")
        || start.starts_with("<h1")
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
    let raw = inside("h1").or_else(|| inside("title")).unwrap_or_default();
    let mut plain = String::new();
    let mut in_tag = false;
    for c in raw.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => plain.push(if c.is_control() { ' ' } else { c }),
            _ => {}
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(content_type: &str, body: &str) -> AnswerFacts {
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        AnswerFacts::of(&HttpAnswer {
            status: 400,
            headers,
            body: zeroize::Zeroizing::new(body.as_bytes().to_vec()),
        })
    }

    #[test]
    fn both_okta_envelopes_read_alike() {
        let first = facts(
            "application/json",
            r#"{"errorCode":"invalid_client","errorSummary":"Invalid value for 'client_id' parameter."}"#,
        );
        let second = facts(
            "application/json;charset=utf-8",
            r#"{"error":"invalid_client","error_description":"No."}"#,
        );
        assert_eq!(
            (first.error.as_str(), second.error.as_str()),
            ("invalid_client", "invalid_client")
        );
        assert_eq!(second.content_type, "application/json");
    }

    #[test]
    fn pages_are_read_and_not_shown() {
        let page = facts(
            "text/html",
            "<html><head><title>Sign in</title></head><body><h1>Access <b>denied</b>\n</h1></body></html>",
        );
        assert!(page.is_html);
        assert_eq!(page.heading, "Access denied");
        assert!(facts("text/xml", "<h1>Developer Inactive</h1>").is_html);
        assert!(!facts("text/plain", "Authorization Header is either empty").is_html);
    }

    #[test]
    fn a_status_code_member_names_the_portal() {
        assert_eq!(
            facts(
                "application/json",
                r#"{"statusCode":401,"message":"Access denied"}"#
            )
            .portal_message
            .unwrap(),
            "Access denied"
        );
        assert!(
            facts("application/json", r#"{"message":"x"}"#)
                .portal_message
                .is_none()
        );
    }
}
