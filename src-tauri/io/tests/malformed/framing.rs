//! Answers whose frames are malformed: heads, lengths, encodings, chunks.
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::replies::{Dice, ERRORS, GOOD, JSON, mutated, whole, with_status};
use crate::server::Reply;

/// The status stays: another one is another answer, not a malformed one.
pub(super) fn changed_head(dice: &mut Dice) -> Reply {
    let head = format!(
        "{JSON}Content-Length: {}\r\nConnection: close\r\n\r\n",
        GOOD.len()
    );
    let times = 1 + dice.below(4);
    let (start, head) = match dice.below(4) {
        0 => (mutated(dice, b"HTTP/1.1", times), head.into_bytes()),
        _ => (b"HTTP/1.1".to_vec(), mutated(dice, head.as_bytes(), times)),
    };
    Reply {
        bytes: [&start, b" 200 OK\r\n".as_slice(), &head, GOOD.as_bytes()].concat(),
        stalls: false,
    }
}

pub(super) fn wrong_length(dice: &mut Dice) -> Reply {
    let lengths = |length: &str| {
        format!("HTTP/1.1 200 OK\r\n{JSON}Content-Length: {length}\r\nConnection: close\r\n\r\n")
    };
    let more = (GOOD.len() + 1 + dice.below(500)).to_string();
    let reply = match dice.below(6) {
        0 => raw(
            &lengths(&dice.below(GOOD.len()).to_string()),
            GOOD.as_bytes(),
        ),
        1 => raw(&lengths("-1"), GOOD.as_bytes()),
        2 => raw(&lengths("99999999999999999999999999"), GOOD.as_bytes()),
        3 => raw(&lengths("10\r\nContent-Length: 20"), GOOD.as_bytes()),
        _ => raw(&lengths(&more), GOOD.as_bytes()),
    };
    // Some of them wait for the rest that never comes; not all, for the sake of the time that takes.
    let stalls = dice.below(12) == 0;
    Reply { stalls, ..reply }
}

pub(super) fn encoded(dice: &mut Dice) -> Reply {
    let encoding = ["gzip", "br", "zstd"][dice.below(3)];
    let good = gzip(GOOD.as_bytes());
    let body = match dice.below(5) {
        0 => GOOD.as_bytes().to_vec(),
        1 => good[..dice.below(good.len())].to_vec(),
        2 => mutated(dice, &good, 2),
        3 => gzip(&vec![b' '; 1024 * 1024]),
        _ => (0..200).map(|_| dice.below(256) as u8).collect(),
    };
    whole(&format!("{JSON}Content-Encoding: {encoding}\r\n"), &body)
}

pub(super) fn chunked(dice: &mut Dice) -> Reply {
    let size = ["zz", "-1", "ffffffffffffffffffff", "10", "3", ""][dice.below(6)];
    let end = ["\r\n0\r\n\r\n", "\r\n", "", "0\r\n"][dice.below(4)];
    let head =
        format!("HTTP/1.1 200 OK\r\n{JSON}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
    raw(&head, format!("{size}\r\n{GOOD}{end}").as_bytes())
}

pub(super) fn too_much(dice: &mut Dice) -> Reply {
    match dice.below(3) {
        0 => whole(
            JSON,
            GOOD.replace("customscope", &"x".repeat(70_000)).as_bytes(),
        ),
        1 => whole(
            JSON,
            GOOD.replace("sample0", &"s".repeat(60_000)).as_bytes(),
        ),
        _ => whole(
            &format!("{JSON}{}", "X-More: 1\r\n".repeat(10_000)),
            GOOD.as_bytes(),
        ),
    }
}

pub(super) fn odd_status(dice: &mut Dice) -> Reply {
    let status = [101, 199, 201, 226, 299, 599, 600, 999, 1_000, 20][dice.below(10)];
    let body = if dice.below(2) == 0 { "" } else { ERRORS[2] };
    with_status(status, JSON, body.as_bytes())
}

fn raw(head: &str, body: &[u8]) -> Reply {
    Reply {
        bytes: [head.as_bytes(), body].concat(),
        stalls: false,
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
