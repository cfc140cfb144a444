//! What the formatted rows show, and that any of them is the same however it is reached.
use std::sync::Arc;

use gatepass_io::{Form, JsonView, Kind};
use proptest::prelude::*;

use crate::documents::{document, long_document};
use crate::model::Model;
use crate::{arrived, compact, page, painted, view};

#[test]
fn a_line_without_breaks_is_laid_out_as_a_document() {
    let view = view(r#"{"data":[{"id":1,"title":"Fan \"x\""},{}],"total":2,"more":null}"#);
    let expected = r#"{
  "data": [
    {
      "id": 1,
      "title": "Fan \"x\""
    },
    {}
  ],
  "total": 2,
  "more": null
}
"#;
    assert_eq!(page(&view), expected);
    let rows = view.rows(1, 2);
    assert_eq!((rows[0].items, rows[0].holds, rows[0].line), (2, 6, 2));
    assert_eq!((rows[1].items, rows[1].holds, rows[1].line), (2, 3, 3));
    assert_eq!(view.rows(6, 1)[0].kind, Kind::Object);
    assert!(!view.rows(6, 1)[0].opens, "nothing is in it");
}

#[test]
fn numbers_strings_and_names_stand_as_written() {
    let text = r#"{"a":9007199254740993,"a":1.10,"b":"\u00e9\/","n":-0e+07,"\u006e":[]}"#;
    let view = view(text);
    let rows: Vec<String> = view.rows(1, 5).iter().map(painted).collect();
    assert_eq!(
        rows,
        [
            r#""a": 9007199254740993,"#,
            r#""a": 1.10,"#,
            r#""b": "\u00e9\/","#,
            r#""n": -0e+07,"#,
            r#""\u006e": []"#
        ]
    );
}

#[test]
fn a_single_value_is_a_document() {
    for text in [
        "1",
        " \"x\" ",
        "null\n",
        "{}",
        "[ ]",
        "\u{feff}true",
        "-1.5e3",
    ] {
        let body = arrived(text.as_bytes(), 1);
        assert_eq!(body.form(), Form::Json, "{text}");
        let view = JsonView::new(Arc::new(body)).unwrap();
        assert_eq!(view.row_count(), 1, "{text}");
        assert_eq!(view.path_at(0).unwrap().jsonpath, "$");
    }
}

#[test]
fn a_long_value_is_cut_for_display_and_whole_when_asked_for() {
    let long = "ä".repeat(5_000);
    let text = format!(r#"{{"k{long}":"{long}","b":1}}"#);
    let view = view(&text);
    let rows = view.rows(1, 2);
    assert_eq!(
        std::str::from_utf8(rows[0].text).unwrap().chars().count(),
        2_000
    );
    assert_eq!(rows[0].text_length, 10_002);
    assert!(rows[0].name_cut && rows[0].comma);
    assert_eq!(&text[view.value_at(1).unwrap()], format!("\"{long}\""));
    assert_eq!(view.path_at(1).unwrap().pointer, format!("/k{long}"));
    assert!(!rows[1].name_cut);
}

#[test]
fn a_path_is_written_both_ways() {
    let view = view(r#"{"a b":[0,[{"it's":1,"c/d~":2,"\u00e9_1":3,"1":4,"":5}]],"\ud800":6}"#);
    let paths = |row| {
        let path = view.path_at(row).unwrap();
        (path.pointer, path.jsonpath)
    };
    let expected = |pointer: &str, path: &str| (pointer.to_owned(), path.to_owned());
    assert_eq!(paths(0), expected("", "$"));
    assert_eq!(paths(1), expected("/a b", "$['a b']"));
    assert_eq!(paths(2), expected("/a b/0", "$['a b'][0]"));
    assert_eq!(
        paths(5),
        expected("/a b/1/0/it's", r"$['a b'][1][0]['it\'s']")
    );
    assert_eq!(
        paths(6),
        expected("/a b/1/0/c~1d~0", "$['a b'][1][0]['c/d~']")
    );
    assert_eq!(paths(7), expected("/a b/1/0/é_1", "$['a b'][1][0].é_1"));
    assert_eq!(paths(8), expected("/a b/1/0/1", "$['a b'][1][0]['1']"));
    assert_eq!(paths(9), expected("/a b/1/0/", "$['a b'][1][0]['']"));
    assert_eq!(paths(10), paths(4), "a closing row is what it closes");
    assert_eq!(paths(13), expected("/\u{fffd}", "$.\u{fffd}"));
    assert_eq!(view.path_at(15), None, "behind the end");
}

#[test]
fn a_hundred_thousand_levels_are_rows_like_others() {
    let depth = 100_000_u32;
    let text = "[".repeat(depth as usize) + "7" + &"]".repeat(depth as usize);
    let mut view = view(&text);
    assert_eq!(view.row_count(), 2 * depth + 1);
    let middle = &view.rows(depth, 1)[0];
    assert_eq!((middle.depth, middle.text), (depth, &b"7"[..]));
    let path = view.path_at(depth).unwrap();
    assert_eq!(path.pointer, "/0".repeat(depth as usize));
    assert_eq!(view.value_at(2 * depth).unwrap(), 0..text.len());
    view.fold_all_below(3);
    assert_eq!(view.row_count(), 7);
    assert_eq!(view.reveal(depth), depth);
    assert_eq!(view.row_count(), 2 * depth + 1);
}

#[test]
fn asking_behind_the_end_gives_nothing() {
    let mut view = view("[1]");
    assert!(view.rows(3, 10).is_empty());
    assert_eq!(view.rows(2, 10).len(), 1);
    assert!(view.rows(0, 0).is_empty());
    assert_eq!(view.value_at(3), None);
    assert!(!view.fold(3) && !view.unfold(u32::MAX));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_rows_of_any_document_are_the_document(text in document()) {
        let shown = page(&view(&text));
        prop_assert_eq!(compact(shown.as_bytes()), compact(text.as_bytes()));
        let parsed = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
        prop_assert_eq!(parsed(&shown), parsed(&text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_row_found_by_its_mark_is_the_row_of_the_full_walk(
        text in long_document(),
        picks in proptest::collection::vec(any::<prop::sample::Index>(), 20),
    ) {
        let body = Arc::new(arrived(text.as_bytes(), 1_500));
        let view = JsonView::new(body.clone()).unwrap();
        let all = view.rows(0, usize::MAX);
        prop_assert_eq!(all.len(), view.row_count() as usize);
        let model = Model::of(&view, body.bytes());
        for pick in picks {
            let row = pick.index(all.len());
            prop_assert_eq!(&view.rows(row as u32, 3)[..], &all[row..all.len().min(row + 3)]);
            let path = view.path_at(row as u32).map(|path| path.pointer);
            // A lone surrogate is no JSON string to an ordinary parser.
            if !text.contains("\\ud") && !text.contains("\\uD") {
                prop_assert_eq!(path, Some(model.pointer(row)));
            }
            let opening = model.opening_of(row);
            let mut value = model.rows[opening].text.clone();
            if model.rows[opening].opens {
                let close = model.close_of(opening);
                value.end = model.rows[close].text.end;
                prop_assert_eq!(all[opening].items as usize, model.items(opening));
                prop_assert_eq!(all[opening].holds as usize, close - opening);
            }
            prop_assert_eq!(view.value_at(row as u32), Some(value));
        }
    }
}
