//! What a copy puts into the clipboard, form by form, character by character.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

mod doubles;

use doubles::{World, json_answer, pivot_draft};
use gatepass_core::{CopyForm, Draft, Integration, Need, copy_text, curl_target};
use url::Url;

async fn copied(world: &World, draft: &Draft, form: CopyForm) -> String {
    let ours = world.save(draft).await;
    copied_from(world, &ours, form).await
}

async fn copied_from(world: &World, ours: &Integration, form: CopyForm) -> String {
    let token = world.token(&ours.id, Need::Copy).await;
    let sandbox = Url::parse("http://127.0.0.1:40213/").unwrap();
    copy_text(form, ours, &token, Some(&sandbox)).reveal(str::to_owned)
}

#[tokio::test]
async fn each_form_exactly() {
    let world = World::default();
    let ours = world.custom().await;
    for (form, expected) in [
        (CopyForm::Token, "issued-token-0001"),
        (CopyForm::Bearer, "Bearer issued-token-0001"),
        (CopyForm::Header, "Authorization: Bearer issued-token-0001"),
        (
            CopyForm::Curl,
            "curl 'https://api.example/' \\\n  --compressed \\\n  --header 'Authorization: Bearer issued-token-0001' \\\n  --header 'Accept: application/json'",
        ),
    ] {
        assert_eq!(copied_from(&world, &ours, form).await, expected);
    }
    assert_eq!(world.http.requests(), 1);
}

#[tokio::test]
async fn another_header_and_no_prefix_are_respected() {
    let world = World::default();
    let mut draft = world.custom_draft();
    draft.token_header = "X-Token".into();
    draft.token_prefix = String::new();
    let ours = world.save(&draft).await;
    assert_eq!(
        copied_from(&world, &ours, CopyForm::Bearer).await,
        "issued-token-0001"
    );
    assert_eq!(
        copied_from(&world, &ours, CopyForm::Header).await,
        "X-Token: issued-token-0001"
    );
    assert!(
        copied_from(&world, &ours, CopyForm::Curl)
            .await
            .contains("--header 'X-Token: issued-token-0001'")
    );
}

#[tokio::test]
async fn the_curl_line_of_pivot_leaves_the_key_to_the_shell() {
    let world = World::default();
    let draft = pivot_draft(&world, world.enter_key("key-number-one-0001"));
    let line = copied(&world, &draft, CopyForm::Curl).await;
    assert_eq!(
        line,
        "curl 'https://api-uat.pivotts.com/oem-cisco/cisco-product-alerts/field-notice-bulletins?customerId=YOUR_CUSTOMER_ID&bulletinFirstPublished=2024-01-01' \\\n  --compressed \\\n  \
         --header 'Authorization: Bearer issued-token-0001' \\\n  --header 'Accept: application/json' \\\n  \
         --header \"Ocp-Apim-Subscription-Key: $SUBSCRIPTION_KEY\""
    );
    assert!(!line.contains("key-number-one"));
}

#[tokio::test]
async fn a_single_quote_does_not_end_the_shells_word() {
    let world = World::default();
    world.http.next(Ok(json_answer(
        200,
        r#"{"access_token":"it's$(id)`id`\\","expires_in":3600}"#,
    )));
    let mut draft = world.custom_draft();
    draft.token_prefix = "O'Auth".into();
    draft.api_origins = vec!["https://it's.example".into()];
    let line = copied(&world, &draft, CopyForm::Curl).await;
    assert!(
        line.starts_with(r"curl 'https://it'\''s.example/' \"),
        "{line}"
    );
    assert!(
        line.contains(r"--header 'Authorization: O'\''Auth it'\''s$(id)`id`\' \"),
        "{line}"
    );
    assert_eq!(words(&line)[1], "https://it's.example/");
    assert_eq!(words(&line)[4], r"Authorization: O'Auth it's$(id)`id`\");
}

#[tokio::test]
async fn every_curl_line_is_the_words_a_shell_should_see() {
    let world = World::default();
    let ours = world.custom().await;
    for (form_of, url) in [
        (ours, "https://api.example/"),
        (
            world.pivot("key-number-one-0001").await,
            "https://api-uat.pivotts.com/oem-cisco/",
        ),
    ] {
        let line = copied_from(&world, &form_of, CopyForm::Curl).await;
        let words = words(&line);
        assert_eq!(words[0], "curl");
        assert!(words[1].starts_with(url), "{line}");
        assert!(
            words[2] == "--compressed"
                && words[3..]
                    .chunks(2)
                    .all(|pair| pair[0] == "--header" && pair[1].contains(": ")),
            "{line}"
        );
    }
}

#[tokio::test]
async fn a_postman_environment_marks_the_token_as_a_secret() {
    let world = World::default();
    let draft = pivot_draft(&world, world.enter_key("key-number-one-0001"));
    let text = copied(&world, &draft, CopyForm::Postman).await;
    let environment: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(environment["name"], "Pivot alerts");
    assert_eq!(environment["_postman_variable_scope"], "environment");
    let rows = environment["values"].as_array().unwrap().iter().map(|row| {
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        assert_eq!(row["enabled"], true);
        (text("key"), text("value"), text("type"))
    });
    let rows: Vec<_> = rows.collect();
    let expected = [
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
        ("access_token", "issued-token-0001", "secret"),
    ];
    assert_eq!(
        rows,
        expected.map(|(key, value, kind)| (key.to_owned(), value.to_owned(), kind.to_owned()))
    );
    assert!(!text.contains("key-number-one"));
}

#[tokio::test]
async fn the_curl_line_calls_where_the_token_may_go_and_nowhere_else() {
    let world = World::default();
    let mut draft = pivot_draft(&world, world.enter_key("key-number-one-0001"));
    draft.api_origins = vec!["https://pivot.example".into()];
    let ours = world.save(&draft).await;
    assert_eq!(
        curl_target(&ours, None).unwrap().as_str(),
        "https://pivot.example/",
        "the example's host is not allowed"
    );

    let mut draft = world.custom_draft();
    draft.environment = "sandbox".into();
    draft.token_endpoint = "sandbox:/custom/token".into();
    draft.api_origins = vec!["sandbox:".into()];
    let inside = world.save(&draft).await;
    let listening = Url::parse("http://127.0.0.1:40213/").unwrap();
    assert_eq!(
        curl_target(&inside, Some(&listening)).unwrap().as_str(),
        "http://127.0.0.1:40213/custom/whoami"
    );
    assert_eq!(curl_target(&inside, None), None, "it does not listen");
}

#[test]
fn forms_are_named_as_the_page_names_them() {
    for (id, form) in [
        ("token", CopyForm::Token),
        ("bearer", CopyForm::Bearer),
        ("header", CopyForm::Header),
        ("curl", CopyForm::Curl),
        ("postman", CopyForm::Postman),
    ] {
        assert_eq!(CopyForm::from_id(id), Some(form));
        assert!(!form.what().is_empty());
    }
    assert_eq!(CopyForm::from_id("Token"), None);
}

/// The words a POSIX shell makes of a line with single quotes, double quotes and line continuations.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let (mut single, mut double) = (false, false);
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        match c {
            '\'' if !double => single = !single,
            '"' if !single => double = !double,
            '\\' if !single => words
                .last_mut()
                .expect("a word")
                .extend(rest.next().filter(|next| *next != '\n')),
            ' ' if !single && !double => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    assert!(!single && !double, "an open quote: {line}");
    words.retain(|word| !word.is_empty());
    words
}
