//! Documents that somebody made on purpose: each is refused in a sentence, or the part of it that is wrong; nothing changes.
use std::fmt::Write as _;

use gatepass_core::{OfferStanding, TRANSFER_LIMIT, read_offer};
use serde_json::{Value, json};

use crate::doubles::World;
use crate::{document, exported, full, read, seen, state, taken};

/// The code that a document is refused with.
fn code(document: &Value) -> String {
    read(document)
        .err()
        .map_or_else(|| "taken".to_owned(), |refused| refused.code)
}

fn code_of(text: &str) -> String {
    let read = read_offer(text.as_bytes());
    read.err()
        .map_or_else(|| "taken".to_owned(), |refused| refused.code)
}

#[tokio::test]
async fn what_is_not_our_document_is_said_to_be_none() {
    for text in [
        "",
        "hello",
        "null",
        "[]",
        "{}",
        r#"{"format":"other","version":1}"#,
        "\u{0}",
    ] {
        assert_eq!(code_of(text), "import_not_ours", "{text:?}");
    }
    let whole = document(true).await;
    let with = |name: &str, value: Value| {
        let mut changed = whole.clone();
        changed[name] = value;
        code(&changed)
    };
    assert_eq!(with("version", json!(2)), "import_newer");
    assert_eq!(with("version", json!(0)), "import_malformed");
    assert_eq!(
        with("more", json!(1)),
        "import_malformed",
        "an unknown member"
    );
    assert_eq!(with("integrations", json!([])), "import_nothing");
    assert_eq!(with("integrations", json!(5)), "import_malformed");
    let large = " ".repeat(TRANSFER_LIMIT + 1);
    assert_eq!(code_of(&large), "import_too_large");
}

#[tokio::test]
async fn nesting_and_numbers_end_in_time() {
    let nested = format!(
        r#"{{"format":"gatepass-integrations","version":1,"integrations":{}"#,
        "[".repeat(5_000_000)
    );
    assert_eq!(code_of(&nested), "import_not_ours");
    let document = document(true).await;
    let entry = &document["integrations"][2];
    let mut many = String::new();
    for number in 0..100_000 {
        let mut one = json!({"id": number.to_string()});
        if number < 1_001 {
            one = entry.clone();
            one["id"] = json!(number.to_string());
        }
        write!(many, "{}{one}", if number == 0 { "" } else { "," }).unwrap();
    }
    let mut text = document.clone();
    text["integrations"] = json!("HERE");
    let text = text.to_string().replace("\"HERE\"", &format!("[{many}]"));
    assert_eq!(code_of(&text), "import_too_much");
    let mut crowded = document;
    let endpoint = crowded["integrations"][2]["endpoints"][0].clone();
    crowded["integrations"][2]["endpoints"] = Value::Array(vec![endpoint; 2_001]);
    assert_eq!(code(&crowded), "import_too_much");
}

#[tokio::test]
async fn a_secret_for_another_place_is_a_reason_to_refuse_all() {
    let whole = document(true).await;
    for pointer in [
        "/integrations/0/client_secret/origins",
        "/integrations/3/grant/password/origins",
        "/integrations/2/extra_headers/0/secret/origins",
        "/subscription_keys/0/key/origins",
    ] {
        for origins in [
            json!(["https://evil.example"]),
            json!([
                "https://api-uat.pivotts.com",
                "https://id.example",
                "https://evil.example"
            ]),
        ] {
            let mut changed = whole.clone();
            *changed.pointer_mut(pointer).unwrap() = origins;
            match read(&changed) {
                Err(refused) => assert_eq!(refused.code, "import_foreign_secret", "{pointer}"),
                // A key that was not given for its integrations' places leaves these out, and goes nowhere.
                Ok(offer) => {
                    assert!(pointer.starts_with("/subscription_keys"), "{pointer}");
                    let seen = seen(&World::default(), &offer);
                    for entry in &seen[..2] {
                        assert!(
                            matches!(entry.standing, OfferStanding::Faulty(_)),
                            "{entry:?}"
                        );
                    }
                }
            }
        }
    }
    let mut none = whole.clone();
    none["integrations"][0]["client_secret"]["origins"] = json!([]);
    assert_eq!(code(&none), "import_foreign_secret");
    let mut malformed = whole;
    malformed["integrations"][0]["client_secret"]["origins"] = json!(["ftp://x"]);
    assert_eq!(code(&malformed), "import_malformed");
}

#[tokio::test]
async fn the_same_id_twice_is_a_reason_to_refuse_all() {
    let whole = document(true).await;
    let mut twice = whole.clone();
    twice["integrations"][1]["id"] = whole["integrations"][0]["id"].clone();
    assert_eq!(code(&twice), "import_twice");
    let mut twice = whole.clone();
    let key = whole["subscription_keys"][0].clone();
    twice["subscription_keys"] = json!([key, key]);
    assert_eq!(code(&twice), "import_twice");
    let mut twice = whole.clone();
    let endpoint = whole["integrations"][2]["endpoints"][0].clone();
    twice["integrations"][2]["endpoints"] = json!([endpoint, endpoint]);
    assert_eq!(code(&twice), "import_twice");
    let text = whole.to_string();
    let doubled = text.replacen("\"label\":", "\"label\":\"Other\",\"label\":", 1);
    assert_eq!(code_of(&doubled), "import_malformed", "a member twice");
}

#[tokio::test]
async fn an_entry_that_no_form_would_let_through_is_left_out_with_its_reason() {
    let whole = document(true).await;
    let world = World::default();
    for (pointer, value, says) in [
        ("provider", json!("evil"), "provider “evil” is not known"),
        (
            "provider",
            json!("e\u{202e}vil"),
            "characters that cannot be seen",
        ),
        ("environment", json!("nowhere"), "Choose an environment"),
        (
            "token_endpoint",
            json!("http://id.example/token"),
            "https only",
        ),
        (
            "token_endpoint",
            json!("https://id.example@evil.example/"),
            "user name",
        ),
        (
            "token_endpoint",
            json!("no address at all"),
            "Token address",
        ),
        (
            "token_endpoint",
            json!("sandbox:/custom/token"),
            "sandbox's",
        ),
        ("token_endpoint", json!(""), "Token address"),
        ("api_origins", json!(["http://api.example"]), "https only"),
        ("api_origins", json!(["sandbox:"]), "Sandbox tokens"),
        (
            "revocation_endpoint",
            json!("https://evil.example/revoke"),
            "client secret would go there",
        ),
        ("label", json!("x".repeat(1 << 20)), "longer than anybody’s"),
        ("label", json!("a\u{0}b"), "cannot be seen"),
        ("label", json!("a\nb"), "cannot be seen"),
        ("label", json!("safe\u{202e}live"), "cannot be seen"),
        ("label", json!(""), "Give it a name"),
        ("client_id", json!("<your client id>"), "placeholder"),
        ("token_header", json!("Bad Header"), "header name"),
        (
            "token_prefix",
            json!("Bearer\r\nX-Evil: 1"),
            "cannot be seen",
        ),
        ("placement", json!("cookie"), "where the credentials travel"),
        ("grant/grant", json!("device"), "how tokens are got"),
        (
            "proxy",
            json!("http://me:pass@proxy.example"),
            "stored in the open",
        ),
        (
            "extra_ca",
            json!("-----BEGIN PRIVATE KEY-----"),
            "private key",
        ),
        (
            "extra_headers/0/name",
            json!("Host"),
            "set by the request itself",
        ),
        (
            "extra_parameters/0/public",
            json!("a\u{202e}b"),
            "cannot be seen",
        ),
    ] {
        let mut changed = whole.clone();
        *changed
            .pointer_mut(&format!("/integrations/2/{pointer}"))
            .unwrap() = value;
        let offer = read(&changed).unwrap_or_else(|refused| panic!("{pointer}: {refused}"));
        let entry = &seen(&world, &offer)[2];
        let OfferStanding::Faulty(why) = &entry.standing else {
            panic!("{pointer}: {:?}", entry.standing)
        };
        assert!(why.contains(says), "{pointer}: {why}");
        assert!(entry.label.chars().count() <= 60 && !entry.label.contains(char::is_control));
        // Whatever is asked for, it is not taken in.
        let add = [const { gatepass_core::Choice::Add }; 4];
        let there = World::default();
        let done = gatepass_core::take_in(&there.integrations, &offer, &add)
            .await
            .unwrap();
        assert_eq!((done.added.len(), done.left_out), (3, 1), "{pointer}");
        there.assert_nothing_stray().await;
    }
}

#[tokio::test]
async fn a_sandbox_integration_of_another_computer_is_left_out() {
    let mut document = document(true).await;
    document["integrations"][2]["environment"] = json!("sandbox");
    document["integrations"][2]["token_endpoint"] = json!("sandbox:/custom/token");
    let world = World::default();
    let offer = read(&document).unwrap();
    assert_eq!(seen(&world, &offer)[2].standing, OfferStanding::Sandbox);
    assert_eq!(taken(&world, &offer).await.unwrap().left_out, 1);
}

#[tokio::test]
async fn a_document_of_nothing_but_faults_is_refused() {
    let mut document = document(true).await;
    let faulty = document["integrations"][2].clone();
    document["integrations"] = json!([faulty]);
    document["subscription_keys"] = json!([]);
    document["integrations"][0]["token_endpoint"] = json!("http://id.example/token");
    let refused = read(&document).err().unwrap();
    assert_eq!(refused.code, "import_nothing");
    assert!(refused.sentence.contains("https only"), "{refused}");
}

#[tokio::test]
async fn a_key_with_a_line_break_is_nobodys() {
    let mut document = document(true).await;
    document["subscription_keys"][0]["key"]["text"] = json!("a1b2c3d4e5f6a7b8\r\nX-Evil: 1");
    let world = World::default();
    let offer = read(&document).unwrap();
    let seen = seen(&world, &offer);
    for entry in &seen[..2] {
        assert!(
            matches!(&entry.standing, OfferStanding::Faulty(why) if why.contains("line break")),
            "{entry:?}"
        );
    }
    assert_eq!(seen[2].standing, OfferStanding::New);
}

#[tokio::test]
async fn endpoints_and_samples_that_cannot_be_used_are_left_out_with_a_sentence() {
    let mut document = document(true).await;
    let ours = &mut document["integrations"][2];
    let mut evil = ours["endpoints"][0].clone();
    evil["endpoint"]["id"] = json!("own.evil");
    evil["endpoint"]["path"] = json!("https://evil.example/");
    ours["endpoints"].as_array_mut().unwrap().push(evil);
    let sample = ours["samples"][0].clone();
    for (name, value) in [
        ("endpoint", json!("../../other/sample")),
        ("endpoint", json!("own.evil")),
    ] {
        let mut stray = sample.clone();
        stray[name] = value;
        ours["samples"].as_array_mut().unwrap().push(stray);
    }
    let mut broken = sample.clone();
    broken["sample"]["body"] = json!("{");
    ours["samples"].as_array_mut().unwrap().push(broken);
    let world = World::default();
    let offer = read(&document).unwrap();
    let entry = seen(&world, &offer).remove(2);
    assert_eq!((entry.endpoints, entry.samples), (1, 1));
    assert_eq!(
        entry.notes,
        [
            "One endpoint of it cannot be used here, so it is left out.",
            "3 samples of it cannot be used here, so they are left out."
        ]
    );
}

#[tokio::test]
async fn reading_and_looking_change_nothing() {
    let (here, _) = full().await;
    let text = exported(&here, true).await.text;
    let there = World::default();
    there.custom().await;
    let before = state(&there);
    let offer = read_offer(&text).unwrap();
    seen(&there, &offer);
    assert_eq!(state(&there), before);
}
