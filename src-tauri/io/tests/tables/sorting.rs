//! Rows in an order, and those with certain words.
use std::sync::atomic::AtomicBool;

use gatepass_io::{InvalidQuery, TableError, TableQuery};

use crate::{cells, column, never, tables};

/// The values of one column, sorted up and down.
fn sorted(values: &[&str]) -> [Vec<String>; 2] {
    let records: Vec<String> = values
        .iter()
        .map(|value| format!("{{\"v\":{value}}}"))
        .collect();
    let tables = tables(&format!("[{}]", records.join(",")));
    let table = tables.get(0).unwrap();
    [false, true].map(|descending| {
        let sort = Some((column(table, "v"), descending));
        cells(
            table,
            &TableQuery {
                sort,
                ..Default::default()
            },
            "v",
        )
    })
}

#[test]
fn each_kind_is_sorted_as_it_is_read_and_the_absent_come_last() {
    let rows: &[(&[&str], &[&str], &[&str])] = &[
        (
            &[
                "10",
                "9",
                "null",
                "-1",
                "9007199254740993",
                "9007199254740992",
                "1e1",
            ],
            &[
                "-1",
                "9",
                "10",
                "1e1",
                "9007199254740992",
                "9007199254740993",
                "",
            ],
            &[
                "9007199254740993",
                "9007199254740992",
                "10",
                "1e1",
                "9",
                "-1",
                "",
            ],
        ),
        (
            &[
                "\"31-Jan-2024\"",
                "\"2023-12-31T23:59:59Z\"",
                "\"NA\"",
                "\"2024-01-30T23:30:00-01:00\"",
            ],
            &[
                "2023-12-31T23:59:59Z",
                "31-Jan-2024",
                "2024-01-30T23:30:00-01:00",
                "",
            ],
            &[
                "2024-01-30T23:30:00-01:00",
                "31-Jan-2024",
                "2023-12-31T23:59:59Z",
                "",
            ],
        ),
        (
            &[
                "\"15.10\"",
                "\"b\"",
                "\"15.9\"",
                "\"\"",
                "\"A\\u0030\"",
                "\"a\"",
            ],
            &["15.9", "15.10", "a", "A0", "b", ""],
            &["b", "A0", "a", "15.10", "15.9", ""],
        ),
        (
            &["true", "false", "null"],
            &["false", "true", ""],
            &["true", "false", ""],
        ),
        (
            &["\"x\"", "2", "[\"b\"]", "[\"a\"]", "true", "null"],
            &["2", "a", "b", "x", "true", ""],
            &["true", "x", "b", "a", "2", ""],
        ),
    ];
    for (values, up, down) in rows {
        assert_eq!(sorted(values), [*up, *down], "{values:?}");
    }
}

#[test]
fn every_word_of_a_filter_occurs_somewhere_in_the_record() {
    let tables = tables(
        r#"[{"id":1,"t":"Fan tray fails","p":[{"n":"C9300-48P"}],"x":"NA"},
            {"id":2,"t":"Stack does not form","p":[],"x":"null"},
            {},{"id":31,"t":"Ger\u00e4t \/ FAN","p":null,"x":true}]"#,
    );
    let table = tables.get(0).unwrap();
    let rows: &[(&str, &[&str])] = &[
        ("", &["1", "2", "", "31"]),
        ("  ", &["1", "2", "", "31"]),
        ("fan", &["1", "31"]),
        ("TRAY fan", &["1"]),
        ("c9300", &["1"]),
        ("GERÄT", &["31"]),
        ("/", &["31"]),
        ("3", &["1", "31"]),
        ("true", &["31"]),
        // Names are not values, and what stands for nothing is not there.
        ("id", &[]),
        ("NA", &[]),
        ("null", &[]),
        ("fan stack", &[]),
        (".", &[]),
    ];
    for (filter, ids) in rows {
        let query = TableQuery {
            filter: (*filter).into(),
            sort: None,
        };
        assert_eq!(cells(table, &query, "id"), *ids, "{filter}");
    }
    let query = TableQuery {
        filter: "fan".into(),
        sort: Some((column(table, "id"), true)),
    };
    assert_eq!(cells(table, &query, "id"), ["31", "1"]);
}

#[test]
fn what_is_equal_keeps_the_order_of_the_body_both_ways() {
    let records: Vec<String> = (0..5_000)
        .map(|n| format!("{{\"k\":{},\"n\":{n}}}", n % 3))
        .collect();
    let tables = tables(&format!("[{}]", records.join(",")));
    let table = tables.get(0).unwrap();
    for descending in [false, true] {
        let query = TableQuery {
            sort: Some((column(table, "k"), descending)),
            ..Default::default()
        };
        let numbers: Vec<u32> = cells(table, &query, "n")
            .iter()
            .map(|n| n.parse().unwrap())
            .collect();
        let mut expected: Vec<u32> = (0..5_000).collect();
        expected.sort_by_key(|n| if descending { 2 - n % 3 } else { n % 3 });
        assert_eq!(numbers, expected);
    }
}

#[test]
fn rows_are_read_from_anywhere_and_name_their_records() {
    let records: Vec<String> = (0..1_000).map(|n| format!("{{\"n\":{n}}}")).collect();
    let tables = tables(&format!("[{}]", records.join(",")));
    let table = tables.get(0).unwrap();
    let query = TableQuery {
        sort: Some((0, true)),
        ..Default::default()
    };
    let rows = table.rows(&query, &[0, 0], 990, 100, &never()).unwrap();
    assert_eq!((rows.total, rows.rows.len()), (1_000, 10));
    assert_eq!(
        (rows.rows[0].record, rows.rows[0].cells[1].text.as_str()),
        (9, "9")
    );
    assert!(
        table
            .rows(&query, &[0], 1_000, 5, &never())
            .unwrap()
            .rows
            .is_empty()
    );
}

#[test]
fn what_cannot_be_asked_is_told_and_a_cancelled_order_is_made_anew() {
    let tables = tables(r#"[{"n":2},{"n":1}]"#);
    let table = tables.get(0).unwrap();
    let query = TableQuery {
        sort: Some((0, false)),
        ..Default::default()
    };
    let cancelled = table.rows(&query, &[0], 0, 5, &AtomicBool::new(true));
    assert_eq!(cancelled, Err(TableError::Cancelled));
    assert_eq!(cells(table, &query, "n"), ["1", "2"]);
    let wrong = TableQuery {
        sort: Some((7, false)),
        ..Default::default()
    };
    assert_eq!(
        table.rows(&wrong, &[0], 0, 5, &never()),
        Err(TableError::NoColumn(7))
    );
    assert_eq!(
        table.rows(&query, &[3], 0, 5, &never()),
        Err(TableError::NoColumn(3))
    );
    let endless = TableQuery {
        filter: "ß ".repeat(1_000),
        sort: None,
    };
    assert_eq!(
        table.rows(&endless, &[0], 0, 5, &never()),
        Err(InvalidQuery::TooLarge.into())
    );
}
