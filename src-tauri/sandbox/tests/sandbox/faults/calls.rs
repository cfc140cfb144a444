//! What each API says when a fault speaks for it, to the letter where that is known.
use gatepass_sandbox::FaultMode;
use serde_json::{Value, json};

use super::{
    BEHIND_GATEWAY, BONDING, CONSOLE, CUSTOM, CX_CLOUD, LEGACY, PIVOT, SUPPORT, WAYS, Way,
    assert_struck_by,
};
use crate::stage::{Answer, Stage};

async fn struck(stage: &Stage, way: &Way, id: &str) -> Answer {
    let headers = way.signed_in(stage).await;
    assert!(stage.sandbox.set_fault(id, FaultMode::Once));
    let answer = way.call(stage, &headers).await;
    assert_struck_by(stage, id);
    answer
}

#[tokio::test]
async fn the_gateway_refuses_in_headers_and_headings() {
    let stage = Stage::new().await;
    for way in BEHIND_GATEWAY {
        for (id, status, code, detail, heading) in [
            (
                "expired-token",
                403,
                "ERR_403_DEVELOPER_INACTIVE",
                "Account Inactive",
                "Developer Inactive",
            ),
            (
                "not-authorized",
                403,
                "ERR_403_NOT_AUTHORIZED",
                "",
                "Not Authorized",
            ),
            (
                "over-rate",
                429,
                "ERR_403_DEVELOPER_OVER_RATE",
                "Account Over Rate Limit",
                "Developer Over Rate",
            ),
            (
                "over-rate-403",
                403,
                "ERR_403_DEVELOPER_OVER_RATE",
                "Account Over Rate Limit",
                "Developer Over Rate",
            ),
            (
                "over-qps",
                403,
                "ERR_403_DEVELOPER_OVER_QPS",
                "Account Over Queries Per Second Limit",
                "Developer Over Qps",
            ),
            (
                "gateway-timeout",
                504,
                "ERR_504_GATEWAY_TIMEOUT",
                "",
                "Gateway Timeout",
            ),
            ("service-not-found", 596, "", "", "Service Not Found"),
        ] {
            let answer = struck(&stage, &way, id).await;
            let body = format!("<h1>{heading}</h1>");
            assert_eq!((answer.status, answer.text()), (status, body));
            assert_eq!(answer.header("content-type"), "text/xml");
            assert_eq!(answer.header("x-mashery-error-code"), code);
            assert_eq!(answer.header("x-error-detail-header"), detail);
            assert_eq!(answer.header("server"), "Mashery Proxy");
            assert_eq!(answer.header("x-mashery-message-id").len(), 36);
            let wait = if id == "over-qps" { "1" } else { "" };
            assert_eq!(answer.header("retry-after"), wait);
        }
    }
}

#[tokio::test]
async fn a_server_by_the_book_answers_by_the_book() {
    let stage = Stage::new().await;
    for (id, status, error) in [
        ("expired-token", 401, "invalid_token"),
        ("not-authorized", 403, "insufficient_scope"),
    ] {
        let answer = struck(&stage, &CUSTOM, id).await;
        assert_eq!(
            (answer.status, &answer.json()["error"]),
            (status, &json!(error))
        );
        let challenge = answer.header("www-authenticate");
        assert!(
            challenge.contains(&format!("error=\"{error}\"")),
            "{challenge}"
        );
    }
}

#[tokio::test]
async fn pivots_portal_refuses_calls_too() {
    let stage = Stage::new().await;
    for (id, status) in [
        ("missing-subscription-key", 401),
        ("invalid-subscription-key", 401),
        ("azure-over-rate", 429),
    ] {
        let answer = struck(&stage, &PIVOT, id).await;
        assert_eq!(
            (answer.status, &answer.json()["statusCode"]),
            (status, &json!(status))
        );
    }
}

#[tokio::test]
async fn a_heading_can_stand_under_200() {
    let stage = Stage::new().await;
    for way in WAYS {
        let answer = struck(&stage, &way, "heading-under-200").await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, "text/xml")
        );
        assert_eq!(answer.text(), "<h1>Gateway Timeout</h1>");
    }
}

#[tokio::test]
async fn an_error_under_200_is_in_the_members_of_its_programme() {
    let stage = Stage::new().await;
    for (way, pointer) in [
        (SUPPORT, "/EOXError/ErrorID"),
        (BONDING, "/Calls/Remarks/0/errorCode"),
        (CX_CLOUD, "/reason/errorCode"),
        (PIVOT, "/reason/errorCode"),
        (CONSOLE, "/ErrorResponse/APIError/ErrorCode"),
        (LEGACY, "/ErrorResponse/APIError/ErrorCode"),
        (CUSTOM, "/error"),
    ] {
        let answer = struck(&stage, &way, "error-under-200").await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, "application/json")
        );
        let body = answer.json();
        assert!(
            body.pointer(pointer).is_some_and(Value::is_string),
            "{body}"
        );
    }
}

#[tokio::test]
async fn servers_fail_are_away_or_hide_behind_a_filter() {
    let stage = Stage::new().await;
    for way in WAYS {
        let answer = struck(&stage, &way, "server-error").await;
        assert_eq!(answer.status, 500);
        let answer = struck(&stage, &way, "unavailable").await;
        assert_eq!((answer.status, answer.header("retry-after")), (503, "30"));
        let answer = struck(&stage, &way, "edge-filter").await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (403, "text/html")
        );
    }
}
