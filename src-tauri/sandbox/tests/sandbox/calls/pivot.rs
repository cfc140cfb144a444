//! Pivot's bulletins: what filters change, and what is compressed.
use std::io::Read;

use serde_json::{Value, json};

use crate::stage::{SUBSCRIPTION_KEY, Stage};

const BULLETINS: &str = "/pivot/oem-cisco/cisco-product-alerts/field-notice-bulletins";

#[tokio::test]
async fn pivot_bulletins_are_filtered_and_really_compressed() {
    let stage = Stage::new().await;
    let client = stage.client("pivot");
    let key = client.subscription_key();
    let answer = stage.ask("/pivot/oem-cisco/cisco-identity/", &client).await;
    let bearer = format!("Bearer {}", answer.token());
    let plain = [
        (SUBSCRIPTION_KEY, key.as_str()),
        ("Authorization", bearer.as_str()),
    ];
    let all = stage
        .get(&format!("{BULLETINS}?customerId=123456"), &plain)
        .await;
    assert_eq!(
        all.header("content-type"),
        "application/json; charset=utf-8"
    );
    assert_eq!(all.header("content-encoding"), "");
    assert!(all.json().get("pagination").is_none());
    let all = all.json()["data"].as_array().unwrap().len();
    let filtered = format!("{BULLETINS}?customerId=123456&bulletinFirstPublished=2007-04-23");
    let gzip = [plain[0], plain[1], ("Accept-Encoding", "gzip")];
    let answer = stage.get(&filtered, &gzip).await;
    assert_eq!(
        (answer.status, answer.header("content-encoding")),
        (200, "gzip")
    );
    let mut text = String::new();
    flate2::read::GzDecoder::new(answer.body.as_slice())
        .read_to_string(&mut text)
        .unwrap();
    let data: Value = serde_json::from_str(&text).unwrap();
    let data = data["data"].as_array().unwrap();
    assert!(!data.is_empty() && data.len() < all);
    assert!(
        data.iter()
            .all(|bulletin| bulletin["bulletinFirstPublished"] == "2007-04-23")
    );
    assert_eq!(data[0]["bulletinNumber"], 62787);
    let members: Vec<&String> = data[0].as_object().unwrap().keys().collect();
    let printed = [
        "bulletinFirstPublished",
        "bulletinNumber",
        "fieldNoticeType",
        "bulletinTitle",
        "bulletinLastUpdated",
        "alertAutomationCaveat",
        "url",
        "bulletinSummary",
    ];
    assert_eq!(members, printed);
    assert_eq!(stage.sandbox.requests()[0].outcome, "gzip");
    let none = stage
        .get(
            &format!("{BULLETINS}?customerId=123456&bulletinFirstPublished=1999-01-01"),
            &plain,
        )
        .await;
    assert_eq!(none.json(), json!({ "data": [] }));
    let answer = stage.get(BULLETINS, &plain).await;
    assert_eq!(
        (answer.status, answer.json()),
        (
            400,
            json!({ "message": "Missing required customer identification parameter" })
        )
    );
    assert_eq!(
        stage
            .get(&format!("{BULLETINS}?customerId=abc"), &plain)
            .await
            .status,
        400
    );
    assert_eq!(
        stage
            .get(
                &format!("{BULLETINS}?customerId=1&bulletinFirstPublished=x"),
                &plain
            )
            .await
            .status,
        400
    );
    assert_eq!(
        stage
            .get(&format!("{BULLETINS}?customerId=1"), &plain[..1])
            .await
            .status,
        403
    );
}
