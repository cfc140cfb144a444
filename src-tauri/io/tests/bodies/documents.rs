//! Documents for the property tests, as text: whatever JSON allows and a value tree would lose.
use proptest::collection::vec;
use proptest::prelude::*;

/// A document of any shape, a few rows to a few dozen.
pub(crate) fn document() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        Just("true".to_owned()),
        Just("false".to_owned()),
        Just("null".to_owned()),
        "-?(0|[1-9][0-9]{0,30})([.][0-9]{1,20})?([eE][+-]?[0-9]{1,2})?",
        text(),
    ];
    scalar.prop_recursive(7, 60, 6, |value| {
        let items = vec((value.clone(), space()), 0..6)
            .prop_map(|items| wrap('[', items.into_iter().map(|(v, s)| (v + &s, s)), ']'));
        let members = vec((text(), value, space()), 0..6).prop_map(|members| {
            let written = members
                .into_iter()
                .map(|(name, value, s)| (format!("{name}{s}:{s}{value}"), s));
            wrap('{', written, '}')
        });
        prop_oneof![items, members]
    })
}

/// A document long enough to have many marks: the same pieces over and over, in one array or deep inside.
pub(crate) fn long_document() -> impl Strategy<Value = String> {
    (vec(document(), 1..6), 1..4_usize, 0..40_usize).prop_map(|(pieces, kilobytes, around)| {
        let length: usize = pieces.iter().map(|piece| piece.len() + 1).sum();
        let times = (kilobytes * 16_000 / length).max(1);
        let all = vec![pieces.join(","); times].join(",");
        let (mut open, mut close) = (String::new(), String::new());
        for level in 0..around {
            open.push_str(if level % 2 == 0 {
                "[1,[{}],"
            } else {
                "{\"a\":[],\"b\":"
            });
            close.insert_str(0, if level % 2 == 0 { ",2]" } else { "}" });
        }
        format!("{open}[{all}]{close}")
    })
}

fn text() -> impl Strategy<Value = String> {
    r#""([ !#-\[\]-~äß€😀]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}){0,12}""#
}

fn space() -> impl Strategy<Value = String> {
    "[ \n\r\t]{0,3}"
}

fn wrap(open: char, items: impl Iterator<Item = (String, String)>, close: char) -> String {
    let mut text = String::from(open);
    for (number, (item, space)) in items.enumerate() {
        if number > 0 {
            text.push(',');
        }
        text.push_str(&space);
        text.push_str(&item);
    }
    text.push(close);
    text
}
