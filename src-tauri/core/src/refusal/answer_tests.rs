//! Tests of reading an answer.
use super::*;

fn facts(content_type: &str, body: impl AsRef<[u8]>) -> AnswerFacts {
    let headers = vec![("content-type".to_owned(), content_type.to_owned())];
    let body = zeroize::Zeroizing::new(body.as_ref().to_vec());
    let answer = HttpAnswer {
        status: 400,
        headers,
        body,
    };
    AnswerFacts::of(&answer, 0)
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
fn a_body_is_told_by_its_form() {
    let rows: &[(&str, &str, Form)] = &[
        ("text/html", "", Form::Nothing),
        ("text/plain", "", Form::Nothing),
        ("text/html", r#"{"a":1}"#, Form::Object),
        ("text/plain", "\u{feff} {}", Form::Object),
        ("application/json", "[]", Form::List { empty: true }),
        ("application/json", "[ {} ]", Form::List { empty: false }),
        ("application/json", r#"{"a":"#, Form::Broken),
        ("application/json", "[1,", Form::Broken),
        ("application/json", "<!DOCTYPE html>", Form::Page),
        ("text/xml", "<h1>Developer Inactive</h1>", Form::Page),
        (
            "text/plain",
            "Authorization Header is either empty",
            Form::Text,
        ),
    ];
    for (content_type, body, form) in rows {
        assert_eq!(facts(content_type, body).form, *form, "{body:?}");
    }
    let nested = "[".repeat(100_000);
    assert_eq!(facts("application/json", &nested).form, Form::Broken);
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(READ_LIMIT));
    assert_eq!(facts("application/json", large).form, Form::Unread);
}

#[test]
fn pages_are_read_and_not_shown() {
    let page = facts(
        "text/html",
        "<html><head><title>Sign in</title></head><body><h1>Access <b>denied</b>\n</h1></body></html>",
    );
    assert_eq!(page.heading, "Access denied");
}

#[test]
fn a_status_code_member_names_the_portal() {
    let portal = facts(
        "application/json",
        r#"{"statusCode":401,"message":"Access denied"}"#,
    );
    assert_eq!(portal.portal_message.unwrap(), "Access denied");
    let other = facts("application/json", r#"{"message":"x"}"#);
    assert!(other.portal_message.is_none());
}

#[test]
fn a_token_is_read_only_from_members_that_can_be_trusted() {
    let good = r#"{"access_token":"abc"}"#;
    let twice = r#"{"access_token":"abc","access_token":"abd"}"#;
    assert!(facts("application/json", good).issuing().is_some());
    assert!(facts("application/json", twice).issuing().is_none());
    let broken = facts("application/json", b"{\"access_token\":\"ab\xff\"}");
    assert_eq!((broken.form, broken.is_utf8), (Form::Object, false));
    assert!(broken.issuing().is_none());
}

#[test]
fn a_secret_cut_by_a_tag_does_not_become_whole() {
    let secret = Secret::new("hunter2hunter2");
    for echoed in [
        "hunter2<b></b>hunter2",
        "hunter2hunter2",
        "hunter2\u{7}hunter2",
    ] {
        let body = serde_json::json!({"error_description": format!("Not {echoed} here")});
        let facts = facts("application/json", body.to_string()).hiding(&[&secret]);
        assert!(
            !facts.description.contains("hunter2h"),
            "{}",
            facts.description
        );
    }
}

#[test]
fn the_heading_of_a_page_is_read_and_only_of_a_page() {
    let page = b"\xef\xbb\xbf<html><body><h1>Developer <b>Inactive</b></h1></body></html>";
    assert_eq!(
        page_heading(page, "").as_deref(),
        Some("Developer Inactive")
    );
    assert_eq!(
        page_heading(b"nothing to see", "Text/HTML; charset=utf-8").as_deref(),
        Some("")
    );
    assert_eq!(page_heading(b"{\"a\":\"<h1>x</h1>\"}", "text/html"), None);
    assert_eq!(page_heading(b"plain", "text/plain"), None);
}
