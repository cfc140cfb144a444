//! Masks secrets in text that a server sent, before it is shown, stored or copied.
use serde_json::{Map, Value};

use crate::exchange::{Member, RedactedAnswer};
use crate::lifted::useful_names;
use crate::masking::{forms, is_secret_member, tells_a_token};
use crate::ports::HttpAnswer;
use crate::refusal::{AnswerFacts, Form};
use crate::request::DOTS;
use crate::secret::Secret;

/// Characters of an answer that are kept for showing.
const EXCERPT: usize = 600;

/// Replaces every occurrence of a secret, as it is and as servers echo it: see [`forms`].
pub fn mask(text: &str, secrets: &[&Secret]) -> String {
    let mut masked = text.to_owned();
    for secret in secrets {
        for form in secret.reveal(forms) {
            masked = masked.replace(form.as_str(), DOTS);
        }
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
        let members = masked_members((**members).clone(), secrets);
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
        headers: useful_names().filter(shown).map(member).collect(),
    }
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
        if is_secret_member(name) {
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
