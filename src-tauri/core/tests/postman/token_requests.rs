//! The request that gets the token, in each placement and for each grant.
use gatepass_core::{Grant, Integration, Placement};
use serde_json::{Value as Json, json};

use crate::{collection, export, integration, requests};

fn token_request(ours: &Integration) -> Option<Json> {
    let all = requests(&collection(&export(std::slice::from_ref(ours))));
    let found = all
        .into_iter()
        .find(|(_, request)| request["name"] == "Get token");
    found.map(|(_, request)| request["request"].clone())
}

fn placed(placement: Placement) -> Json {
    let mut ours = integration("smart-bonding", "stage", "Bonding");
    ours.placement = placement;
    ours.scope = "a b".into();
    let request = token_request(&ours).unwrap();
    assert_eq!(request["method"], "POST");
    request
}

#[test]
fn in_a_form() {
    let request = placed(Placement::Form);
    assert_eq!(
        request["url"],
        json!({"raw": "{{token_url}}", "host": ["{{token_url}}"]})
    );
    assert_eq!(request["auth"], json!({"type": "noauth"}));
    assert_eq!(
        request["body"],
        json!({"mode": "urlencoded", "urlencoded": [
            {"key": "grant_type", "value": "client_credentials"},
            {"key": "client_id", "value": "{{client_id}}"},
            {"key": "client_secret", "value": "{{client_secret}}"},
            {"key": "scope", "value": "a b"},
        ]})
    );
}

#[test]
fn in_the_address_with_an_empty_body() {
    let request = placed(Placement::Query);
    assert_eq!(
        request["url"]["raw"],
        "{{token_url}}?grant_type=client_credentials&client_id={{client_id}}&client_secret={{client_secret}}&scope=a b"
    );
    assert_eq!(request["body"], Json::Null);
}

#[test]
fn as_json() {
    let request = placed(Placement::Json);
    let body: Json = serde_json::from_str(request["body"]["raw"].as_str().unwrap()).unwrap();
    assert_eq!(
        body,
        json!({"grant_type": "client_credentials", "client_id": "{{client_id}}", "client_secret": "{{client_secret}}", "scope": "a b"})
    );
    assert_eq!(
        request["header"][0],
        json!({"key": "Content-Type", "value": "application/json"})
    );
}

#[test]
fn with_basic() {
    let request = placed(Placement::Basic);
    assert_eq!(
        request["auth"],
        json!({"type": "basic", "basic": [
            {"key": "username", "value": "{{client_id}}", "type": "string"},
            {"key": "password", "value": "{{client_secret}}", "type": "string"},
        ]})
    );
    let members = request["body"]["urlencoded"].to_string();
    assert!(!members.contains("client_secret"), "{members}");
}

#[test]
fn where_a_person_signs_in_there_is_a_note_instead() {
    let mut ours = integration("api-console", "production", "Console");
    for grant in [Grant::AuthorizationCode, Grant::Implicit] {
        ours.grant.grant = grant;
        assert_eq!(token_request(&ours), None);
        let whole = collection(&export(std::slice::from_ref(&ours)));
        let about = whole["info"]["description"].as_str().unwrap();
        assert!(about.contains("put it into `access_token`"), "{about}");
    }
    ours.grant.grant = Grant::Password;
    let members = token_request(&ours).unwrap()["body"]["urlencoded"].clone();
    assert_eq!(
        members[3],
        json!({"key": "username", "value": "{{username}}"})
    );
    assert_eq!(
        members[4],
        json!({"key": "password", "value": "{{password}}"})
    );
}

#[test]
fn the_token_is_kept_where_the_requests_look_for_it() {
    let all = requests(&collection(&export(&[integration(
        "pivot", "uat", "Pivot",
    )])));
    let (_, token) = &all[0];
    let lines = token["event"][0]["script"]["exec"].to_string();
    assert!(
        lines.contains(r#"pm.environment.set(\"access_token\", token)"#),
        "{lines}"
    );
    assert_eq!(
        token["request"]["header"]
            .as_array()
            .unwrap()
            .last()
            .unwrap(),
        &json!({"key": "Ocp-Apim-Subscription-Key", "value": "{{subscription_key}}"})
    );
}
