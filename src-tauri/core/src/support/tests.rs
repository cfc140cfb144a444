//! Secrets planted in every form and place: the first pass takes them out, and where it takes out nothing the second refuses.
use proptest::prelude::*;
use serde_json::Value;

use super::incident::Answer;
use super::*;
use crate::exchange::{Member, RedactedBody, RedactedRequest};
use crate::masking::forms;
use crate::secret::Secret;

/// Looks different in an address, in JSON, in a page and in base64.
const SECRET: &str = "Zk3v+/ü9&q2\"m8=Lw4";
const OTHER: &str = "plain-subscription-key-0001";

fn known() -> Vec<Secret> {
    vec![Secret::new(SECRET), Secret::new(OTHER)]
}

fn program() -> Program {
    Program {
        version: "0.1.0".into(),
        system: "linux x86_64".into(),
    }
}

fn member(name: &str, value: &str) -> Member {
    Member {
        name: name.into(),
        value: value.into(),
        masked: String::new(),
    }
}

fn cleaner() -> Cleaner {
    let integration = serde_json::json!({
        "id": "one", "label": "Ours", "provider": "pivot", "environment": "uat", "client_id": "client-one",
        "client_secret": null, "subscription_key": null, "token_endpoint": "https://id.example/token",
        "placement": "form", "api_origins": [], "token_header": "Authorization", "token_prefix": "Bearer",
        "grant": { "username": "ada.l" },
    });
    Cleaner::new(&known(), &serde_json::from_value(integration).unwrap())
}

/// An exchange with a text in one of its places.
fn incident(place: usize, text: &str) -> Incident {
    let at = |this: usize| if this == place { text } else { "nothing" };
    Incident {
        title: at(0).into(),
        provider: "Pivot".into(),
        environment: "UAT".into(),
        client_id: "client-one".into(),
        code: "client_refused".into(),
        words: [1, 2, 3].map(|this| at(this).to_owned()),
        request: RedactedRequest {
            method: "POST".into(),
            address: format!("https://id.example/{}", at(4)),
            query: vec![member("page", at(5))],
            headers: vec![member("X-Free", at(6)), member("X-Request-Id", at(7))],
            body: RedactedBody::Form(vec![member("scope", at(8))]),
        },
        sent_at_ms: 1_750_000_000_000,
        elapsed_ms: 182,
        answer: Some(Answer {
            status: 401,
            headers: vec![member("x-request-id", at(9)), member("x-free", at(10))],
            content_type: "application/json".into(),
            redirect: at(11).into(),
            times: None,
            sizes: None,
            body: Body::Text(at(12).into()),
        }),
    }
}

const PLACES: usize = 13;

fn written(incident: &Incident) -> SupportBundle {
    composed(incident, SupportBody::Inside, &program())
}

proptest! {
    #[test]
    fn no_planted_secret_reaches_the_files_in_any_form_or_place(
        place in 0..PLACES,
        which in prop::sample::select(vec![SECRET, OTHER]),
        form in any::<prop::sample::Index>(),
        before in "[a-z ,:=\"{]{0,12}",
        after in "[ ,;\"}]{0,6}",
    ) {
        let forms = forms(which);
        let planted = &forms[form.index(forms.len())];
        let text = format!("{before}{}{after}", planted.as_str());
        let bundle = written(&incident(place, &text).cleaned(&cleaner()));
        prop_assert_eq!(recheck(&bundle, &known()), Ok(()));
        for form in &forms {
            prop_assert!(!bundle.text.contains(form.as_str()), "{}", bundle.text);
            prop_assert!(!bundle.har.contains(form.as_str()), "{}", bundle.har);
        }
    }

    /// The control: a first pass that masks nothing. The second is the only line of defence, and refuses every form.
    #[test]
    fn with_a_first_pass_that_masks_nothing_the_second_refuses(
        place in 0..PLACES,
        which in prop::sample::select(vec![SECRET, OTHER]),
        form in any::<prop::sample::Index>(),
        twice: bool,
    ) {
        let forms = forms(which);
        let mut planted = forms[form.index(forms.len())].to_string();
        if twice {
            // As a server writes a request that was repeated to it.
            planted = Value::from(planted).to_string();
        }
        let incident = incident(place, &planted);
        // What was sent is an address: it stays as it is when it is read.
        prop_assume!(url::Url::parse(&incident.request.address).is_ok_and(|url| url.as_str() == incident.request.address));
        let bundle = written(&incident);
        let refused = recheck(&bundle, &known());
        prop_assert!(matches!(refused, Err(SupportError::StillThere(_))), "{} {:?}", place, refused);
    }
}

#[test]
fn basic_of_a_client_and_its_secret_is_found_by_reading_it() {
    let pair = crate::request::basic("client-one", SECRET);
    let refused = recheck(&written(&incident(10, &pair)), &known());
    assert_eq!(refused, Err(SupportError::StillThere("text")));
    let cleaned = written(&incident(10, &pair).cleaned(&cleaner()));
    assert!(!cleaned.text.contains(pair.trim_start_matches("Basic ")));
}

#[test]
fn what_nobody_knows_but_looks_secret_or_personal_goes_too() {
    let body = r#"{"error":"invalid_client","apiKey":"9f86d081884c7d659a2feaa0c55ad015","requestId":"oaeZ3v9Qm8Lw4Xy7Rt2Pn5GhA",
        "contactEmail":"jane.roe@example.com","note":"ask ada.l or call +1 408 555 0100","access_token":"abc"}"#;
    let bundle = written(&incident(12, body).cleaned(&cleaner()));
    for gone in ["9f86d081", "jane.roe", "ada.l", "555 0100", "\"abc\""] {
        assert!(!bundle.text.contains(gone), "{gone}: {}", bundle.text);
        assert!(!bundle.har.contains(gone), "{gone}");
    }
    for stays in [
        "invalid_client",
        "oaeZ3v9Qm8Lw4Xy7Rt2Pn5GhA",
        "client-one",
        "Pivot, UAT",
        "2025-06-15T15:06:40.000Z",
    ] {
        assert!(bundle.text.contains(stays), "{stays}: {}", bundle.text);
    }
    let cookie = incident(10, "nothing");
    let mut cookie = Incident { ..cookie };
    cookie.request.headers.push(member("Cookie", "sid=abc"));
    assert!(
        !written(&cookie.cleaned(&cleaner()))
            .text
            .contains("sid=abc")
    );
}

#[test]
fn a_file_that_is_no_har_is_refused() {
    let mut bundle = written(&incident(0, "x"));
    bundle.har.truncate(40);
    assert_eq!(recheck(&bundle, &known()), Err(SupportError::NotSound));
}

#[test]
fn a_large_body_is_cut_and_says_so() {
    let body = "ä word, ".repeat(200_000);
    let bundle = written(&incident(12, &body).cleaned(&cleaner()));
    assert!(bundle.text.len() < 300_000 && bundle.text.contains("cut after 256 KB"));
}

#[test]
fn the_har_has_the_shape_that_its_specification_says() {
    let mut unanswered = incident(0, "Bugs by id");
    unanswered.answer = None;
    unanswered.request.body = RedactedBody::None;
    let mut timed = incident(0, "Bugs by id");
    if let Some(answer) = &mut timed.answer {
        answer.times = Some(crate::exchange::Times {
            dns_ms: Some(3),
            connect_ms: Some(20),
            tls_ms: Some(30),
            wait_ms: Some(100),
            download_ms: Some(40),
        });
    }
    for incident in [incident(0, "Bugs by id"), timed, unanswered] {
        let bundle = written(&incident.cleaned(&cleaner()));
        let har: Value = serde_json::from_str(&bundle.har).unwrap();
        let log = object(
            &har["log"],
            &["version", "creator", "entries"],
            &["comment"],
        );
        assert_eq!(log["version"], "1.2");
        let creator = object(&log["creator"], &["name", "version"], &["comment"]);
        assert!(creator.values().all(Value::is_string));
        for entry in log["entries"].as_array().unwrap() {
            has_the_shape_of_an_entry(entry);
        }
    }
}

/// HAR 1.2, "entries" and what is below it.
fn has_the_shape_of_an_entry(entry: &Value) {
    let needed = [
        "startedDateTime",
        "time",
        "request",
        "response",
        "cache",
        "timings",
    ];
    let entry = object(
        entry,
        &needed,
        &["pageref", "serverIPAddress", "connection", "comment"],
    );
    assert!(entry["startedDateTime"].is_string() && entry["time"].is_u64());
    object(
        &entry["cache"],
        &[],
        &["beforeRequest", "afterRequest", "comment"],
    );
    let timings = object(
        &entry["timings"],
        &["send", "wait", "receive"],
        &["blocked", "dns", "connect", "ssl", "comment"],
    );
    for name in ["send", "wait", "receive"] {
        assert!(timings[name].as_i64().unwrap() >= 0, "{name}");
    }
    let spent = timings.iter().filter(|(name, _)| *name != "ssl");
    let spent: i64 = spent.map(|(_, ms)| ms.as_i64().unwrap().max(0)).sum();
    assert_eq!(
        Some(spent),
        entry["time"].as_i64(),
        "the parts make the whole"
    );

    let needed = [
        "method",
        "url",
        "httpVersion",
        "cookies",
        "headers",
        "queryString",
        "headersSize",
        "bodySize",
    ];
    let request = object(&entry["request"], &needed, &["postData", "comment"]);
    assert!(url::Url::parse(request["url"].as_str().unwrap()).is_ok());
    pairs(&request["headers"]);
    pairs(&request["queryString"]);
    if let Some(post) = request.get("postData") {
        let post = object(post, &["mimeType", "params"], &["text", "comment"]);
        assert!(post["mimeType"].is_string());
        pairs(&post["params"]);
    }

    let needed = [
        "status",
        "statusText",
        "httpVersion",
        "cookies",
        "headers",
        "content",
        "redirectURL",
        "headersSize",
        "bodySize",
    ];
    let response = object(&entry["response"], &needed, &["comment"]);
    assert!(response["status"].is_u64());
    pairs(&response["headers"]);
    let content = object(
        &response["content"],
        &["size", "mimeType"],
        &["compression", "text", "encoding", "comment"],
    );
    assert!(content["size"].is_i64() && content["mimeType"].is_string());
    for sizes in [request, response] {
        assert!(
            ["headersSize", "bodySize"]
                .iter()
                .all(|name| sizes[*name].as_i64().unwrap() >= -1)
        );
        assert!(sizes["cookies"].as_array().unwrap().is_empty());
    }
}

fn pairs(list: &Value) {
    for pair in list.as_array().unwrap() {
        let pair = object(
            pair,
            &["name", "value"],
            &["comment", "fileName", "contentType"],
        );
        assert!(pair.values().all(Value::is_string));
    }
}

/// An object with all that it needs and nothing that the specification does not name.
fn object<'a>(
    value: &'a Value,
    needed: &[&str],
    optional: &[&str],
) -> &'a serde_json::Map<String, Value> {
    let members = value.as_object().unwrap();
    for name in needed {
        assert!(members.contains_key(*name), "{name} is missing");
    }
    for name in members.keys() {
        assert!(
            needed.contains(&name.as_str()) || optional.contains(&name.as_str()),
            "{name} is none of HAR"
        );
    }
    members
}
