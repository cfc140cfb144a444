//! Faults of the connection itself: read from a bare socket, so that no client hides them.
use std::time::{Duration, Instant};

use gatepass_sandbox::FaultMode;
use serde_json::Value;

use super::{CONSOLE, PIVOT, SUPPORT, WAYS, Way, outcome};
use crate::stage::{START_MS, Stage};

/// The call of that way, as text.
async fn call(stage: &Stage, way: &Way, more: &str) -> String {
    let headers: String = way
        .signed_in(stage)
        .await
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    format!(
        "GET {} HTTP/1.1\r\nHost: {}\r\n{headers}{more}Connection: close\r\n\r\n",
        way.call,
        stage.host()
    )
}

/// A token request of the console, as text.
fn ask(stage: &Stage) -> String {
    let form = stage.client("api-console").form();
    format!(
        "POST {} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{form}",
        CONSOLE.token,
        stage.host(),
        form.len()
    )
}

fn is_short(answer: &str) {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    let lower = head.to_ascii_lowercase();
    let length = lower.split_once("content-length: ").unwrap().1;
    let length: usize = length.split("\r\n").next().unwrap().parse().unwrap();
    assert_eq!(body.len(), length / 2, "{answer}");
    assert!(body.starts_with('{') && !lower.contains("content-encoding"));
    assert!(serde_json::from_str::<Value>(body).is_err());
}

#[tokio::test]
async fn json_cut_short_ends_before_its_declared_length() {
    let stage = Stage::new().await;
    for way in WAYS {
        // Also where the answer would have been compressed.
        let request = call(&stage, &way, "Accept-Encoding: gzip\r\n").await;
        stage.sandbox.set_fault("truncated-json", FaultMode::Once);
        is_short(&stage.raw(&request).await);
        assert!(outcome(&stage).ends_with(", fault: truncated-json"));
    }
    let request = ask(&stage);
    stage.sandbox.set_fault("truncated-json", FaultMode::Once);
    is_short(&stage.raw(&request).await);
    assert_eq!(outcome(&stage), "token, fault: truncated-json");
}

#[tokio::test]
async fn a_cut_connection_brings_not_one_byte() {
    let stage = Stage::new().await;
    for way in WAYS {
        let request = call(&stage, &way, "").await;
        stage.sandbox.set_fault("connection-cut", FaultMode::Once);
        assert_eq!(stage.raw(&request).await, "");
        assert!(stage.raw(&request).await.starts_with("HTTP/1.1 200 "));
        let seen = &stage.sandbox.requests()[1];
        assert_eq!(
            (seen.status, seen.outcome.as_str()),
            (0, "connection cut, fault: connection-cut")
        );
    }
    let request = ask(&stage);
    stage.sandbox.set_fault("connection-cut", FaultMode::Once);
    assert_eq!(stage.raw(&request).await, "");
}

#[tokio::test]
async fn a_wrong_date_is_an_hour_behind_the_clock() {
    let stage = Stage::new().await;
    for way in WAYS {
        let headers = way.signed_in(&stage).await;
        stage.sandbox.set_fault("wrong-date", FaultMode::Once);
        let answer = way.call(&stage, &headers).await;
        assert_eq!(answer.header("date"), "Fri, 20 Nov 2026 23:00:00 GMT");
        assert_eq!(answer.status, 200);
    }
    let client = stage.client("pivot");
    stage.sandbox.set_fault("wrong-date", FaultMode::Once);
    let answer = PIVOT.ask(&stage, &client).await;
    assert_eq!(answer.header("date"), "Fri, 20 Nov 2026 23:00:00 GMT");
    assert_eq!(
        START_MS, 1_795_219_200_000,
        "the clock of these stories has moved"
    );
    answer.token();
}

#[tokio::test]
async fn a_hundred_megabytes_arrive_as_json_without_a_length() {
    let stage = Stage::new().await;
    let headers = SUPPORT.signed_in(&stage).await;
    stage.sandbox.set_fault("huge-answer", FaultMode::Once);
    let answer = SUPPORT.call(&stage, &headers).await;
    assert_eq!((answer.status, answer.header("content-length")), (200, ""));
    assert_eq!(answer.header("content-type"), "application/json");
    let size = answer.body.len();
    assert!((100_000_000..110_000_000).contains(&size), "{size}");
    assert!(answer.body.starts_with(b"{\"data\":[\n\"sandbox "));
    assert!(answer.body.ends_with(b"\"the end\"]}\n"));
    // Reads all of it and keeps nothing.
    serde_json::from_slice::<serde::de::IgnoredAny>(&answer.body).unwrap();
    assert_eq!(outcome(&stage), "100 MB, fault: huge-answer");
}

#[tokio::test]
async fn a_slow_answer_holds_up_nobody_else_and_comes_at_once_when_the_sandbox_stops() {
    let stage = Stage::new().await;
    let (request, next) = (call(&stage, &SUPPORT, "").await, ask(&stage));
    stage.sandbox.set_fault("slow", FaultMode::Once);
    let host = stage.host();
    let slow = tokio::spawn(async move { crate::stage::raw(&host, &request).await });
    // It is under way once its switch has fallen back.
    while stage
        .sandbox
        .faults()
        .iter()
        .any(|fault| fault.mode != FaultMode::Off)
    {
        tokio::task::yield_now().await;
    }
    assert!(stage.raw(&next).await.starts_with("HTTP/1.1 200 "));
    assert!(!slow.is_finished());
    let started = Instant::now();
    stage.sandbox.stop().await;
    let answer = slow.await.unwrap();
    assert!(started.elapsed() < Duration::from_secs(1));
    assert!(
        answer.starts_with("HTTP/1.1 200 ") && answer.contains("FOC0000A0A1"),
        "{answer}"
    );
}
