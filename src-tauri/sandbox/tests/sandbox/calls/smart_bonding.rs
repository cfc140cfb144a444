//! Smart Bonding's queue: what is pulled is gone, and what is pushed is answered there once.
use serde_json::{Value, json};

use super::{PULL, passed};
use crate::stage::{JSON, START_MS, Stage};

const PUSH: &str = "/smart-bonding/sb-partner-oauth-proxy-api/rest/v1/push/call";

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

#[tokio::test]
async fn a_push_is_taken_in_and_a_pull_tells_what_became_of_it() {
    let stage = Stage::new().await;
    let token = stage.okta_token("smart-bonding").await;
    let bearer = format!("Bearer {token}");
    let headers = [JSON, ("Authorization", bearer.as_str())];
    let push = async |body: Value| {
        let answer = stage.post(PUSH, &headers, &body.to_string()).await;
        (answer.status, answer.json())
    };
    let pull = async || passed(&stage.get_with(&token, PULL).await);
    for _ in 0..3 {
        pull().await;
    }
    let case = |state: &str| {
        json!({
            "Calls": { "CustCallID": "INC-7", "ShortDescription": "Short", "Description": "Long" },
            "CallStates": { "ShortName": state },
            "Severities": { "ShortName": "3" },
            "Contracts": { "ShortName": "EXAMPLE" },
        })
    };
    let taken_in = (200, json!({ "message": "Success", "status": "200" }));
    // An update of a case that is not open, the case, the case once more, and an update of it.
    for state in ["Update", "New", "New", "Update"] {
        assert_eq!(push(case(state)).await, taken_in);
    }
    let mut told = vec![];
    for _ in 0..4 {
        let message = pull().await;
        assert_eq!(message["Calls"]["CustCallID"], "INC-7");
        told.push(message["CallStates"]["ShortName"].clone());
    }
    assert_eq!(told, ["Rejected", "Ack", "Rejected", "Ack"]);
    assert_eq!(pull().await["message"], "No messages available to Send");
    for missing in ["/Calls/Description", "/Severities/ShortName", "/CallStates"] {
        let mut body = case("New");
        *body.pointer_mut(missing).unwrap() = Value::Null;
        let (status, told) = push(body).await;
        assert_eq!((status, &told["status"]), (400, &json!("400")), "{missing}");
    }
    assert_eq!(pull().await["message"], "No messages available to Send");
    let text = stage.post(PUSH, &[headers[1]], "not JSON").await;
    assert_eq!(text.status, 400);
}
