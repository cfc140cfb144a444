//! JSON: Postman's files, token requests' bodies, what consoles and libraries export.
use serde_json::{Value, json};

use super::{asks, candidates, notes, paste, read, revealed};
use gatepass_core::{PastedFormat, Placement};

fn variable(key: &str, value: &str) -> Value {
    json!({"key": key, "value": value, "type": "default", "enabled": true})
}

#[test]
fn an_environment_is_read_by_what_its_variables_mean() {
    let environment = json!({
        "name": "Pivot UAT",
        "values": [
            variable("clientId", "k3v9q2m8"),
            variable("CLIENT_SECRET", "9f2k-4711"),
            variable("pivot_subscription_key", "0a1b2c3d4e5f"),
            variable("token url", "https://api-uat.pivotts.com/oem-cisco/cisco-identity"),
            variable("base_url", "https://api-uat.pivotts.com/oem-cisco"),
            variable("customerId", "1234567"),
            variable("access_token", "t0k3n"),
            {"key": "client_id", "value": "switched-off", "enabled": false},
        ],
        "_postman_variable_scope": "environment",
    });
    let pasted = read(&environment.to_string());
    assert_eq!(pasted.format, PastedFormat::PostmanEnvironment);
    assert_eq!(candidates(&pasted), ["pivot/uat"]);
    assert_eq!(pasted.form.client_id, "k3v9q2m8");
    assert_eq!(revealed(&pasted.form.client_secret), "9f2k-4711");
    assert_eq!(revealed(&pasted.form.subscription_key), "0a1b2c3d4e5f");
    assert_eq!(pasted.form.api_origins.len(), 1);
    assert!(asks(&pasted).is_empty());
    assert!(notes(&pasted, "access token"));
}

#[test]
fn an_environment_of_several_clients_says_that_it_took_the_first() {
    let environment = json!({"values": [
        variable("support_client_id", "k3v9q2m8"),
        variable("cx_client_id", "z8y7x6w5"),
    ]});
    let pasted = read(&environment.to_string());
    assert_eq!(pasted.form.client_id, "k3v9q2m8");
    assert!(notes(&pasted, "more than one client"));
    assert_eq!(asks(&pasted), ["provider", "clientSecret"]);
}

#[test]
fn a_collection_gives_its_token_request_and_its_calls() {
    let collection = json!({
        "info": {"name": "CX Cloud", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
        "variable": [
            {"key": "id", "value": "k3v9q2m8"},
            {"key": "sso", "value": "{{scheme}}://id.cisco.com"},
            {"key": "scheme", "value": "https"},
        ],
        "item": [
            {"name": "Calls", "item": [{"name": "Customers", "request": {
                "method": "GET",
                "header": [{"key": "Authorization", "value": "Bearer {{token}}"}],
                "url": {"protocol": "https", "host": ["apix", "cisco", "com"], "path": ["cs", "api", "v2", "customer-info", "customer-details"]},
            }}]},
            {"name": "Token", "request": {
                "method": "POST",
                "header": [],
                "body": {"mode": "urlencoded", "urlencoded": [
                    {"key": "grant_type", "value": "client_credentials"},
                    {"key": "client_id", "value": "{{id}}"},
                    {"key": "client_secret", "value": "{{secret}}"},
                    {"key": "scope", "value": "old", "disabled": true},
                ]},
                "url": {"raw": "{{sso}}/oauth2/default/v1/token"},
            }},
        ],
    });
    let pasted = read(&collection.to_string());
    assert_eq!(pasted.format, PastedFormat::PostmanCollection);
    assert_eq!(candidates(&pasted), ["cx-cloud/production"]);
    assert_eq!(pasted.form.client_id, "k3v9q2m8");
    assert_eq!(pasted.form.placement, Some(Placement::Form));
    assert_eq!(pasted.form.scope, "");
    assert_eq!(asks(&pasted), ["clientSecret"]);
}

/// The `auth` object that Postman writes, as the whole paste, and inside what may be around it.
#[test]
fn oauth2_settings_are_read_wherever_they_stand() {
    let member = |key: &str, value: &str| json!({"key": key, "value": value, "type": "string"});
    let auth = json!({"type": "oauth2", "oauth2": [
        member("accessTokenUrl", "https://login.example/token"),
        member("authUrl", "https://login.example/authorize"),
        member("clientId", "k3v9q2m8"),
        member("clientSecret", "9f2k-4711"),
        member("scope", "read write"),
        member("client_authentication", "header"),
        member("grant_type", "authorization_code_with_pkce"),
        member("redirect_uri", "http://127.0.0.1:8400/done"),
        member("tokenName", "mine"),
        {"key": "tokenRequestParams", "value": [{"key": "audience", "value": "orders", "enabled": true, "send_as": "request_body"}]},
    ]});
    let request = json!({"method": "GET", "url": "https://api.example/orders", "auth": auth});
    for around in [
        auth.clone(),
        request.clone(),
        json!({"name": "Orders", "request": request}),
        json!({"item": [{"request": request}]}),
        json!([{"name": "Orders", "request": request}]),
        json!({"info": {}, "auth": auth, "item": []}),
    ] {
        let pasted = read(&around.to_string());
        assert_eq!(pasted.format, PastedFormat::PostmanCollection, "{around}");
        assert_eq!(
            candidates(&pasted),
            ["custom/production", "custom/test"],
            "{around}"
        );
        let form = &pasted.form;
        assert_eq!(
            form.token_endpoint.as_ref().unwrap().as_str(),
            "https://login.example/token"
        );
        assert_eq!(
            form.authorization_endpoint.as_ref().unwrap().as_str(),
            "https://login.example/authorize"
        );
        assert_eq!(
            (form.client_id.as_str(), form.scope.as_str()),
            ("k3v9q2m8", "read write")
        );
        assert_eq!(revealed(&form.client_secret), "9f2k-4711");
        assert_eq!(form.placement, Some(Placement::Basic));
        assert_eq!(form.grant, "authorization_code");
        assert_eq!(form.redirect_uri, "http://127.0.0.1:8400/done");
        assert_eq!(form.extra_parameters[0].name, "audience");
        assert_eq!(asks(&pasted), ["environment"], "{around}");
    }
}

#[test]
fn variables_in_a_circle_are_placeholders() {
    let many = "{{b}}".repeat(50);
    let collection = json!({
        "variable": [{"key": "a", "value": many}, {"key": "b", "value": "{{c}}".repeat(50)}, {"key": "c", "value": "{{a}}"}],
        "item": [{"request": {"method": "POST", "url": "https://login.example/token", "body": {"mode": "urlencoded", "urlencoded": [
            {"key": "client_id", "value": "{{a}}"}, {"key": "grant_type", "value": "client_credentials"}]}}}],
    });
    let pasted = read(&collection.to_string());
    assert_eq!(asks(&pasted), ["environment", "clientId", "clientSecret"]);
}

#[test]
fn a_token_requests_body_tells_the_grant_and_the_client() {
    let pasted = read(
        r#"{"grant_type":"password","client_id":"k3v9q2m8","client_secret":"9f2k-4711","username":"ada","password":"lace-4711"}"#,
    );
    assert_eq!(pasted.format, PastedFormat::Json);
    assert_eq!(
        (pasted.form.grant.as_str(), pasted.form.username.as_str()),
        ("password", "ada")
    );
    assert_eq!(revealed(&pasted.form.password), "lace-4711");
}

#[test]
fn credential_files_are_read_at_any_depth() {
    let rows = [
        json!({"web": {"client_id": "k3v9q2m8", "client_secret": "9f2k-4711", "token_uri": "https://login.example/token", "redirect_uris": ["https://desk.example/back", "https://x.example"]}}),
        json!({"clientId": "k3v9q2m8", "clientSecret": "9f2k-4711", "tokenUrl": "https://login.example/token", "redirectUri": "https://desk.example/back"}),
        json!({"apps": [{"name": "Desk", "status": "active", "key": "k3v9q2m8", "secret": "9f2k-4711", "callbackUrl": "https://desk.example/back"}], "token_endpoint": "https://login.example/token"}),
    ];
    for row in rows {
        let pasted = read(&row.to_string());
        assert_eq!(pasted.format, PastedFormat::Json, "{row}");
        assert_eq!(pasted.form.client_id, "k3v9q2m8", "{row}");
        assert_eq!(revealed(&pasted.form.client_secret), "9f2k-4711", "{row}");
        assert_eq!(
            pasted.form.redirect_uri, "https://desk.example/back",
            "{row}"
        );
        assert_eq!(
            candidates(&pasted),
            ["custom/production", "custom/test"],
            "{row}"
        );
    }
}

#[test]
fn a_registration_tells_the_placement() {
    let pasted = read(
        r#"{"client_id":"k3v9q2m8","client_secret":"9f2k-4711","token_endpoint_auth_method":"client_secret_basic","grant_types":["client_credentials"]}"#,
    );
    assert_eq!(pasted.form.placement, Some(Placement::Basic));
    assert_eq!(pasted.form.grant, "client_credentials");
}

#[test]
fn members_cut_out_of_an_object_are_enough() {
    let pasted = read("\"client_id\": \"k3v9q2m8\",\n\"client_secret\": \"9f2k-4711\",");
    assert_eq!(pasted.form.client_id, "k3v9q2m8");
    assert_eq!(asks(&pasted), ["provider"]);
}

#[test]
fn an_address_that_cannot_be_used_is_left_out_of_a_file_and_said() {
    let pasted = read(
        r#"{"client_id":"k3v9q2m8","client_secret":"9f2k-4711","token_url":"http://login.example/token"}"#,
    );
    assert!(pasted.form.token_endpoint.is_none());
    assert!(notes(&pasted, "https only"));
    assert!(
        paste(r#"{"token_url":"http://login.example/token"}"#)
            .form
            .token_endpoint
            .is_none()
    );
}
