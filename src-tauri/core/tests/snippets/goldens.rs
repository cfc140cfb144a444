//! Each language, character by character, from files written by hand.
use gatepass_core::{Language, Request, snippet};

use crate::{call, hostile, token_requests};

const AT: &str = "https://api.example";

fn assert_written(request: &Request, expected: [&str; 5]) {
    for (language, expected) in Language::ALL.into_iter().zip(expected) {
        let text = snippet(request, language, None).unwrap();
        assert_eq!(
            text.trim_end(),
            expected.trim_end(),
            "{language:?}:\n{text}"
        );
    }
}

macro_rules! golden {
    ($name:literal) => {
        [
            include_str!(concat!("golden/", $name, ".sh")),
            include_str!(concat!("golden/", $name, ".py")),
            include_str!(concat!("golden/", $name, ".js")),
            include_str!(concat!("golden/", $name, ".rs")),
            include_str!(concat!("golden/", $name, ".ps1")),
        ]
    };
}

#[test]
fn a_call_with_a_query_a_token_and_a_key() {
    assert_written(&call(AT), golden!("call"));
}

#[test]
fn a_call_with_everything_that_quoting_can_get_wrong() {
    assert_written(&hostile(AT), golden!("hostile"));
}

#[test]
fn a_token_request_with_basic_and_one_with_json() {
    let [basic, json] = token_requests(AT);
    assert_written(&basic, golden!("basic"));
    assert_written(&json, golden!("json"));
}
