//! What is shown as lines: text that is no JSON, and any body as it came.
use gatepass_io::{Form, Kind, Query};
use proptest::prelude::*;
use std::sync::atomic::AtomicBool;

use crate::arrived;

fn texts(bytes: &[u8], piece: usize) -> Vec<String> {
    let body = arrived(bytes, piece);
    let rows = body.lines(0, usize::MAX);
    assert_eq!(rows.len(), body.line_count() as usize);
    rows.iter()
        .map(|row| String::from_utf8_lossy(row.text).into_owned())
        .collect()
}

#[test]
fn pages_texts_and_documents_by_the_line_are_lines() {
    let bodies = [
        "<h1>Developer Inactive</h1>",
        "<?xml version=\"1.0\"?>\n<a/>",
        "Service unavailable",
        "null and void",
        "123 Main Street",
        "\"quoted\" text",
        "{\"id\":1}\n{\"id\":2}\n",
        "[1]\r\n[2]",
        "1\n2\n",
        "",
        "   ",
    ];
    for text in bodies {
        assert_eq!(arrived(text.as_bytes(), 2).form(), Form::Text, "{text}");
    }
    assert_ne!(
        arrived(b"{\n}\n{}", 2).form(),
        Form::Text,
        "the first is no line"
    );
}

#[test]
fn line_breaks_of_both_kinds_end_lines_and_are_not_shown() {
    assert_eq!(texts(b"a\r\n\r\nb\n\nc", 1), ["a", "", "b", "", "c"]);
    assert_eq!(texts(b"a\n", 1), ["a"], "nothing is behind the last break");
    assert_eq!(texts(b"\n", 1), [""]);
    assert_eq!(texts(b"a\rb", 1), ["a\rb"], "alone it breaks nothing");
}

#[test]
fn a_long_line_continues_in_rows_of_two_hundred_characters() {
    let text = format!("{}\r\nshort\n{}", "ä".repeat(450), "x".repeat(200));
    let body = arrived(text.as_bytes(), 100);
    let rows = body.lines(0, 10);
    let seen: Vec<(u32, u32, bool, usize)> = rows
        .iter()
        .map(|row| {
            let characters = std::str::from_utf8(row.text).unwrap().chars().count();
            (row.number, row.line, row.continues, characters)
        })
        .collect();
    assert_eq!(
        seen,
        [
            (0, 1, false, 200),
            (1, 1, true, 200),
            (2, 1, true, 50),
            (3, 2, false, 5),
            (4, 3, false, 200)
        ]
    );
    assert!(rows.iter().all(|row| row.kind == Kind::Line));
}

#[test]
fn the_bytes_of_a_picture_are_rows_too() {
    let body = arrived(&[0x80; 100_000], 999);
    assert_eq!(
        body.line_count(),
        125,
        "800 bytes a row, for no character begins"
    );
    assert_eq!(body.lines(124, 2).len(), 1);
}

#[test]
fn any_body_has_its_lines_and_hits_know_theirs() {
    let text = "{\"a\":\n  [1,\n   22]}";
    let body = arrived(text.as_bytes(), 4);
    assert_eq!((body.form(), body.line_count()), (Form::Json, 3));
    let found = body.search(
        &Query::word("2", true).unwrap(),
        &AtomicBool::new(false),
        |_, _| {},
    );
    assert_eq!(body.lines_of(&found.hits), [2, 2]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_row_is_the_same_however_it_is_reached(
        lines in proptest::collection::vec("[a-zäß€😀\r]{0,900}", 1..80),
        piece in 1..5_000_usize,
        pick in any::<prop::sample::Index>(),
    ) {
        let text = lines.join("\n");
        let body = arrived(text.as_bytes(), piece);
        let rows = body.lines(0, usize::MAX);
        let mut joined = String::new();
        for row in &rows {
            if !row.continues && row.number > 0 {
                joined.push('\n');
            }
            joined.push_str(std::str::from_utf8(row.text).unwrap());
        }
        prop_assert_eq!(joined, text.replace("\r\n", "\n").trim_end_matches('\n').to_owned()
            + &"\n".repeat(text.len() - text.trim_end_matches('\n').len()).chars().skip(1).collect::<String>());
        if rows.is_empty() {
            return Ok(());
        }
        let first = pick.index(rows.len());
        prop_assert_eq!(&body.lines(first as u32, 3)[..], &rows[first..rows.len().min(first + 3)]);
    }
}
