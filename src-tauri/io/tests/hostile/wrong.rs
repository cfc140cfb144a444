//! Servers that end, and what they said is not an answer.
use gatepass_core::HttpFailure;

use crate::servers::{Does, answer, server};
use crate::{failure, get};

/// A zstd frame (RFC 8878, section 3.1.1) whose window is 128 MB; RFC 9659 allows 8 MB. One block of one byte, 9 times.
const ZSTD_WIDE: [u8; 10] = [
    0x28,
    0xb5,
    0x2f,
    0xfd,
    0x00,
    17 << 3,
    0x4b,
    0x00,
    0x00,
    b'z',
];
/// The same with a window of 8 MB.
const ZSTD_ALLOWED: [u8; 10] = [
    0x28,
    0xb5,
    0x2f,
    0xfd,
    0x00,
    13 << 3,
    0x4b,
    0x00,
    0x00,
    b'z',
];
/// echo -n hello | brotli
const BROTLI: &[u8] = b"\x0b\x02\x80hello\x03";

fn encoded(name: &str, body: &[u8]) -> Does {
    Does::Says(answer(&format!("Content-Encoding: {name}\r\n"), body))
}

fn says(text: &str) -> Does {
    Does::Says(text.into())
}

#[tokio::test]
async fn what_is_no_answer_is_refused_by_name() {
    let garbage: Vec<u8> = (0..5_000_u32).map(|n| (n * n % 251) as u8).collect();
    let many: String = (0..10_000).map(|n| format!("x-{n}: {n}\r\n")).collect();
    let many = format!("HTTP/1.1 200 OK\r\n{many}Content-Length: 0\r\n\r\n");
    let long = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort";
    let two = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!";
    let trailing = [BROTLI, b"more"].concat();
    for (name, does, expected) in [
        (
            "a reset in the head",
            Does::Resets(b"HTTP/1.1 200 OK\r\n".into()),
            HttpFailure::CutOff,
        ),
        (
            "a reset in the body",
            Does::Resets(long.into()),
            HttpFailure::CutOff,
        ),
        ("a length too long", says(long), HttpFailure::CutOff),
        ("two lengths", says(two), HttpFailure::Garbled),
        ("10,000 headers", says(&many), HttpFailure::Garbled),
        (
            "HTTP/0.9",
            says("<html>hello</html>\r\n"),
            HttpFailure::Garbled,
        ),
        (
            "another protocol",
            says("220 mail.example ESMTP\r\n"),
            HttpFailure::Garbled,
        ),
        (
            "garbage as gzip",
            encoded("gzip", &garbage),
            HttpFailure::Garbled,
        ),
        (
            "garbage as br",
            encoded("br", &garbage),
            HttpFailure::Garbled,
        ),
        (
            "garbage as zstd",
            encoded("zstd", &garbage),
            HttpFailure::Garbled,
        ),
        (
            "br that ends early",
            encoded("br", &BROTLI[..5]),
            HttpFailure::CutOff,
        ),
        (
            "zstd that ends early",
            encoded("zstd", &ZSTD_ALLOWED[..9]),
            HttpFailure::CutOff,
        ),
        (
            "br with more behind it",
            encoded("br", &trailing),
            HttpFailure::Garbled,
        ),
        (
            "zstd with too wide a window",
            encoded("zstd", &ZSTD_WIDE),
            HttpFailure::Garbled,
        ),
    ] {
        let address = server(does).await;
        assert_eq!(failure(get(&address).await), expected, "{name}");
    }
}

/// The control: the same encodings and lengths, right this time.
#[tokio::test]
async fn what_is_an_answer_is_read() {
    for (does, body) in [
        (
            says("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
            "hello",
        ),
        (says("HTTP/1.1 200 OK\r\n\r\nto the end"), "to the end"),
        (encoded("br", BROTLI), "hello"),
        (encoded("zstd", &ZSTD_ALLOWED), "zzzzzzzzz"),
        (encoded("utf-8", b"not an encoding"), "not an encoding"),
    ] {
        let answer = get(&server(does).await).await.unwrap();
        assert_eq!(&answer.body[..], body.as_bytes());
    }
}
