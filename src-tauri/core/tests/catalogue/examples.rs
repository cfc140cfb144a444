//! Walks every parameter: its example may be sent, and what is needed cannot be left out.
use gatepass_core::{Kind, call_request};

use crate::{all, call, compose, credentials, integration, on_the_wire, values};

#[test]
fn every_required_parameter_has_an_example_and_every_example_may_be_sent() {
    for endpoint in all() {
        for parameter in &endpoint.parameters {
            let what = format!("{}: {}", endpoint.id, parameter.key());
            assert!(
                !parameter.required || !parameter.example.is_empty(),
                "{what}"
            );
            if matches!(parameter.limit.kind, Kind::Number) && !parameter.initial.is_empty() {
                assert!(parameter.initial.parse::<i64>().is_ok(), "{what}");
            }
        }
        let examples: Vec<(String, String)> = endpoint
            .parameters
            .iter()
            .map(|p| (p.key(), p.example.clone()))
            .collect();
        let examples: Vec<(&str, &str)> = examples
            .iter()
            .map(|(key, text)| (key.as_str(), text.as_str()))
            .collect();
        for environment in &gatepass_core::provider(&endpoint.provider)
            .unwrap()
            .environments
        {
            let ours = integration(&endpoint.provider, &environment.id);
            if ours.api_origins.is_empty() {
                continue;
            }
            let composed = call_request(
                &call(endpoint, values(&examples)),
                &ours,
                credentials(&ours),
            );
            let request = composed.unwrap_or_else(|notes| panic!("{}: {notes:?}", endpoint.id));
            assert_eq!(request.method, endpoint.method);
            assert!(
                !request.address.as_str().contains('{'),
                "{}",
                request.address
            );
            assert!(on_the_wire(&request).contains("Authorization: Bearer call-token-0001"));
        }
    }
}

/// What the service refuses without is refused here before it is sent.
#[test]
fn without_a_required_value_the_call_is_refused_and_the_field_named() {
    let mut refused = 0;
    for endpoint in all() {
        for missing in endpoint.parameters.iter().filter(|p| p.required) {
            for left in ["", "  ", "\u{a0}\t"] {
                let given: Vec<(String, &str)> = endpoint
                    .parameters
                    .iter()
                    .filter(|p| p.required)
                    .map(|p| {
                        (
                            p.key(),
                            if p == missing {
                                left
                            } else {
                                p.example.as_str()
                            },
                        )
                    })
                    .collect();
                let given: Vec<(&str, &str)> = given
                    .iter()
                    .map(|(key, text)| (key.as_str(), *text))
                    .collect();
                let notes = compose(&endpoint.id, "sandbox", &given).unwrap_err();
                let fields: Vec<&str> = notes.iter().map(|note| note.field.as_str()).collect();
                assert_eq!(fields, [missing.key()], "{}", endpoint.id);
                assert!(
                    notes[0].message.contains(&missing.name),
                    "{}",
                    notes[0].message
                );
                refused += 1;
            }
        }
    }
    assert!(refused > 200, "{refused}");
}
