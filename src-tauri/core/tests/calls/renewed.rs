//! The token on the way: got once, renewed once where a service does not take it, and never for a call that changes something.
use std::sync::Mutex;

use gatepass_core::{CallPhase, Endpoint, Method, NotCalled, OutcomeKind, Target, endpoint};

use crate::doubles::{answer, is_pending, json_answer, soon};
use crate::{Desk, LIMITS, Page, free, get};

pub(super) const TOKEN: &str = "https://id.example/token";
pub(super) const THINGS: &str = "https://api.example/things";

pub(super) fn ended() -> gatepass_core::HttpAnswer {
    let challenge = [("www-authenticate", "Bearer error=\"invalid_token\"")];
    answer(401, &challenge, "")
}

#[tokio::test]
async fn one_token_then_one_call_and_then_calls_alone() {
    let desk = Desk::new().await;
    for _ in 0..2 {
        // Nothing is scripted for the token: one is issued.
        if desk.world.http.requests() == 0 {
            desk.world.http.next(Ok(json_answer(
                200,
                r#"{"access_token":"first-token-0001","expires_in":3600}"#,
            )));
        }
        desk.world
            .http
            .next(Ok(json_answer(200, r#"{"things":[1]}"#)));
        let called = desk.sent(&get()).await;
        let outcome = &called.exchange.outcome;
        assert_eq!(
            (outcome.kind, outcome.code.as_str()),
            (OutcomeKind::Success, "")
        );
        assert_eq!(called.body.unwrap().text(), r#"{"things":[1]}"#);
        assert!(!called.exchange.renewed && called.saying.is_none());
    }
    assert_eq!(desk.asked(), [TOKEN, THINGS, THINGS]);
    assert_eq!(desk.tokens_used(), ["first-token-0001", "first-token-0001"]);
    desk.world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_token_that_is_not_taken_any_more_is_renewed_and_the_call_repeated() {
    let desk = Desk::with_token().await;
    desk.world.http.next(Ok(ended()));
    desk.world.http.next(Ok(json_answer(
        200,
        r#"{"access_token":"second-token-0002","expires_in":3600}"#,
    )));
    desk.world.http.next(Ok(json_answer(200, "{}")));
    let called = desk.sent(&get()).await;
    assert_eq!(desk.asked()[1..], [THINGS, TOKEN, THINGS]);
    assert_eq!(
        desk.tokens_used(),
        ["issued-token-0001", "second-token-0002"]
    );
    assert_eq!(called.exchange.outcome.kind, OutcomeKind::Success);
    assert!(called.exchange.renewed && called.renewal.is_none());
    desk.world.assert_nothing_stray().await;
}

#[tokio::test]
async fn an_endless_401_is_one_renewal_and_one_repeat() {
    let desk = Desk::with_token().await;
    desk.world.http.next(Ok(ended()));
    desk.world.http.next(Ok(json_answer(
        200,
        r#"{"access_token":"second-token-0002","expires_in":3600}"#,
    )));
    desk.world.http.next(Ok(ended()));
    let called = desk.sent(&get()).await;
    assert_eq!(desk.asked()[1..], [THINGS, TOKEN, THINGS]);
    let outcome = &called.exchange.outcome;
    assert_eq!(
        (outcome.kind, outcome.code.as_str()),
        (OutcomeKind::Refused, "token_refused")
    );
    assert!(called.exchange.renewed);
    assert_eq!(called.exchange.answer.unwrap().status, 401);
}

#[tokio::test]
async fn a_token_that_was_got_for_this_very_call_is_not_renewed() {
    let desk = Desk::new().await;
    desk.world.http.next(Ok(json_answer(
        200,
        r#"{"access_token":"first-token-0001","expires_in":3600}"#,
    )));
    desk.world.http.next(Ok(ended()));
    let called = desk.sent(&get()).await;
    assert_eq!(desk.asked(), [TOKEN, THINGS]);
    assert!(!called.exchange.renewed);
    assert_eq!(called.exchange.outcome.kind, OutcomeKind::Refused);
}

#[tokio::test]
async fn a_call_that_changes_something_is_sent_once() {
    for method in [Method::Post, Method::Put, Method::Patch, Method::Delete] {
        let desk = Desk::with_token().await;
        desk.world.http.next(Ok(ended()));
        let called = desk.sent(&free(method, "/things")).await;
        assert_eq!(desk.asked()[1..], [THINGS], "{}", method.name());
        assert!(!called.exchange.renewed);
        assert_eq!(called.exchange.outcome.code, "token_refused");
    }
}

#[tokio::test]
async fn a_get_that_takes_a_message_out_of_its_queue_is_sent_once() {
    let pull: &Endpoint = endpoint("smart-bonding.calls.pull").unwrap();
    let mut call = get();
    call.target = Target::Endpoint(pull, Default::default());
    assert!(
        call.effect().unwrap().contains("leaves the queue"),
        "{:?}",
        call.effect()
    );
    let desk = Desk::with_token().await;
    desk.world.http.next(Ok(ended()));
    desk.sent(&call).await;
    assert_eq!(desk.world.http.requests(), 2, "the token's, and this one");
}

#[tokio::test]
async fn a_post_that_the_catalogue_knows_to_read_is_repeated() {
    let metadata = endpoint("cisco-support.asd.by-release").unwrap();
    assert_eq!(
        (metadata.method, metadata.is_state_changing()),
        (Method::Post, false)
    );
    let values = [
        ("body.pid", "C9300-48P"),
        ("body.currentReleaseVersion", "17.6.7"),
    ];
    let values =
        values.map(|(key, text)| (key.to_owned(), gatepass_core::Given::Public(text.into())));
    let mut call = get();
    call.target = Target::Endpoint(metadata, values.into());
    let desk = Desk::with_token().await;
    desk.world.http.next(Ok(ended()));
    desk.world.http.next(Ok(json_answer(
        200,
        r#"{"access_token":"second-token-0002","expires_in":3600}"#,
    )));
    desk.world.http.next(Ok(json_answer(200, "{}")));
    assert!(desk.sent(&call).await.exchange.renewed);
}

#[tokio::test]
async fn nothing_is_repeated_after_answers_that_ask_to_wait() {
    for (status, name, value) in [
        (429, "retry-after", "3"),
        (503, "retry-after", "Fri, 21 Nov 2025 08:00:00 GMT"),
        (401, "retry-after", "3"),
    ] {
        let desk = Desk::with_token().await;
        let challenge = ("www-authenticate", "Bearer error=\"invalid_token\"");
        desk.world
            .http
            .next(Ok(answer(status, &[(name, value), challenge], "")));
        let called = desk.sent(&get()).await;
        assert_eq!(desk.asked()[1..], [THINGS], "{status}");
        assert!(called.saying.unwrap().wait_s().is_some(), "{status}");
    }
}

#[tokio::test]
async fn where_no_new_token_can_be_got_the_answer_is_shown_and_why() {
    let desk = Desk::with_token().await;
    desk.world.http.next(Ok(answer(
        401,
        &[("content-type", "text/plain")],
        "no longer",
    )));
    // Good credentials are refused for a moment now and then, so it is tried three times.
    desk.world.http.refuse(3, 401, "invalid_client");
    let called = desk.sent(&get()).await;
    assert_eq!(called.exchange.outcome.code, "token_refused");
    assert_eq!(called.body.unwrap().text(), "no longer");
    let renewal = called.renewal.unwrap();
    assert_eq!(renewal.code, "client_refused");
    let outcome = &called.exchange.outcome;
    assert!(outcome.sentence.ends_with(&renewal.sentence), "{outcome:?}");
    assert_eq!(outcome.next_step, renewal.next_step);
    assert!(!called.exchange.renewed);
}

#[tokio::test]
async fn without_a_token_nothing_is_called() {
    let desk = Desk::new().await;
    desk.world.http.refuse(1, 401, "invalid_client");
    let Err(NotCalled::Refused(refusal)) = desk.send(&get()).await else {
        panic!("it was sent")
    };
    assert_eq!(refusal.code, "client_refused");
    assert_eq!(desk.asked(), [TOKEN]);
}

#[tokio::test]
async fn ten_calls_that_are_refused_at_once_share_one_renewal() {
    let desk = Desk::with_token().await;
    for _ in 0..10 {
        desk.world.http.next(Ok(ended()));
    }
    desk.world.http.next(Ok(json_answer(
        200,
        r#"{"access_token":"second-token-0002","expires_in":3600}"#,
    )));
    for _ in 0..10 {
        desk.world.http.next(Ok(json_answer(200, "{}")));
    }
    desk.world.http.hold();
    let (watch, call) = (|_: CallPhase| (), get());
    let mut calls: Vec<_> = (0..10)
        .map(|_| {
            Box::pin(
                desk.calls
                    .send(&desk.ours, &call, &LIMITS, &watch, Page::default),
            )
        })
        .collect();
    assert!(calls.iter_mut().all(is_pending));
    desk.world.http.release();
    // The last one hears of it long after the others have their new token.
    for call in calls {
        assert!(soon(call).await.unwrap().exchange.renewed);
    }
    let asked = desk.asked();
    assert_eq!(
        asked.iter().filter(|address| *address == TOKEN).count(),
        2,
        "{asked:?}"
    );
}

#[tokio::test]
async fn the_page_is_told_where_the_call_is() {
    let desk = Desk::new().await;
    desk.world.http.next(Ok(json_answer(
        200,
        r#"{"access_token":"first-token-0001","expires_in":3600}"#,
    )));
    desk.world.http.next(Ok(json_answer(200, &"x".repeat(40))));
    let told = Mutex::new(vec![]);
    let watch = |phase| told.lock().unwrap().push(phase);
    let call = get();
    soon(
        desk.calls
            .send(&desk.ours, &call, &LIMITS, &watch, Page::default),
    )
    .await
    .unwrap();
    let first_sent_at_ms = 1_750_000_000_000;
    assert_eq!(
        told.into_inner().unwrap(),
        [
            CallPhase::GettingToken,
            CallPhase::Sent { first_sent_at_ms },
            CallPhase::Receiving(37),
            CallPhase::Receiving(40),
        ]
    );
}

#[tokio::test]
async fn a_call_that_is_dropped_is_sent_no_further() {
    let desk = Desk::with_token().await;
    desk.world.http.next(Ok(ended()));
    desk.world.http.hold_next();
    let (watch, call) = (|_: CallPhase| (), get());
    let mut sending = Box::pin(
        desk.calls
            .send(&desk.ours, &call, &LIMITS, &watch, Page::default),
    );
    assert!(is_pending(&mut sending));
    drop(sending);
    desk.world.http.release();
    tokio::task::yield_now().await;
    assert_eq!(desk.asked()[1..], [THINGS], "no renewal, no repeat");
}
