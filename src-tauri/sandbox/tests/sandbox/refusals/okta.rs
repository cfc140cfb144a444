//! id.cisco.com refuses in two envelopes, OAuth's and Okta's own.
use serde_json::json;

use super::{error, no_credentials, okta_envelope};
use crate::stage::{FORM, JSON, Stage};

const OKTA: &str = "/cisco-support/oauth2/default/v1/token";

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
    let wrong = client.wrong_form();
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
    no_credentials(&answer);
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
