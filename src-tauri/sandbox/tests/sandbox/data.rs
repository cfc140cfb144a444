//! The product's Sandbox environments lead to something that the sandbox serves.
use gatepass_core::{EnvironmentKind, providers};

use crate::stage::{FORM, SUBSCRIPTION_KEY, Stage};

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
            let (path, keyed) = (
                address(environment.token_endpoint.as_ref().unwrap()),
                client.0.subscription_key.is_some(),
            );
            let key = if keyed {
                client.subscription_key()
            } else {
                String::new()
            };
            // The custom server wants Basic and its key; the others take a form.
            let answer = if provider.id == "custom" {
                let (basic, gateway) = (client.basic(), client.gateway_key());
                let headers = [
                    FORM,
                    ("Authorization", basic.as_str()),
                    ("X-Gateway-Key", gateway.as_str()),
                ];
                stage
                    .post(&path, &headers, "grant_type=client_credentials")
                    .await
            } else {
                stage
                    .post(&path, &[FORM, (SUBSCRIPTION_KEY, &key)], &client.form())
                    .await
            };
            assert_eq!(
                answer.status,
                200,
                "{} {}: {}",
                provider.id,
                environment.id,
                answer.text()
            );
            let call = address(environment.example_call.as_ref().unwrap());
            let bearer = format!("Bearer {}", answer.token());
            let answer = stage
                .get(
                    &call,
                    &[("Authorization", &bearer), (SUBSCRIPTION_KEY, &key)],
                )
                .await;
            assert_eq!(
                answer.status,
                200,
                "{} {}: {}",
                provider.id,
                environment.id,
                answer.text()
            );
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
