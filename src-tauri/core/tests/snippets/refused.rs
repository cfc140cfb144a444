//! What is never written: a secret that was not asked for, or one that would not go home.
use gatepass_core::{Language, SealError, snippet, snippet_with_token};
use url::Url;

use crate::{TOKEN, call, hostile, token_requests};

const AT: &str = "https://api.example";

#[test]
fn only_the_token_is_ever_in_the_text_and_only_when_asked_for() {
    let [basic, json] = token_requests(AT);
    for request in [call(AT), hostile(AT), basic, json] {
        for language in Language::ALL {
            let text = snippet(&request, language, None).unwrap();
            let with_token = snippet_with_token(&request, language, None).unwrap();
            // The parts of the invented secrets that no quoting changes.
            for hidden in ["-0001", "key-", "k&y", "y%3D1", "ss w", "w%2Brd", "w+rd"] {
                assert!(!text.contains(hidden), "{language:?}: {hidden} in {text}");
            }
            with_token.reveal(|with_token| {
                assert!(
                    !with_token.contains("key-0001") && !with_token.contains("w+rd"),
                    "{with_token}"
                );
                let has_token = request
                    .headers
                    .iter()
                    .any(|(_, value)| matches!(value, gatepass_core::Value::Prefixed(..)));
                assert_eq!(with_token.contains("0001"), has_token, "{with_token}");
                assert!(!with_token.contains("TOKEN"), "{with_token}");
            });
        }
    }
    assert!(TOKEN.contains("0001"));
}

#[test]
fn a_request_that_we_would_not_send_is_not_written_either() {
    let mut elsewhere = call(AT);
    elsewhere.address = "https://elsewhere.example/x".parse().unwrap();
    let mut inside = call("sandbox:");
    inside.address = "sandbox:/pivot/x".parse().unwrap();
    let listening = Url::parse("http://127.0.0.1:40213/").unwrap();
    for language in Language::ALL {
        let foreign = SealError::ForeignOrigin {
            secret: "access token".into(),
            origin: "https://elsewhere.example".into(),
        };
        assert_eq!(snippet(&elsewhere, language, None).unwrap_err(), foreign);
        assert_eq!(
            snippet_with_token(&elsewhere, language, None).unwrap_err(),
            foreign
        );
        assert_eq!(
            snippet(&inside, language, None).unwrap_err(),
            SealError::SandboxStopped
        );
        let text = snippet(&inside, language, Some(&listening)).unwrap();
        assert!(
            text.contains("http://127.0.0.1:40213/pivot/x?customerId=123456"),
            "{text}"
        );
    }
}

#[test]
fn languages_are_named_as_the_page_names_them() {
    let ids = Language::ALL.map(Language::id);
    assert_eq!(ids, ["curl", "python", "javascript", "rust", "powershell"]);
    for language in Language::ALL {
        assert_eq!(Language::from_id(language.id()), Some(language));
        assert!(!language.name().is_empty());
    }
    assert_eq!(Language::from_id("Rust"), None);
}
