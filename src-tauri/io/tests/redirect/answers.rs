//! The right answer, by every name of this computer, and what happens after it.
use gatepass_core::{Landed, LoopbackHost, ResponseType};

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::browser::{is_open, request_to, rest, visit};
use crate::{CODE, LONG, PATH, SignIn, right};

#[tokio::test]
async fn a_code_arrives_by_every_name_of_this_computer() {
    use LoopbackHost::{Localhost, V4, V6};
    for registered in [V4, V6, Localhost] {
        for (address, named) in [
            ("127.0.0.1", "127.0.0.1"),
            ("::1", "[::1]"),
            ("localhost", "localhost"),
        ] {
            let sign_in = SignIn::begin(registered, ResponseType::Code, LONG).await;
            let port = sign_in.port;
            let bytes = format!(
                "GET {PATH}?{} HTTP/1.1\r\nHost: {named}:{port}\r\n\r\n",
                right()
            );
            let answer = request_to(address, port, &bytes).await;
            assert_eq!(answer.status, 200, "{registered} {named}: {}", answer.body);
            assert!(answer.body.contains("<h1>Signed in</h1>"));
            assert!(
                answer
                    .body
                    .contains("You can close this page and go back to Gatepass.")
            );
            assert_eq!(sign_in.code().await, CODE);
        }
    }
}

#[tokio::test]
async fn a_refusal_ends_the_wait_and_its_page_repeats_nothing() {
    let sign_in = SignIn::for_code().await;
    let refusal = right().replace(
        &format!("code={CODE}"),
        "error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E",
    );
    let answer = visit(sign_in.port, &refusal).await;
    assert!(answer.body.contains("<h1>The sign-in was refused</h1>"));
    assert!(!answer.body.contains("alert") && !answer.body.contains("access_denied"));
    let Ok(Landed::Refused { error, description }) =
        sign_in.end().await.map(|landing| landing.answer)
    else {
        panic!("no refusal")
    };
    assert_eq!(
        (error.as_str(), description.as_str()),
        ("access_denied", "<script>alert(1)</script>")
    );
}

#[tokio::test]
async fn after_one_answer_nothing_listens() {
    let sign_in = SignIn::for_code().await;
    let port = sign_in.port;
    assert!(is_open(port).await);
    visit(port, &right()).await;
    sign_in.code().await;
    assert!(!is_open(port).await);
}

#[tokio::test]
async fn of_two_right_answers_one_counts() {
    let sign_in = SignIn::for_code().await;
    let port = sign_in.port;
    let mut second = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let head = format!("GET {PATH}?{} HTTP/1.1\r\n", right());
    second.write_all(head.as_bytes()).await.unwrap();
    // Connections are taken in their order: once this one is answered, the one before is no longer waiting at the door.
    visit(port, "").await;
    assert_eq!(visit(port, &right()).await.status, 200);
    let head = format!("Host: 127.0.0.1:{port}\r\n\r\n");
    second.write_all(head.as_bytes()).await.unwrap();
    let answer = rest(&mut second).await;
    assert!(answer.starts_with("HTTP/1.1 410 "), "{answer}");
    assert_eq!(sign_in.code().await, CODE);
}
