//! Answers that do not come to their end, that are large, or that say something else than their status.
use gatepass_core::{CallLimits, CallPhase, HttpFailure, OutcomeKind, TlsFault};

use crate::doubles::{answer, json_answer, soon};
use crate::{Desk, LIMITS, Page, get};

#[tokio::test]
async fn where_nothing_answers_there_is_no_answer_and_a_sentence() {
    for failure in [
        HttpFailure::NameNotFound,
        HttpFailure::TimedOut(20),
        HttpFailure::Tls(TlsFault::Expired),
    ] {
        let desk = Desk::with_token().await;
        desk.world.http.next(Err(failure));
        let called = desk.sent(&get()).await;
        let exchange = called.exchange;
        assert!(exchange.answer.is_none() && called.body.is_none());
        assert_eq!(exchange.outcome.kind, OutcomeKind::Failed);
        assert!(
            exchange.outcome.title.contains("api.example"),
            "{}",
            exchange.outcome.title
        );
        assert!(!exchange.outcome.next_step.is_empty() && exchange.outcome.fault.is_some());
    }
}

#[tokio::test]
async fn what_came_before_the_connection_broke_stays() {
    let desk = Desk::with_token().await;
    let torn = json_answer(
        200,
        &format!("{{\"things\":[\"{}\",\"issued-token-00", "x".repeat(300)),
    );
    desk.world.http.break_off(torn, HttpFailure::CutOff);
    let called = desk.sent(&get()).await;
    let answer = called.exchange.answer.unwrap();
    assert_eq!(
        (answer.status, answer.whole, answer.sizes.decoded),
        (200, false, 330)
    );
    assert_eq!(called.exchange.outcome.code, "cut_off");
    let text = called.body.unwrap();
    assert_eq!(
        text.text(),
        format!("{{\"things\":[\"{}\",\"••••••••", "x".repeat(300))
    );
}

#[tokio::test]
async fn an_answer_above_the_users_limit_says_so_and_what_came_can_be_read() {
    let desk = Desk::with_token().await;
    let much = json_answer(200, "[1,2,3,4]");
    desk.world
        .http
        .break_off(much, HttpFailure::TooLarge(2_000_000));
    let called = desk.sent(&get()).await;
    let outcome = called.exchange.outcome;
    assert_eq!(
        (outcome.kind, outcome.code.as_str()),
        (OutcomeKind::Failed, "answer_too_large")
    );
    assert_eq!(
        outcome.sentence,
        "More than 2 MB came, which is the limit set for answers, and reading stopped. What came until then can be read."
    );
    assert_eq!(called.body.unwrap().text(), "[1,2,3,4]");
}

#[tokio::test]
async fn a_sink_that_wants_no_more_ends_it_the_same_way() {
    let desk = Desk::with_token().await;
    desk.world
        .http
        .next(Ok(json_answer(200, &"7".repeat(5_000))));
    let (watch, call) = (|_: CallPhase| (), get());
    let open = || Page {
        most: Some(1_000),
        ..Page::default()
    };
    let limits = CallLimits {
        body: 1_000_000,
        ..LIMITS
    };
    let called = soon(desk.calls.send(&desk.ours, &call, &limits, &watch, open))
        .await
        .unwrap();
    assert!(!called.exchange.answer.unwrap().whole);
    assert_eq!(called.exchange.outcome.code, "answer_too_large");
}

#[tokio::test]
async fn a_status_of_success_is_not_believed_before_the_body_is_read() {
    let rows = [
        (
            200,
            r#"{"error":"invalid_request","error_description":"no"}"#,
            OutcomeKind::Refused,
        ),
        (200, r#"{"things":[]}"#, OutcomeKind::Success),
        (200, r#"{"things":["#, OutcomeKind::Refused),
        (204, "", OutcomeKind::Success),
    ];
    for (status, body, kind) in rows {
        let desk = Desk::with_token().await;
        desk.world.http.next(Ok(json_answer(status, body)));
        let called = desk.sent(&get()).await;
        assert_eq!(
            called.exchange.outcome.kind, kind,
            "{status} {body}: {:?}",
            called.exchange.outcome
        );
        assert_eq!(called.body.unwrap().text(), body);
    }
}

#[tokio::test]
async fn a_body_too_large_to_be_read_twice_is_data() {
    let desk = Desk::with_token().await;
    // Whole, it would be read as broken JSON.
    let body = format!(
        "{{\"error\":\"x\",\"data\":\"{}",
        "x".repeat(4 * 1024 * 1024)
    );
    desk.world.http.next(Ok(json_answer(200, &body)));
    let called = desk.sent(&get()).await;
    assert_eq!(
        called.exchange.outcome.kind,
        OutcomeKind::Success,
        "{:?}",
        called.exchange.outcome
    );
    assert_eq!(called.body.unwrap().text.len(), body.len());

    desk.world.http.next(Ok(json_answer(500, &body)));
    assert_eq!(
        desk.sent(&get()).await.exchange.outcome.code,
        "service_down"
    );
}

#[tokio::test]
async fn a_text_in_another_character_set_becomes_utf_8() {
    let desk = Desk::with_token().await;
    let mut foreign = answer(200, &[("content-type", "text/plain; charset=utf-16le")], "");
    let text = "Grüße an issued-token-0001";
    foreign.body = text
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect::<Vec<u8>>()
        .into();
    desk.world.http.next(Ok(foreign));
    let called = desk.sent(&get()).await;
    assert_eq!(called.body.unwrap().text(), "Grüße an ••••••••");
}
