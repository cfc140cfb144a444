//! What is read back: encodings undone, sizes bounded, headers in order.
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use gatepass_core::{Body, HttpFailure, Route};

use crate::server::{Server, with_body};
use crate::{get, request, send};

const LIMIT: usize = 256 * 1024;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A zstd frame of `blocks` blocks of 128 KB of one byte, four bytes each (RFC 8878, section 3.1.1.2).
fn zstd_of_one_byte(blocks: usize) -> Vec<u8> {
    let size = 128 * 1024_u32;
    // Magic number; no content size, no checksum; a window of 128 KB.
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 7 << 3];
    for number in 1..=blocks {
        let header = (size << 3) | (1 << 1) | u32::from(number == blocks);
        frame.extend_from_slice(&header.to_le_bytes()[..3]);
        frame.push(b'z');
    }
    frame
}

async fn read(encoding: &str, body: &[u8], limit: usize) -> Result<Vec<u8>, HttpFailure> {
    let server = Server::answering(with_body(
        &format!("Content-Encoding: {encoding}\r\n"),
        body,
    ))
    .await;
    let answer = send(
        &request("GET", &server.address(), Body::None),
        &Route::default(),
        limit,
    )
    .await;
    assert!(server.only().contains("zstd,gzip,br"), "it is asked for");
    answer.map(|answer| answer.body.to_vec())
}

#[tokio::test]
async fn gzip_brotli_and_zstd_are_decoded() {
    assert_eq!(
        read("gzip", &gzip(b"hello"), LIMIT).await.unwrap(),
        b"hello"
    );
    assert_eq!(
        read("br", b"\x0b\x02\x80hello\x03", LIMIT).await.unwrap(),
        b"hello"
    );
    assert_eq!(
        read("zstd", &zstd_of_one_byte(1), LIMIT).await.unwrap(),
        vec![b'z'; 128 * 1024]
    );
}

#[tokio::test]
async fn a_bomb_stops_at_the_limit() {
    let ten_mb = gzip(&vec![0; 10 * 1024 * 1024]);
    assert!(ten_mb.len() < LIMIT, "small on the wire: {}", ten_mb.len());
    assert_eq!(
        read("gzip", &ten_mb, LIMIT).await,
        Err(HttpFailure::TooLarge(LIMIT))
    );
    assert_eq!(
        read("zstd", &zstd_of_one_byte(1_000), LIMIT).await,
        Err(HttpFailure::TooLarge(LIMIT))
    );
}

#[tokio::test]
async fn the_limit_itself_is_allowed() {
    assert_eq!(
        read("gzip", &gzip(&vec![b'x'; LIMIT]), LIMIT)
            .await
            .unwrap()
            .len(),
        LIMIT
    );
    assert_eq!(
        read("identity", &vec![b'x'; LIMIT], LIMIT)
            .await
            .unwrap()
            .len(),
        LIMIT
    );
    assert_eq!(
        read("identity", &vec![b'x'; LIMIT + 1], LIMIT).await,
        Err(HttpFailure::TooLarge(LIMIT))
    );
}

#[tokio::test]
async fn an_encoding_that_does_not_decode_is_garbled() {
    assert_eq!(
        read("gzip", b"<h1>Developer Inactive</h1>", LIMIT).await,
        Err(HttpFailure::Garbled)
    );
}

#[tokio::test]
async fn headers_come_in_order_with_names_in_lower_case() {
    let server = Server::answering(with_body("X-B: 1\r\nx-A: two\r\nX-B: 3\r\n", b"")).await;
    let answer = get(&server.address()).await.unwrap();
    let ours: Vec<_> = answer
        .headers
        .iter()
        .filter(|(name, _)| name.starts_with("x-"))
        .cloned()
        .collect();
    assert_eq!(ours.len(), 3);
    assert_eq!(
        (
            answer.header("x-a"),
            answer.header("x-b"),
            answer.header("x-c")
        ),
        ("two", "1", "")
    );
    assert!(ours.contains(&("x-b".into(), "3".into())), "{ours:?}");
}
