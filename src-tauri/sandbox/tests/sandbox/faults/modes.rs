//! How a switch behaves, whatever it does.
use gatepass_sandbox::{FaultMode, FaultTarget};

use super::{CUSTOM, LEGACY, PIVOT, SUPPORT, WAYS, outcome};
use crate::stage::{START_MS, Stage};

fn mode(stage: &Stage, id: &str) -> FaultMode {
    let faults = stage.sandbox.faults();
    faults
        .into_iter()
        .find(|fault| fault.id == id)
        .unwrap()
        .mode
}

#[tokio::test]
async fn all_are_off_at_first_and_have_a_name_of_their_own() {
    let stage = Stage::new().await;
    let faults = stage.sandbox.faults();
    assert_eq!(faults.len(), 26);
    let ids: std::collections::HashSet<_> = faults.iter().map(|fault| fault.id).collect();
    let names: std::collections::HashSet<_> = faults.iter().map(|fault| fault.name).collect();
    assert_eq!((ids.len(), names.len()), (26, 26));
    for fault in &faults {
        assert_eq!(fault.mode, FaultMode::Off);
        assert!(fault.description.ends_with('.'), "{}", fault.description);
        let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(fault.id.bytes().all(letter), "{}", fault.id);
    }
    let shown = serde_json::to_value(&faults[0]).unwrap();
    assert_eq!(
        (&shown["mode"], &shown["target"]),
        (&"off".into(), &"token".into())
    );
    assert!(!stage.sandbox.set_fault("made-up", FaultMode::On));
}

#[tokio::test]
async fn once_is_over_when_it_struck_and_on_is_not() {
    let stage = Stage::new().await;
    let headers = SUPPORT.signed_in(&stage).await;
    assert!(stage.sandbox.set_fault("over-rate", FaultMode::Once));
    assert_eq!(SUPPORT.call(&stage, &headers).await.status, 429);
    assert_eq!(mode(&stage, "over-rate"), FaultMode::Off);
    assert_eq!(SUPPORT.call(&stage, &headers).await.status, 200);
    stage.sandbox.set_fault("over-rate", FaultMode::On);
    for _ in 0..3 {
        assert_eq!(SUPPORT.call(&stage, &headers).await.status, 429);
        assert_eq!(mode(&stage, "over-rate"), FaultMode::On);
    }
    stage.sandbox.set_fault("over-rate", FaultMode::Off);
    assert_eq!(SUPPORT.call(&stage, &headers).await.status, 200);
}

#[tokio::test]
async fn each_strikes_once_wherever_it_fits_and_nowhere_else() {
    for fault in Stage::new().await.sandbox.faults() {
        // Cut and huge ones have stories of their own, and so have slow ones.
        if ["connection-cut", "huge-answer", "slow", "truncated-json"].contains(&fault.id) {
            continue;
        }
        let stage = Stage::new().await;
        let mut struck = 0;
        for way in WAYS {
            let headers = way.signed_in(&stage).await;
            let client = stage.client(way.provider);
            let mark = format!("fault: {}", fault.id);
            for (is_token, target) in [(true, FaultTarget::Token), (false, FaultTarget::Call)] {
                stage.sandbox.set_fault(fault.id, FaultMode::Once);
                if is_token {
                    way.ask(&stage, &client).await;
                } else {
                    way.call(&stage, &headers).await;
                }
                let (hit, mode) = (outcome(&stage).ends_with(&mark), mode(&stage, fault.id));
                let spent = if hit { FaultMode::Off } else { FaultMode::Once };
                assert_eq!(mode, spent, "{} at {}", fault.id, way.token);
                let meant = [target, FaultTarget::Both].contains(&fault.target);
                assert!(!hit || meant, "{} at {}", fault.id, way.token);
                struck += u8::from(hit);
                stage.sandbox.set_fault(fault.id, FaultMode::Off);
                let good = if is_token {
                    way.ask(&stage, &client).await
                } else {
                    way.call(&stage, &headers).await
                };
                assert_eq!(good.status, 200, "{} at {}", fault.id, way.token);
            }
        }
        assert!(struck > 0, "{} never struck", fault.id);
    }
}

#[tokio::test]
async fn one_that_does_not_fit_waits_for_one_that_does() {
    let stage = Stage::new().await;
    let (custom, pivot) = (
        CUSTOM.signed_in(&stage).await,
        PIVOT.signed_in(&stage).await,
    );
    for id in ["missing-subscription-key", "over-rate"] {
        stage.sandbox.set_fault(id, FaultMode::Once);
        assert_eq!(CUSTOM.call(&stage, &custom).await.status, 200);
        assert_eq!(outcome(&stage), "known");
        assert_eq!(mode(&stage, id), FaultMode::Once);
        assert_ne!(PIVOT.call(&stage, &pivot).await.status, 200);
        assert_eq!(mode(&stage, id), FaultMode::Off);
    }
    // What changes a good answer waits for a good answer.
    stage.sandbox.set_fault("no-expires-in", FaultMode::Once);
    assert_eq!(stage.post(LEGACY.token, &[], "").await.status, 401);
    assert_eq!(mode(&stage, "no-expires-in"), FaultMode::Once);
}

#[tokio::test]
async fn pages_for_people_and_paths_that_lead_nowhere_are_left_alone() {
    let stage = Stage::new().await;
    for fault in stage.sandbox.faults() {
        stage.sandbox.set_fault(fault.id, FaultMode::Once);
    }
    stage
        .get("/api-console/oauth2/default/v1/authorize", &[])
        .await;
    stage.post("/custom/revoke", &[], "").await;
    stage
        .get("/cisco-support/oauth2/default/nothing", &[])
        .await;
    stage.get("/nowhere", &[]).await;
    let faults = stage.sandbox.faults();
    assert!(faults.iter().all(|fault| fault.mode == FaultMode::Once));
}

#[tokio::test]
async fn the_first_of_several_strikes_and_the_others_wait() {
    let stage = Stage::new().await;
    let headers = SUPPORT.signed_in(&stage).await;
    for id in ["wrong-date", "unavailable", "over-qps"] {
        stage.sandbox.set_fault(id, FaultMode::Once);
    }
    for expected in [
        "over QPS, fault: over-qps",
        "unavailable, fault: unavailable",
        "1 record, fault: wrong-date",
        "1 record",
    ] {
        SUPPORT.call(&stage, &headers).await;
        assert_eq!(outcome(&stage), expected);
    }
}

#[tokio::test]
async fn switches_are_not_kept_and_every_change_is_told() {
    use std::sync::atomic::Ordering;
    let stage = Stage::new().await;
    let before = stage.changes.load(Ordering::SeqCst);
    stage.sandbox.set_fault("slow", FaultMode::On);
    assert!(stage.changes.load(Ordering::SeqCst) > before);
    let again = Stage::from(stage.sandbox.state(), START_MS).await;
    assert_eq!(mode(&again, "slow"), FaultMode::Off);
}

#[tokio::test]
async fn a_struck_token_request_counts_and_issues_nothing() {
    let stage = Stage::new().await;
    let client = stage.client("cisco-support");
    stage.sandbox.set_fault("wrong-secret", FaultMode::Once);
    SUPPORT.ask(&stage, &client).await;
    assert_eq!(stage.sandbox.token_requests(), 1);
    assert!(stage.sandbox.state().tokens.is_empty());
}

#[tokio::test]
async fn a_struck_pull_takes_no_message() {
    let stage = Stage::new().await;
    let headers = super::BONDING.signed_in(&stage).await;
    stage.sandbox.set_fault("over-rate", FaultMode::Once);
    super::BONDING.call(&stage, &headers).await;
    for _ in 0..3 {
        super::BONDING.call(&stage, &headers).await;
        assert_eq!(outcome(&stage), "1 message");
    }
}
