//! The exact bytes of each kind of request.
use gatepass_core::{Body, Kept, Request, Route, Secret, Value};

use crate::server::{Server, with_body};
use crate::{request, send};

async fn on_the_wire(make: impl FnOnce(&str) -> Request) -> String {
    let server = Server::answering(with_body("", b"{}")).await;
    let answer = send(&make(&server.address()), &Route::default(), 1024)
        .await
        .unwrap();
    assert_eq!((answer.status, &answer.body[..]), (200, &b"{}"[..]));
    server
        .only()
        .replace(&format!("127.0.0.1:{}", server.port), "HOST")
}

fn secret(address: &str) -> Kept {
    Kept::new(Secret::new("s3cr3t &é"), vec![address.parse().unwrap()])
}

#[tokio::test]
async fn a_get_has_no_body_and_only_what_core_asked_for() {
    let text = on_the_wire(|address| request("GET", address, Body::None)).await;
    let agent = gatepass_core::USER_AGENT;
    let expected = format!(
        "GET /token HTTP/1.1\r\nuser-agent: {agent}\r\naccept: application/json\r\n\
         accept-encoding: zstd,gzip,br\r\nhost: HOST\r\n\r\n"
    );
    assert_eq!(sorted(&text), sorted(&expected), "{text}");
}

#[tokio::test]
async fn an_empty_post_says_that_it_is_empty() {
    let text = on_the_wire(|address| {
        let mut asked = request("POST", address, Body::Empty);
        asked.query = vec![(
            "client_secret".into(),
            Value::Secret("client secret".into(), secret(address)),
        )];
        asked
    })
    .await;
    assert!(
        text.starts_with("POST /token?client_secret=s3cr3t"),
        "{text}"
    );
    assert!(
        text.to_ascii_lowercase()
            .contains("\r\ncontent-length: 0\r\n"),
        "{text}"
    );
    assert!(
        !text.to_ascii_lowercase().contains("transfer-encoding"),
        "{text}"
    );
    assert!(text.ends_with("\r\n\r\n"), "{text}");
}

#[tokio::test]
async fn a_form_is_sent_as_it_was_sealed() {
    let text = on_the_wire(|address| {
        let members = vec![
            (
                "grant_type".into(),
                Value::Plain("client_credentials".into()),
            ),
            (
                "client_secret".into(),
                Value::Secret("client secret".into(), secret(address)),
            ),
        ];
        request("POST", address, Body::Form(members))
    })
    .await;
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    assert_eq!(
        body,
        "grant_type=client_credentials&client_secret=s3cr3t+%26%C3%A9"
    );
    assert!(
        head.to_ascii_lowercase()
            .contains(&format!("content-length: {}", body.len())),
        "{head}"
    );
}

#[tokio::test]
async fn basic_credentials_travel_in_the_header() {
    let text = on_the_wire(|address| {
        let kept = Kept::new(Secret::new("pass word"), vec![address.parse().unwrap()]);
        let mut asked = request("POST", address, Body::Empty);
        asked
            .headers
            .push(("Authorization".into(), Value::Basic("an id".into(), kept)));
        asked
    })
    .await;
    // echo -n 'an+id:pass+word' | base64
    assert!(
        text.to_ascii_lowercase().contains("authorization: basic "),
        "{text}"
    );
    assert!(text.contains("Basic YW4raWQ6cGFzcyt3b3Jk\r\n"), "{text}");
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_nothing_reaches_the_other_host() {
    let other = Server::answering(with_body("", b"{}")).await;
    for status in [301, 302, 303, 307, 308] {
        let redirect = format!(
            "HTTP/1.1 {status} Moved\r\nLocation: {}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            other.address()
        );
        let server = Server::answering(redirect).await;
        let members = vec![(
            "client_secret".into(),
            Value::Secret("client secret".into(), secret(&server.address())),
        )];
        let asked = request("POST", &server.address(), Body::Form(members));
        let answer = send(&asked, &Route::default(), 1024).await.unwrap();
        assert_eq!(answer.status, status);
        assert_eq!(answer.header("location"), other.address());
        server.only();
    }
    assert_eq!(other.seen(), Vec::<String>::new());
    // The control: it does note what reaches it.
    crate::get(&other.address()).await.unwrap();
    other.only();
}

fn sorted(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.split("\r\n").map(str::to_ascii_lowercase).collect();
    lines.sort();
    lines
}
