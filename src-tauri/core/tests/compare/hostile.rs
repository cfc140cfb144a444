//! What cannot be compared is refused with its side and the reason, and nothing panics.
use gatepass_core::compare::{COMPARE_LIMIT, CompareError, Problem, Side, compare};
use proptest::prelude::*;

#[test]
fn broken_documents_are_refused_with_their_side_and_place() {
    let rows: [(&[u8], &str); 8] = [
        (
            b"",
            "it is not JSON at line 1, column 0: EOF while parsing a value",
        ),
        (
            b"<html>",
            "it is not JSON at line 1, column 1: expected value",
        ),
        (
            b"{\"a\":1,\n}",
            "it is not JSON at line 2, column 1: key must be a string",
        ),
        (
            b"{} {}",
            "it is not JSON at line 1, column 4: trailing characters",
        ),
        (b"\"\xff\"", "it is not UTF-8 at byte 1"),
        (
            b"[1",
            "it is not JSON at line 1, column 2: EOF while parsing a list",
        ),
        (
            b"[01]",
            "it is not JSON at line 1, column 3: invalid number",
        ),
        (
            b"\"\\q\"",
            "it is not JSON at line 1, column 3: invalid escape",
        ),
    ];
    for (bytes, said) in rows {
        let error = compare(b"{}", bytes).unwrap_err();
        assert_eq!(
            (error.side, error.to_string().as_str()),
            (Side::Right, said)
        );
        assert_eq!(compare(bytes, b"{}").unwrap_err().side, Side::Left);
    }
}

#[test]
fn depth_size_and_members_are_bounded() {
    let nested = |depth: usize| [b"[".repeat(depth), b"]".repeat(depth)].concat();
    assert!(compare(&nested(128), &nested(128)).unwrap().same());
    let too_deep = Problem::TooDeep { limit: 128 };
    for depth in [129, 1_000, 1_000_000] {
        let error = compare(&nested(depth), b"[]").unwrap_err();
        assert_eq!(
            error,
            CompareError {
                side: Side::Left,
                problem: too_deep.clone()
            }
        );
    }
    let large = vec![b' '; COMPARE_LIMIT + 1];
    let too_large = Problem::TooLarge {
        limit: COMPARE_LIMIT,
    };
    assert_eq!(compare(b"1", &large).unwrap_err().problem, too_large);
    let named = |count: u32| {
        let members: Vec<String> = (0..count).map(|n| format!("\"{n}\":0")).collect();
        format!("{{{}}}", members.join(","))
    };
    assert!(compare(named(10_000).as_bytes(), b"{}").is_ok());
    let error = compare(named(20_001).as_bytes(), b"{}").unwrap_err();
    assert_eq!(error.problem, Problem::TooManyMembers { limit: 20_000 });
}

#[test]
fn a_mark_before_the_document_and_halves_of_pairs_are_read() {
    let comparison = compare("\u{feff}{\"a\":\"\\ud800\"}".as_bytes(), b"{\"a\":\"b\"}").unwrap();
    assert_eq!(comparison.values("a").unwrap().left, ["“\\ud800”"]);
}

fn document() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        "-?(0|[1-9][0-9]{0,25})([.][0-9]{1,9})?",
        r#""([ a-zé\[\]{},:]|\\["\\n]|\\u00e9){0,8}""#,
    ];
    scalar.prop_recursive(5, 40, 5, |value| {
        let name = r#""(a|b|c|\\u0061|\\")""#;
        let items = prop::collection::vec(value.clone(), 0..5);
        let members = prop::collection::vec((name, value), 0..5);
        prop_oneof![
            items.prop_map(|items| format!("[{}]", items.join(" , "))),
            members.prop_map(|members| {
                let written = members
                    .iter()
                    .map(|(name, value)| format!("{name} : {value}"));
                format!("{{{}}}", written.collect::<Vec<_>>().join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn a_document_beside_itself_does_not_differ(text in document()) {
        let comparison = compare(text.as_bytes(), text.as_bytes()).unwrap();
        prop_assert_eq!(&comparison.differences, &[], "{}", text);
        prop_assert!(comparison.same());
    }

    #[test]
    fn what_one_side_misses_the_other_has_anew(left in document(), right in document()) {
        let count = |left: &str, right: &str, missing: bool| {
            let compared = compare(left.as_bytes(), right.as_bytes()).unwrap();
            let lines: Vec<String> = compared.differences.iter().map(crate::line).collect();
            let word = if missing { "missing" } else { "new" };
            let mut paths: Vec<String> = lines
                .iter()
                .filter_map(|line| line.strip_prefix(word))
                .map(|line| line.split(" (").next().unwrap().to_owned())
                .collect();
            paths.sort();
            paths
        };
        prop_assert_eq!(count(&left, &right, true), count(&right, &left, false));
    }

    #[test]
    fn damage_never_panics(text in document(), at in any::<prop::sample::Index>(), byte: u8) {
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = compare(&bytes, b"[{\"a\":1}]").map(|comparison| comparison.summary());
    }
}
