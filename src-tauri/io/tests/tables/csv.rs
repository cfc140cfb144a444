//! Tables as CSV files: read back by a reader of CSV, and nothing a spreadsheet would run.
use gatepass_io::{TableError, TableQuery};
use proptest::prelude::*;
use std::sync::atomic::AtomicBool;

use crate::{column, never, tables};

#[test]
fn a_file_has_a_header_whole_values_and_the_order_of_the_query() {
    let tables = tables(
        r#"[{"id":2,"t":"a, \"b\"\r\nc","o":{"value":"NA"},"l":["x",null,"y"],"r":[{"a":1}],"big":-9007199254740993.10},
            {"id":1,"t":"=HYPERLINK(1)","o":{"value":"-1"},"l":[],"r":null,"big":1e400}]"#,
    );
    let table = tables.get(0).unwrap();
    let columns = ["id", "t", "o.value", "l", "r", "big"].map(|key| column(table, key));
    let query = TableQuery {
        sort: Some((columns[0], false)),
        ..Default::default()
    };
    let file = String::from_utf8(table.csv(&query, &columns, &never()).unwrap()).unwrap();
    assert_eq!(
        file,
        "id,t,o.value,l,r,big\r\n\
         1,'=HYPERLINK(1),-1,,,1e400\r\n\
         2,\"a, \"\"b\"\"\r\nc\",,x; y,\"[{\"\"a\"\":1}]\",-9007199254740993.10\r\n"
    );
}

#[test]
fn a_long_value_is_written_whole_also_in_a_list() {
    let long = "ä".repeat(100_000);
    let tables = tables(&format!(r#"[{{"t":"{long}","l":["{long}"]}}]"#));
    let table = tables.get(0).unwrap();
    let columns = ["t", "l"].map(|key| column(table, key));
    let file = table.csv(&TableQuery::default(), &columns, &never());
    let expected = format!("t,l\r\n{long},{long}\r\n");
    assert!(file.unwrap() == expected.as_bytes());
}

#[test]
fn a_name_that_is_a_formula_is_guarded_and_a_cancelled_file_is_none() {
    let tables = tables(r#"[{"@x":"@y"}]"#);
    let table = tables.get(0).unwrap();
    let file = table.csv(&TableQuery::default(), &[0], &never()).unwrap();
    assert_eq!(file, b"'@x\r\n'@y\r\n");
    let cancelled = table.csv(&TableQuery::default(), &[0], &AtomicBool::new(true));
    assert_eq!(cancelled, Err(TableError::Cancelled));
    let wrong = table.csv(&TableQuery::default(), &[9], &never());
    assert_eq!(wrong, Err(TableError::NoColumn(9)));
}

proptest! {
    #[test]
    fn whatever_the_values_say_is_read_back_and_starts_no_formula(
        values in prop::collection::vec("[ -~\r\n\t=+@\"',äß😀-]{1,20}", 1..20),
    ) {
        let records: Vec<_> = values.iter().map(|value| serde_json::json!({ "v": value, "n": 1 })).collect();
        let tables = tables(&serde_json::to_string(&records).unwrap());
        let table = tables.get(0).unwrap();
        let columns = [column(table, "v"), column(table, "n")];
        let file = table.csv(&TableQuery::default(), &columns, &never()).unwrap();
        let mut reader = csv::Reader::from_reader(file.as_slice());
        let read: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
        prop_assert_eq!(read.len(), values.len());
        for (read, value) in read.iter().zip(&values) {
            let absent = ["", "null", "NA"].contains(&value.trim());
            let guarded = format!("'{value}");
            prop_assert!(absent && read.is_empty() || read == value || *read == guarded, "{:?} {:?}", read, value);
            let number = read.parse::<f64>().is_ok();
            prop_assert!(number || !read.starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?}", read);
        }
    }
}
