//! Documents that cannot be imported: each has a code, a sentence and a next step.
use crate::refusal;

#[test]
fn row_by_row() {
    let rows = [
        ("", "openapi_empty"),
        (" \n", "openapi_empty"),
        ("\u{feff}", "openapi_empty"),
        ("<!doctype html><html></html>", "openapi_page"),
        ("{\"openapi\": \"3.0.0\"", "openapi_malformed"),
        ("{\"openapi\": \"3.0.0\"} x", "openapi_malformed"),
        ("{'openapi': '3.0.0'}", "openapi_malformed"),
        ("openapi: 3.0.0\n paths: {}", "openapi_malformed"),
        ("openapi: 3.0.0\npaths: *gone", "openapi_malformed"),
        ("openapi: 3.0.0\n---\nopenapi: 3.0.0\n", "openapi_malformed"),
        ("[]", "openapi_none"),
        ("just words", "openapi_none"),
        ("5", "openapi_none"),
        ("{}", "openapi_none"),
        ("{\"openapi\": null}", "openapi_none"),
        ("{\"openapi\": [\"3.0.0\"]}", "openapi_none"),
        ("asyncapi: 3.0.0\nchannels: {}", "openapi_none"),
        ("{\"info\": {}, \"item\": []}", "openapi_none"),
        ("swagger: \"2.0\"\npaths: {}", "openapi_swagger"),
        ("swagger: 2.0\npaths: {}", "openapi_swagger"),
        ("openapi: 4.0.0\npaths: {}", "openapi_version"),
        ("openapi: 3.7.0\npaths: {}", "openapi_version"),
        ("openapi: three\npaths: {}", "openapi_version"),
        ("openapi: 3.0.0\npaths: {}", "openapi_no_endpoints"),
        ("openapi: 3.0.0\npaths: []", "openapi_no_endpoints"),
        (
            "openapi: 3.0.0\npaths: {/a: {trace: {}}}",
            "openapi_no_endpoints",
        ),
        (
            "openapi: 3.1.0\nwebhooks: {a: {post: {}}}",
            "openapi_no_endpoints",
        ),
        (
            "openapi: 3.0.0\nopenapi: 3.0.1\npaths: {}",
            "openapi_name_twice",
        ),
        (
            "{\"openapi\": \"3.0.0\", \"paths\": {\"/a\": {}, \"/a\": {}}}",
            "openapi_name_twice",
        ),
    ];
    for (text, code) in rows {
        let refusal = refusal(text);
        assert_eq!(refusal.code, code, "{text:?}: {}", refusal.sentence);
        for words in [&refusal.sentence, &refusal.next_step] {
            assert!(
                words.ends_with('.') && words.len() > 20,
                "{text:?}: {words}"
            );
        }
    }
}

#[test]
fn swagger_is_refused_with_a_way_to_convert_it() {
    let refusal = refusal("{\"swagger\": \"2.0\", \"info\": {}, \"paths\": {}}");
    assert_eq!(
        refusal.sentence,
        "This is Swagger 2.0, the format before OpenAPI 3."
    );
    assert!(
        refusal.next_step.starts_with("Convert it to OpenAPI 3"),
        "{}",
        refusal.next_step
    );
}

#[test]
fn a_syntax_error_names_its_place() {
    for text in [
        "{\"openapi\": \"3.0.0\",\n  oops}",
        "openapi: 3.0.0\npaths:\n  - a\n b",
    ] {
        let refusal = refusal(text);
        assert!(refusal.sentence.contains("line"), "{}", refusal.sentence);
    }
}

#[test]
fn a_name_that_stands_twice_is_named() {
    for text in [
        "{\"openapi\": \"3.0.0\", \"paths\": {}, \"paths\": {}}",
        "openapi: 3.0.0\npaths: {}\npaths: {}",
    ] {
        assert!(
            refusal(text).sentence.contains("“paths”"),
            "{}",
            refusal(text).sentence
        );
    }
}

#[test]
fn what_cannot_be_called_is_said_with_its_reasons() {
    let sentence = refusal("openapi: 3.0.0\npaths: {/a#b: {get: {}}, c: {get: {}}}").sentence;
    assert!(
        sentence.contains("GET /a#b was left out") && sentence.contains("GET c was left out"),
        "{sentence}"
    );
}
