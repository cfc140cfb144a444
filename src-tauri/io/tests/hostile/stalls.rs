//! Servers that never come to an end, slowly or as fast as they can.
use gatepass_core::HttpFailure;

use crate::servers::{Does, answer, server};
use crate::{DEADLINE, LIMIT, failure, get};

const HEAD: &str = "HTTP/1.1 200 OK\r\n";
const CHUNKED: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
/// Magic number, deflate, a file name follows (RFC 1952, section 2.3).
const GZIP_WITH_NAME: [u8; 10] = [0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3];
/// A whole gzip file of nothing: as many as one likes may follow each other.
const GZIP_OF_NOTHING: [u8; 20] = [
    0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
];

fn bytes(text: &str) -> Vec<u8> {
    text.into()
}

fn chunked_gzip(start: &[u8]) -> Vec<u8> {
    let head = CHUNKED.replace("\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n");
    [head.as_bytes(), &chunk(start)].concat()
}

fn chunk(bytes: &[u8]) -> Vec<u8> {
    [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat()
}

/// Nothing for too long, whole seconds rounded up; and too long in all.
const SILENT: HttpFailure = HttpFailure::TimedOut(1);
const TOO_LONG: HttpFailure = HttpFailure::TimedOut(2);

type Case = (&'static str, Does, HttpFailure);

/// Servers that give next to nothing, for ever; and what becomes of each.
fn slow() -> Vec<Case> {
    let half = answer("", b"12345678");
    let half = half[..half.len() - 4].to_vec();
    let long = "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n";
    let early = bytes("HTTP/1.1 103 Early Hints\r\n\r\n");
    let drips = |start: &str, again: &str| Does::Drips(bytes(start), bytes(again));
    let name = Does::Drips(chunked_gzip(&GZIP_WITH_NAME), chunk(b"n"));
    vec![
        ("says nothing", Does::Stalls(vec![]), SILENT),
        ("stops in the head", Does::Stalls(bytes(HEAD)), SILENT),
        ("stops in the body", Does::Stalls(half), SILENT),
        (
            "stops in a chunk",
            Does::Stalls(bytes(&format!("{CHUNKED}ff\r\nx"))),
            SILENT,
        ),
        ("drips a head", drips(&format!("{HEAD}x: "), "y"), SILENT),
        ("drips headers", drips(HEAD, "x: y\r\n"), SILENT),
        ("drips 1xx", Does::Drips(vec![], early), SILENT),
        ("drips a body", drips(long, "y"), TOO_LONG),
        ("drips chunks", drips(CHUNKED, "1\r\nx\r\n"), TOO_LONG),
        ("drips a gzip file name", name, TOO_LONG),
    ]
}

/// Servers that give all they can, for ever.
fn fast() -> Vec<Case> {
    let pours = |start: &str, again: &[u8]| Does::Pours(bytes(start), again.to_vec());
    let (ys, headers) = ([b'y'; 4_096], "x: y\r\n".repeat(99));
    let nothing = Does::Pours(
        chunked_gzip(&GZIP_OF_NOTHING),
        chunk(&GZIP_OF_NOTHING.repeat(50)),
    );
    let early = b"HTTP/1.1 100 Continue\r\n\r\n".repeat(50);
    let too_large = HttpFailure::TooLarge(LIMIT);
    let garbled = HttpFailure::Garbled;
    vec![
        (
            "pours chunks",
            pours(CHUNKED, &chunk(&ys)),
            too_large.clone(),
        ),
        (
            "pours a body without a length",
            pours(&format!("{HEAD}\r\n"), &ys),
            too_large,
        ),
        (
            "pours a head",
            pours(&format!("{HEAD}x: "), &ys),
            garbled.clone(),
        ),
        (
            "pours headers",
            pours(HEAD, headers.as_bytes()),
            garbled.clone(),
        ),
        (
            "pours trailers",
            pours(&format!("{CHUNKED}0\r\n"), headers.as_bytes()),
            garbled.clone(),
        ),
        (
            "pours the length of a chunk",
            pours(CHUNKED, &[b'f'; 4_096]),
            garbled.clone(),
        ),
        (
            "pours the remark of a chunk",
            pours(&format!("{CHUNKED}1;"), &ys),
            garbled,
        ),
        (
            "pours noughts before a length",
            pours(CHUNKED, &[b'0'; 4_096]),
            SILENT,
        ),
        ("pours 1xx", pours("", &early), SILENT),
        ("pours gzip of nothing", nothing, TOO_LONG),
    ]
}

#[tokio::test]
async fn what_never_ends_slowly_is_ended() {
    let mut cases = tokio::task::JoinSet::new();
    for (name, does, expected) in slow() {
        cases.spawn(async move {
            let address = server(does).await;
            (name, failure(get(&address).await), expected)
        });
    }
    for (name, came, expected) in cases.join_all().await {
        assert_eq!(came, expected, "{name}");
    }
}

/// One after the other: each takes a whole core while it lasts.
#[tokio::test]
async fn what_never_ends_and_hurries_is_ended() {
    for (name, does, expected) in fast() {
        let came = failure(get(&server(does).await).await);
        assert_eq!(came, expected, "{name}");
    }
}

#[tokio::test]
async fn a_server_that_stalls_in_the_tls_handshake_is_given_up_on() {
    // A record of 16 KB begins, and never becomes one.
    for start in [vec![], vec![22, 3, 3, 0x40, 0, 2]] {
        for does in [
            Does::Stalls(start.clone()),
            Does::Drips(start.clone(), vec![0]),
        ] {
            // With nothing before them, dripping zeros are no TLS: that is refused, not waited for.
            let waits = !start.is_empty() || matches!(does, Does::Stalls(_));
            let address = server(does).await.replace("http:", "https:");
            let came = failure(get(&address).await);
            assert_eq!(matches!(came, HttpFailure::TimedOut(1)), waits, "{came:?}");
        }
    }
}

/// The control: these servers do hold up a client that knows no limits.
#[tokio::test]
async fn a_client_without_limits_is_still_waiting() {
    gatepass_io::install_crypto();
    let waiting = [
        "says nothing",
        "drips a head",
        "drips a body",
        "drips a gzip file name",
        "drips 1xx",
    ];
    let mut cases = tokio::task::JoinSet::new();
    for (name, does, _) in slow() {
        if !waiting.contains(&name) {
            continue;
        }
        cases.spawn(async move {
            let address = server(does).await;
            let patient = async { reqwest::get(address).await?.bytes().await };
            let ended = tokio::time::timeout(DEADLINE / 2, patient).await;
            assert!(ended.is_err(), "{name}");
        });
    }
    assert_eq!(cases.join_all().await.len(), waiting.len());
}

/// The control: slowness alone is not refused.
#[tokio::test]
async fn a_slow_server_that_ends_in_time_is_heard_out() {
    let start = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n";
    let address = server(Does::Drips(bytes(start), bytes("y"))).await;
    let answer = get(&address).await.unwrap();
    assert_eq!(&answer.body[..], &[b'y'; 20]);
}
