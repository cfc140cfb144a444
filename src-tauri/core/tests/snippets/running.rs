//! Each language run for real: what reaches a server is what our own sealed request is. Rust is compiled by the sandbox's tests,
//! which have its library; PowerShell is nowhere to be had as a package, so its goldens have to do.
use std::process::Command;

use gatepass_core::{Body, Language, Method, Request, Value, snippet, snippet_with_token};
use proptest::prelude::*;
use url::form_urlencoded::parse;

use crate::echo::{Echo, Heard};
use crate::{TOKEN, bearer, call, hostile, plain, token_requests};

const RUN: [Language; 3] = [Language::Curl, Language::Python, Language::JavaScript];

/// What the tools add of themselves.
const THEIRS: [&str; 9] = [
    "accept",
    "accept-encoding",
    "accept-language",
    "connection",
    "content-length",
    "host",
    "sec-fetch-mode",
    "user-agent",
    "x-nothing",
];

/// Runs it, with these variables and no others of ours.
fn run(language: Language, source: &str, variables: &[(&str, &str)]) {
    let (program, argument) = match language {
        Language::Curl => ("sh".to_owned(), "-c"),
        Language::Python => (python(), "-c"),
        Language::JavaScript => ("node".to_owned(), "-e"),
        Language::Rust | Language::PowerShell => unreachable!("{language:?} is not run"),
    };
    let output = Command::new(&program)
        .args([argument, source])
        .envs(variables.iter().copied())
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap_or_else(|error| panic!("{program} is needed to run the snippets: {error}"));
    let said = String::from_utf8_lossy(&output.stdout);
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{language:?}: {complaint}\n{source}"
    );
    if !source.contains("HEAD") && !source.contains("--head") {
        assert!(
            said.contains("heard"),
            "{language:?} prints the answer: {said}\n{complaint}"
        );
    }
}

/// The Python that has `requests`: the one people use, or the system's, for which `make test-rust` installs it.
fn python() -> String {
    let has_requests = |python: &&str| {
        let output = Command::new(python)
            .args(["-c", "import requests"])
            .output();
        output.is_ok_and(|output| output.status.success())
    };
    let found = ["python3", "/usr/bin/python3"]
        .into_iter()
        .find(has_requests);
    found
        .expect("no python3 has the package requests: `make test-rust` installs it")
        .to_owned()
}

/// What arrived is what we would have sent.
fn assert_same(request: &Request, heard: &Heard, language: Language) {
    let ours = request.seal(None).unwrap();
    assert_eq!(heard.method, ours.method(), "{language:?}");
    let url = ours.address().parse::<url::Url>().unwrap();
    let (path, query) = heard.target.split_once('?').unwrap_or((&heard.target, ""));
    let decoded = |path: &str| {
        percent_encoding::percent_decode_str(path)
            .decode_utf8()
            .unwrap()
            .into_owned()
    };
    assert_eq!(decoded(path), decoded(url.path()), "{language:?}");
    let pairs = |text: &[u8]| parse(text).into_owned().collect::<Vec<_>>();
    assert_eq!(
        pairs(query.as_bytes()),
        pairs(url.query().unwrap_or_default().as_bytes()),
        "{language:?}"
    );

    let own = ours
        .headers()
        .iter()
        .filter(|header| !header.value.starts_with("Gatepass/"));
    let mut expected: Vec<(String, String)> = Vec::new();
    for header in own {
        let name = header.name.to_lowercase();
        match expected.iter_mut().find(|(own, _)| *own == name) {
            Some((_, value)) => *value = format!("{value}, {}", header.value.as_str()),
            None => expected.push((name, header.value.to_string())),
        }
    }
    for (name, value) in &expected {
        let came = heard
            .header(name)
            .unwrap_or_else(|| panic!("{language:?}: no {name} in {heard:?}"));
        if value.starts_with("Basic ") {
            assert_eq!(basic(came), basic(value.as_bytes()), "{language:?}");
        } else {
            assert_eq!(
                String::from_utf8_lossy(came),
                *value,
                "{language:?}: {name}"
            );
        }
    }
    for (name, value) in &heard.headers {
        let known = expected.iter().any(|(own, _)| own == name) || THEIRS.contains(&name.as_str());
        assert!(known, "{language:?} adds {name}: {value:?}");
    }
    let body = ours.body().unwrap_or_default();
    match &request.body {
        Body::Form(_) => assert_eq!(pairs(&heard.body), pairs(body), "{language:?}"),
        Body::Json(_) => {
            let json = |bytes| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
            assert_eq!(json(&heard.body), json(body), "{language:?}");
        }
        _ => assert_eq!(
            String::from_utf8_lossy(&heard.body),
            String::from_utf8_lossy(body),
            "{language:?}"
        ),
    }
    let has_length = heard.header("content-length").is_some();
    assert!(
        has_length || ours.body().is_none(),
        "{language:?}: no length of the body"
    );
}

/// Id and secret as a server reads them (RFC 6749, section 2.3.1).
fn basic(header: &[u8]) -> Vec<String> {
    use base64::Engine as _;
    let text = std::str::from_utf8(header)
        .unwrap()
        .strip_prefix("Basic ")
        .unwrap();
    let pair = base64::engine::general_purpose::STANDARD
        .decode(text)
        .unwrap();
    let decoded = |part: &[u8]| parse(part).next().unwrap().0.into_owned();
    pair.splitn(2, |byte| *byte == b':').map(decoded).collect()
}

fn assert_runs(request: impl Fn(&str) -> Request, variables: &[(&str, &str)]) {
    let echo = Echo::start();
    let request = request(&echo.address);
    for language in RUN {
        let source = snippet(&request, language, None).unwrap();
        run(language, &source, variables);
        assert_same(&request, &echo.heard(), language);
    }
}

#[test]
fn a_call_reaches_the_server_as_we_would_send_it() {
    assert_runs(call, &[("TOKEN", TOKEN), ("SUBSCRIPTION_KEY", "key-0001")]);
}

#[test]
fn no_letter_means_something_to_the_language() {
    assert_runs(
        hostile,
        &[("TOKEN", TOKEN), ("SECRET_API_KEY", "k&y=1+1%20ä")],
    );
}

#[test]
fn secrets_are_encoded_where_they_are_put_in() {
    let password = "päss w+rd&=%\"\\'$x";
    let variables = [("CLIENT_SECRET", password), ("PASSWORD", password)];
    for which in 0..2 {
        assert_runs(|at| token_requests(at)[which].clone(), &variables);
    }
}

#[test]
fn every_method_is_sent_with_and_without_a_body() {
    for method in Method::ALL {
        let bodies = [
            Body::None,
            Body::Empty,
            Body::Text(Value::Plain("text".into())),
        ];
        // Only these say that there is nothing in them (RFC 9110, section 8.6).
        let announces = matches!(method, Method::Post | Method::Put | Method::Patch);
        let fits = |body: &Body| match body {
            Body::Text(_) => method.takes_a_body(),
            Body::Empty => announces,
            _ => !announces,
        };
        for body in bodies.into_iter().filter(fits) {
            let mut headers = vec![plain("Accept", "*/*")];
            if matches!(body, Body::Text(_)) {
                headers.push(plain("Content-Type", "text/plain"));
            }
            let request = |at: &str| Request {
                method,
                address: format!("{at}/x").parse().unwrap(),
                query: vec![],
                headers: headers.clone(),
                body: body.clone(),
            };
            assert_runs(request, &[]);
        }
    }
}

#[test]
fn with_the_token_in_it_nothing_has_to_be_set() {
    let echo = Echo::start();
    let mut request = call(&echo.address);
    request.headers.pop();
    for language in RUN {
        snippet_with_token(&request, language, None)
            .unwrap()
            .reveal(|source| run(language, source, &[]));
        assert_same(&request, &echo.heard(), language);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    /// Fifteen texts and a body at a time, so that a few runs are many texts.
    #[test]
    fn whatever_is_typed_is_sent(
        values in prop::collection::vec("[ -~]{1,20}|[ -~äß€‘’“”😀\u{202e}]{1,20}|['\"`$\\\\!%{}()]{1,12}", 15),
        text in "[\\x01-\\x7f'\"`$\\\\!%äß€‘’“”😀\u{85}\u{202e}\u{2028}]{0,200}",
    ) {
        let echo = Echo::start();
        let mut headers = vec![plain("Content-Type", "text/plain"), bearer(&echo.address)];
        let numbered = values.iter().enumerate();
        headers.extend(numbered.map(|(index, value)| plain(&format!("X-Value-{index}"), value.trim())));
        let query = values.iter().map(|value| plain(value, value)).collect();
        let request = Request {
            method: Method::Post,
            address: format!("{}/typed", echo.address).parse().unwrap(),
            query,
            headers,
            body: Body::Text(Value::Plain(text)),
        };
        for language in RUN {
            let source = snippet(&request, language, None).unwrap();
            run(language, &source, &[("TOKEN", TOKEN)]);
            assert_same(&request, &echo.heard(), language);
        }
    }
}
