//! Which arrays are tables, and what their columns are.
use gatepass_io::ColumnKind;

use crate::{cells, shown, tables};

/// A table's path, label and rows.
type Told<'a> = (&'a str, &'a str, u32);

fn found(text: &str) -> Vec<(String, String, u32)> {
    let summaries = tables(text).summaries();
    summaries
        .into_iter()
        .map(|one| (one.path, one.label, one.rows))
        .collect()
}

#[test]
fn arrays_of_objects_are_tables_wherever_they_lie() {
    let rows: &[(&str, &[Told<'_>])] = &[
        (r#"[{"a":1},{"a":2}]"#, &[("$", "Answer", 2)]),
        (
            r#"{"data":[{"a":1}],"paging":{"n":1}}"#,
            &[("$.data", "Data", 1)],
        ),
        (
            r#"{"EOXRecord":[{"a":1}],"r":{"product_list":[{}]}}"#,
            &[
                ("$.EOXRecord", "EOX record", 1),
                ("$.r.product_list", "Product list", 1),
            ],
        ),
        // What lies in the records of a table belongs to them.
        (
            r#"[{"a":[{"b":1},{"b":2}]},{"a":[{"b":3}]}]"#,
            &[("$", "Answer", 2)],
        ),
        // Of a single record, it is a table of its own.
        (
            r#"{"o":[{"a":[{"b":1},{"b":2}]}],"p":[{"c":0}]}"#,
            &[("$.o", "O", 1), ("$.o[0].a", "A", 2), ("$.p", "P", 1)],
        ),
        (
            r#"[[{"a":1}],[{"a":2},{"a":3}]]"#,
            &[("$[0]", "Answer", 1), ("$[1]", "Answer", 2)],
        ),
        (r#"[1,{"a":1},"x",{"a":2},null]"#, &[("$", "Answer", 2)]),
        (r#"{"a/b":[{"c":1}]}"#, &[("$['a/b']", "A/b", 1)]),
        ("[1,2,[3]]", &[]),
        ("{}", &[]),
        ("\"text\"", &[]),
        ("<html></html>", &[]),
    ];
    for (text, expected) in rows {
        let expected: Vec<_> = expected
            .iter()
            .map(|(path, label, rows)| ((*path).into(), (*label).into(), *rows))
            .collect();
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn a_card_comes_first_where_the_object_says_more_than_its_lists() {
    let rows = [
        (r#"{"hello":{"response":"Hello"}}"#, true),
        (
            r#"{"bugs":[{"id":1}],"paging":{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}}"#,
            false,
        ),
        (
            r#"{"paging":{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6},"bugs":[{"id":1}]}"#,
            false,
        ),
        (
            r#"{"case":{"a":1,"b":2,"c":3,"notes":[{"id":1}],"d":4,"e":5,"f":6}}"#,
            true,
        ),
        (
            r#"{"case":{"a":1,"b":null,"c":"NA","notes":[{"id":1}],"d":4,"e":5,"f":6}}"#,
            false,
        ),
        (r#"[{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}]"#, false),
    ];
    for (text, card_first) in rows {
        assert_eq!(tables(text).card_first(), card_first, "{text}");
    }
}

#[test]
fn a_column_knows_what_stands_in_it_and_how_often() {
    let tables = tables(
        r#"[{"n":1,"s":"a","d":"2024-01-01","f":true,"l":["x"],"m":1,"o":{"value":"x","p":null},"e":"NA"},
            {"n":2,"s":"null","d":"31-Jan-2024","f":false,"l":["NA"],"m":"x","o":{},"e":null,"\u006e":3}]"#,
    );
    let columns = tables.summaries().remove(0).columns;
    let told: Vec<_> = columns
        .iter()
        .map(|c| (c.key.as_str(), c.kind, c.present))
        .collect();
    let expected = [
        ("n", ColumnKind::Number, 2),
        ("s", ColumnKind::Text, 1),
        ("d", ColumnKind::Date, 2),
        ("f", ColumnKind::Flag, 2),
        ("l", ColumnKind::List, 1),
        ("m", ColumnKind::Mixed, 2),
        ("o.value", ColumnKind::Text, 1),
        ("o.p", ColumnKind::Text, 0),
        ("e", ColumnKind::Text, 0),
    ];
    for row in expected {
        assert!(told.contains(&row), "{row:?} in {told:?}");
    }
    assert_eq!(told.len(), expected.len());
    let absent: Vec<bool> = told.iter().map(|(_, _, present)| *present == 0).collect();
    assert!(
        absent.is_sorted(),
        "what is absent everywhere comes last: {told:?}"
    );
    assert_eq!(
        cells(tables.get(0).unwrap(), &Default::default(), "n"),
        ["1", "3"]
    );
}

#[test]
fn unknown_names_are_chosen_by_what_stands_there() {
    let text: Vec<String> = (0..10)
        .map(|n| {
            let (long, rare) = ("x".repeat(300), if n == 0 { "1" } else { "null" });
            format!(
                r#"{{"always":"same","about":"{n}{long}","link":"https://example.com/{n}","rare":{rare},"code":"c{n}","size":{n},"tags":["t{n}"]}}"#
            )
        })
        .collect();
    let tables = tables(&format!("[{}]", text.join(",")));
    assert_eq!(shown(tables.get(0).unwrap()), ["code", "size"]);
}

#[test]
fn cells_are_short_lines_without_tags() {
    let long = "y".repeat(500);
    let tables = tables(&format!(
        r#"[{{"h":"<p>One.</p>\r\n<p>Two &amp; three</p>","l":["a",null,"b"],"r":[{{"x":1}},{{"x":2}}],"t":"{long}",
            "deep":{{"a":{{"b":{{"c":{{"d":{{"e":1}}}}}}}}}},"big":9007199254740993,"u":"\u00e9\ud83d\ude00"}},{{}}]"#
    ));
    let table = tables.get(0).unwrap();
    let rows = [
        ("h", "One. Two & three"),
        ("l", "a, b"),
        ("r", "2 records"),
        ("deep.a.b.c.d", "{…}"),
        ("big", "9007199254740993"),
        ("u", "é😀"),
    ];
    for (key, text) in rows {
        assert_eq!(cells(table, &Default::default(), key), [text, ""], "{key}");
    }
    assert_eq!(
        cells(table, &Default::default(), "t")[0].chars().count(),
        201
    );
}

#[test]
fn a_body_that_breaks_has_its_whole_records() {
    let whole = r#"{"data":[{"a":1},{"a":2},{"a":3}]}"#;
    for end in 0..whole.len() {
        let tables = tables(&whole[..end]);
        let expected = whole[..end].matches('}').count();
        assert_eq!(
            tables.get(0).map_or(0, |table| table.summary().rows) as usize,
            expected,
            "{end}"
        );
    }
}
