//! The variables of an environment.
use gatepass_core::{Extra, ExtraValue, Grant, GrantSettings};
use serde_json::Value as Json;

use crate::{export, integration, reference};

/// Key, value and type of every variable.
fn rows(text: &str) -> Vec<(String, String, String)> {
    let environment: Json = serde_json::from_str(text).unwrap();
    assert_eq!(environment["_postman_variable_scope"], "environment");
    let row = |row: &Json| {
        assert_eq!(row["enabled"], true);
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        assert!(row["type"] != "secret" || !row["description"].as_str().unwrap().is_empty());
        (text("key"), text("value"), text("type"))
    };
    environment["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(row)
        .collect()
}

fn assert_rows(ours: gatepass_core::Integration, expected: &[(&str, &str, &str)]) {
    let export = export(&[ours]);
    let rows = rows(&export.environments[0].text);
    let rows: Vec<_> = rows
        .iter()
        .map(|(key, value, kind)| (key.as_str(), value.as_str(), kind.as_str()))
        .collect();
    assert_eq!(rows, expected);
}

#[test]
fn pivot_at_uat() {
    assert_rows(
        integration("pivot", "uat", "Pivot"),
        &[
            ("base_url", "https://api-uat.pivotts.com", "default"),
            (
                "token_url",
                "https://api-uat.pivotts.com/oem-cisco/cisco-identity/",
                "default",
            ),
            ("token_type", "Bearer", "default"),
            ("client_id", "client-one", "default"),
            ("subscription_key", "", "secret"),
            ("client_secret", "", "secret"),
            ("access_token", "", "secret"),
        ],
    );
}

#[test]
fn the_sandbox_where_it_listens_and_changes_held_back() {
    assert_rows(
        integration("smart-bonding", "sandbox", "Bonding"),
        &[
            (
                "base_url",
                "http://127.0.0.1:40213/smart-bonding",
                "default",
            ),
            (
                "token_url",
                "http://127.0.0.1:40213/smart-bonding/oauth2/default/v1/token",
                "default",
            ),
            ("token_type", "Bearer", "default"),
            ("client_id", "client-one", "default"),
            ("client_secret", "", "secret"),
            ("access_token", "", "secret"),
            ("changes_allowed", "no", "default"),
        ],
    );
}

#[test]
fn the_users_own_secrets_have_variables_and_what_is_public_is_in_the_request() {
    let mut ours = integration("custom", "production", "Own");
    ours.grant = GrantSettings {
        grant: Grant::Password,
        username: "robin".into(),
        password: Some(reference("password")),
        ..GrantSettings::default()
    };
    ours.extra_headers = vec![
        Extra {
            name: "X-Gateway-Key".into(),
            value: ExtraValue::Secret(reference("gateway")),
        },
        Extra {
            name: "X-Region".into(),
            value: ExtraValue::Public("eu".into()),
        },
    ];
    assert_rows(
        ours,
        &[
            ("base_url", "", "default"),
            ("token_url", "https://id.example/token", "default"),
            ("token_type", "Bearer", "default"),
            ("client_id", "client-one", "default"),
            ("username", "robin", "default"),
            ("secret_x_gateway_key", "", "secret"),
            ("client_secret", "", "secret"),
            ("password", "", "secret"),
            ("access_token", "", "secret"),
        ],
    );
}
