//! Compression bombs of 10 GB: reading stops at the limit, and so does memory. Each is read in a process of its own, whose
//! peak is then its own.
use std::time::Duration;

use async_compression::Level;
use async_compression::tokio::write::{BrotliEncoder, GzipEncoder, ZstdEncoder};
use gatepass_core::{Body, Http, HttpFailure, Method, Request, Route};
use gatepass_io::{HttpLimits, ReqwestHttp};
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::servers::request_of;

const LIMIT: usize = 24 * 1024 * 1024;
/// 1.1 times the limit, and 32 MB.
const MOST_GROWTH: usize = LIMIT / 10 * 11 + 32 * 1024 * 1024;
static ZEROS: [u8; 1024 * 1024] = [0; 1024 * 1024];
const MEGABYTES: usize = 10 * 1024;

const PATIENCE: HttpLimits = HttpLimits {
    connect: Duration::from_secs(5),
    read: Duration::from_secs(10),
    total: Duration::from_secs(30),
};

/// Serves 10 GB of zeros, encoded while they are sent.
async fn bomb(encoding: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(explode(stream, encoding));
        }
    });
    address
}

async fn explode(mut stream: TcpStream, encoding: &str) -> std::io::Result<()> {
    request_of(&mut stream).await?;
    let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\n\r\n");
    stream.write_all(head.as_bytes()).await?;
    let quick = Level::Fastest;
    let mut body: Box<dyn AsyncWrite + Send + Unpin> = match encoding {
        "gzip" => Box::new(GzipEncoder::with_quality(stream, quick)),
        "br" => Box::new(BrotliEncoder::with_quality(stream, quick)),
        _ => Box::new(ZstdEncoder::with_quality(stream, quick)),
    };
    for _ in 0..MEGABYTES {
        body.write_all(&ZEROS).await?;
    }
    body.shutdown().await
}

/// How much a process of its own grows by reading it, up to `limit` bytes.
async fn growth(encoding: &'static str, limit: usize) -> usize {
    let mut child = tokio::process::Command::new(std::env::current_exe().unwrap());
    child
        .args([
            "--exact",
            "bombs::child_that_reads",
            "--ignored",
            "--nocapture",
        ])
        .env("GATEPASS_TEST_BOMB", bomb(encoding).await)
        .env("GATEPASS_TEST_LIMIT", limit.to_string())
        .kill_on_drop(true);
    let output = tokio::time::timeout(PATIENCE.total * 2, child.output());
    let output = output.await.unwrap().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    let (_, told) = text.split_once("growth: ").expect("it tells");
    told.split_whitespace().next().unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bomb_costs_no_more_memory_than_the_limit() {
    for encoding in ["gzip", "br", "zstd"] {
        let grown = growth(encoding, LIMIT).await;
        assert!(
            grown > LIMIT / 2,
            "{encoding}: what was read is in memory: {grown}"
        );
        assert!(
            grown <= MOST_GROWTH,
            "{encoding}: {grown} is more than {MOST_GROWTH}"
        );
    }
}

/// The control: with eight times the limit the same measure is over the same bound.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_measure_sees_a_reader_that_takes_too_much() {
    assert!(growth("zstd", LIMIT * 8).await > MOST_GROWTH);
}

#[tokio::test]
#[ignore = "run by the other tests, in a process of its own"]
#[allow(
    clippy::print_stdout,
    reason = "how it reports to the test that started it"
)]
async fn child_that_reads() {
    let request = Request {
        method: Method::Get,
        address: std::env::var("GATEPASS_TEST_BOMB")
            .unwrap()
            .parse()
            .unwrap(),
        query: vec![],
        headers: vec![],
        body: Body::None,
    };
    let limit = std::env::var("GATEPASS_TEST_LIMIT")
        .unwrap()
        .parse()
        .unwrap();
    let (wire, http) = (request.seal(None).unwrap(), ReqwestHttp::new(PATIENCE));
    let before = kilobytes("VmRSS:");
    let answer = http.send(&wire, &Route::default(), limit).await;
    assert_eq!(
        answer.map(|answer| answer.status),
        Err(HttpFailure::TooLarge(limit))
    );
    println!("growth: {}", (kilobytes("VmHWM:") - before) * 1024);
}

/// Of this process (proc(5)).
fn kilobytes(name: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
