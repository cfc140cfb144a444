//! An answer as it arrives: head first, then pieces; stopped, dropped, measured.
use std::time::Duration;

use gatepass_core::{
    Arrival, Body, CallLimits, Head, Http, HttpFailure, Route, Sink, Stop, Times, WireRequest,
};
use gatepass_io::ReqwestHttp;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};

use crate::server::{Server, read_request, with_body};
use crate::tls::Authority;
use crate::{LIMITS, request};

const WITHIN: CallLimits = CallLimits {
    body: 1024 * 1024,
    read_ms: None,
    total_ms: None,
};

/// A server's pause, to be found again in one figure and no other; what is measured is rounded to a millisecond.
const PAUSE: Duration = Duration::from_millis(401);
const PAUSE_MS: u64 = 400;

/// Tells what it is given, and wants no more than so many pieces.
struct Telling {
    told: mpsc::UnboundedSender<String>,
    pieces: usize,
}

impl Telling {
    fn up_to(pieces: usize) -> (Self, mpsc::UnboundedReceiver<String>) {
        let (told, heard) = mpsc::unbounded_channel();
        (Self { told, pieces }, heard)
    }
}

impl Sink for Telling {
    fn head(&mut self, head: &Head) {
        let text = format!("{} {}", head.status, head.header("x-id"));
        self.told.send(text).unwrap();
    }

    fn push(&mut self, piece: &[u8]) -> Result<(), Stop> {
        let text = String::from_utf8(piece.to_vec()).unwrap();
        self.told.send(text).unwrap();
        self.pieces -= 1;
        if self.pieces == 0 { Err(Stop) } else { Ok(()) }
    }
}

fn sealed(address: &str) -> WireRequest {
    request("GET", address, Body::None).seal(None).unwrap()
}

async fn exchange(http: &ReqwestHttp, address: &str, route: &Route) -> Arrival {
    let (mut sink, _heard) = Telling::up_to(usize::MAX);
    let asked = sealed(address);
    let arrival = http.exchange(&asked, route, &WITHIN, &mut sink).await;
    arrival.unwrap()
}

/// A server whose connection the test holds in its hand.
async fn by_hand() -> (String, oneshot::Receiver<TcpStream>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let (give, take) = oneshot::channel();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        give.send(stream).unwrap();
    });
    (address, take)
}

async fn hung_up(stream: &mut TcpStream) {
    let mut byte = [0];
    let end = tokio::time::timeout(Duration::from_secs(5), stream.read(&mut byte));
    // An orderly end or a reset: it is over either way.
    assert!(matches!(end.await.unwrap(), Ok(0) | Err(_)));
}

#[tokio::test]
async fn the_head_and_each_piece_are_there_as_soon_as_they_arrive() {
    let (address, stream) = by_hand().await;
    let (mut sink, mut heard) = Telling::up_to(usize::MAX);
    let asked = sealed(&address);
    let http = ReqwestHttp::new(LIMITS);
    let route = Route::default();
    let ours = http.exchange(&asked, &route, &WITHIN, &mut sink);
    let theirs = async {
        let mut stream = stream.await.unwrap();
        let head = b"HTTP/1.1 202 Accepted\r\nX-Id: 7\r\nContent-Length: 9\r\n\r\n";
        stream.write_all(head).await.unwrap();
        assert_eq!(heard.recv().await.unwrap(), "202 7");
        for piece in ["one", "two", "end"] {
            stream.write_all(piece.as_bytes()).await.unwrap();
            // The next is not sent before this one has been taken in.
            assert_eq!(heard.recv().await.unwrap(), piece);
        }
    };
    let (arrival, ()) = tokio::join!(ours, theirs);
    let arrival = arrival.unwrap();
    assert_eq!((arrival.head.status, arrival.whole), (202, true));
    assert_eq!((arrival.sizes.wire, arrival.sizes.decoded), (9, 9));
}

#[tokio::test]
async fn a_sink_that_wants_no_more_ends_the_exchange() {
    let (address, stream) = by_hand().await;
    let (mut sink, _heard) = Telling::up_to(1);
    let asked = sealed(&address);
    let http = ReqwestHttp::new(LIMITS);
    let route = Route::default();
    let ours = http.exchange(&asked, &route, &WITHIN, &mut sink);
    let theirs = async {
        let mut stream = stream.await.unwrap();
        let start = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nstart";
        stream.write_all(start).await.unwrap();
        hung_up(&mut stream).await;
    };
    let (arrival, ()) = tokio::join!(ours, theirs);
    let arrival = arrival.unwrap();
    assert_eq!((arrival.whole, arrival.sizes.decoded), (false, 5));
}

#[tokio::test]
async fn dropping_it_ends_it_at_once_before_and_after_the_head() {
    for start in ["", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nstart"] {
        let (address, stream) = by_hand().await;
        let asking = tokio::spawn(async move {
            let (mut sink, _heard) = Telling::up_to(usize::MAX);
            let http = ReqwestHttp::new(LIMITS);
            let (asked, route) = (sealed(&address), Route::default());
            let arrival = http.exchange(&asked, &route, &WITHIN, &mut sink).await;
            arrival.map(|_| ())
        });
        let mut stream = stream.await.unwrap();
        stream.write_all(start.as_bytes()).await.unwrap();
        asking.abort();
        assert!(asking.await.unwrap_err().is_cancelled());
        hung_up(&mut stream).await;
    }
}

#[tokio::test]
async fn a_call_may_wait_shorter_or_longer_than_others() {
    for (read_ms, total_ms) in [(Some(200), None), (None, Some(200))] {
        let (address, _stream) = by_hand().await;
        let (mut sink, _heard) = Telling::up_to(usize::MAX);
        let limits = CallLimits {
            read_ms,
            total_ms,
            ..WITHIN
        };
        let http = ReqwestHttp::new(LIMITS);
        let (asked, route) = (sealed(&address), Route::default());
        let arrival = http.exchange(&asked, &route, &limits, &mut sink).await;
        assert_eq!(arrival, Err(HttpFailure::TimedOut(1)));
    }
}

#[tokio::test]
async fn both_sizes_are_counted() {
    // echo -n hello | brotli
    let server = Server::answering(with_body(
        "Content-Encoding: br\r\n",
        b"\x0b\x02\x80hello\x03",
    ))
    .await;
    let http = ReqwestHttp::new(LIMITS);
    let arrival = exchange(&http, &server.address(), &Route::default()).await;
    assert_eq!((arrival.sizes.wire, arrival.sizes.decoded), (9, 5));
    assert_eq!(arrival.head.header("content-encoding"), "br", "as it came");
    assert_eq!(arrival.head.header("content-length"), "9");
}

#[tokio::test]
async fn an_encoding_without_a_body_is_an_empty_body() {
    let empty = "HTTP/1.1 204 No Content\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n";
    for bytes in [empty.into(), with_body("Content-Encoding: gzip\r\n", b"")] {
        let server = Server::answering(bytes).await;
        let http = ReqwestHttp::new(LIMITS);
        let arrival = exchange(&http, &server.address(), &Route::default()).await;
        assert_eq!((arrival.whole, arrival.sizes.decoded), (true, 0));
    }
}

/// Answers on one connection for as long as it is kept, each time after `pause`.
async fn keeping(pause: Duration) -> (String, mpsc::UnboundedReceiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let (opened, connections) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            opened.send(()).unwrap();
            while !read_request(&mut stream).await.is_empty() {
                tokio::time::sleep(pause).await;
                let answer = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 9\r\n\r\n\x0b\x02\x80hello\x03";
                stream.write_all(answer).await.unwrap();
            }
        }
    });
    (address, connections)
}

async fn times(http: &ReqwestHttp, address: &str) -> Times {
    exchange(http, address, &Route::default()).await.times
}

/// Accepts at once, and lets the bytes through to another port with a pause before the first.
async fn late(far: u16) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (mut near, _) = listener.accept().await.unwrap();
        near.readable().await.unwrap();
        tokio::time::sleep(PAUSE).await;
        let mut far = TcpStream::connect(("127.0.0.1", far)).await.unwrap();
        copy_bidirectional(&mut near, &mut far).await
    });
    port
}

#[tokio::test]
async fn times_tell_a_new_connection_from_a_used_one() {
    let (address, mut connections) = keeping(PAUSE).await;
    let http = ReqwestHttp::new(LIMITS);
    let first = times(&http, &address).await;
    assert!(first.connect_ms.is_some(), "{first:?}");
    assert_eq!((first.dns_ms, first.tls_ms), (None, None), "digits, no TLS");
    let second = times(&http, &address).await;
    assert_eq!(
        (second.dns_ms, second.connect_ms, second.tls_ms),
        (None, None, None)
    );
    for times in [first, second] {
        assert!(
            times.wait_ms >= Some(PAUSE_MS),
            "the server's pause: {times:?}"
        );
        assert!(times.wait_ms < Some(2_000), "{times:?}");
    }
    connections.recv().await.unwrap();
    assert!(
        connections.try_recv().is_err(),
        "an encoded body leaves its connection usable"
    );
}

#[tokio::test]
async fn the_handshake_has_its_own_time_and_a_slow_body_too() {
    let company = Authority::new();
    let port = late(company.server("localhost", |_| ()).await).await;
    let http = ReqwestHttp::new(LIMITS);
    let address = format!("https://localhost:{port}/");
    let times = exchange(&http, &address, &company.route()).await.times;
    assert!(times.dns_ms.is_some(), "a name is looked up: {times:?}");
    assert!(times.tls_ms >= Some(PAUSE_MS), "{times:?}");
    assert!(times.connect_ms < Some(PAUSE_MS), "{times:?}");

    let (address, stream) = by_hand().await;
    let (mut sink, mut heard) = Telling::up_to(usize::MAX);
    let (asked, route) = (sealed(&address), Route::default());
    let ours = http.exchange(&asked, &route, &WITHIN, &mut sink);
    let theirs = async {
        let mut stream = stream.await.unwrap();
        let start = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n1";
        stream.write_all(start).await.unwrap();
        for told in ["200 ", "1"] {
            assert_eq!(heard.recv().await.unwrap(), told);
        }
        tokio::time::sleep(PAUSE).await;
        stream.write_all(b"2").await.unwrap();
    };
    let (arrival, ()) = tokio::join!(ours, theirs);
    let times = arrival.unwrap().times;
    assert!(times.download_ms >= Some(PAUSE_MS), "{times:?}");
    assert!(times.wait_ms < Some(PAUSE_MS), "{times:?}");
}

#[tokio::test]
async fn calls_at_the_same_time_each_have_their_own_times() {
    let (quick, _quick) = keeping(Duration::ZERO).await;
    let (slow, _slow) = keeping(Duration::from_secs(1)).await;
    let http = ReqwestHttp::new(LIMITS);
    let (quick, slow) = tokio::join!(times(&http, &quick), times(&http, &slow));
    assert!(quick.wait_ms < Some(900), "{quick:?}");
    assert!(slow.wait_ms >= Some(1_000), "{slow:?}");
}
