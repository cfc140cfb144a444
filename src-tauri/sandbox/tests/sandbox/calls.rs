//! API calls: who is let through, and what each API answers.
mod cx_cloud;
mod found_nothing;
mod pivot;
mod smart_bonding;
mod support;

use serde_json::{Value, json};

use crate::stage::{Answer, Stage};

const SERIALS: &str = "/cisco-support/product/v1/information/serial_numbers/";
const CUSTOMERS: &str = "/cx-cloud/cs/api/v2/customer-info/customer-details";
const PULL: &str = "/smart-bonding/sb-partner-oauth-proxy-api/rest/v1/pull/call";

fn inactive(answer: &Answer) {
    assert_eq!(
        (answer.status, answer.text().as_str()),
        (403, "<h1>Developer Inactive</h1>")
    );
    assert_eq!(answer.header("content-type"), "text/xml");
    assert_eq!(
        answer.header("x-mashery-error-code"),
        "ERR_403_DEVELOPER_INACTIVE"
    );
    assert_eq!(answer.header("x-error-detail-header"), "Account Inactive");
    assert_eq!(answer.header("server"), "Mashery Proxy");
    assert_eq!(answer.header("x-mashery-message-id").len(), 36);
}

fn passed(answer: &Answer) -> Value {
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "application/json"),
        "{}",
        answer.text()
    );
    assert_eq!(answer.header("x-mashery-message-id").len(), 36);
    assert_eq!(answer.header("x-ratelimit-limit"), "2000");
    assert!(
        answer
            .header("x-ratelimit-observed")
            .parse::<u64>()
            .unwrap()
            > 0
    );
    answer.json()
}

#[tokio::test]
async fn without_a_token_each_gateway_says_its_own_words() {
    let stage = Stage::new().await;
    for path in [
        &format!("{SERIALS}FOC10220LK9"),
        CUSTOMERS,
        "/api-console/hello",
        PULL,
    ] {
        let answer = stage.get(path, &[]).await;
        let text = "Authorization Header is either empty or not found in request";
        assert_eq!((answer.status, answer.text().as_str()), (403, text));
        assert_eq!(answer.header("content-type"), "text/plain");
        assert_eq!(
            answer.header("x-mashery-error-code"),
            "ERR_403_NOT_AUTHORIZED"
        );
        inactive(&stage.get_with("made-up", path).await);
        inactive(&stage.get(path, &[("Authorization", "Basic YTpi")]).await);
    }
    inactive(&stage.get("/api-console-legacy/hello", &[]).await);
}

#[tokio::test]
async fn a_token_opens_its_own_provider_and_no_other() {
    let stage = Stage::new().await;
    let client = stage.client("api-console");
    let old = stage.ask("/api-console-legacy/as/token.oauth2", &client);
    let new = stage.ask("/api-console/oauth2/default/v1/token", &client);
    let (old, new) = (old.await.token(), new.await.token());
    let hello = json!({ "helloResponse": { "response": "Hello World!" } });
    assert_eq!(
        passed(&stage.get_with(&old, "/api-console-legacy/hello").await),
        hello
    );
    assert_eq!(
        passed(&stage.get_with(&new, "/api-console/hello").await),
        hello
    );
    inactive(&stage.get_with(&old, "/api-console/hello").await);
    inactive(&stage.get_with(&new, "/api-console-legacy/hello").await);
    inactive(&stage.get_with(&new, CUSTOMERS).await);
    inactive(&stage.get_with(&new, PULL).await);
    assert_eq!(
        stage.sandbox.requests()[0].outcome,
        "token of another provider"
    );
}
