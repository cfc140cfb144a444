//! What each service says when it has nothing: a status, an error under 200, an empty list.
use serde_json::{Value, json};

use crate::stage::{Answer, Stage};

async fn support(stage: &Stage, paths: &[&str]) -> Vec<Answer> {
    let token = stage.okta_token("cisco-support").await;
    let mut answers = vec![];
    for path in paths {
        answers.push(
            stage
                .get_with(&token, &format!("/cisco-support/{path}"))
                .await,
        );
    }
    answers
}

#[tokio::test]
async fn every_support_api_has_its_own_words_for_nothing() {
    let stage = Stage::new().await;
    let rows = [
        ("bug/v2.0/bugs/bug_ids/CSCaa00000", 200, "/bugs", json!([])),
        (
            "bug/v2.0/bugs/keyword/nothing-has-it",
            200,
            "/pagination_response_record/last_index",
            json!(0),
        ),
        (
            "case/v3/cases/details/case_id/1",
            403,
            "/ErrorResponse/APIError/0/ErrorCode",
            json!("CASE_NOTFOUND"),
        ),
        (
            "case/v3/cases/case_ids/1,2",
            403,
            "/ErrorResponse/APIError/0/ErrorCode",
            json!("CASE_NOTFOUND"),
        ),
        (
            "supporttools/eox/rest/5/EOXByProductID/1/EXAMPLE-2",
            200,
            "/EOXRecord/0/EOXError/ErrorID",
            json!("SSA_ERR_026"),
        ),
        (
            "supporttools/eox/rest/5/EOXBySerialNumber/1/nonsense",
            200,
            "/EOXError/ErrorID",
            json!("SSA_ERR_010"),
        ),
        (
            "product/v1/information/product_ids/NONE",
            200,
            "/product_list/0/ErrorResponse/APIError/ErrorCode",
            json!("PRODUCT_NOT_FOUND"),
        ),
        (
            "sn2info/v2/coverage/status/serial_numbers/nonsense",
            200,
            "/ErrorResponse/APIError/ErrorCode",
            json!("NO_RECORDS_FOUND"),
        ),
        (
            "return/v1.0/returns/rma_numbers/1",
            200,
            "/APIError/Error/0/inputIdentifier",
            json!("1"),
        ),
        (
            "return/v1.0/returns/users/user_ids/nobody",
            200,
            "/OrderList/APIError/Error/0/errorCode",
            json!("SVO_NO_RECORDS"),
        ),
        (
            "software/suggestion/v2/suggestions/releases/productIds/NONE",
            200,
            "/productList/0/suggestions/0/errorDetailsResponse/inputIdentifier",
            json!("NONE"),
        ),
        (
            "security/advisories/v2/cve/CVE-1999-0001",
            404,
            "/errorCode",
            json!("NO_DATA_FOUND"),
        ),
        (
            "security/advisories/v2/OSType/ios?version=0.1",
            200,
            "/errorCode",
            json!("NO_IOS_AFFECTING_ADVISORIES_FOUND"),
        ),
    ];
    let paths: Vec<&str> = rows.iter().map(|(path, ..)| *path).collect();
    for (answer, (path, status, pointer, told)) in support(&stage, &paths).await.iter().zip(&rows) {
        let body = answer.json();
        assert_eq!(
            (answer.status, body.pointer(pointer)),
            (*status, Some(told)),
            "{path}: {body}"
        );
    }
}

#[tokio::test]
async fn what_is_found_is_counted_in_the_sample_s_types() {
    let stage = Stage::new().await;
    let answers = support(
        &stage,
        &[
            "return/v1.0/returns/users/user_ids/exampleuser?fromDate=2026-01-01&pageIndex=2",
            "security/advisories/v2/year/2022?pageIndex=2&pageSize=5",
            "supporttools/eox/rest/5/EOXByProductID/2/WS-C38*",
            "case/v3/cases/users/user_ids/exampleuser?page_index=2&status_flag=O",
        ],
    )
    .await;
    let rma = &answers[0].json()["OrderList"];
    assert_eq!(rma["APIPagination"]["pageIndex"], "2");
    assert_eq!(rma["APIPagination"]["pageRecords"], "10");
    assert_eq!(
        rma["APIPagination"]["totalRecords"],
        rma["users"][0]["returnCount"]
    );
    let paging = &answers[1].json()["paging"];
    assert_eq!(paging["next"], "/year/2022?pageIndex=3&pageSize=5");
    assert_eq!(paging["prev"], "/year/2022?pageIndex=1&pageSize=5");
    let eox = answers[2].json();
    assert_eq!(
        eox["PaginationResponseRecord"],
        json!({ "PageIndex": 2, "LastIndex": 2, "TotalRecords": 1200, "PageRecords": 200 })
    );
    let last = answers[3].json();
    assert_eq!(last["cases"], json!([]));
    let link =
        "https://api.cisco.com/case/v3/cases/users/user_ids/exampleuser?page_index=2&status_flag=O";
    assert_eq!(last["pagination_response_record"]["self_link"], link);
}

#[tokio::test]
async fn another_customer_has_other_devices_and_a_foreign_one_is_not_read() {
    let stage = Stage::new().await;
    let token = stage.okta_token("cx-cloud").await;
    let hardware = async |customer: &str| {
        let path = format!("/cx-cloud/cs/api/v2/inventory/hardware?customerId={customer}");
        stage.get_with(&token, &path).await
    };
    let serial = |answer: &Answer| answer.json()["data"][0]["serialNumber"].clone();
    let (one, other) = (hardware("abc123def").await, hardware("bcd234efa").await);
    assert_eq!(serial(&one), "FOC0000A0A1");
    assert!(serial(&other).is_string());
    assert_ne!(serial(&one), serial(&other));
    let foreign = hardware("zzz").await;
    assert_eq!(
        (foreign.status, &foreign.json()["reason"]["errorCode"]),
        (403, &json!("API_PARTY_002"))
    );
}

#[tokio::test]
async fn other_forms_than_json_are_really_written() {
    let stage = Stage::new().await;
    let token = stage.okta_token("cx-cloud").await;
    let path = "/cx-cloud/cs/api/v2/customer-info/customer-details?format=CSV";
    let lines = stage.get_with(&token, path).await;
    assert_eq!(lines.header("content-type"), "text/csv");
    assert!(
        lines.text().starts_with("customerId,customerName,"),
        "{}",
        lines.text()
    );
    let path = "supporttools/eox/rest/5/EOXBySerialNumber/1/FOC0000A0A1?responseencoding=xml";
    let xml = &support(&stage, &[path]).await[0];
    assert_eq!(xml.header("content-type"), "application/xml");
    assert!(
        xml.text().contains("<EOXRecord><EOLProductID>"),
        "{}",
        xml.text()
    );
}

#[tokio::test]
async fn a_download_opens_a_session_of_its_own() {
    let stage = Stage::new().await;
    let token = stage.okta_token("cisco-support").await;
    let bearer = format!("Bearer {token}");
    let download = async |transaction: &str| -> (u16, Value) {
        let body = json!({ "pid": "C9300-48P", "mdfId": "286315874", "metadataTransId": transaction, "imageGuids": ["SAMPLE-GUID-1", "SAMPLE-GUID-2"] });
        let headers = [crate::stage::JSON, ("Authorization", bearer.as_str())];
        let path = "/cisco-support/software/v4.0/download/pidimage";
        let answer = stage.post(path, &headers, &body.to_string()).await;
        (answer.status, answer.json())
    };
    let (first, second) = (
        download("SAMPLE-TRANS-1").await.1,
        download("SAMPLE-TRANS-1").await.1,
    );
    assert_eq!(first["downloads"].as_array().unwrap().len(), 2);
    assert_ne!(first["sessionId"], second["sessionId"]);
    assert_eq!(download("OTHER").await.0, 400);
}
