//! Requests that are not our answer: none of them ends the wait, none puts anything in.
use gatepass_core::{LandingError, LoopbackHost, ResponseType};
use gatepass_io::WaitError;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::browser::{get, request, rest, visit};
use crate::{CODE, PATH, SignIn, right};

#[tokio::test]
async fn another_name_for_this_computer_is_not_answered() {
    let sign_in = SignIn::for_code().await;
    let port = sign_in.port;
    let target = format!("{PATH}?{}", right());
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        "127.0.0.1".to_owned(),
        format!("127.0.0.2:{port}"),
        format!("localhost.evil.example:{port}"),
        format!("127.0.0.1:{port}0"),
        format!("127.0.0.1:{port}\r\nHost: evil.example"),
    ] {
        let answer = request(
            port,
            &format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        )
        .await;
        assert_eq!(answer.status, 421, "{host}");
    }
    for head in [
        format!("GET {target} HTTP/1.0\r\n\r\n"),
        format!("GET http://evil.example{target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"),
    ] {
        assert_eq!(request(port, &head).await.status, 421, "{head}");
    }
    visit(port, &right()).await;
    assert_eq!(sign_in.code().await, CODE);
}

#[tokio::test]
async fn other_paths_and_methods_bring_nothing_in() {
    let sign_in = SignIn::for_code().await;
    let (port, query) = (sign_in.port, right());
    for path in [
        "/",
        "/favicon.ico",
        "/callback/",
        "/Callback",
        "/x/../callback",
        "//callback",
        "/%63allback",
    ] {
        assert_eq!(
            get(port, &format!("{path}?{query}")).await.status,
            404,
            "{path}"
        );
    }
    for method in ["POST", "HEAD", "PUT", "OPTIONS"] {
        let head = format!(
            "{method} {PATH}?{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 0\r\n\r\n"
        );
        let answer = request(port, &head).await;
        assert_eq!(answer.status, 405, "{method}");
        assert!(
            answer
                .headers
                .iter()
                .all(|(name, _)| !name.starts_with("access-control"))
        );
    }
    visit(port, &query).await;
    assert_eq!(sign_in.code().await, CODE);
}

#[tokio::test]
async fn a_hundred_answers_to_other_requests_are_turned_away_and_the_right_one_still_counts() {
    let sign_in = SignIn::for_code().await;
    let port = sign_in.port;
    for number in 0..100 {
        let stray = match number % 5 {
            0 => format!("code=stolen&state=guess-{number}"),
            1 => "code=stolen".to_owned(),
            2 => "error=access_denied&state=".to_owned(),
            3 => format!("{}&code=stolen", right()),
            _ => String::new(),
        };
        let answer = visit(port, &stray).await;
        assert_eq!(answer.status, 400, "{stray}");
        assert!(
            answer
                .body
                .contains("does not belong to the sign-in under way")
        );
    }
    assert_eq!(visit(port, &right()).await.status, 200);
    assert_eq!(sign_in.code().await, CODE);
}

#[tokio::test]
async fn the_app_learns_what_was_turned_away() {
    let deadline = Duration::from_secs(2);
    let mut ends = Vec::new();
    for (queries, turned_away) in [
        (vec![], None),
        (vec![""], Some(LandingError::NothingInIt)),
        (vec!["code=x"], Some(LandingError::StateMissing)),
        (vec!["code=x&state=old", ""], Some(LandingError::WrongState)),
        (
            vec!["code=x&state=old", "code=x&code=y"],
            Some(LandingError::Duplicate),
        ),
    ] {
        let sign_in = SignIn::begin(LoopbackHost::V4, ResponseType::Code, deadline).await;
        for query in queries {
            visit(sign_in.port, query).await;
        }
        ends.push((sign_in, turned_away));
    }
    for (sign_in, turned_away) in ends {
        let ended = sign_in.end().await.unwrap_err();
        assert_eq!(ended, WaitError::TimedOut { turned_away });
    }
}

#[tokio::test]
async fn the_app_is_told_at_once_and_each_time() {
    use LandingError::{NothingInIt, StateMissing, WrongState};
    let sign_in = SignIn::for_code().await;
    for query in [
        "code=x&state=old",
        "",
        "code=x",
        "error=access_denied&state=old",
    ] {
        visit(sign_in.port, query).await;
    }
    let told = sign_in.told.lock().unwrap().clone();
    assert_eq!(told, [WrongState, NothingInIt, StateMissing, WrongState]);
    visit(sign_in.port, &right()).await;
    let told = Arc::clone(&sign_in.told);
    assert_eq!(sign_in.code().await, CODE);
    assert_eq!(
        told.lock().unwrap().len(),
        4,
        "the right one is no stranger"
    );
}

#[tokio::test]
async fn those_who_say_nothing_hold_up_nobody() {
    let sign_in = SignIn::for_code().await;
    let mut silent = Vec::new();
    for number in 0..40 {
        let mut stream = TcpStream::connect(("127.0.0.1", sign_in.port))
            .await
            .unwrap();
        if number % 2 == 0 {
            stream.write_all(b"GET /callback?code=").await.unwrap();
        }
        silent.push(stream);
    }
    let begun = std::time::Instant::now();
    assert_eq!(visit(sign_in.port, &right()).await.status, 200);
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(sign_in.code().await, CODE);
}

#[tokio::test]
async fn a_request_has_five_seconds() {
    let sign_in = SignIn::for_code().await;
    let mut slow = TcpStream::connect(("127.0.0.1", sign_in.port))
        .await
        .unwrap();
    let begun = std::time::Instant::now();
    slow.write_all(b"GET /callback").await.unwrap();
    assert_eq!(rest(&mut slow).await, "");
    assert!(
        begun.elapsed() >= Duration::from_secs(4),
        "{:?}",
        begun.elapsed()
    );
    visit(sign_in.port, &right()).await;
    assert_eq!(sign_in.code().await, CODE);
}

#[tokio::test]
async fn heads_that_are_too_large_are_refused() {
    let sign_in = SignIn::for_code().await;
    let port = sign_in.port;
    let cookies = |length| {
        format!(
            "GET {PATH}?{} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {}\r\n\r\n",
            right(),
            "c".repeat(length)
        )
    };
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    // It is refused before all of it is sent.
    let _ = stream.write_all(cookies(100_000).as_bytes()).await;
    let refused = rest(&mut stream).await;
    assert!(
        refused.is_empty() || refused.starts_with("HTTP/1.1 431 "),
        "{refused}"
    );
    assert_eq!(request(port, &cookies(20_000)).await.status, 200);
    assert_eq!(sign_in.code().await, CODE);
}
