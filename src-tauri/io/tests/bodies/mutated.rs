//! Ten thousand damaged documents: nothing panics, nothing is lost.
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use gatepass_io::{Form, JsonView, Kind, Query};

use crate::{arrived, compact};

const ROUNDS: u64 = 10_000;

const SEEDS: [&str; 5] = [
    r#"{"data":[{"id":1,"t":"a\u00e9\n","x":[1.5e3,-0,true,null]},{"id":2,"t":"","x":[]}],"n":{"m":{}}}"#,
    "[[[[[[1,2],[3,4]],{\"a\":{\"b\":{\"c\":[]}}}]]]]",
    "{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n",
    "\u{feff} [ \"äöü😀\" , \"\\ud83d\\ude00\" ] \r\n",
    "<html><body>\r\n<h1>Developer Inactive</h1></body></html>",
];

/// A small generator with a fixed seed, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

fn damaged(dice: &mut Dice) -> Vec<u8> {
    let mut bytes = SEEDS[dice.below(SEEDS.len())].as_bytes().to_vec();
    if dice.below(4) == 0 {
        bytes = bytes.repeat(1 + dice.below(40));
    }
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        match dice.below(5) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, b"{}[],:\"\\ \n0e.-\xff\x80"[dice.below(16)]),
            2 if !bytes.is_empty() => bytes[at] = dice.below(256) as u8,
            3 if !bytes.is_empty() => drop(bytes.remove(at)),
            _ => bytes.extend_from_within(at..),
        }
    }
    bytes
}

#[test]
fn no_damage_panics_and_every_byte_is_shown() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut forms = [0; 3];
    let query = Query::regex("[a-z1]+", false).unwrap();
    for _ in 0..ROUNDS {
        let bytes = damaged(&mut dice);
        let body = Arc::new(arrived(&bytes, 1 + dice.below(300)));
        let ordinary = std::str::from_utf8(&bytes).map(|text| {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
        });
        if let Ok(valid) = ordinary {
            assert_eq!(
                body.form() == Form::Json,
                valid,
                "{:?}",
                String::from_utf8_lossy(&bytes)
            );
        }
        forms[match body.form() {
            Form::Json => 0,
            Form::BrokenJson(_) => 1,
            Form::Text => 2,
        }] += 1;
        let found = body.search(&query, &AtomicBool::new(false), |_, _| {});
        assert_eq!(body.lines_of(&found.hits).len(), found.hits.len());
        if let Some(mut view) = JsonView::new(body.clone()) {
            nothing_is_lost(&view, &bytes);
            view.rows_of(&found.hits);
            for _ in 0..6 {
                use_at_random(&mut view, &mut dice);
            }
        }
    }
    assert!(
        forms.iter().all(|&count| count > 100),
        "all forms came up: {forms:?}"
    );
}

fn nothing_is_lost(view: &JsonView, bytes: &[u8]) {
    let (mut shown, mut tail) = (vec![], vec![]);
    for row in view.rows(0, usize::MAX) {
        let to = if row.kind == Kind::Line {
            &mut tail
        } else {
            &mut shown
        };
        if let Some(name) = row.name {
            to.extend_from_slice(name);
            to.push(b':');
        }
        to.extend_from_slice(row.text);
        to.extend_from_slice(if row.comma { b"," } else { b"" });
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let plain = |bytes: &[u8]| -> Vec<u8> {
        bytes
            .iter()
            .copied()
            .filter(|byte| !b" \t\r\n".contains(byte))
            .collect()
    };
    let all = [shown, plain(&tail)].concat();
    assert_eq!(
        plain(&all),
        plain(&compact(bytes)),
        "{:?}",
        String::from_utf8_lossy(bytes)
    );
}

fn use_at_random(view: &mut JsonView, dice: &mut Dice) {
    let row = dice.below(view.row_count() as usize + 3) as u32;
    match dice.below(6) {
        0 => drop(view.fold(row)),
        1 => drop(view.unfold(row)),
        2 => view.fold_all_below(row % 6),
        3 => assert!(
            view.reveal(row.min(view.rows(0, usize::MAX).last().map_or(0, |r| r.number)))
                < view.row_count().max(1)
        ),
        4 => drop((view.path_at(row), view.value_at(row))),
        _ => assert!(view.rows(row, 20).len() <= 20),
    }
    assert_eq!(view.rows(0, usize::MAX).len(), view.row_count() as usize);
}
