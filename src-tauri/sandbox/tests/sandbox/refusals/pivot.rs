//! Pivot's portal refuses for itself, and behind it Cisco does.
use serde_json::json;

use super::{error, no_credentials};
use crate::stage::{FORM, SUBSCRIPTION_KEY, Stage};

const PIVOT: &str = "/pivot/oem-cisco/cisco-identity/";

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
    let wrong = client.wrong_form();
    error(
        &stage.post(PIVOT, &headers, &wrong).await,
        401,
        "invalid_client",
    );
    let with_basic = [headers[0], headers[1], ("Authorization", basic.as_str())];
    let answer = stage
        .post(PIVOT, &with_basic, "grant_type=client_credentials")
        .await;
    no_credentials(&answer);
    let answer = stage
        .post(&format!("{PIVOT}?{}", client.form()), &headers, "")
        .await;
    no_credentials(&answer);
}
