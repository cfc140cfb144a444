//! API calls: who is let through, what filters and pages change, what is compressed, what is consumed.
use std::io::Read;

use serde_json::{Value, json};

use crate::stage::{Answer, FORM, SUBSCRIPTION_KEY, Stage};

const BULLETINS: &str = "/pivot/oem-cisco/cisco-product-alerts/field-notice-bulletins";
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
    let old = stage
        .post(
            "/api-console-legacy/as/token.oauth2",
            &[FORM],
            &client.form(),
        )
        .await
        .token();
    let new = stage
        .post(
            "/api-console/oauth2/default/v1/token",
            &[FORM],
            &client.form(),
        )
        .await
        .token();
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

#[tokio::test]
async fn pivot_bulletins_are_filtered_and_really_compressed() {
    let stage = Stage::new().await;
    let client = stage.client("pivot");
    let key = client.subscription_key();
    let token = stage
        .post(
            "/pivot/oem-cisco/cisco-identity/",
            &[FORM, (SUBSCRIPTION_KEY, &key)],
            &client.form(),
        )
        .await
        .token();
    let bearer = format!("Bearer {token}");
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

#[tokio::test]
async fn a_serial_number_gets_an_item_of_its_own() {
    let stage = Stage::new().await;
    let token = stage.okta_token("cisco-support").await;
    let body = passed(
        &stage
            .get_with(
                &token,
                &format!("{SERIALS}FOC10220LK9,FOC0000A0A1,nonsense"),
            )
            .await,
    );
    assert_eq!(body["product_list"][0]["sr_no"], "FOC10220LK9");
    assert_eq!(body["product_list"][1]["sr_no"], "FOC0000A0A1");
    assert!(body["product_list"][1]["base_pid"].is_string());
    assert_eq!(
        body["product_list"][2]["ErrorResponse"]["APIError"]["ErrorCode"],
        "PRODUCT_NOT_FOUND"
    );
    assert_eq!(body["pagination_response_record"]["total_records"], 3);
    let many: Vec<String> = (0..12).map(|at| format!("FOC10220L{at:02}")).collect();
    let path = format!("{SERIALS}{}", many.join(","));
    let (first, second) = (
        stage.get_with(&token, &path).await,
        stage
            .get_with(&token, &format!("{path}?page_index=2"))
            .await,
    );
    assert_eq!(passed(&first)["product_list"].as_array().unwrap().len(), 10);
    assert_eq!(passed(&second)["product_list"][1]["sr_no"], "FOC10220L11");
    assert_eq!(
        passed(&second)["pagination_response_record"]["last_index"],
        2
    );
    for path in [
        SERIALS,
        SERIALS.trim_end_matches('/'),
        &format!("{SERIALS}FOC10220LK9,%20FOC0000A0A1"),
        "/cisco-support/nothing",
    ] {
        let answer = stage.get_with(&token, path).await;
        assert_eq!(
            (answer.status, answer.text().as_str()),
            (596, "<h1>Service Not Found</h1>"),
            "{path}"
        );
    }
    assert_eq!(
        stage
            .get_with(&token, &format!("{path}?page_index=0"))
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn customers_come_in_pages_and_page_two_differs() {
    let stage = Stage::new().await;
    let token = stage.okta_token("cx-cloud").await;
    let all = passed(&stage.get_with(&token, CUSTOMERS).await);
    let total = all["data"].as_array().unwrap().len();
    assert_eq!(
        all["pagination"],
        json!({ "page": 1, "pages": 1, "rows": 100, "total": total })
    );
    assert_eq!(all["data"][0]["streetAddress2"], "null");
    let page = async |page: u8| {
        passed(
            &stage
                .get_with(&token, &format!("{CUSTOMERS}?page={page}&rows=2"))
                .await,
        )
    };
    let (one, two) = (page(1).await, page(2).await);
    assert_eq!(
        (
            one["data"].as_array().unwrap().len(),
            two["data"].as_array().unwrap().len()
        ),
        (2, 2)
    );
    assert_ne!(one["data"][0]["customerId"], two["data"][0]["customerId"]);
    assert_eq!(two["data"][0], all["data"][2]);
    let only = passed(
        &stage
            .get_with(
                &token,
                &format!("{CUSTOMERS}?customerId=abc123def&fields=customerId,city"),
            )
            .await,
    );
    assert_eq!(
        only["data"],
        json!([{ "customerId": "abc123def", "city": "Leeds" }])
    );
    let sorted = passed(
        &stage
            .get_with(&token, &format!("{CUSTOMERS}?sort=customerName:DESC"))
            .await,
    );
    assert_eq!(sorted["data"][0]["customerName"], "Test Railways SA");
    for query in ["page=1", "rows=10", "page=0&rows=1", "sort=nothing:ASC"] {
        let answer = stage
            .get_with(&token, &format!("{CUSTOMERS}?{query}"))
            .await;
        assert_eq!(
            (answer.status, &answer.json()["reason"]["errorCode"]),
            (400, &json!("API_INV_000")),
            "{query}"
        );
    }
    assert_eq!(
        stage
            .get_with(&token, "/cx-cloud/cs/api/v2/nothing")
            .await
            .status,
        596
    );
}

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
    let again = Stage::from(stage.sandbox.state(), crate::stage::START_MS).await;
    assert_eq!(passed(&again.get_with(&token, PULL).await), first);
    let answer = again.get_with(&token, "/smart-bonding/nothing").await;
    assert_eq!(
        (answer.status, answer.json()),
        (404, json!({ "message": "Not Found", "status": "404" }))
    );
}
