//! Words and patterns in a body, and the rows they are found in.
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use gatepass_io::{Body, Found, Hit, InvalidQuery, JsonView, MAX_HITS, Query};
use proptest::prelude::*;

use crate::arrived;
use crate::documents::long_document;
use crate::model::Model;

fn all(body: &Body, query: &Query) -> Found {
    let mut told = vec![];
    let found = body.search(query, &AtomicBool::new(false), |hits, _| {
        told.extend_from_slice(hits)
    });
    assert_eq!(told, found.hits, "each hit is told once");
    found
}

fn words(text: &str, query: &Query) -> Vec<String> {
    let body = arrived(text.as_bytes(), 100);
    let word = |hit: &Hit| {
        let start = hit.start as usize;
        text[start..start + hit.length as usize].to_owned()
    };
    all(&body, query).hits.iter().map(word).collect()
}

#[test]
fn a_word_is_found_whatever_its_case_unless_that_matters() {
    let text = r#"{"Title":"title","x":"TITLE (a+b)"}"#;
    let word = |text, case| Query::word(text, case).unwrap();
    assert_eq!(
        words(text, &word("title", false)),
        ["Title", "title", "TITLE"]
    );
    assert_eq!(words(text, &word("title", true)), ["title"]);
    assert_eq!(
        words(text, &word("(A+b)", false)),
        ["(a+b)"],
        "it is no pattern"
    );
    assert_eq!(
        words("Ärger ärger", &word("ÄRGER", false)),
        ["Ärger", "ärger"]
    );
}

#[test]
fn a_pattern_is_one_of_regular_expressions() {
    let regex = |text| Query::regex(text, true).unwrap();
    assert_eq!(words("FN62787, FN1", &regex(r"FN\d{5}")), ["FN62787"]);
    assert_eq!(words("a1\r\nb2\nc3", &regex(r"^\w\d$")), ["a1", "b2", "c3"]);
    assert_eq!(words("aaa", &regex("b*")), [""; 0], "nothing is no hit");
}

#[test]
fn a_query_that_cannot_be_says_why() {
    assert_eq!(Query::word("", false).unwrap_err(), InvalidQuery::Empty);
    let InvalidQuery::Pattern(why) = Query::regex("a(b", false).unwrap_err() else {
        panic!("the pattern is at fault");
    };
    assert!(
        why.contains("a(b") && why.contains("unclosed group"),
        "{why}"
    );
    assert_eq!(
        Query::regex(r"(\w{1000}){1000}", false).unwrap_err(),
        InvalidQuery::TooLarge
    );
}

#[test]
fn hits_know_their_rows_also_when_those_are_folded() {
    let body = Arc::new(arrived(
        br#"{"a":{"needle":1},"b":["x needle","needle needle"]}"#,
        7,
    ));
    let mut view = JsonView::new(body.clone()).unwrap();
    let found = all(&body, &Query::word("needle", false).unwrap());
    assert_eq!(view.rows_of(&found.hits), [2, 5, 6, 6]);
    view.fold_all_below(1);
    assert_eq!(view.rows_of(&found.hits), [2, 5, 6, 6]);
    assert_eq!(view.position_of(5), 2, "the folded row");
    assert_eq!(view.reveal(5), 3);
    let backwards: Vec<Hit> = found.hits.iter().rev().copied().collect();
    assert_eq!(view.rows_of(&backwards), [6, 6, 5, 2]);
}

#[test]
fn a_match_across_any_border_of_the_search_is_found_once() {
    let mega = 1024 * 1024;
    for start in [mega - 5, mega - 1, mega, 2 * mega - 3] {
        let mut text = vec![b'.'; 3 * mega];
        text[start..start + 6].copy_from_slice(b"needle");
        let body = arrived(&text, 64 * 1024);
        for query in [Query::word("needle", false), Query::regex("ne+dle", true)] {
            let hits = all(&body, &query.unwrap()).hits;
            assert_eq!(
                hits,
                [Hit {
                    start: start as u32,
                    length: 6
                }]
            );
        }
    }
}

#[test]
fn a_search_stops_when_it_is_told_to() {
    let body = arrived(&b"needle ".repeat(1_000_000), 1 << 20);
    let cancel = AtomicBool::new(false);
    let mut windows = 0;
    let found = body.search(
        &Query::word("needle", false).unwrap(),
        &cancel,
        |_, searched| {
            windows += 1;
            assert!(searched <= body.bytes().len());
            cancel.store(windows == 2, Ordering::Relaxed);
        },
    );
    assert!(found.cancelled);
    assert!(
        found.total > 100_000 && found.total < 400_000,
        "{}",
        found.total
    );
}

#[test]
fn hits_above_the_cap_are_counted() {
    let body = arrived(&b"aa ".repeat(700_000), 1 << 20);
    let found = all(&body, &Query::word("A", false).unwrap());
    assert_eq!((found.hits.len(), found.total), (MAX_HITS, 1_400_000));
    assert!(!found.cancelled);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_hit_is_in_the_row_that_a_full_walk_finds(text in long_document(), word in "[a-z0-9\",{}]{1,2}") {
        let body = Arc::new(arrived(text.as_bytes(), 2_000));
        let view = JsonView::new(body.clone()).unwrap();
        let model = Model::of(&view, body.bytes());
        let hits = all(&body, &Query::word(&word, true).unwrap()).hits;
        let starts: Vec<usize> = hits.iter().map(|hit| hit.start as usize).collect();
        let expected: Vec<usize> = text.match_indices(&word).map(|(at, _)| at).collect();
        prop_assert_eq!(&starts, &expected);
        let rows = view.rows_of(&hits);
        for (start, row) in starts.iter().zip(rows) {
            let slow = model.rows.partition_point(|row| row.start <= *start).saturating_sub(1);
            prop_assert_eq!(row as usize, slow);
        }
    }
}
