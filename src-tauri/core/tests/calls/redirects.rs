//! Redirects of calls: followed at home by a call that reads, shown otherwise, and nothing of a secret in what is shown.
use gatepass_core::{Method, OutcomeKind};

use crate::doubles::{answer, json_answer};
use crate::{Desk, free, get};

fn to(status: u16, location: &str) -> gatepass_core::HttpAnswer {
    answer(status, &[("location", location)], "moved")
}

#[tokio::test]
async fn a_redirect_at_home_is_followed_and_its_own_body_is_not_shown() {
    let desk = Desk::with_token().await;
    desk.world.http.next(Ok(to(302, "/v2/things?page=1")));
    desk.world.http.next(Ok(json_answer(200, r#"{"page":1}"#)));
    let called = desk.sent(&get()).await;
    assert_eq!(
        desk.asked()[1..],
        [
            "https://api.example/things",
            "https://api.example/v2/things?page=1"
        ]
    );
    let exchange = called.exchange;
    assert_eq!(
        (exchange.redirects, exchange.outcome.kind),
        (1, OutcomeKind::Success)
    );
    assert_eq!(
        exchange.request.address, "https://api.example/v2/things",
        "what was sent last"
    );
    assert_eq!(called.body.unwrap().text(), r#"{"page":1}"#);
    assert_eq!(exchange.answer.unwrap().redirect, None);
}

#[tokio::test]
async fn a_redirect_elsewhere_is_shown_without_the_secrets_in_it() {
    let desk = Desk::with_token().await;
    desk.world.http.next(Ok(to(
        307,
        "https://evil.example/take?it=issued-token-0001&id_token=abc#access_token=def",
    )));
    let called = desk.sent(&get()).await;
    assert_eq!(desk.asked().len(), 2);
    let exchange = called.exchange;
    assert_eq!(
        (exchange.redirects, exchange.outcome.code.as_str()),
        (0, "call_redirected")
    );
    let answer = exchange.answer.unwrap();
    let shown = "https://evil.example/take?it=••••••••&id_token=••••••••#access_token=••••••••";
    assert_eq!(answer.redirect.as_deref(), Some(shown));
    assert_eq!(answer.headers[0].value, shown);
    assert!(
        exchange.outcome.sentence.contains("evil.example"),
        "{}",
        exchange.outcome.sentence
    );
}

#[tokio::test]
async fn a_call_that_changes_something_follows_none() {
    let desk = Desk::with_token().await;
    desk.world.http.next(Ok(to(307, "/v2/things")));
    let called = desk.sent(&free(Method::Post, "/things")).await;
    assert_eq!(desk.asked().len(), 2);
    let answer = called.exchange.answer.unwrap();
    assert_eq!(
        answer.redirect.as_deref(),
        Some("https://api.example/v2/things")
    );
}

#[tokio::test]
async fn circles_end() {
    let desk = Desk::with_token().await;
    for _ in 0..9 {
        desk.world.http.next(Ok(to(302, "/things")));
    }
    let called = desk.sent(&get()).await;
    assert_eq!((called.exchange.redirects, desk.asked().len()), (5, 7));
    assert_eq!(called.exchange.outcome.code, "call_redirected");
}
