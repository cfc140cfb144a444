//! Walks every provider's data file.
use std::collections::HashSet;

use gatepass_core::{EnvironmentKind, Origin, SANDBOX_SCHEME, providers};

#[test]
fn the_six_providers_are_there_in_order() {
    let ids: Vec<&str> = providers()
        .iter()
        .map(|provider| provider.id.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "pivot",
            "cisco-support",
            "cx-cloud",
            "api-console",
            "smart-bonding",
            "custom"
        ]
    );
}

#[test]
fn every_provider_can_be_offered() {
    for provider in providers() {
        let id = &provider.id;
        let monogram = provider.monogram(&provider.name);
        assert_eq!(monogram.chars().count(), 2, "{id}: monogram");
        let follows_the_name = provider.monogram("Hello app") == "HA";
        assert_eq!(follows_the_name, id == "custom", "{id}: monogram");
        assert!(!provider.placements.is_empty(), "{id}: placements");
        assert!(
            !provider.guide.steps.is_empty() && !provider.guide.intro.is_empty(),
            "{id}: guide"
        );
        assert!(
            !provider.hints.client_id.is_empty() && !provider.hints.client_secret.is_empty(),
            "{id}: hints"
        );
        assert_eq!(
            provider.subscription_key_header.is_some(),
            !provider.hints.subscription_key.is_empty(),
            "{id}: key hint"
        );
        for step in &provider.guide.steps {
            assert_eq!(
                step.link.is_some(),
                !step.link_label.is_empty(),
                "{id}: {}",
                step.title
            );
            assert!(
                step.link
                    .as_ref()
                    .is_none_or(|link| link.scheme() == "https"),
                "{id}: {}",
                step.title
            );
        }
        let ids: HashSet<&str> = provider
            .environments
            .iter()
            .map(|environment| environment.id.as_str())
            .collect();
        assert_eq!(
            ids.len(),
            provider.environments.len(),
            "{id}: environment ids repeat"
        );
    }
}

#[test]
fn every_provider_has_a_sandbox_that_stays_inside() {
    for provider in providers() {
        let last = provider.environments.last().unwrap();
        assert_eq!(last.kind, EnvironmentKind::Sandbox, "{}", provider.id);
        for environment in &provider.environments {
            let inside = environment.kind == EnvironmentKind::Sandbox;
            let addresses = environment
                .token_endpoint
                .iter()
                .chain(&environment.example_call);
            for address in addresses {
                assert_eq!(
                    address.scheme() == SANDBOX_SCHEME,
                    inside,
                    "{}: {address}",
                    provider.id
                );
                assert!(Origin::of(address).is_ok(), "{}: {address}", provider.id);
            }
            assert!(
                environment
                    .api_origins
                    .iter()
                    .all(|origin| (*origin == Origin::Sandbox) == inside),
                "{}",
                provider.id
            );
        }
    }
}

#[test]
fn an_example_call_goes_to_an_origin_that_takes_the_token() {
    for provider in providers() {
        for environment in &provider.environments {
            if let Some(call) = &environment.example_call {
                assert!(
                    environment.api_origins.contains(&Origin::of(call).unwrap()),
                    "{}: {call}",
                    provider.id
                );
            }
        }
    }
}

/// From the original documents, by hand.
#[test]
fn token_endpoints_are_the_documented_ones() {
    let endpoint = |id: &str, environment: &str| {
        let provider = gatepass_core::provider(id).unwrap();
        provider
            .environment(environment)
            .unwrap()
            .token_endpoint
            .as_ref()
            .map(ToString::to_string)
    };
    let okta = Some("https://id.cisco.com/oauth2/default/v1/token".to_owned());
    assert_eq!(
        endpoint("pivot", "uat").unwrap(),
        "https://api-uat.pivotts.com/oem-cisco/cisco-identity/"
    );
    assert_eq!(endpoint("pivot", "production"), None);
    assert_eq!(endpoint("cisco-support", "production"), okta);
    assert_eq!(endpoint("cx-cloud", "production"), okta);
    assert_eq!(endpoint("api-console", "production"), okta);
    assert_eq!(
        endpoint("api-console", "legacy").unwrap(),
        "https://cloudsso.cisco.com/as/token.oauth2"
    );
    assert_eq!(
        endpoint("smart-bonding", "stage").unwrap(),
        "https://int-id.cisco.com/oauth2/default/v1/token?grant_type=client_credentials"
    );
    assert_eq!(
        endpoint("smart-bonding", "production").unwrap(),
        "https://id.cisco.com/oauth2/default/v1/token?grant_type=client_credentials"
    );
}
