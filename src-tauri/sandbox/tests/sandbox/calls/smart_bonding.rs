//! Smart Bonding's queue: what is pulled is gone.
use serde_json::json;

use super::{PULL, passed};
use crate::stage::{START_MS, Stage};

#[tokio::test]
async fn a_pull_takes_a_message_off_the_queue() {
    let stage = Stage::new().await;
    let token = stage.okta_token("smart-bonding").await;
    let bearer = format!("Bearer {token}");
    stage.get(PULL, &[]).await; // refused, and takes nothing
    let first = passed(&stage.get_with(&token, PULL).await);
    let second = passed(&stage.post(PULL, &[("Authorization", &bearer)], "").await);
    assert_ne!(first, second);
    assert_eq!(stage.sandbox.requests()[0].outcome, "1 message");
    passed(&stage.get_with(&token, PULL).await);
    let empty = passed(&stage.get_with(&token, PULL).await);
    assert_eq!(
        empty,
        json!({ "message": "No messages available to Send", "status": "200" })
    );
    let again = Stage::from(stage.sandbox.state(), START_MS).await;
    assert_eq!(passed(&again.get_with(&token, PULL).await), first);
    let answer = again.get_with(&token, "/smart-bonding/nothing").await;
    assert_eq!(
        (answer.status, answer.json()),
        (404, json!({ "message": "Not Found", "status": "404" }))
    );
}
