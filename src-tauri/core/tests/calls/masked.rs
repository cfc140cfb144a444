//! No secret that we hold comes back in an answer, whichever integration it belongs to; and without knowing them nothing is sent.
use gatepass_core::{NotCalled, OutcomeKind};

use crate::doubles::{PASSWORD, SECRET, answer, json_answer};
use crate::{Desk, get, secret};

#[tokio::test]
async fn a_token_that_is_echoed_is_masked_wherever_it_stands() {
    let desk = Desk::with_token().await;
    let headers = [
        ("content-type", "application/json"),
        ("x-echo", "Bearer issued-token-0001"),
        ("set-cookie", "access_token=abc; Path=/"),
    ];
    let body = r#"{"error":"denied","error_description":"issued-token-0001 is <b>not</b> wel<b></b>come, nor is issued-<i>token-0001","access_token":"new"}"#;
    desk.world.http.next(Ok(answer(403, &headers, body)));
    let called = desk.sent(&get()).await;
    let shown = format!(
        "{:?} {:?} {:?}",
        called.exchange, called.saying, called.body
    );
    assert!(!shown.contains("issued-token-0001"), "{shown}");
    let page = called.body.unwrap();
    assert!(
        page.text()
            .starts_with(r#"{"error":"denied","error_description":"•••••••• is <b>"#),
        "{}",
        page.text()
    );
    assert!(
        page.text().ends_with(r#""access_token":"••••••••"}"#),
        "{}",
        page.text()
    );
    assert_eq!(page.head.unwrap().header("x-echo"), "Bearer ••••••••");
    let headers = called.exchange.answer.unwrap().headers;
    let values: Vec<&str> = headers.iter().map(|header| header.value.as_str()).collect();
    assert_eq!(
        values,
        [
            "application/json",
            "Bearer ••••••••",
            "access_token=••••••••; Path=/"
        ]
    );
    assert_eq!(called.exchange.outcome.kind, OutcomeKind::Refused);
}

#[tokio::test]
async fn secrets_of_other_integrations_are_masked_too() {
    let desk = Desk::with_token().await;
    desk.world.http.issue_refresh_tokens(true);
    let pivot = desk.world.pivot("a-subscription-key-0001").await;
    let other = desk.world.by_password().await;
    desk.world.token(&pivot.id, gatepass_core::Need::Call).await;
    desk.world.token(&other.id, gatepass_core::Need::Call).await;
    let held = [
        SECRET,
        PASSWORD,
        "a-subscription-key-0001",
        "issued-token-0001",
        "issued-token-0002",
        "issued-token-0003",
    ];
    let body = serde_json::json!({ "echo": held, "free": "nothing" }).to_string();
    desk.world.http.next(Ok(json_answer(200, &body)));
    let page = desk.sent(&get()).await.body.unwrap();
    let masked = vec!["\"••••••••\""; held.len()].join(",");
    assert_eq!(
        page.text(),
        format!("{{\"echo\":[{masked}],\"free\":\"nothing\"}}")
    );
}

#[tokio::test]
async fn what_was_typed_as_a_secret_for_this_call_is_masked_if_it_is_long_enough_to_be_one() {
    let desk = Desk::with_token().await;
    let mut call = get();
    call.headers = vec![secret("x-key", "typed-key-0001"), secret("x-lang", "en")];
    desk.world.http.next(Ok(json_answer(
        200,
        r#"{"key":"typed-key-0001","lang":"en","when":"then"}"#,
    )));
    let page = desk.sent(&call).await.body.unwrap();
    assert_eq!(
        page.text(),
        r#"{"key":"••••••••","lang":"en","when":"then"}"#
    );

    desk.world
        .http
        .next(Ok(json_answer(200, r#"{"key":"typed-key-0001"}"#)));
    let page = desk.sent(&get()).await.body.unwrap();
    assert_eq!(
        page.text(),
        r#"{"key":"typed-key-0001"}"#,
        "another call does not know it"
    );
}

#[tokio::test]
async fn a_secret_that_was_replaced_is_known_anew() {
    let desk = Desk::with_token().await;
    let echo = |text: &str| {
        desk.world
            .http
            .next(Ok(json_answer(200, &serde_json::json!([text]).to_string())))
    };
    echo(SECRET);
    assert_eq!(
        desk.sent(&get()).await.body.unwrap().text(),
        "[\"••••••••\"]"
    );
    let entered = desk.world.enter("another-secret-0002");
    let changed = desk
        .world
        .edit(&desk.ours, |draft| draft.client_secret = entered);
    changed.await.unwrap();
    desk.world
        .token(&desk.ours.id, gatepass_core::Need::Call)
        .await;
    echo("another-secret-0002");
    assert_eq!(
        desk.sent(&get()).await.body.unwrap().text(),
        "[\"••••••••\"]"
    );
}

#[tokio::test]
async fn while_the_vault_is_locked_nothing_is_sent() {
    let desk = Desk::with_token().await;
    desk.world.vault.set_locked(true);
    let Err(NotCalled::Refused(refusal)) = desk.send(&get()).await else {
        panic!("it was sent")
    };
    assert_eq!(refusal.code, "keyring_locked");
    assert_eq!(desk.world.http.requests(), 1, "the token’s, before");
}

#[tokio::test]
async fn what_is_known_lasts_until_it_is_forgotten() {
    let desk = Desk::with_token().await;
    for _ in 0..3 {
        desk.world.http.next(Ok(json_answer(200, "{}")));
    }
    desk.sent(&get()).await;
    desk.world.vault.set_locked(true);
    desk.sent(&get()).await;
    desk.calls.forget_secrets();
    assert!(matches!(
        desk.send(&get()).await,
        Err(NotCalled::Refused(_))
    ));
    assert_eq!(desk.world.http.requests(), 3);
}

#[tokio::test]
async fn an_item_that_was_deleted_in_the_keyring_does_not_keep_others_from_calling() {
    let desk = Desk::with_token().await;
    let other = desk.world.by_password().await;
    let gone = other.grant.password.unwrap().id;
    desk.world.vault.lose(&gone).await;
    desk.world.http.next(Ok(json_answer(200, "{}")));
    desk.sent(&get()).await;
    assert!(desk.world.store.pointed_to().contains(&gone));
}
