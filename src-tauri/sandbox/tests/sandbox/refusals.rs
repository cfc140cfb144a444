//! Each refusal's status, headers and body, to the letter.
use reqwest::Method;
use serde_json::json;

use crate::stage::{Answer, FORM, JSON, SUBSCRIPTION_KEY, Stage};

const OKTA: &str = "/cisco-support/oauth2/default/v1/token";
const PING: &str = "/api-console-legacy/as/token.oauth2";
const PIVOT: &str = "/pivot/oem-cisco/cisco-identity/";

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

#[tokio::test]
async fn okta_an_unknown_client_and_a_wrong_secret_get_two_envelopes() {
    let stage = Stage::new().await;
    let (client, foreign) = (stage.client("cisco-support"), stage.client("cx-cloud"));
    let unknown =
        "grant_type=client_credentials&client_id=nosuchclient000000000000&client_secret=x";
    for body in [unknown, &foreign.form()] {
        let answer = stage.post(OKTA, &[FORM], body).await;
        okta_envelope(
            &answer,
            401,
            "invalid_client",
            "Invalid value for 'client_id' parameter.",
        );
        assert_eq!(answer.header("www-authenticate"), "Basic");
    }
    let wrong = format!(
        "grant_type=client_credentials&client_id={}&client_secret=wrong",
        client.id()
    );
    let answer = stage.post(OKTA, &[FORM], &wrong).await;
    let text = "The client secret supplied for a confidential client is invalid.";
    assert_eq!(
        answer.json(),
        json!({ "error": "invalid_client", "error_description": text })
    );
    assert_eq!(answer.status, 401);
    let answer = stage
        .post(OKTA, &[FORM], "grant_type=client_credentials")
        .await;
    okta_envelope(
        &answer,
        401,
        "invalid_client",
        "No client credentials found.",
    );
    let answer = stage
        .post(
            OKTA,
            &[FORM, ("Authorization", "Basic !!!")],
            "grant_type=client_credentials",
        )
        .await;
    assert_eq!(answer.status, 401);
}

#[tokio::test]
async fn okta_credentials_in_two_places_and_repeated_parameters_are_invalid_requests() {
    let stage = Stage::new().await;
    let client = stage.client("cisco-support");
    let (form, basic) = (client.form(), client.basic());
    error(
        &stage
            .post(OKTA, &[FORM, ("Authorization", &basic)], &form)
            .await,
        400,
        "invalid_request",
    );
    error(
        &stage.post(&format!("{OKTA}?{form}"), &[FORM], &form).await,
        400,
        "invalid_request",
    );
    let id_twice = format!("grant_type=client_credentials&client_id={}", client.id());
    error(
        &stage
            .post(OKTA, &[FORM, ("Authorization", &basic)], &id_twice)
            .await,
        400,
        "invalid_request",
    );
    for more in [
        "grant_type=client_credentials",
        "client_id=a",
        "client_secret=a",
        "scope=a&scope=b",
    ] {
        error(
            &stage.post(OKTA, &[FORM], &format!("{form}&{more}")).await,
            400,
            "invalid_request",
        );
    }
    error(
        &stage
            .post(&format!("{OKTA}?grant_type=password"), &[FORM], &form)
            .await,
        400,
        "invalid_request",
    );
}

#[tokio::test]
async fn okta_other_grants_types_methods_and_paths() {
    let stage = Stage::new().await;
    let client = stage.client("cisco-support");
    let answer = stage
        .post(
            OKTA,
            &[FORM],
            &client.form().replace("client_credentials", "password"),
        )
        .await;
    let text = "The authorization grant type is not supported by the authorization server.";
    assert_eq!(
        answer.json(),
        json!({ "error": "unsupported_grant_type", "error_description": text })
    );
    assert_eq!(answer.status, 400);
    let no_grant = client.form().replace("grant_type=client_credentials&", "");
    error(
        &stage.post(OKTA, &[FORM], &no_grant).await,
        400,
        "invalid_request",
    );
    let json = format!(
        r#"{{"grant_type":"client_credentials","client_id":"{}","client_secret":"{}"}}"#,
        client.id(),
        client.secret()
    );
    let summary =
        "Bad request. Accept and/or Content-Type headers likely do not match supported values.";
    okta_envelope(
        &stage.post(OKTA, &[JSON], &json).await,
        415,
        "E0000021",
        summary,
    );
    okta_envelope(
        &stage
            .post(OKTA, &[("Content-Type", "text/plain")], &client.form())
            .await,
        415,
        "E0000021",
        summary,
    );
    let answer = stage.get(&format!("{OKTA}?{}", client.form()), &[]).await;
    okta_envelope(
        &answer,
        405,
        "E0000022",
        "The endpoint does not support the provided HTTP method",
    );
    assert_eq!(answer.header("allow"), "POST");
    let answer = stage
        .post("/cisco-support/oauth2/default/v1/tokens", &[FORM], "")
        .await;
    okta_envelope(&answer, 404, "E0000008", "The requested path was not found");
}

#[tokio::test]
async fn a_post_that_declares_no_length_is_refused() {
    let stage = Stage::new().await;
    let client = stage.client("smart-bonding");
    let path = format!("/smart-bonding/oauth2/default/v1/token?{}", client.form());
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n",
        stage.host()
    );
    let answer = stage.raw(&format!("{head}\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 411 "), "{answer}");
    let answer = stage.raw(&format!("{head}Content-Length: 0\r\n\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

#[tokio::test]
async fn smart_bonding_json_with_a_repeated_member_or_broken() {
    let stage = Stage::new().await;
    let client = stage.client("smart-bonding");
    let path = "/smart-bonding/oauth2/default/v1/token";
    let json = format!(
        r#"{{"client_id":"a","client_id":"{}","client_secret":"{}"}}"#,
        client.id(),
        client.secret()
    );
    error(
        &stage.post(path, &[JSON], &json).await,
        400,
        "invalid_request",
    );
    let curly = r#"{"grant_type":"client_credentials”}"#;
    okta_envelope(
        &stage.post(path, &[JSON], curly).await,
        400,
        "E0000003",
        "The request body was not well-formed.",
    );
}

#[tokio::test]
async fn azure_asks_for_its_key_before_anything_else() {
    let stage = Stage::new().await;
    let client = stage.client("pivot");
    let missing = "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.";
    let invalid = "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.";
    let bulletins = "/pivot/oem-cisco/cisco-product-alerts/field-notice-bulletins";
    for path in [PIVOT, bulletins, "/pivot/nowhere"] {
        let answer = stage.post(path, &[FORM], &client.form()).await;
        assert_eq!(
            (answer.status, answer.json()),
            (401, json!({ "statusCode": 401, "message": missing }))
        );
        let answer = stage
            .post(
                path,
                &[FORM, (SUBSCRIPTION_KEY, "0123456789abcdef0123456789abcdef")],
                "",
            )
            .await;
        assert_eq!(
            (answer.status, answer.json()),
            (401, json!({ "statusCode": 401, "message": invalid }))
        );
        assert_eq!(answer.header("content-type"), "application/json");
    }
    let key = client.subscription_key();
    let not_found = json!({ "statusCode": 404, "message": "Resource not found" });
    for path in [
        "/pivot/nowhere",
        bulletins,
        "/pivot/oem-cisco/cisco-identity//",
    ] {
        let answer = stage
            .post(path, &[FORM, (SUBSCRIPTION_KEY, &key)], "")
            .await;
        assert_eq!(
            (answer.status, answer.json()),
            (404, not_found.clone()),
            "{path}"
        );
    }
    assert_eq!(
        stage.get(PIVOT, &[(SUBSCRIPTION_KEY, &key)]).await.json(),
        not_found
    );
}

#[tokio::test]
async fn pivot_takes_a_form_only_and_behind_the_portal_cisco_refuses() {
    let stage = Stage::new().await;
    let client = stage.client("pivot");
    let (key, basic) = (client.subscription_key(), client.basic());
    let headers = [FORM, (SUBSCRIPTION_KEY, key.as_str())];
    let wrong = format!(
        "grant_type=client_credentials&client_id={}&client_secret=wrong",
        client.id()
    );
    error(
        &stage.post(PIVOT, &headers, &wrong).await,
        401,
        "invalid_client",
    );
    let with_basic = [headers[0], headers[1], ("Authorization", basic.as_str())];
    let answer = stage
        .post(PIVOT, &with_basic, "grant_type=client_credentials")
        .await;
    okta_envelope(
        &answer,
        401,
        "invalid_client",
        "No client credentials found.",
    );
    let answer = stage
        .post(&format!("{PIVOT}?{}", client.form()), &headers, "")
        .await;
    okta_envelope(
        &answer,
        401,
        "invalid_client",
        "No client credentials found.",
    );
}

#[tokio::test]
async fn ping_has_one_body_for_every_bad_client() {
    let stage = Stage::new().await;
    let client = stage.client("api-console");
    let body = json!({ "error": "invalid_client", "error_description": "Invalid client or client credentials." });
    let wrong = format!(
        "grant_type=client_credentials&client_id={}&client_secret=wrong",
        client.id()
    );
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
