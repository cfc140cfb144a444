//! Deep, wide and damaged bodies: nothing panics, and everything has an end.
use gatepass_io::{DEFAULT_LIMIT, TableQuery, Tables};

use crate::{body, cells, never, tables};

#[test]
fn nesting_without_end_is_read_without_a_stack() {
    for depth in [1_000, 100_000] {
        let arrays = format!("{}{{\"a\":1}}{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(tables(&arrays).summaries().len(), 1);
        let objects = format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
        assert!(tables(&objects).summaries().is_empty());
        assert!(tables(&objects).card().is_some());
        let records = format!("{}1{}", "[{\"a\":".repeat(depth), "}]".repeat(depth));
        let summaries = tables(&records).summaries();
        assert_eq!(
            summaries.len(),
            9,
            "tables of one record are looked into eight times"
        );
        assert!(tables(&records).get(0).unwrap().card(0).is_some());
    }
}

#[test]
fn columns_and_tables_are_capped() {
    let members: Vec<String> = (0..10_000).map(|n| format!("\"m{n}\":{n}")).collect();
    let found = tables(&format!("[{{{}}}]", members.join(",")));
    let summary = found.summaries().remove(0);
    assert_eq!((summary.columns.len(), summary.more_columns), (500, true));
    assert_eq!(
        cells(found.get(0).unwrap(), &TableQuery::default(), "m499"),
        ["499"]
    );
    let many = tables(&format!("[{}]", vec!["[{\"a\":1}]"; 1_000].join(",")));
    assert_eq!((many.summaries().len(), many.has_more()), (64, true));
    let long = tables(&format!("[{{\"{}\":1}}]", "x".repeat(1_000_000)));
    assert_eq!(long.summaries()[0].columns[0].key.len(), 200);
}

#[test]
fn rows_beyond_a_million_are_counted_and_left_out() {
    let text = format!("[{}]", vec!["{}"; 1_000_005].join(","));
    let summary = tables(&text).summaries().remove(0);
    assert_eq!((summary.rows, summary.left_out), (1_000_000, 5));
    assert!(text.len() < DEFAULT_LIMIT);
}

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

const SEEDS: [&str; 4] = [
    r#"{"data":[{"id":1,"t":"a\u00e9\n<b>x</b>","x":[{"y":[1.5e3,-0,true,null]}]},{"id":2,"t":"NA","o":{"value":"2024-01-01","p":{}}}],"n":{"m":{}}}"#,
    r#"[[{"a":{"b":{"c":{"d":{"e":{"f":1}}}}}}],{"x":[{"y":[{"z":"https://example.com/<p>"}]}]}]"#,
    r#"{"caseDetail":{"title":"\ud83d\ude00","notes":[{"note":"a<br>b"},{"note":""}],"a":"null"}}"#,
    r#"[{"EndOfSaleDate":{"value":"","dateFormat":"YYYY-MM-DD"},"s":"=1","n":12345678901234567890}]"#,
];

#[test]
fn ten_thousand_damaged_bodies_are_read_without_a_panic() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let (mut with_rows, mut with_card) = (0, 0);
    for _ in 0..10_000 {
        let mut bytes = SEEDS[dice.below(SEEDS.len())].as_bytes().to_vec();
        for _ in 0..=dice.below(4) {
            let at = dice.below(bytes.len());
            match dice.below(5) {
                0 => bytes.truncate(at.max(1)),
                1 => bytes.insert(at, b"{}[],:\"\\ \n0e.-\xff\x80"[dice.below(16)]),
                2 => bytes[at] = dice.below(256) as u8,
                3 if bytes.len() > 1 => drop(bytes.remove(at)),
                _ => bytes.extend_from_within(at..),
            }
        }
        let tables = Tables::of(&body(&bytes));
        with_card += usize::from(tables.card().is_some());
        for (number, summary) in tables.summaries().iter().enumerate() {
            let table = tables.get(number).unwrap();
            let columns: Vec<u32> = (0..summary.columns.len() as u32).collect();
            let filter = ["", "a", "1 é"][dice.below(3)].to_owned();
            let sort = columns
                .get(dice.below(6))
                .map(|column| (*column, dice.below(2) == 0));
            let query = TableQuery { sort, filter };
            let rows = table.rows(&query, &columns, 0, 100, &never()).unwrap();
            assert!(rows.total <= summary.rows);
            assert!(rows.rows.iter().all(|row| row.cells.len() == columns.len()));
            table.csv(&query, &columns, &never()).unwrap();
            assert!((0..summary.rows).all(|record| table.card(record).is_some()));
            with_rows += usize::from(rows.total > 0);
        }
    }
    assert!(
        with_rows > 1_000 && with_card > 1_000,
        "{with_rows} {with_card}"
    );
}
