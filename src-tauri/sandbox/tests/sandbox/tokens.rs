//! A token from every provider, in every place its server takes credentials from.
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::stage::{Answer, FORM, JSON, START_MS, SUBSCRIPTION_KEY, Stage};

fn is_jwt_answer(answer: &Answer) {
    let body = answer.json();
    let members: Vec<&String> = body.as_object().unwrap().keys().collect();
    assert_eq!(
        members,
        ["token_type", "expires_in", "access_token", "scope"]
    );
    assert_eq!(
        (&body["token_type"], &body["expires_in"], &body["scope"]),
        (&"Bearer".into(), &3600.into(), &"customscope".into())
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("x-rate-limit-limit"), "60000");
    assert!(answer.header("x-rate-limit-reset").parse::<i64>().unwrap() > START_MS / 1000);
    for name in ["x-okta-request-id", "x-rate-limit-remaining", "date"] {
        assert!(!answer.header(name).is_empty(), "{name}");
    }
}

fn is_opaque_answer(answer: &Answer) {
    let body = answer.json();
    let members: Vec<&String> = body.as_object().unwrap().keys().collect();
    assert_eq!(members, ["access_token", "token_type", "expires_in"]);
    assert_eq!(
        (&body["token_type"], &body["expires_in"]),
        (&"Bearer".into(), &3600.into())
    );
    assert_eq!(answer.token().len(), 28);
}

#[tokio::test]
async fn pivot_as_its_page_prints_it() {
    let stage = Stage::new().await;
    let client = stage.client("pivot");
    for path in [
        "/pivot/oem-cisco/cisco-identity/",
        "/pivot/oem-cisco/cisco-identity",
    ] {
        let answer = stage
            .post(
                path,
                &[FORM, (SUBSCRIPTION_KEY, &client.subscription_key())],
                &client.form(),
            )
            .await;
        is_opaque_answer(&answer);
        assert_eq!(
            answer.header("content-type"),
            "application/json;charset=utf-8"
        );
    }
    // One subscription key, several clients: one for each category of APIs.
    let other = stage.client("pivot");
    let key = client.subscription_key();
    let answer = stage
        .post(
            "/pivot/oem-cisco/cisco-identity/",
            &[FORM, (SUBSCRIPTION_KEY, &key)],
            &other.form(),
        )
        .await;
    is_opaque_answer(&answer);
}

#[tokio::test]
async fn id_cisco_com_in_a_form_a_header_or_the_address() {
    let stage = Stage::new().await;
    for provider in ["cisco-support", "cx-cloud", "api-console", "smart-bonding"] {
        let client = stage.client(provider);
        let path = format!("/{provider}/oauth2/default/v1/token");
        is_jwt_answer(&stage.post(&path, &[FORM], &client.form()).await);
        let basic = client.basic();
        is_jwt_answer(
            &stage
                .post(
                    &path,
                    &[FORM, ("Authorization", &basic)],
                    "grant_type=client_credentials",
                )
                .await,
        );
        is_jwt_answer(
            &stage
                .post(&format!("{path}?{}", client.form()), &[], "")
                .await,
        );
        // As the vendor's own vulnerability client does: credentials in the address, the grant in the body.
        let query = format!(
            "{path}?client_id={}&client_secret={}",
            client.id(),
            client.secret()
        );
        is_jwt_answer(
            &stage
                .post(&query, &[FORM], "grant_type=client_credentials")
                .await,
        );
    }
}

#[tokio::test]
async fn smart_bonding_as_its_page_prints_it() {
    let stage = Stage::new().await;
    let client = stage.client("smart-bonding");
    let printed = "/smart-bonding/oauth2/default/v1/token?grant_type=client_credentials";
    let (id, secret) = (client.id(), client.secret());
    // Option 1, and the curl line that repeats the grant in the body.
    let option_1 = format!("{printed}&client_id={id}&client_secret={secret}");
    is_jwt_answer(&stage.post(&option_1, &[], "").await);
    is_jwt_answer(
        &stage
            .post(&option_1, &[FORM], "grant_type=client_credentials")
            .await,
    );
    // Option 2, as the printed JSON and as the form that its header promises.
    let json = format!(
        r#"{{"grant_type":"client_credentials", "client_id":"{id}", "client_secret":"{secret}"}}"#
    );
    is_jwt_answer(&stage.post(printed, &[JSON], &json).await);
    is_jwt_answer(&stage.post(printed, &[FORM], &client.form()).await);
}

#[tokio::test]
async fn the_old_console_in_a_form_or_a_header() {
    let stage = Stage::new().await;
    let client = stage.client("api-console");
    let path = "/api-console-legacy/as/token.oauth2";
    is_opaque_answer(&stage.post(path, &[FORM], &client.form()).await);
    let basic = client.basic();
    is_opaque_answer(
        &stage
            .post(
                path,
                &[FORM, ("Authorization", &basic)],
                "grant_type=client_credentials",
            )
            .await,
    );
}

#[tokio::test]
async fn a_jwt_says_where_it_comes_from_and_is_as_long_as_the_real_ones() {
    let stage = Stage::new().await;
    let token = stage.okta_token("cx-cloud").await;
    assert!((800..=950).contains(&token.len()), "{}", token.len());
    let parts: Vec<&str> = token.split('.').collect();
    let read = |part: &str| -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    };
    let (header, claims) = (read(parts[0]), read(parts[1]));
    assert_eq!(header["alg"], "RS256");
    assert!(header["kid"].as_str().unwrap().contains("sandbox"));
    let members: Vec<&String> = claims.as_object().unwrap().keys().collect();
    let expected = [
        "ver",
        "jti",
        "iss",
        "aud",
        "iat",
        "exp",
        "cid",
        "scp",
        "access_level",
        "sub",
        "full_name",
        "azp",
    ];
    assert_eq!(members, expected);
    assert_eq!(
        claims["iss"],
        format!("http://{}/cx-cloud/oauth2/default", stage.host())
    );
    assert_eq!(claims["aud"], "api://default");
    assert_eq!(claims["iat"], START_MS / 1000);
    assert_eq!(claims["exp"], START_MS / 1000 + 3600);
    assert_eq!(claims["scp"][0], "customscope");
    assert_eq!(parts.len(), 3);
}
