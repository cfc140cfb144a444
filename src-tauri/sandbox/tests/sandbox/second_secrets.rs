//! Another secret for a client: the one before it is taken as well, until it is withdrawn or a third is issued.
use gatepass_sandbox::SandboxState;

use crate::stage::{Answer, FORM, START_MS, SUBSCRIPTION_KEY, Signed, Stage};

const PATH: &str = "/cisco-support/oauth2/default/v1/token";

async fn ask(stage: &Stage, client: &Signed, secret: &str) -> Answer {
    let form = client.form().replace(&client.secret(), secret);
    stage.post(PATH, &[FORM], &form).await
}

fn issue(stage: &Stage, client: &Signed) -> String {
    let secret = stage.sandbox.issue_secret(client.id()).unwrap();
    secret.reveal(str::to_owned)
}

#[tokio::test]
async fn both_are_taken_until_the_old_one_is_withdrawn() {
    let stage = Stage::new().await;
    let client = stage.client("cisco-support");
    let first = client.secret();
    let second = issue(&stage, &client);
    assert_ne!(first, second);
    for secret in [&first, &second] {
        ask(&stage, &client, secret).await.token();
    }
    assert_eq!(ask(&stage, &client, "wrong").await.status, 401);
    assert!(stage.sandbox.clients()[0].takes_old_secret);
    assert!(stage.sandbox.withdraw_old_secret(client.id()));
    assert!(!stage.sandbox.clients()[0].takes_old_secret);
    assert_eq!(ask(&stage, &client, &first).await.status, 401);
    ask(&stage, &client, &second).await.token();
}

#[tokio::test]
async fn a_third_one_withdraws_the_first_also_after_a_restart() {
    let stage = Stage::new().await;
    let client = stage.client("cisco-support");
    let second = issue(&stage, &client);
    let third = issue(&stage, &client);
    let kept = serde_json::to_string(&stage.sandbox.state()).unwrap();
    assert!(
        !kept.contains(&second) && !kept.contains(&third),
        "hashes only"
    );
    let state: SandboxState = serde_json::from_str(&kept).unwrap();
    let stage = Stage::from(state, START_MS).await;
    assert_eq!(ask(&stage, &client, &client.secret()).await.status, 401);
    for secret in [&second, &third] {
        ask(&stage, &client, secret).await.token();
    }
}

#[tokio::test]
async fn another_subscription_key_opens_the_gateway_too() {
    let stage = Stage::new().await;
    let client = stage.client("pivot");
    let other = stage.sandbox.issue_subscription_key().unwrap();
    for key in [client.subscription_key(), other.reveal(str::to_owned)] {
        let headers = [FORM, (SUBSCRIPTION_KEY, key.as_str())];
        let path = "/pivot/oem-cisco/cisco-identity/";
        stage.post(path, &headers, &client.form()).await.token();
    }
}

#[tokio::test]
async fn a_client_that_it_never_made_gets_none() {
    let stage = Stage::new().await;
    assert!(stage.sandbox.issue_secret("nobody").is_none());
    assert!(!stage.sandbox.withdraw_old_secret("nobody"));
}
