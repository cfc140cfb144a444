//! The Support APIs: products by serial number, page by page.
use super::{SERIALS, passed};
use crate::stage::Stage;

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
