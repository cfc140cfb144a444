//! CX Cloud's customers, filtered, sorted and in pages.
use serde_json::json;

use super::{CUSTOMERS, passed};
use crate::stage::Stage;

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
