//! Each way in which no answer comes has its name, and an end.
use std::time::{Duration, Instant};

use gatepass_core::{Body, Http, HttpFailure, Kept, Request, Route, Secret, Value};
use gatepass_io::{HttpLimits, ReqwestHttp};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use crate::server::{Server, read_request, with_body};
use crate::{get, refused, request};

const SHORT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(5);

async fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

#[tokio::test]
async fn nothing_listens() {
    let address = format!("http://127.0.0.1:{}/", free_port().await);
    assert_eq!(refused(get(&address).await), HttpFailure::ConnectionRefused);
}

#[tokio::test]
async fn no_such_name() {
    // Too long a label: it is refused on this computer, and no name server is asked.
    let address = format!("https://{}.example/", "a".repeat(64));
    assert_eq!(refused(get(&address).await), HttpFailure::NameNotFound);
}

#[tokio::test]
async fn the_connection_ends_early() {
    for bytes in [
        "",
        "HTTP/1.1 200 O",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
    ] {
        let server = Server::answering(bytes).await;
        assert_eq!(
            refused(get(&server.address()).await),
            HttpFailure::CutOff,
            "{bytes:?}"
        );
    }
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
    let server = Server::answering(chunked).await;
    assert_eq!(refused(get(&server.address()).await), HttpFailure::CutOff);
}

#[tokio::test]
async fn a_compressed_body_that_ends_early_is_cut_off_too() {
    let whole = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xcb, 0x48];
    let server = Server::answering(with_body("Content-Encoding: gzip\r\n", &whole)).await;
    assert_eq!(refused(get(&server.address()).await), HttpFailure::CutOff);
}

#[tokio::test]
async fn what_is_not_http_is_garbled() {
    let many: String = (0..10_000).map(|n| format!("x-{n}: {n}\r\n")).collect();
    let many = format!("HTTP/1.1 200 OK\r\n{many}Content-Length: 0\r\n\r\n");
    for bytes in [
        "SSH-2.0-OpenSSH_9.2\r\n",
        "\x16\x03\x01",
        "HTTP/1.1 99999 OK\r\n\r\n",
        &many,
    ] {
        let server = Server::answering(bytes).await;
        assert_eq!(
            refused(get(&server.address()).await),
            HttpFailure::Garbled,
            "{:.40}",
            bytes
        );
    }
}

/// Listens, sends these bytes one by one for ever, and never closes.
async fn never_ending(head: &'static str, drip: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut tick = tokio::time::interval(Duration::from_millis(20));
        loop {
            tick.tick().await;
            if !drip.is_empty() && stream.write_all(drip).await.is_err() {
                return;
            }
        }
    });
    address
}

async fn ends_in_time(limits: HttpLimits, address: &str, seconds: u64) {
    let started = Instant::now();
    let asked = request("GET", address, Body::None).seal(None).unwrap();
    let answer = ReqwestHttp::new(limits)
        .send(&asked, &Route::default(), 1024 * 1024)
        .await;
    assert_eq!(refused(answer), HttpFailure::TimedOut(seconds));
    assert!(started.elapsed() < LONG, "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up_on() {
    let limits = HttpLimits {
        connect: LONG,
        read: SHORT,
        total: LONG,
    };
    ends_in_time(limits, &never_ending("", b"").await, 1).await;
    ends_in_time(
        limits,
        &never_ending("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1", b"").await,
        1,
    )
    .await;
}

#[tokio::test]
async fn a_server_that_drips_is_given_up_on_in_total() {
    let limits = HttpLimits {
        connect: LONG,
        read: LONG,
        total: Duration::from_millis(600),
    };
    ends_in_time(
        limits,
        &never_ending("HTTP/1.1 200 OK\r\nx: ", b"y").await,
        1,
    )
    .await;
    ends_in_time(
        limits,
        &never_ending("HTTP/1.1 200 OK\r\n\r\n", b"y").await,
        1,
    )
    .await;
}

#[tokio::test]
async fn a_tls_server_that_says_nothing_is_given_up_on_while_connecting() {
    let limits = HttpLimits {
        connect: SHORT,
        read: LONG,
        total: LONG,
    };
    let address = never_ending("", b"").await.replace("http:", "https:");
    ends_in_time(limits, &address, 1).await;
}

#[tokio::test]
async fn a_header_that_cannot_be_sent_is_not_repeated_in_the_text() {
    let address = "http://127.0.0.1:9/";
    let kept = Kept::new(
        Secret::new("hunter2\r\nX-Injected: 1"),
        vec![address.parse().unwrap()],
    );
    let headers = vec![("X-Key".into(), Value::Secret("key".into(), kept))];
    let asked = Request {
        headers,
        ..request("GET", address, Body::None)
    };
    match crate::send(&asked, &Route::default(), 1024)
        .await
        .map(|_| ())
    {
        Err(HttpFailure::BadRoute(text)) => assert!(
            text.contains("x-key") && !text.contains("hunter2"),
            "{text}"
        ),
        other => panic!("{other:?}"),
    }
}
