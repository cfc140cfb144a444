//! How fast tables are: `cargo run --release --example tables_bench`. One array of 100,000 records in 100 MB; medians of
//! five, and the memory that is held beside the body.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "it is run by hand"
)]
use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use gatepass_core::compare::compare;
use gatepass_io::{Body, BodyWriter, DEFAULT_LIMIT, Table, TableQuery, Tables};

/// As in the app.
#[global_allocator]
static MEMORY: gatepass_io::Wiping = gatepass_io::Wiping;

const RUNS: usize = 5;
const RECORDS: usize = 100_000;
const SIZE: usize = 100_000_000;

fn main() {
    for (form, escaped) in [("plain", false), ("with escapes", true)] {
        let body = body(escaped);
        println!("{form}: {} MB", body.bytes().len() / 1_000_000);
        let before = resident();
        let tables = Tables::of(&body);
        println!(
            "  held beside the body: {:.1} MB",
            (resident() - before) / 1e6
        );
        median("index", || drop(black_box(Tables::of(&body))));
        let table = tables.get(0).unwrap();
        for key in ["id", "bulletinTitle", "first", "summary"] {
            let sort = Some((column(table, key), true));
            ordered(
                table,
                &format!("sort by {key}"),
                &TableQuery {
                    sort,
                    ..TableQuery::default()
                },
            );
        }
        for filter in ["zebra", "fan tray", "giraffe", "e"] {
            let filter = filter.to_owned();
            let name = format!("filter by {filter}");
            ordered(table, &name, &TableQuery { filter, sort: None });
        }
        let never = AtomicBool::new(false);
        let sort = Some((column(table, "id"), true));
        let query = TableQuery {
            sort,
            ..TableQuery::default()
        };
        table.rows(&query, &[0], 0, 1, &never).unwrap();
        let columns = [0, 1, 2, 3, 4];
        median("a screen of an order that is kept", || {
            black_box(table.rows(&query, &columns, 50_000, 60, &never).unwrap());
        });
        median("all of it as CSV", || {
            black_box(table.csv(&query, &columns, &never).unwrap());
        });
        median("a card", || {
            black_box(table.card(50_000));
        });
        let (left, right) = (notices(&body, 30_000), notices(&body, 29_000));
        median("comparing 30 MB with 29 MB", || {
            black_box(compare(&left, &right).unwrap());
        });
    }
}

/// The body's first records as a document of their own.
fn notices(body: &Body, records: usize) -> Vec<u8> {
    let bytes = &body.bytes()[..records * (SIZE / RECORDS)];
    let end = bytes
        .windows(3)
        .rposition(|three| three == b"\"},")
        .unwrap();
    [&bytes[..end + 2], b"]}"].concat()
}

/// Each run asks for another order first, so that none is kept.
fn ordered(table: &Table, name: &str, query: &TableQuery) {
    let never = AtomicBool::new(false);
    let mut total = 0;
    let times = (0..RUNS).map(|_| {
        table
            .rows(&TableQuery::default(), &[0], 0, 1, &never)
            .unwrap();
        let start = Instant::now();
        total = table.rows(query, &[0], 0, 60, &never).unwrap().total;
        start.elapsed().as_secs_f64() * 1e3
    });
    let times = times.collect();
    report(&format!("{name} ({total} rows)"), times);
}

fn median(name: &str, mut work: impl FnMut()) {
    let times = (0..RUNS).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64() * 1e3
    });
    report(name, times.collect());
}

fn report(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    println!("  {name:<44} {:>9.2} ms", times[times.len() / 2]);
}

fn column(table: &Table, key: &str) -> u32 {
    let columns = table.summary().columns;
    columns.iter().position(|column| column.key == key).unwrap() as u32
}

fn body(escaped: bool) -> Arc<Body> {
    let (quote, slash) = if escaped { ("\\\"", "\\/") } else { ("'", "/") };
    let sentence = format!("A fan tray in {quote}slot 1{quote} stops; the chassis shuts down. ");
    let mut writer = BodyWriter::new(DEFAULT_LIMIT);
    writer.push(b"{\"data\":[").unwrap();
    for number in 0..RECORDS {
        let mut record = format!(
            "{}{{\"id\":{},\"bulletinTitle\":\"FN{} - {}tray fails early\",\"first\":\"20{:02}-01-{:02}\",\"url\":\"https:{slash}{slash}example.test{slash}{number}\",\"products\":[{{\"pid\":\"C9300-{}\",\"qty\":12.50}}],\"end\":{{\"value\":\"\",\"dateFormat\":null}},\"word\":\"{}\",\"summary\":\"",
            if number == 0 { "" } else { "," },
            9_007_199_254_000_000_u64 + (number as u64 * 7_919) % 1_000_003,
            (number * 31) % 99_991,
            if number % 2 == 0 { "Fan " } else { "" },
            number % 25,
            number % 28 + 1,
            number % 97,
            if number % 1_000 == 0 {
                "zebra"
            } else {
                "horse"
            },
        );
        while record.len() + sentence.len() + 2 < SIZE / RECORDS {
            record.push_str(&sentence);
        }
        record.push_str("\"}");
        writer.push(record.as_bytes()).unwrap();
    }
    writer.push(b"]}").unwrap();
    Arc::new(writer.finish())
}

#[cfg(target_os = "linux")]
fn resident() -> f64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages: f64 = statm.split(' ').nth(1).unwrap().parse().unwrap();
    pages * 4096.0
}

#[cfg(not(target_os = "linux"))]
fn resident() -> f64 {
    f64::NAN
}
