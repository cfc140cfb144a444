//! Each refusal's status, headers and body, to the letter.
mod okta;
mod ping;
mod pivot;

use serde_json::json;

use crate::stage::Answer;

fn error(answer: &Answer, status: u16, code: &str) {
    assert_eq!(
        (answer.status, answer.json()["error"].as_str()),
        (status, Some(code)),
        "{}",
        answer.text()
    );
    assert_eq!(answer.header("content-type"), "application/json");
}

fn okta_envelope(answer: &Answer, status: u16, code: &str, summary: &str) {
    let id = answer.json()["errorId"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let body = json!({ "errorCode": code, "errorSummary": summary, "errorLink": code, "errorId": id, "errorCauses": [] });
    assert_eq!((answer.status, answer.json()), (status, body));
    assert!(id.starts_with("oae") && id.len() == 25, "{id}");
}

/// What Okta says to a client that did not introduce itself where it looks.
fn no_credentials(answer: &Answer) {
    let summary = "No client credentials found.";
    okta_envelope(answer, 401, "invalid_client", summary);
}
