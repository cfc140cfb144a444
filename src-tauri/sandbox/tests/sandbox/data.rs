//! The product's Sandbox environments lead to something that the sandbox serves.
use gatepass_core::{EnvironmentKind, providers};

use crate::stage::Stage;

#[tokio::test]
async fn every_sandbox_environment_leads_to_a_token() {
    let stage = Stage::new().await;
    let mut tried = 0;
    for provider in providers() {
        for environment in provider
            .environments
            .iter()
            .filter(|environment| environment.kind == EnvironmentKind::Sandbox)
        {
            let client = stage.client(&provider.id);
            let token = address(environment.token_endpoint.as_ref().unwrap());
            let answer = stage.ask(&token, &client).await;
            let at = format!("{} {}", provider.id, environment.id);
            assert_eq!(answer.status, 200, "{at}: {}", answer.text());
            let call = address(environment.example_call.as_ref().unwrap());
            let headers = client.call_headers(&answer.token());
            let answer = stage.call(&call, &headers).await;
            assert_eq!(answer.status, 200, "{at}: {}", answer.text());
            tried += 1;
        }
    }
    assert!(tried >= 6, "{tried}");
}

fn address(url: &url::Url) -> String {
    format!(
        "{}{}",
        url.path(),
        url.query()
            .map(|query| format!("?{query}"))
            .unwrap_or_default()
    )
}
