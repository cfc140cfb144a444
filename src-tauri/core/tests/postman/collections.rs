//! Requests and folders of a collection.
use std::collections::BTreeSet;

use gatepass_core::{Endpoint, Quality, body_templates, endpoint};
use serde_json::{Value as Json, json};

use crate::{all, collection, export, integration, one_of_each, request, requests};

fn script(request: &Json, listen: &str) -> String {
    let events = request["event"].as_array().unwrap();
    let event = events.iter().find(|event| event["listen"] == listen);
    event.map_or_else(String::new, |event| event["script"]["exec"].to_string())
}

#[test]
fn a_request_has_its_path_query_headers_and_test() {
    let export = export(&[integration("cisco-support", "production", "Support")]);
    let request = request(&export, "Bugs by product series and affected release");
    let url = &request["request"]["url"];
    assert_eq!(
        url["raw"],
        "{{base_url}}/bug/v2.0/bugs/product_series/:product_series/affected_releases/:affected_releases"
    );
    assert_eq!(url["host"], json!(["{{base_url}}"]));
    assert_eq!(
        url["path"],
        json!([
            "bug",
            "v2.0",
            "bugs",
            "product_series",
            ":product_series",
            "affected_releases",
            ":affected_releases"
        ])
    );
    assert_eq!(
        url["variable"][0],
        json!({"key": "product_series", "value": "Cisco Catalyst 3560 Series Switches", "description": "The series' name to the letter"})
    );
    let query = url["query"].as_array().unwrap();
    assert!(
        query
            .iter()
            .all(|member| member["disabled"] == true && member["description"] != ""),
        "{query:?}"
    );
    assert_eq!(
        (&query[0]["key"], &query[0]["value"]),
        (&json!("page_index"), &json!("1"))
    );
    assert_eq!(
        request["request"]["header"],
        json!([{"key": "Accept", "value": "application/json"}])
    );
    assert_eq!(
        script(&request, "test"),
        json!(["pm.test(\"status is 200\", () => pm.response.to.have.status(200));"]).to_string()
    );
    assert_eq!(script(&request, "prerequest"), "");
}

#[test]
fn pivot_has_its_key_and_what_is_needed_is_on() {
    let export = export(&[integration("pivot", "uat", "Pivot")]);
    let request = request(&export, "Field notice bulletins");
    let url = &request["request"]["url"];
    assert_eq!(
        url["raw"],
        "{{base_url}}/oem-cisco/cisco-product-alerts/field-notice-bulletins?customerId=123456"
    );
    assert_eq!(url["query"][0]["disabled"], Json::Null);
    assert_eq!(url["query"][1]["disabled"], true);
    assert_eq!(
        request["request"]["header"][1],
        json!({"key": "Ocp-Apim-Subscription-Key", "value": "{{subscription_key}}"})
    );
    let whole = collection(&export);
    assert_eq!(
        whole["auth"],
        json!({"type": "bearer", "bearer": [{"key": "token", "value": "{{access_token}}", "type": "string"}]})
    );
    assert_eq!(
        whole["protocolProfileBehavior"],
        json!({"followRedirects": false})
    );
    assert_eq!(
        whole["info"]["schema"],
        "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    );
}

#[test]
fn a_body_is_made_of_what_is_needed_or_of_a_template() {
    let support = export(&[integration("cisco-support", "production", "Support")]);
    let metadata = all()
        .find(|endpoint| endpoint.id == "cisco-support.asd.by-release")
        .unwrap();
    let body = &request(&support, &metadata.title)["request"]["body"];
    assert_eq!(body["options"]["raw"]["language"], "json");
    let members: Json = serde_json::from_str(body["raw"].as_str().unwrap()).unwrap();
    let needed = metadata
        .parameters
        .iter()
        .filter(|parameter| parameter.required);
    for parameter in needed {
        assert!(!members[&parameter.name].is_null(), "{}", parameter.name);
    }

    let bonding = export(&[integration("smart-bonding", "stage", "Bonding")]);
    let push = endpoint("smart-bonding.calls.push").unwrap();
    let templates = body_templates(push);
    assert_eq!(templates.len(), 2);
    for template in templates {
        let request = request(&bonding, &format!("{}: {}", push.title, template.title));
        assert_eq!(request["request"]["body"]["raw"], template.text);
        assert_eq!(request["request"]["method"], "POST");
    }
}

#[test]
fn every_endpoint_is_there_with_a_test_and_in_its_api() {
    let integrations = one_of_each();
    let exported = export(&integrations);
    let all_requests = requests(&collection(&exported));
    for integration in &integrations {
        for endpoint in gatepass_core::endpoints(&integration.provider) {
            let named = |name: &Json| name.as_str().unwrap().starts_with(&endpoint.title);
            let mut folders = all_requests
                .iter()
                .filter(|(folders, request)| {
                    folders[0] == integration.label && named(&request["name"])
                })
                .map(|(folders, _)| folders[1].clone());
            let folder = if endpoint.is_state_changing() {
                "Changes something: run by hand"
            } else {
                &endpoint.api
            };
            assert!(folders.any(|found| found == folder), "{}", endpoint.id);
        }
    }
    let templates: usize = all()
        .map(|endpoint| body_templates(endpoint).len().saturating_sub(1))
        .sum();
    let own = all_requests
        .iter()
        .filter(|(_, request)| request["name"] != "Get token");
    assert_eq!(own.count(), all().count() + templates);
    for (folders, request) in &all_requests {
        assert!(script(request, "test").contains("pm.test("), "{folders:?}");
        assert!(
            !request["request"]["url"]["raw"]
                .as_str()
                .unwrap()
                .contains("{id"),
            "{request}"
        );
    }
}

#[test]
fn what_changes_something_is_held_back_and_what_is_inferred_says_so() {
    let whole = collection(&export(&one_of_each()));
    let guarded: Vec<_> = requests(&whole)
        .into_iter()
        .filter(|(_, request)| script(request, "prerequest").contains("pm.execution.skipRequest()"))
        .collect();
    let changing: Vec<&Endpoint> = all()
        .filter(|endpoint| endpoint.is_state_changing())
        .collect();
    assert!(guarded.len() >= changing.len() && !changing.is_empty());
    for (folders, request) in &guarded {
        assert_eq!(folders[1], "Changes something: run by hand");
        let description = request["request"]["description"].as_str().unwrap();
        assert!(
            description.contains("**Changes something.** "),
            "{description}"
        );
    }
    for (_, request) in requests(&whole) {
        let title = request["name"].as_str().unwrap();
        let mut same = all().filter(|endpoint| endpoint.title == title);
        if let (Some(endpoint), None) = (same.next(), same.next()) {
            let description = request["request"]["description"].as_str().unwrap();
            let is_inferred = endpoint.quality == Quality::Inferred;
            assert_eq!(
                description.contains("**Inferred.**"),
                is_inferred,
                "{title}: {description}"
            );
        }
    }
}

/// An endpoint that a user may add.
#[test]
fn values_within_a_part_of_the_path_are_filled_in_and_encoded() {
    let hello = endpoint("api-console.hello.hello").unwrap();
    let parameter = &endpoint("cisco-support.case.details").unwrap().parameters[0];
    let odd = Endpoint {
        path: "/:files/{name}.json/{name}/{missing}".into(),
        parameters: vec![gatepass_core::Parameter {
            name: "name".into(),
            example: "a/b 50%?".into(),
            ..parameter.clone()
        }],
        title: "Odd".into(),
        content_type: Some("application/json".into()),
        ..hello.clone()
    };
    let ours = integration("api-console", "production", "Console");
    let source = gatepass_core::PostmanSource {
        integration: &ours,
        endpoints: vec![&odd],
    };
    let exported = gatepass_core::postman_export(&[source], None);
    let request = request(&exported, "Odd");
    let url = &request["request"]["url"];
    assert_eq!(
        url["path"],
        json!(["%3Afiles", "a%2Fb 50%25%3F.json", ":name", ":missing"])
    );
    assert_eq!(url["variable"][0]["value"], "a%2Fb 50%25%3F");
    assert_eq!(url["variable"][1]["value"], "");
    assert_eq!(request["request"]["body"]["raw"], "{}");
}

#[test]
fn another_header_or_word_for_the_token_is_kept() {
    let mut ours = integration("api-console", "production", "Console");
    ours.token_header = "X-Token".into();
    let value = |ours: &gatepass_core::Integration| {
        let auth = collection(&export(std::slice::from_ref(ours)))["auth"].clone();
        assert_eq!(auth["type"], "apikey");
        assert_eq!(auth["apikey"][0]["value"], "X-Token");
        assert_eq!(auth["apikey"][2]["value"], "header");
        auth["apikey"][1]["value"].clone()
    };
    assert_eq!(value(&ours), "{{token_type}} {{access_token}}");
    ours.token_prefix = String::new();
    assert_eq!(value(&ours), "{{access_token}}");
}

#[test]
fn folders_and_files_have_names_of_their_own() {
    let labels = ["Same", "Same", "same", "../Same"];
    let integrations = labels.map(|label| integration("api-console", "production", label));
    let exported = export(&integrations);
    let folders: Vec<Json> = collection(&exported)["item"]
        .as_array()
        .unwrap()
        .iter()
        .map(|folder| folder["name"].clone())
        .collect();
    assert_eq!(folders, ["Same", "Same 2", "same", "../Same"]);
    let files: Vec<&str> = exported
        .environments
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    assert_eq!(
        files,
        [
            "gatepass-same.postman_environment.json",
            "gatepass-same-2.postman_environment.json",
            "gatepass-same-3.postman_environment.json",
            "gatepass-same-4.postman_environment.json",
        ]
    );
    assert_eq!(exported.collection.name, "gatepass.postman_collection.json");
    let unique: BTreeSet<&str> = files.into_iter().collect();
    assert_eq!(unique.len(), 4);
}
