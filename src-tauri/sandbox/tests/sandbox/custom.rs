//! The custom server: Basic by the book, a gateway that wants a key of its own, and an API with a description.
mod described;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::stage::{FORM, Stage};

const GRANT: &str = "grant_type=client_credentials";

#[tokio::test]
async fn basic_and_the_gateway_key_give_a_token_that_says_who_is_calling() {
    let stage = Stage::new().await;
    let client = stage.client("custom");
    let (key, basic) = (client.gateway_key(), client.basic());
    let answer = stage
        .post(
            "/custom/token",
            &[FORM, ("X-Gateway-Key", &key), ("Authorization", &basic)],
            GRANT,
        )
        .await;
    let token = answer.token();
    assert_eq!(
        answer.json(),
        json!({ "access_token": token, "token_type": "Bearer", "expires_in": 3600 })
    );
    stage.pass_seconds(10);
    let answer = stage.get_with(&token, "/custom/whoami").await;
    assert_eq!(
        (answer.status, answer.json()),
        (
            200,
            json!({ "client_id": client.id(), "seconds_left": 3590 })
        )
    );
}

#[tokio::test]
async fn id_and_secret_are_form_decoded_after_base64() {
    let stage = Stage::new().await;
    let client = stage.client("custom");
    let escaped = |text: &str| {
        text.bytes()
            .map(|byte| format!("%{byte:02X}"))
            .collect::<String>()
    };
    let joined = format!("{}:{}", escaped(client.id()), escaped(&client.secret()));
    let basic = format!("basic {}", STANDARD.encode(joined));
    let answer = stage
        .post(
            "/custom/token",
            &[
                FORM,
                ("X-Gateway-Key", &client.gateway_key()),
                ("Authorization", &basic),
            ],
            GRANT,
        )
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[tokio::test]
async fn the_gateway_and_the_server_refuse_by_the_book() {
    let stage = Stage::new().await;
    let (client, other) = (stage.client("custom"), stage.client("custom"));
    let (key, basic) = (client.gateway_key(), client.basic());
    for headers in [
        vec![FORM, ("Authorization", &basic)],
        vec![
            FORM,
            ("Authorization", &basic),
            ("X-Gateway-Key", &other.gateway_key()),
        ],
    ] {
        let answer = stage.post("/custom/token", &headers, GRANT).await;
        assert_eq!(
            (answer.status, &answer.json()["error"]),
            (403, &json!("access_denied"))
        );
        assert_eq!(answer.header("content-type"), "application/json");
    }
    let with_key = [FORM, ("X-Gateway-Key", key.as_str())];
    for (headers, body, status, error) in [
        (vec![], client.form(), 401, "invalid_client"),
        (
            vec![("Authorization", "Basic YTpi")],
            GRANT.to_owned(),
            401,
            "invalid_client",
        ),
        (
            vec![("Authorization", basic.as_str())],
            client.form(),
            400,
            "invalid_request",
        ),
        (
            vec![("Authorization", basic.as_str())],
            format!("{GRANT}&scope=a&scope=a"),
            400,
            "invalid_request",
        ),
        (
            vec![("Authorization", basic.as_str())],
            "scope=a".to_owned(),
            400,
            "invalid_request",
        ),
        (
            vec![("Authorization", basic.as_str())],
            "grant_type=implicit".to_owned(),
            400,
            "unsupported_grant_type",
        ),
    ] {
        let headers: Vec<_> = with_key.into_iter().chain(headers).collect();
        let answer = stage.post("/custom/token", &headers, &body).await;
        assert_eq!(
            (answer.status, &answer.json()["error"]),
            (status, &json!(error)),
            "{body}"
        );
        assert_eq!(
            answer
                .header("www-authenticate")
                .starts_with("Basic realm="),
            status == 401
        );
    }
    assert_eq!(stage.get("/custom/token", &with_key).await.status, 405);
    assert_eq!(stage.get("/custom/nothing", &[]).await.status, 404);
    let answer = stage.get("/custom/whoami", &[]).await;
    assert_eq!(
        (answer.status, answer.header("www-authenticate")),
        (401, "Bearer realm=\"sandbox\"")
    );
    let answer = stage.get_with("made-up", "/custom/whoami").await;
    assert_eq!(
        (answer.status, &answer.json()["error"]),
        (401, &json!("invalid_token"))
    );
    assert!(
        answer
            .header("www-authenticate")
            .contains("error=\"invalid_token\"")
    );
}
