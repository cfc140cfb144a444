//! How fast bodies are: `cargo run --release --example bodies_bench`. Ratios against a reference measured in the same run,
//! alternating, medians of nine. What begins with a brace is a row of `make bench`: the side of Rust, without the window.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "it is run by hand"
)]
mod row;

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use gatepass_io::{Body, BodyWriter, DEFAULT_LIMIT, JsonView, Query, encode};

use row::{Goal, Row};

/// As in the app.
#[global_allocator]
static MEMORY: gatepass_io::Wiping = gatepass_io::Wiping;

const RUNS: usize = 9;
const MB: usize = 1_000_000;
const SCREEN: usize = 60;

fn main() {
    // First, while the allocator holds nothing that it could reuse.
    memory();
    first_screen();
    anywhere();
    search();
}

/// One line of minified JSON: an array of notices.
fn document(size: usize) -> Vec<u8> {
    let mut text = b"{\"data\":[".to_vec();
    for number in 0.. {
        let notice = format!(
            "{{\"id\":{number},\"title\":\"Field notice {number}: fan tray fails early\",\"url\":\"https:\\/\\/example.test\\/fn\\/{number}\",\"first\":\"2024-01-{:02}\",\"products\":[{{\"pid\":\"C9300-{}\",\"affected\":true}},{{\"pid\":null,\"qty\":12.50}}],\"{}\":[]}}",
            number % 28 + 1,
            number % 97,
            if number % 1_000 == 0 {
                "zebra"
            } else {
                "notes"
            },
        );
        if text.len() + notice.len() + 4 > size {
            break;
        }
        text.extend_from_slice(if number == 0 { b"" } else { b"," });
        text.extend_from_slice(notice.as_bytes());
    }
    text.extend_from_slice(b"]}");
    text
}

/// All but the last piece is taken in; what follows the last byte is for the caller to time.
fn almost(document: &[u8]) -> (BodyWriter, &[u8]) {
    let mut writer = BodyWriter::new(DEFAULT_LIMIT);
    let (most, last) = document.split_at(document.len() - 16 * 1024);
    for piece in most.chunks(16 * 1024) {
        writer.push(piece).unwrap();
    }
    (writer, last)
}

fn arrived(document: &[u8]) -> Arc<Body> {
    let (mut writer, last) = almost(document);
    writer.push(last).unwrap();
    Arc::new(writer.finish())
}

fn milliseconds<R>(work: impl FnOnce() -> R) -> (f64, R) {
    let start = Instant::now();
    let result = work();
    (start.elapsed().as_secs_f64() * 1e3, result)
}

fn report(name: &str, times: Vec<f64>) -> f64 {
    let (median, worst) = (row::median(&times), row::percentile(&times, 100));
    println!("{name:<44} median {median:>9.3} ms, worst {worst:>9.3}");
    median
}

fn first_screen() {
    let documents = [1, 10, 100].map(|size| document(size * MB));
    let mut times = [vec![], vec![], vec![]];
    let (mut taken_in, mut dropped) = (vec![], vec![]);
    for _ in 0..RUNS {
        for (document, times) in documents.iter().zip(&mut times) {
            let (all, (mut writer, last)) = milliseconds(|| almost(document));
            let (time, view) = milliseconds(|| {
                writer.push(last).unwrap();
                let view = JsonView::new(Arc::new(writer.finish())).unwrap();
                black_box(encode(view.row_count(), &view.rows(0, SCREEN)));
                view
            });
            times.push(time);
            if document.len() > 50 * MB {
                taken_in.push(all);
                dropped.push(milliseconds(|| drop(view)).0);
            }
        }
    }
    let [one, ten, hundred] = times;
    screen_rows(&one, &ten, &hundred);
    let one = report("last byte to first screen, 1 MB", one);
    let ten = report("last byte to first screen, 10 MB", ten);
    let hundred = report("last byte to first screen, 100 MB", hundred);
    println!("  ratio to 1 MB: {:.2}, {:.2}", ten / one, hundred / one);
    report("taking in and indexing 100 MB", taken_in);
    report("wiping and freeing 100 MB", dropped);
}

/// Against the 1 MB case, and what 100 MB take at most.
fn screen_rows(one: &[f64], ten: &[f64], hundred: &[f64]) {
    let screen = |name, times: &[f64], goal| {
        Row {
            name,
            value: row::median(times),
            p95: Some(row::percentile(times, 95)),
            unit: "ms",
            reference: "1 MB",
            reference_value: Some(row::median(one)),
            goal,
            text: "from the last byte to the first 60 rows as bytes, the side of Rust",
        }
        .print();
    };
    screen("body_first_screen 10 MB", ten, Goal::TimesAtMost(1.5));
    screen("body_first_screen 100 MB", hundred, Goal::TimesAtMost(1.5));
    screen("body_first_screen 100 MB", hundred, Goal::AtMost(150.0));
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

fn memory() {
    let nested = "[".repeat(50 * MB) + &"]".repeat(50 * MB);
    let pairs = format!("[{}0]", "[1],".repeat(25 * MB));
    let documents = [
        ("notices", document(100 * MB)),
        ("100 MB of brackets, one in the other", nested.into_bytes()),
        ("25 million small arrays", pairs.into_bytes()),
        ("100 MB of line breaks", vec![b'\n'; 100 * MB]),
    ];
    for (name, document) in documents {
        let before = resident();
        let body = arrived(&document);
        let held = (resident() - before) / document.len() as f64;
        let view = JsonView::new(body.clone()).map(|mut view| {
            view.fold_all_below(1);
            view
        });
        let folded = (resident() - before) / document.len() as f64;
        if name == "notices" {
            let size = document.len() as f64 / 1e6;
            Row {
                name: "body_memory",
                value: folded * size,
                p95: None,
                unit: "MB",
                reference: "the body",
                reference_value: Some(size),
                goal: Goal::TimesAtMost(1.3),
                text: "100 MB of JSON with its view, all folded, the side of Rust",
            }
            .print();
        }
        println!("memory, {name}: {held:.3} of the body, {folded:.3} with a view, all folded");
        drop(view);
    }
}

fn anywhere() {
    let deep = ["[".repeat(50 * MB), "]".repeat(50 * MB)].concat();
    let view = JsonView::new(arrived(deep.as_bytes())).unwrap();
    let rows = (0..100).map(|n| n * (view.row_count() / 100) + 5_000);
    let times = rows.map(|row| milliseconds(|| black_box(view.rows(row, SCREEN).len())).0);
    report("a screen anywhere in 100 MB of brackets", times.collect());
    drop(view);
    let body = arrived(&document(100 * MB));
    let mut view = JsonView::new(body).unwrap();
    let rows = view.row_count();
    let spots = |count: u32| (0..count).map(move |n| (rows / count) * n + n % 7);
    let times = spots(500).map(|row| milliseconds(|| black_box(view.rows(row, SCREEN).len())).0);
    report("a screen anywhere in 100 MB", times.collect());
    let times = spots(500).map(|row| milliseconds(|| black_box(view.path_at(row))).0);
    report("a path anywhere", times.collect());
    for depth in [0, 1, 2, 3, 4] {
        let (time, ()) = milliseconds(|| view.fold_all_below(depth));
        println!(
            "  fold all below {depth}: {time:.3} ms, {} rows left",
            view.row_count()
        );
    }
    view.fold_all_below(2);
    let visible = view.row_count();
    let times = (0..500).map(|n| {
        let row = view.rows((visible / 500) * n + 3, 1)[0].number;
        milliseconds(|| view.unfold(row)).0
    });
    let times = times.collect();
    report("unfolding one of many", times);
    let times = (0..RUNS).flat_map(|_| {
        [
            milliseconds(|| view.fold(0)).0,
            milliseconds(|| view.unfold(0)).0,
        ]
    });
    let times = times.collect();
    report("folding and unfolding all of it at the root", times);
}

fn grep(file: &std::path::Path, options: &str, word: &str) -> f64 {
    let mut grep = Command::new("grep");
    // Into a pipe: grep stops at the first match if its output goes nowhere.
    grep.args([options, word]).arg(file).stdout(Stdio::piped());
    milliseconds(|| grep.output().unwrap()).0
}

/// Against `grep -c`, on the document as one line and with each notice on a line of its own.
fn search() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let one_line = document(100 * MB);
    let many_lines: Vec<u8> = String::from_utf8(one_line.clone())
        .unwrap()
        .replace("},{\"id\"", "},\n{\"id\"")
        .into_bytes();
    for (form, document) in [("one line", one_line), ("many lines", many_lines)] {
        std::fs::write(file.path(), &document).unwrap();
        let body = arrived(&document);
        let view = JsonView::new(body.clone()).unwrap();
        let (same, any) = (
            |word: &str| Query::word(word, true).unwrap(),
            |word: &str| Query::word(word, false).unwrap(),
        );
        let cases = [
            ("rare word", "-c", "zebra", same("zebra")),
            ("rare word, any case", "-ci", "zebra", any("zebra")),
            (
                "frequent word, any case",
                "-ci",
                "affected",
                any("affected"),
            ),
            ("absent word", "-c", "giraffe", same("giraffe")),
            (
                "regex",
                "-cE",
                "C9300-9[0-9]",
                Query::regex("C9300-9[0-9]", true).unwrap(),
            ),
        ];
        for (name, options, word, query) in cases {
            let (mut ours, mut theirs, mut rows) = (vec![], vec![], vec![]);
            let mut total = 0;
            for _ in 0..RUNS {
                theirs.push(grep(file.path(), options, word));
                let never = AtomicBool::new(false);
                let (time, found) = milliseconds(|| body.search(&query, &never, |_, _| {}));
                ours.push(time);
                rows.push(milliseconds(|| black_box(view.rows_of(&found.hits))).0);
                total = found.total;
            }
            let what = format!("{name}, {form} ({total} hits)");
            let reference = format!("grep {options}");
            Row {
                name: "body_search",
                value: row::median(&ours),
                p95: Some(row::percentile(&ours, 95)),
                unit: "ms",
                reference: &reference,
                reference_value: Some(row::median(&theirs)),
                goal: Goal::TimesAtMost(3.0),
                text: &what,
            }
            .print();
            report(&what, ours);
            report(&format!("  {reference} {word}"), theirs);
            report("  the rows of all hits", rows);
        }
    }
}
