//! Documents that break: formatted up to there, then as they came, with the place and the reason.
use std::sync::Arc;

use gatepass_io::{FaultKind, Form, JsonView, Kind};

use crate::{arrived, page};

/// A document, the fault's place and kind, the formatted rows, the rest.
type Case<'a> = (&'a str, usize, FaultKind, &'a [&'a str], &'a [&'a str]);

/// What is shown of a broken document: the fault's place and kind, the formatted rows, the rest.
fn shown(text: &[u8]) -> (usize, FaultKind, Vec<String>, Vec<String>) {
    let body = arrived(text, 3);
    let Form::BrokenJson(fault) = body.form() else {
        panic!("{:?} is {:?}", String::from_utf8_lossy(text), body.form());
    };
    let view = JsonView::new(Arc::new(body)).unwrap();
    let rows = view.rows(0, usize::MAX);
    assert_eq!(rows.len(), view.row_count() as usize);
    let formatted = rows.iter().filter(|row| row.kind != Kind::Line).count();
    let lines = page(&view);
    let mut lines = lines.lines().map(|line| line.trim_start().to_owned());
    let formatted = lines.by_ref().take(formatted).collect();
    (fault.offset, fault.kind, formatted, lines.collect())
}

#[test]
fn each_way_to_break_is_named_where_it_happens() {
    use FaultKind::*;
    let cases: [Case; 18] = [
        ("[1, 2", 5, EndsEarly, &["[", "1,"], &["2"]),
        ("[1, 2 ", 6, EndsEarly, &["[", "1,", "2"], &[]),
        (r#"{"a": "hel"#, 10, EndsEarly, &["{"], &[r#""a": "hel"#]),
        ("[", 1, EndsEarly, &["["], &[]),
        ("[1,]", 3, NoValue, &["[", "1,"], &["]"]),
        ("[nul]", 4, NoValue, &["["], &["nul]"]),
        ("[NaN]", 1, NoValue, &["["], &["NaN]"]),
        ("{a:1}", 1, NoName, &["{"], &["a:1}"]),
        (r#"{"a":1,}"#, 7, NoName, &["{", r#""a": 1,"#], &["}"]),
        (r#"{"a" 1}"#, 5, NoColon, &["{"], &[r#""a" 1}"#]),
        (
            r#"{"a":1;"b":2}"#,
            6,
            ObjectGoesOn,
            &["{", r#""a": 1"#],
            &[r#";"b":2}"#],
        ),
        ("[1}", 2, ArrayGoesOn, &["[", "1"], &["}"]),
        (r#"{"a":1]"#, 6, ObjectGoesOn, &["{", r#""a": 1"#], &["]"]),
        ("[1.]", 3, BadNumber, &["["], &["1.]"]),
        ("[01]", 2, BadNumber, &["["], &["01]"]),
        (r#"["\x"]"#, 3, BadEscape, &["["], &[r#""\x"]"#]),
        ("[\"a\nb\"]", 3, ControlCharacter, &["["], &["\"a", "b\"]"]),
        ("[1] x", 4, AfterEnd, &["[", "1", "]"], &["x"]),
    ];
    for (text, offset, kind, formatted, rest) in cases {
        let (found_at, found, rows, lines) = shown(text.as_bytes());
        assert_eq!((found_at, found), (offset, kind), "{text}");
        assert_eq!(rows, formatted, "{text}");
        assert_eq!(lines, rest, "{text}");
    }
}

#[test]
fn a_fault_is_a_sentence() {
    let Form::BrokenJson(fault) = arrived(b"{\"a\" 1}", 1).form() else {
        panic!("it is broken");
    };
    assert_eq!(
        fault.to_string(),
        "the JSON breaks at byte 5: a colon is expected after a member's name"
    );
}

#[test]
fn rows_behind_a_fault_have_numbers_values_and_hits_of_their_own() {
    let text = b"{\"a\": [1, 2], \"b\": oops\nlast line";
    let mut view = JsonView::new(Arc::new(arrived(text, 5))).unwrap();
    assert_eq!(view.row_count(), 7);
    let rows = view.rows(5, 5);
    assert_eq!((rows[0].number, rows[0].line), (5, 6));
    assert_eq!(rows[0].text, b"\"b\": oops");
    assert_eq!(&text[view.value_at(6).unwrap()], b"last line");
    assert_eq!(view.path_at(6), None);
    assert!(view.rows(0, 1)[0].unclosed);
    assert!(view.fold(0), "what is never closed folds up to the fault");
    assert_eq!((view.row_count(), view.position_of(6)), (3, 2));
    let hits = [7, 15, 26].map(|start| gatepass_io::Hit { start, length: 1 });
    assert_eq!(view.rows_of(&hits), [2, 5, 6]);
}

#[test]
fn a_hundred_thousand_unclosed_levels_are_shown() {
    let text = "[".repeat(100_000);
    let view = JsonView::new(Arc::new(arrived(text.as_bytes(), 777))).unwrap();
    assert_eq!(view.row_count(), 100_000);
    let last = &view.rows(99_999, 1)[0];
    assert!(last.unclosed && last.opens);
    assert_eq!(view.value_at(99_999), Some(99_999..100_000));
}
