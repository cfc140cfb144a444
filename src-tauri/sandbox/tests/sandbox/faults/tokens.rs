//! What each token endpoint says when a fault speaks for it, to the letter where that is known.
use gatepass_sandbox::FaultMode;
use serde_json::json;

use super::{
    BONDING, CONSOLE, CUSTOM, CX_CLOUD, LEGACY, PIVOT, SUPPORT, WAYS, Way, assert_struck_by,
    outcome,
};
use crate::stage::{Answer, Stage};

async fn struck(stage: &Stage, way: &Way, id: &str) -> Answer {
    let client = stage.client(way.provider);
    assert!(stage.sandbox.set_fault(id, FaultMode::Once));
    let answer = way.ask(stage, &client).await;
    assert_struck_by(stage, id);
    answer
}

#[tokio::test]
async fn a_refused_client_hears_it_in_the_servers_words() {
    let stage = Stage::new().await;
    for way in [PIVOT, SUPPORT, CX_CLOUD, CONSOLE, BONDING] {
        let answer = struck(&stage, &way, "unknown-client").await;
        assert_eq!(answer.status, 401);
        assert_eq!(answer.json()["errorCode"], "invalid_client");
        assert_eq!(
            answer.json()["errorSummary"],
            "Invalid value for 'client_id' parameter."
        );
        assert_eq!(answer.header("www-authenticate"), "Basic");
        let answer = struck(&stage, &way, "wrong-secret").await;
        let text = "The client secret supplied for a confidential client is invalid.";
        let body = json!({ "error": "invalid_client", "error_description": text });
        assert_eq!((answer.status, answer.json()), (401, body));
    }
    for way in [LEGACY, CUSTOM] {
        for id in ["unknown-client", "wrong-secret"] {
            let answer = struck(&stage, &way, id).await;
            assert_eq!(
                (answer.status, &answer.json()["error"]),
                (401, &json!("invalid_client"))
            );
        }
    }
}

#[tokio::test]
async fn a_false_invalid_client_passes_at_the_next_try_though_it_stays_on() {
    let stage = Stage::new().await;
    let client = stage.client("cisco-support");
    stage
        .sandbox
        .set_fault("false-invalid-client", FaultMode::On);
    for expected in [401, 200, 401, 200] {
        assert_eq!(SUPPORT.ask(&stage, &client).await.status, expected);
    }
    for way in [PIVOT, LEGACY, CUSTOM] {
        let client = stage.client(way.provider);
        assert_eq!(way.ask(&stage, &client).await.status, 200);
    }
}

#[tokio::test]
async fn a_grant_can_be_out_of_bounds() {
    let stage = Stage::new().await;
    for way in WAYS {
        let answer = struck(&stage, &way, "grant-not-allowed").await;
        let error = &answer.json()["error"];
        assert_eq!((answer.status, error), (400, &json!("unauthorized_client")));
    }
}

#[tokio::test]
async fn pivots_portal_finds_fault_with_its_key_or_with_the_pace() {
    let stage = Stage::new().await;
    let answer = struck(&stage, &PIVOT, "missing-subscription-key").await;
    let text = "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.";
    assert_eq!(answer.json(), json!({ "statusCode": 401, "message": text }));
    let answer = struck(&stage, &PIVOT, "invalid-subscription-key").await;
    let text = "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.";
    assert_eq!(answer.json(), json!({ "statusCode": 401, "message": text }));
    let answer = struck(&stage, &PIVOT, "azure-over-rate").await;
    let text = "Rate limit is exceeded. Try again in 12 seconds.";
    let body = json!({ "statusCode": 429, "message": text });
    assert_eq!((answer.status, answer.json()), (429, body));
    assert_eq!(answer.header("retry-after"), "12");
}

#[tokio::test]
async fn servers_fail_are_away_or_hide_behind_a_filter() {
    let stage = Stage::new().await;
    for way in WAYS {
        let answer = struck(&stage, &way, "server-error").await;
        assert_eq!(answer.status, 500);
        assert!(answer.json().is_object());
        let answer = struck(&stage, &way, "unavailable").await;
        assert_eq!((answer.status, answer.header("retry-after")), (503, "30"));
        let answer = struck(&stage, &way, "edge-filter").await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (403, "text/html")
        );
        assert!(answer.text().starts_with("<html>"));
    }
}

#[tokio::test]
async fn a_lifetime_can_be_missing_or_text_and_the_token_is_good_all_the_same() {
    let stage = Stage::new().await;
    for way in WAYS {
        let answer = struck(&stage, &way, "no-expires-in").await;
        assert!(answer.json().get("expires_in").is_none());
        assert!(outcome(&stage).starts_with("token, "));
        let answer = struck(&stage, &way, "text-expires-in").await;
        assert_eq!(answer.json()["expires_in"], "3600");
        let token = answer.token();
        let kept = stage.sandbox.state().tokens;
        assert!(
            kept.iter()
                .any(|kept| kept.expires_at_ms > crate::stage::START_MS)
        );
        if way.token == CONSOLE.token {
            assert_eq!(stage.get_with(&token, CONSOLE.call).await.status, 200);
        }
    }
}
