//! How long tokens live, across restarts too, and what is kept of them.
use gatepass_sandbox::SandboxState;

use crate::stage::{FORM, START_MS, Stage};

const HELLO: &str = "/api-console/hello";

#[tokio::test]
async fn a_token_lives_as_long_as_chosen_and_not_a_moment_longer() {
    let stage = Stage::new().await;
    assert_eq!(stage.sandbox.token_lifetime(), 3600);
    stage.sandbox.set_token_lifetime(60);
    let client = stage.client("api-console");
    let answer = stage
        .post(
            "/api-console/oauth2/default/v1/token",
            &[FORM],
            &client.form(),
        )
        .await;
    assert_eq!(answer.json()["expires_in"], 60);
    stage.pass_seconds(59);
    assert_eq!(stage.get_with(&answer.token(), HELLO).await.status, 200);
    stage.pass_seconds(1);
    let refused = stage.get_with(&answer.token(), HELLO).await;
    assert_eq!(
        (refused.status, refused.header("x-mashery-error-code")),
        (403, "ERR_403_DEVELOPER_INACTIVE")
    );
    assert_eq!(stage.sandbox.requests()[0].outcome, "expired token");
    for (asked, given) in [(1, 10), (100_000, 86_400), (120, 120)] {
        stage.sandbox.set_token_lifetime(asked);
        assert_eq!(stage.sandbox.token_lifetime(), given);
    }
}

#[tokio::test]
async fn a_restart_keeps_clients_lifetime_and_tokens_until_their_end() {
    let stage = Stage::new().await;
    stage.sandbox.set_token_lifetime(600);
    let (client, pivot) = (stage.client("api-console"), stage.client("pivot"));
    let path = "/api-console/oauth2/default/v1/token";
    let token = stage.post(path, &[FORM], &client.form()).await.token();
    let kept = serde_json::to_string(&stage.sandbox.state()).unwrap();
    for secret in [
        &token,
        &client.secret(),
        &pivot.secret(),
        &pivot.subscription_key(),
    ] {
        assert!(!kept.contains(secret.as_str()));
    }
    let state: SandboxState = serde_json::from_str(&kept).unwrap();
    assert_eq!(state, stage.sandbox.state());
    stage.sandbox.stop().await;
    let again = Stage::from(state, START_MS + 599_999).await;
    assert_eq!(again.sandbox.token_lifetime(), 600);
    assert_eq!(again.sandbox.clients().len(), 2);
    assert_eq!(again.get_with(&token, HELLO).await.status, 200);
    assert_eq!(again.post(path, &[FORM], &client.form()).await.status, 200);
    let answer = again.ask("/pivot/oem-cisco/cisco-identity", &pivot).await;
    assert_eq!(answer.status, 200);
    again
        .clock
        .store(START_MS + 600_000, std::sync::atomic::Ordering::SeqCst);
    assert_eq!(again.get_with(&token, HELLO).await.status, 403);
}

#[tokio::test]
async fn a_stored_lifetime_out_of_bounds_is_brought_back_and_old_tokens_are_forgotten() {
    let stage = Stage::from(
        serde_json::from_str(r#"{"token_lifetime":1}"#).unwrap(),
        START_MS,
    )
    .await;
    assert_eq!(stage.sandbox.token_lifetime(), 10);
    stage.okta_token("cx-cloud").await;
    stage.pass_seconds(2 * 3600);
    stage.okta_token("cx-cloud").await;
    assert_eq!(stage.sandbox.state().tokens.len(), 1);
}
