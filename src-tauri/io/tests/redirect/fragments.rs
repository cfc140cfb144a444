//! The implicit grant: what stands behind the # is handed over by the page that we serve, and by nothing else.
use gatepass_core::{Landed, LandingError, LoopbackHost, Received, ResponseType};
use gatepass_io::WaitError;
use std::time::Duration;

use crate::browser::{Answer, get, request, visit};
use crate::{CODE, PATH, SignIn, right};

const TOKEN: &str = "2YotnFZFEjr1zCsicMWpAA";

fn fragment() -> String {
    right().replace(
        &format!("code={CODE}"),
        &format!("access_token={TOKEN}&token_type=bearer&expires_in=600"),
    )
}

/// The key in the page, as its script finds it.
fn key(page: &Answer) -> String {
    let (_, rest) = page
        .body
        .split_once("data-key=\"")
        .expect("a page that hands over");
    rest.split_once('"').unwrap().0.to_owned()
}

/// Sends what that script sends.
async fn hand_over(port: u16, origin: &str, key: &str, fragment: &str) -> Answer {
    let length = fragment.len();
    request(
        port,
        &format!(
            "POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: {origin}\r\nGatepass-Hand-Over: {key}\r\n\
             Content-Type: text/plain\r\nContent-Length: {length}\r\n\r\n{fragment}"
        ),
    )
    .await
}

async fn token(sign_in: SignIn) -> String {
    match sign_in.end().await.map(|landing| landing.answer) {
        Ok(Landed::Token(token)) => {
            let received = Received {
                wall_ms: 0,
                elapsed_ms: 0,
                date_s: None,
            };
            let issued = token.issued(&received).expect("a usable token");
            assert_eq!(issued.lifetime.ms, 600_000);
            issued.access_token.reveal(str::to_owned)
        }
        other => panic!("no token: {other:?}"),
    }
}

#[tokio::test]
async fn the_page_hands_the_token_over() {
    let sign_in = SignIn::for_token().await;
    let port = sign_in.port;
    let page = get(port, PATH).await;
    assert_eq!(page.status, 200);
    let answer = hand_over(
        port,
        &format!("http://127.0.0.1:{port}"),
        &key(&page),
        &fragment(),
    )
    .await;
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (
            200,
            "Signed in\nYou can close this page and go back to Gatepass."
        )
    );
    assert_eq!(token(sign_in).await, TOKEN);
}

#[tokio::test]
async fn what_stands_in_the_query_needs_no_script() {
    let sign_in = SignIn::for_token().await;
    let refusal = right().replace(&format!("code={CODE}"), "error=access_denied");
    let answer = visit(sign_in.port, &refusal).await;
    assert!(answer.body.contains("<h1>The sign-in was refused</h1>"));
    let landed = sign_in.end().await.map(|landing| landing.answer);
    assert!(matches!(landed, Ok(Landed::Refused { error, .. }) if error == "access_denied"));
}

#[tokio::test]
async fn a_page_of_somebody_else_hands_nothing_over() {
    let sign_in = SignIn::for_token().await;
    let port = sign_in.port;
    let (own, key) = (
        format!("http://127.0.0.1:{port}"),
        key(&get(port, PATH).await),
    );
    let other_port = format!("http://127.0.0.1:{}", port ^ 1);
    let other_name = format!("http://localhost:{port}");
    for (origin, key) in [
        ("https://evil.example", key.as_str()),
        ("null", &key),
        (&other_port, &key),
        (&other_name, &key),
        (&own, "guess"),
        (&own, ""),
        (&own, &format!("{key}0")),
    ] {
        let answer = hand_over(port, origin, key, &fragment()).await;
        assert_eq!(answer.status, 403, "{origin} {key}");
    }
    let bare =
        format!("POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 0\r\n\r\n");
    assert_eq!(request(port, &bare).await.status, 403);
    let asked_first = format!(
        "OPTIONS {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: https://evil.example\r\n\
         Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: gatepass-hand-over\r\n\r\n"
    );
    let answer = request(port, &asked_first).await;
    assert_eq!(answer.status, 405);
    assert!(
        answer
            .headers
            .iter()
            .all(|(name, _)| !name.starts_with("access-control"))
    );
    hand_over(port, &own, &key, &fragment()).await;
    assert_eq!(token(sign_in).await, TOKEN);
}

#[tokio::test]
async fn a_token_of_another_request_is_turned_away() {
    let sign_in = SignIn::for_token().await;
    let port = sign_in.port;
    let (own, key) = (
        format!("http://127.0.0.1:{port}"),
        key(&get(port, PATH).await),
    );
    for stray in [
        "",
        "access_token=x",
        "access_token=x&state=old",
        "\0\u{202e}&&=&#",
    ] {
        let answer = hand_over(port, &own, &key, stray).await;
        assert_eq!(answer.status, 400, "{stray:?}");
        assert!(
            answer.body.starts_with("This is not the answer"),
            "{}",
            answer.body
        );
    }
    hand_over(port, &own, &key, &fragment()).await;
    assert_eq!(token(sign_in).await, TOKEN);
}

#[tokio::test]
async fn the_visit_before_the_hand_over_is_no_mistake() {
    let deadline = Duration::from_secs(1);
    for (handed_over, turned_away) in [(false, None), (true, Some(LandingError::WrongState))] {
        let sign_in = SignIn::begin(LoopbackHost::V4, ResponseType::Token, deadline).await;
        let port = sign_in.port;
        let key = key(&get(port, PATH).await);
        if handed_over {
            hand_over(
                port,
                &format!("http://127.0.0.1:{port}"),
                &key,
                "access_token=x&state=old",
            )
            .await;
        }
        let ended = sign_in.end().await.unwrap_err();
        assert_eq!(ended, WaitError::TimedOut { turned_away });
    }
}

#[tokio::test]
async fn a_body_has_sixteen_kilobytes() {
    let sign_in = SignIn::for_token().await;
    let port = sign_in.port;
    let (own, key) = (
        format!("http://127.0.0.1:{port}"),
        key(&get(port, PATH).await),
    );
    let padded = |length: usize| {
        format!(
            "{}&x={}",
            fragment(),
            "x".repeat(length - fragment().len() - 3)
        )
    };
    assert_eq!(
        hand_over(port, &own, &key, &padded(16 * 1024 + 1))
            .await
            .status,
        413
    );
    assert_eq!(
        hand_over(port, &own, &key, &padded(16 * 1024)).await.status,
        200
    );
    assert_eq!(token(sign_in).await, TOKEN);
}
