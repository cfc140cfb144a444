//! The old console's PingFederate: few bodies for many reasons.
use reqwest::Method;
use serde_json::json;

use super::error;
use crate::stage::{FORM, JSON, Stage};

const PING: &str = "/api-console-legacy/as/token.oauth2";

#[tokio::test]
async fn ping_has_one_body_for_every_bad_client() {
    let stage = Stage::new().await;
    let client = stage.client("api-console");
    let body = json!({ "error": "invalid_client", "error_description": "Invalid client or client credentials." });
    let wrong = client.wrong_form();
    for form in [
        "grant_type=client_credentials",
        "grant_type=client_credentials&client_id=a&client_secret=b",
        &wrong,
    ] {
        let answer = stage.post(PING, &[FORM], form).await;
        assert_eq!((answer.status, answer.json()), (401, body.clone()));
    }
    let answer = stage
        .post(
            PING,
            &[FORM, ("Authorization", "Basic YTpi")],
            "grant_type=client_credentials",
        )
        .await;
    assert_eq!(
        (answer.status, answer.header("www-authenticate")),
        (401, "Basic realm=\"PingFederate\"")
    );
    error(
        &stage
            .post(&format!("{PING}?{}", client.form()), &[FORM], "")
            .await,
        400,
        "invalid_request",
    );
    let form = client.form();
    error(
        &stage
            .post(PING, &[FORM, ("Authorization", &client.basic())], &form)
            .await,
        400,
        "invalid_request",
    );
    error(
        &stage
            .post(PING, &[FORM], &format!("{form}&client_id=a"))
            .await,
        400,
        "invalid_request",
    );
    error(
        &stage.post(PING, &[JSON], "{}").await,
        400,
        "invalid_request",
    );
    let grant = |grant: &str| form.replace("client_credentials", grant);
    let answer = stage.post(PING, &[FORM], &grant("implicit")).await;
    assert_eq!(
        answer.json(),
        json!({ "error": "unauthorized_client", "error_description": "Grant type not allowed for this client." })
    );
    assert_eq!(answer.status, 400);
    error(
        &stage.post(PING, &[FORM], &grant("made_up")).await,
        400,
        "unsupported_grant_type",
    );
    let answer = stage
        .send(Method::GET, &format!("{PING}?{form}"), &[], "")
        .await;
    assert_eq!((answer.status, answer.header("allow")), (405, "POST"));
    assert_eq!(
        stage
            .get("/api-console-legacy/as/nothing.oauth2", &[])
            .await
            .status,
        404
    );
}
