//! One row for each way in which documents differ.
use gatepass_core::compare::Records;

use crate::{compared, lines};

#[test]
fn each_way_of_differing_is_told_as_its_row_says() {
    let rows: &[(&str, &str, &[&str])] = &[
        (r#"{"a":1}"#, r#"{"a":1}"#, &[]),
        (r#"{"a":1,"b":2}"#, r#"{"b":2}"#, &["missing a (number →)"]),
        (r#"{"b":2}"#, r#"{"b":2,"a":true}"#, &["new a (→ flag)"]),
        (
            r#"{"a":1}"#,
            r#"{"a":"1"}"#,
            &["re-typed a (number → text)"],
        ),
        (
            r#"{"a":"x"}"#,
            r#"{"a":["x"]}"#,
            &["re-typed a (text → list)"],
        ),
        (
            r#"{"a":"x"}"#,
            r#"{"a":{"b":1}}"#,
            &["re-typed a (text → object)"],
        ),
        (
            r#"{"a":"x"}"#,
            r#"{"a":null}"#,
            &["empty right a (text → empty)"],
        ),
        (
            r#"{"a":"x"}"#,
            r#"{"a":"null"}"#,
            &["empty right a (text → empty)"],
        ),
        (
            r#"{"a":"NA"}"#,
            r#"{"a":5}"#,
            &["empty left a (empty → number)"],
        ),
        (r#"{"a":null}"#, r#"{"a":""}"#, &[]),
        (r#"{"a":"x"}"#, r#"{"a":"y"}"#, &["value a (text → text)"]),
        (
            r#"{"a":true}"#,
            r#"{"a":false}"#,
            &["value a (flag → flag)"],
        ),
        ("[1]", "{}", &["re-typed  (list → object)"]),
        ("1", "2", &["value  (number → number)"]),
        // What holds others is told once.
        (
            r#"{"p":{"x":1,"y":{"z":2}},"a":1}"#,
            r#"{"a":1}"#,
            &["missing with 3 p (object →)"],
        ),
        (r#"{}"#, r#"{"p":[{"x":1}]}"#, &["new with 2 p (→ list)"]),
        // Records are laid over one another, and their values are not compared one by one.
        (
            r#"{"bugs":[{"id":1,"t":"a"},{"id":2,"t":"b"}]}"#,
            r#"{"bugs":[{"id":"3"}]}"#,
            &[
                "re-typed bugs[].id (number → text)",
                "missing bugs[].t (text →)",
            ],
        ),
        (
            r#"[{"a":1},{"a":2}]"#,
            r#"[{"a":1},{},{}]"#,
            &["in 1 of 3 [].a (number → number)"],
        ),
        (r#"[{"a":1},{}]"#, r#"[{"a":1},{},{}]"#, &[]),
        (r#"[{"a":1},{"a":"x"}]"#, r#"[{"a":1}]"#, &[]),
        (
            r#"[{"a":1}]"#,
            r#"[{"a":1},{"a":"x"}]"#,
            &["re-typed [].a (number → text+number)"],
        ),
        // An empty list says nothing of what its records would have.
        (
            r#"{"bugs":[{"id":1}]}"#,
            r#"{"bugs":[]}"#,
            &["empty right bugs (list → list)"],
        ),
        (
            r#"{"bugs":[{"id":1}]}"#,
            r#"{"bugs":null}"#,
            &["empty right bugs (list → empty)"],
        ),
        (
            r#"{"a b":1,"x":{"c.d":1}}"#,
            r#"{"x":{}}"#,
            &[
                "missing [\"a b\"] (number →)",
                "missing x[\"c.d\"] (number →)",
            ],
        ),
        (r#"{"\u0061":1}"#, r#"{"a":1}"#, &[]),
    ];
    for (left, right, expected) in rows {
        assert_eq!(lines(left, right), *expected, "{left} beside {right}");
    }
}

#[test]
fn a_number_is_compared_as_it_is_written() {
    let big = |digits: &str| format!("{{\"rmaNo\":{digits}}}");
    let told = lines(&big("9007199254740992"), &big("9007199254740993"));
    assert_eq!(told, ["value rmaNo (number → number)"]);
    let comparison = compared(&big("9007199254740993"), &big("1e400"));
    let values = comparison.values("rmaNo").unwrap();
    assert_eq!(values.left, ["9007199254740993"]);
    assert_eq!(values.right, ["1e400"]);
}

#[test]
fn values_are_decoded_cut_and_few() {
    let long = "ä".repeat(1_000);
    let left = format!(r#"{{"a":["x\r\ny","\u00e9","x\r\ny","{long}",4],"o":{{"m":1,"n":2}}}}"#);
    let comparison = compared(&left, r#"{"a":[],"o":5}"#);
    let values = comparison.values("a").unwrap();
    assert_eq!(values.left[..2], ["[ “x\r\ny” ]", "[ “é” ]"]);
    assert_eq!(
        values.left[2].chars().count(),
        200 + "[ “…” ]".chars().count()
    );
    assert_eq!(values.left.len(), 3);
    assert_eq!(values.right, ["[]"]);
    assert_eq!(comparison.values("o").unwrap().left, ["{ m, n }"]);
    assert_eq!(comparison.values("nowhere"), None);
}

#[test]
fn the_records_of_both_sides_are_counted() {
    let comparison = compared(
        r#"{"bugs":[{"x":[{"y":1}]},{"x":[{"y":1},{"y":2}]}],"tags":["a"]}"#,
        r#"{"bugs":[{"x":[]}],"tags":[]}"#,
    );
    let records = |path: &str, left, right| Records {
        path: path.into(),
        left,
        right,
    };
    assert_eq!(
        comparison.records,
        [records("bugs", 2, 1), records("bugs[].x", 3, 0)]
    );
}

#[test]
fn the_summary_is_a_sentence() {
    let rows = [
        (
            "{\"a\":1}",
            "{\"a\":1}",
            true,
            "The same members, types and single values.",
        ),
        (
            "{\"a\":1}",
            "{\"a\":2}",
            true,
            "The same members and types; 1 value differs.",
        ),
        ("{\"a\":1}", "{\"b\":2,\"c\":3}", false, "1 missing, 2 new."),
        (
            "{\"a\":1,\"b\":1}",
            "{\"a\":\"1\",\"b\":2}",
            false,
            "1 re-typed, 1 value differs.",
        ),
    ];
    for (left, right, same, summary) in rows {
        let comparison = compared(left, right);
        assert_eq!(
            (comparison.same(), comparison.summary().as_str()),
            (same, summary)
        );
    }
}
