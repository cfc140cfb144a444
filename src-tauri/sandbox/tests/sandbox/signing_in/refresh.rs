//! Refresh tokens: two servers replace them at each use, one keeps them.
use super::{CUSTOM, NEW_CONSOLE, OLD_CONSOLE, SERVERS, Server, member, refused};
use crate::stage::{START_MS, Signed, Stage};

async fn signed_in(stage: &Stage, server: &Server, client: &Signed) -> (String, String) {
    let code = server.code(stage, client, &[("scope", "read write")]).await;
    let answer = server.exchange(stage, client, &code).await;
    (answer.token(), member(&answer, "refresh_token"))
}

#[tokio::test]
async fn a_rotating_one_is_replaced_and_its_second_use_brings_the_family_down() {
    let stage = Stage::new().await;
    for server in [NEW_CONSOLE, CUSTOM] {
        let client = stage.client(server.provider);
        let (first, old) = signed_in(&stage, &server, &client).await;
        let answer = server.refresh(&stage, &client, &old).await;
        let (second, new) = (answer.token(), member(&answer, "refresh_token"));
        assert_ne!((&first, &old), (&second, &new));
        assert!(server.opens(&stage, &first).await && server.opens(&stage, &second).await);
        let again = server.refresh(&stage, &client, &old).await;
        refused(&again, 400, "invalid_grant");
        assert_eq!(stage.sandbox.requests()[0].outcome, "spent refresh token");
        for token in [&first, &second] {
            assert!(!server.opens(&stage, token).await);
        }
        refused(
            &server.refresh(&stage, &client, &new).await,
            400,
            "invalid_grant",
        );
    }
}

#[tokio::test]
async fn another_consent_is_another_family() {
    let stage = Stage::new().await;
    let client = stage.client("custom");
    let (_, one) = signed_in(&stage, &CUSTOM, &client).await;
    let (other, other_refresh) = signed_in(&stage, &CUSTOM, &client).await;
    CUSTOM.refresh(&stage, &client, &one).await.token();
    refused(
        &CUSTOM.refresh(&stage, &client, &one).await,
        400,
        "invalid_grant",
    );
    assert!(CUSTOM.opens(&stage, &other).await);
    assert_eq!(
        CUSTOM.refresh(&stage, &client, &other_refresh).await.status,
        200
    );
}

#[tokio::test]
async fn the_old_console_answers_without_one_and_the_old_one_stays_good() {
    let stage = Stage::new().await;
    let client = stage.client("api-console");
    let (_, refresh) = signed_in(&stage, &OLD_CONSOLE, &client).await;
    for _ in 0..3 {
        let answer = OLD_CONSOLE.refresh(&stage, &client, &refresh).await;
        assert!(OLD_CONSOLE.opens(&stage, &answer.token()).await);
        assert!(answer.json().get("refresh_token").is_none());
    }
}

#[tokio::test]
async fn only_for_its_client_and_no_more_than_was_allowed() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let (client, other) = (stage.client(server.provider), stage.client(server.provider));
        let (_, refresh) = signed_in(&stage, &server, &client).await;
        let answer = server.refresh(&stage, &other, &refresh).await;
        refused(&answer, 400, "invalid_grant");
        let base = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh.as_str()),
        ];
        let more = [base[0], base[1], ("scope", "read admin")];
        refused(
            &server.ask(&stage, &client, &more).await,
            400,
            "invalid_scope",
        );
        let less = [base[0], base[1], ("scope", "read")];
        let answer = server.ask(&stage, &client, &less).await;
        assert_eq!(member(&answer, "scope"), "read");
        refused(
            &server.ask(&stage, &client, &base[..1]).await,
            400,
            "invalid_request",
        );
    }
}

#[tokio::test]
async fn client_credentials_bring_none() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let pairs = [("grant_type", "client_credentials")];
        let answer = server.ask(&stage, &client, &pairs).await;
        assert!(server.opens(&stage, &answer.token()).await);
        assert!(answer.json().get("refresh_token").is_none());
    }
}

#[tokio::test]
async fn a_restart_keeps_them_as_hashes_and_a_month_ends_them() {
    let stage = Stage::new().await;
    let client = stage.client("custom");
    let (access, refresh) = signed_in(&stage, &CUSTOM, &client).await;
    let (_, spent) = signed_in(&stage, &CUSTOM, &client).await;
    CUSTOM.refresh(&stage, &client, &spent).await.token();
    let kept = serde_json::to_string(&stage.sandbox.state()).unwrap();
    assert!(!kept.contains(&access) && !kept.contains(&refresh));
    stage.sandbox.stop().await;
    let state: gatepass_sandbox::SandboxState = serde_json::from_str(&kept).unwrap();
    let again = Stage::from(state.clone(), START_MS + 86_400_000).await;
    assert!(!CUSTOM.opens(&again, &access).await);
    let answer = CUSTOM.refresh(&again, &client, &refresh).await;
    assert!(CUSTOM.opens(&again, &answer.token()).await);
    refused(
        &CUSTOM.refresh(&again, &client, &spent).await,
        400,
        "invalid_grant",
    );
    let late = Stage::from(state, START_MS + 30 * 86_400_000).await;
    refused(
        &CUSTOM.refresh(&late, &client, &refresh).await,
        400,
        "invalid_grant",
    );
    assert_eq!(late.sandbox.requests()[0].outcome, "expired refresh token");
}

#[tokio::test]
async fn what_an_earlier_version_kept_can_be_read() {
    let kept = r#"{"clients":[{"provider":"custom","client_id":"a","secret_sha256":"b"}],
        "tokens":[{"sha256":"c","realm":"custom","client_id":"a","expires_at_ms":1}]}"#;
    let stage = Stage::from(serde_json::from_str(kept).unwrap(), START_MS).await;
    assert_eq!(stage.sandbox.clients().len(), 1);
    // Its client was made before there were pages, and has no address to go back to.
    let pairs = [("response_type", "code"), ("client_id", "a")];
    assert_eq!(CUSTOM.page(&stage, &pairs).await.status, 400);
}
