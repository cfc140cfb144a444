//! Masks secrets in text that a server sent, before it is shown, stored or copied.
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

use crate::exchange::{Member, RedactedAnswer};
use crate::ports::HttpAnswer;
use crate::refusal::{AnswerFacts, Form};
use crate::request::DOTS;
use crate::secret::Secret;

/// Characters of an answer that are kept for showing.
const EXCERPT: usize = 600;

/// Members whose values are masked wherever they stand (RFC 6749, OpenID Connect), however they are spelt: see [`plain`].
const SECRET_MEMBERS: [&str; 5] = [
    "accesstoken",
    "refreshtoken",
    "idtoken",
    "clientsecret",
    "clientassertion",
];

/// Headers worth showing: what the provider's support asks for, and rate counters.
const SHOWN_HEADERS: [&str; 10] = [
    "date",
    "retry-after",
    "www-authenticate",
    "x-okta-request-id",
    "x-mashery-error-code",
    "x-mashery-message-id",
    "x-error-detail-header",
    "x-rate-limit-remaining",
    "x-ratelimit-limit",
    "x-ratelimit-observed",
];

/// Replaces every occurrence of a secret, as it is and as servers echo it (URL-encoded, JSON-escaped, HTML-escaped, base64).
pub fn mask(text: &str, secrets: &[&Secret]) -> String {
    let mut masked = text.to_owned();
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        secret.reveal(|secret| {
            let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
            let escaped = Value::from(secret).to_string();
            let html = secret
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
                .replace('"', "&quot;");
            let (base64, base64_url) = (
                STANDARD_NO_PAD.encode(secret),
                URL_SAFE_NO_PAD.encode(secret),
            );
            for form in [
                secret,
                &encoded,
                &escaped[1..escaped.len() - 1],
                &html,
                &base64,
                &base64_url,
            ] {
                masked = masked.replace(form, DOTS);
            }
        });
    }
    masked
}

/// An answer for showing: its text masked and cut, its useful headers. A page's text and an issued token's are left out.
pub(crate) fn redacted_answer(
    answer: &HttpAnswer,
    facts: &AnswerFacts,
    secrets: &[&Secret],
    issued: bool,
) -> RedactedAnswer {
    let excerpt = if issued || facts.form == Form::Page {
        String::new()
    } else if let Some(members) = &facts.members {
        let members = masked_members(members.clone(), secrets);
        serde_json::to_string_pretty(&members).unwrap_or_default()
    } else {
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        if tells_a_token(&text) {
            String::new()
        } else {
            text
        }
    };
    // Before masking: a secret with a control character in it would be whole again after.
    let excerpt: String = excerpt
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect();
    let shown = |name: &&str| !answer.header(name).is_empty();
    let member = |name: &str| Member {
        name: name.to_owned(),
        value: mask(answer.header(name), secrets),
        masked: String::new(),
    };
    RedactedAnswer {
        status: answer.status,
        content_type: facts.content_type.clone(),
        excerpt: mask(&excerpt, secrets).chars().take(EXCERPT).collect(),
        headers: SHOWN_HEADERS
            .iter()
            .copied()
            .filter(shown)
            .map(member)
            .collect(),
    }
}

/// Whether a text that is not JSON gives such a member with its value: cut JSON, a form, a list.
fn tells_a_token(text: &str) -> bool {
    let text = plain(text);
    let has_value = |rest: &str| {
        rest.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')
            .starts_with([':', '='])
    };
    SECRET_MEMBERS.iter().any(|name| {
        text.match_indices(name)
            .any(|(at, _)| has_value(&text[at + name.len()..]))
    })
}

/// Lower case, without what parts words: `access_token`, `Access-Token` and `accessToken` are one.
fn plain(name: &str) -> String {
    name.to_ascii_lowercase()
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '_' | '-'))
        .collect()
}

/// An answer's members for showing: OAuth's own masked at any depth, and whatever else repeats a secret.
pub(crate) fn masked_members(
    mut members: Map<String, Value>,
    secrets: &[&Secret],
) -> Map<String, Value> {
    mask_object(&mut members, secrets);
    members
}

fn mask_object(members: &mut Map<String, Value>, secrets: &[&Secret]) {
    for (name, value) in members {
        if SECRET_MEMBERS.contains(&plain(name).as_str()) {
            *value = DOTS.into();
        } else {
            mask_value(value, secrets);
        }
    }
}

fn mask_value(value: &mut Value, secrets: &[&Secret]) {
    match value {
        Value::Object(members) => mask_object(members, secrets),
        Value::Array(items) => items.iter_mut().for_each(|item| mask_value(item, secrets)),
        // Here, and not in the finished text only: a request repeated inside a text is escaped twice there.
        Value::String(text) => *text = mask(text, secrets),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn show(body: &str, secrets: &[&Secret]) -> String {
        let answer = HttpAnswer {
            status: 400,
            headers: vec![],
            body: zeroize::Zeroizing::new(body.as_bytes().to_vec()),
        };
        redacted_answer(&answer, &AnswerFacts::of(&answer, 0), secrets, false).excerpt
    }

    #[test]
    fn oauth_members_are_masked_at_any_depth() {
        let shown = show(
            r#"{"a":[{"Access_Token":"tok-1"}],"refresh_token":"tok-2","error":"x"}"#,
            &[],
        );
        assert!(
            !shown.contains("tok-") && shown.contains("\"error\": \"x\""),
            "{shown}"
        );
    }

    #[test]
    fn a_page_is_not_shown() {
        assert_eq!(show("<html><body>hello</body></html>", &[]), "");
    }

    proptest! {
        #[test]
        fn an_echoed_secret_is_masked(secret in "[ -~äöü]{8,40}", before in "[a-z ]{0,20}") {
            prop_assume!(!before.contains(&secret));
            let held = Secret::new(secret.clone());
            let json = serde_json::json!({"message": format!("{before}{secret}")}).to_string();
            for body in [json, format!("plain {before}{secret}")] {
                let shown = show(&body, &[&held]);
                prop_assert!(!shown.contains(&secret), "{}", shown);
            }
        }
    }
}
