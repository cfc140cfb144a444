//! The store on a real disk: what it keeps, how it opens, and what a kill leaves behind.
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]
mod activity;
mod backups;
mod broken;
mod faults;
mod killed;
mod killing;
mod launches;
mod many;
mod mutated;
mod opening;
mod restoring;
mod state;
mod versions;

#[path = "../told/mod.rs"]
mod told;

#[cfg(target_os = "linux")]
#[path = "../scenario/mod.rs"]
mod scenario;

#[cfg(target_os = "linux")]
#[allow(dead_code, reason = "the tests of the keyring use the rest of it")]
#[path = "../keyring/session.rs"]
mod session;

#[cfg(target_os = "linux")]
#[allow(dead_code, reason = "the tests of the keyring use the rest of it")]
#[path = "../keyring/daemon.rs"]
mod daemon;

use gatepass_core::{
    Extra, ExtraValue, GrantSettings, Integration, IntegrationId, Placement, Route, SecretId,
    SecretReference, SubscriptionKey, SubscriptionKeyId,
};

fn reference(id: &str) -> SecretReference {
    SecretReference {
        id: SecretId(id.to_owned()),
        last_four: String::new(),
        set_at_ms: 1,
    }
}

fn integration(id: &str, label: &str, secret: &str) -> Integration {
    Integration {
        id: IntegrationId(id.to_owned()),
        label: label.to_owned(),
        provider: "custom".to_owned(),
        environment: "production".to_owned(),
        client_id: "client".to_owned(),
        client_secret: Some(reference(secret)),
        besides: gatepass_core::Besides::default(),
        subscription_key: None,
        token_endpoint: "https://id.example/token".parse().unwrap(),
        placement: Placement::Form,
        grant: GrantSettings::default(),
        revocation_endpoint: None,
        introspection_endpoint: None,
        keep_fresh: false,
        scope: String::new(),
        extra_headers: vec![],
        extra_parameters: vec![Extra {
            name: "x".into(),
            value: ExtraValue::Public("1".into()),
        }],
        api_origins: vec!["https://api.example".parse().unwrap()],
        token_header: "Authorization".to_owned(),
        token_prefix: "Bearer".to_owned(),
        route: Route::default(),
    }
}

fn key(id: &str, secret: &str) -> SubscriptionKey {
    SubscriptionKey {
        id: SubscriptionKeyId(id.to_owned()),
        provider: "pivot".to_owned(),
        secret: reference(secret),
        beside: None,
        origins: vec!["https://api.example".parse().unwrap()],
    }
}
