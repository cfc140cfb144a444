//! Masking of personal data: by the names of members, by the look of values, and wherever a value comes again.
use gatepass_core::{NotMasked, endpoints, mask_personal, providers, samples};
use proptest::prelude::*;
use serde_json::{Value, json};

fn masked(body: &Value) -> Value {
    let masked = mask_personal(body.to_string().as_bytes(), &[]).unwrap();
    serde_json::from_slice(&masked).unwrap()
}

const DOTS: &str = "••••••••";

#[test]
fn members_are_known_by_their_names_however_they_are_written() {
    for name in [
        "email",
        "E-Mail",
        "contact_email_ids",
        "shipToContactPhone",
        "firstName",
        "LAST_NAME",
        "user_id",
        "userId",
        "contactName",
        "created_by",
        "sr_no_owner",
        "ackUserId",
        "ackName",
        "mobile",
    ] {
        assert_eq!(
            masked(&json!({name: "Jane", "x": 1})),
            json!({name: DOTS, "x": 1}),
            "{name}"
        );
    }
    for name in [
        "productName",
        "name",
        "serialNumber",
        "relDispName",
        "hostname",
        "title",
        "status",
        "address",
    ] {
        let body = json!({name: "C9300-48P"});
        assert_eq!(masked(&body), body, "{name}");
    }
}

#[test]
fn shape_types_and_signs_of_absence_stay() {
    let body = json!({
        "phone": 4085550100_u64, "userId": null, "email": "", "contactName": "NA", "mobile": "null", "username_taken": true,
        "users": [{"name": "Jane Roe", "id": 7, "role": "admin", "devices": [{"name": "switch"}]}],
        "contact_email_ids": ["jane@example.com", "NA"],
        "owner": {"name": "Jane Roe", "team": {"name": "Core"}},
    });
    assert_eq!(
        masked(&body),
        json!({
            "phone": 0, "userId": null, "email": "", "contactName": "NA", "mobile": "null", "username_taken": true,
            "users": [{"name": DOTS, "id": 0, "role": "admin", "devices": [{"name": "switch"}]}],
            "contact_email_ids": [DOTS, "NA"],
            "owner": {"name": DOTS, "team": {"name": "Core"}},
        })
    );
}

#[test]
fn what_a_personal_member_held_is_masked_in_every_text() {
    let body = json!({
        "note": "Jane Roe called from +1 408 555 0100; mail jane.roe@example.com. Janet Roebuck did not.",
        "contactName": "Jane Roe",
    });
    let shown = masked(&body)["note"].as_str().unwrap().to_owned();
    assert_eq!(
        shown,
        format!("{DOTS} called from {DOTS}; mail {DOTS}. Janet Roebuck did not.")
    );
}

#[test]
fn numbers_names_and_their_order_stay_as_written() {
    let body =
        br#" { "b" : 9007199254740993, "a": 1.10, "b": -0.0, "c": 1e400, "d": "\u00e9\n\"" } "#;
    let masked = String::from_utf8(mask_personal(body, &[]).unwrap()).unwrap();
    assert_eq!(
        masked,
        "{\"b\":9007199254740993,\"a\":1.10,\"b\":-0.0,\"c\":1e400,\"d\":\"é\\n\\\"\"}"
    );
}

#[test]
fn what_is_no_json_or_too_deep_is_not_masked() {
    for body in ["", "{", "text", "{\"a\":1} x", "\"\\ud800\""] {
        assert_eq!(
            mask_personal(body.as_bytes(), &[]),
            Err(NotMasked::NotJson),
            "{body}"
        );
    }
    let deep = format!("{}{}", "[".repeat(110), "]".repeat(110));
    assert_eq!(mask_personal(deep.as_bytes(), &[]), Err(NotMasked::TooDeep));
}

#[test]
fn the_catalogues_samples_keep_their_shape_and_lose_every_address() {
    let mut count = 0;
    for provider in providers() {
        for sample in endpoints(&provider.id).iter().flat_map(samples) {
            let Ok(body) = serde_json::from_slice::<Value>(sample.body) else {
                continue;
            };
            let masked = masked(&body);
            assert_same_shape(&body, &masked);
            assert!(
                !masked.to_string().contains('@'),
                "{}: {masked}",
                sample.file
            );
            count += 1;
        }
    }
    assert!(count > 50, "{count} samples");
}

fn assert_same_shape(one: &Value, other: &Value) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            assert!(one.keys().eq(other.keys()));
            one.values()
                .zip(other.values())
                .for_each(|(one, other)| assert_same_shape(one, other));
        }
        (Value::Array(one), Value::Array(other)) => {
            assert_eq!(one.len(), other.len());
            one.iter()
                .zip(other)
                .for_each(|(one, other)| assert_same_shape(one, other));
        }
        _ => assert_eq!(std::mem::discriminant(one), std::mem::discriminant(other)),
    }
}

proptest! {
    #[test]
    fn a_personal_value_is_nowhere_left(value in "[A-Za-zäöü]{5,12} [A-Za-z'-]{3,12}", before in "[a-z ]{0,10}") {
        prop_assume!(!matches!(value.trim(), "unknown"));
        let body = json!({"contactName": value, "text": format!("{before} {value}, again"), "list": [{"note": value}]});
        let masked = masked(&body).to_string();
        prop_assert!(!masked.contains(value.trim()), "{}", masked);
    }
}
