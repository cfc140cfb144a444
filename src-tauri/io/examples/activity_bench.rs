//! How Activity bears 10,000 exchanges, beside 100: `cargo run --release -p gatepass-io --example activity_bench`. The two take
//! turns; each step is the median of nine. The last line is the row `activity_scale` of `make bench`: the step that grows most.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "it is run by hand"
)]
mod exchanges;
mod integration;
mod row;

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use gatepass_core::{
    ActivityFilter, ActivityLimits, ActivityStore, ExchangeId, Integration, IntegrationId,
    OutcomeKind, Store,
};
use gatepass_io::SqliteStore;

use row::{Goal, Row};

/// As in the app.
#[global_allocator]
static MEMORY: gatepass_io::Wiping = gatepass_io::Wiping;

const RUNS: usize = 9;
const FEW: u32 = 100;
const MANY: u32 = 10_000;
const SCREEN: u32 = 60;
/// Two frames at 60 Hz.
const TWO_FRAMES_MS: f64 = 33.3;

fn main() {
    let folders = [FEW, MANY].map(|entries| {
        let folder = tempfile::tempdir().unwrap();
        filled(folder.path(), entries);
        folder
    });
    let size = std::fs::metadata(folders[1].path().join("gatepass.db")).unwrap();
    println!("{MANY} exchanges: {:.1} MB", size.len() as f64 / 1e6);
    // Told, and no part of the row: it is done before there is a window.
    compare("starting Gatepass", |which| {
        black_box(SqliteStore::open(folders[which].path()).unwrap());
    });
    let stores = [0, 1].map(|which| SqliteStore::open(folders[which].path()).unwrap());
    let everything = ActivityFilter::default();
    let mut steps = vec![compare("opening Activity", |which| {
        black_box(stores[which].usage().unwrap());
        let page = stores[which].rows(&everything, 0, SCREEN).unwrap();
        assert_eq!(page.total, [FEW, MANY][which]);
    })];
    let ends = [FEW - SCREEN, MANY - FEW];
    steps.push(compare("scrolling to the end", |which| {
        let page = stores[which].rows(&everything, ends[which], SCREEN);
        assert_eq!(page.unwrap().rows.len(), SCREEN as usize);
    }));
    let searches = [
        ("searching a word in all", "example", [FEW, MANY]),
        ("searching a word in a hundredth", "marked", [1, 100]),
        ("searching three words", "api marked bugs", [1, 100]),
        ("searching a word in none", "giraffe", [0, 0]),
    ];
    for (name, query, totals) in searches {
        let filter = ActivityFilter {
            query: query.into(),
            ..ActivityFilter::default()
        };
        steps.push(compare(name, |which| {
            let page = stores[which].rows(&filter, 0, SCREEN).unwrap();
            assert_eq!(page.total, totals[which]);
        }));
    }
    let trouble = ActivityFilter {
        kinds: vec![OutcomeKind::Refused, OutcomeKind::Failed],
        integration: Some(IntegrationId("i".into())),
        ..ActivityFilter::default()
    };
    steps.push(compare("only what went wrong", |which| {
        black_box(stores[which].rows(&trouble, 0, SCREEN).unwrap());
    }));
    let integration = integration::of_id("i", "https://id.example/token".parse().unwrap());
    let mut next = MANY;
    compare("keeping one more, the oldest makes room", |which| {
        next += 1;
        let limits = ActivityLimits {
            entries: [FEW, MANY][which],
            ..ActivityLimits::default()
        };
        stores[which]
            .append(&exchanges::entry(&integration, next), None, &limits)
            .unwrap();
    });
    with_bodies();
    let grown = |step: &Step| step.many - step.few;
    let worst = steps
        .iter()
        .max_by(|one, other| grown(one).total_cmp(&grown(other)));
    let worst = worst.unwrap();
    let text = format!("the step that grows most: {}", worst.name);
    Row {
        name: "activity_scale",
        value: worst.many,
        p95: Some(worst.many_p95),
        unit: "ms",
        reference: "100 exchanges",
        reference_value: Some(worst.few),
        goal: Goal::MoreAtMost(TWO_FRAMES_MS),
        text: &text,
    }
    .print();
}

/// 256 MB of bodies that do not compress: what they cost a start, and what one more costs.
fn with_bodies() {
    let folder = tempfile::tempdir().unwrap();
    let (store, integration) = filled(folder.path(), MANY);
    let limits = ActivityLimits::default();
    let mut state = 20_261_121_u64;
    let noise: Vec<u8> = (0..1_000_000)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 56) as u8
        })
        .collect();
    for number in 0..260 {
        let entry = exchanges::entry(&integration, MANY + number);
        store.append(&entry, Some(&noise), &limits).unwrap();
    }
    let text = "{\"title\":\"Fan tray fails early\",\"id\":4711},".repeat(380_000);
    let mut number = 2 * MANY;
    let mut keep = |body: &[u8]| {
        number += 1;
        let entry = exchanges::entry(&integration, number);
        median(|| {
            let mut entry = entry.clone();
            number += 1;
            entry.exchange.id = ExchangeId(format!("e{number}"));
            store.append(&entry, Some(body), &limits).unwrap();
        })
    };
    println!(
        "keeping 1 MB that does not compress: {:.1} ms",
        keep(&noise)
    );
    let text = &text.as_bytes()[..16_000_000];
    println!("keeping 16 MB of JSON: {:.1} ms", keep(text));
    let id = ExchangeId(format!("e{number}"));
    let opening = median(|| drop(black_box(store.body(&id).unwrap().unwrap())));
    println!("opening 16 MB of JSON: {opening:.1} ms");
    println!("{:?}", store.usage().unwrap());
    drop(store);
    let start = median(|| drop(black_box(SqliteStore::open(folder.path()).unwrap())));
    println!("starting Gatepass with 256 MB of bodies: {start:.1} ms");
    let store = SqliteStore::open(folder.path()).unwrap();
    let clear = Instant::now();
    store.clear(None).unwrap();
    let clear = clear.elapsed().as_secs_f64() * 1e3;
    let left = std::fs::metadata(folder.path().join("gatepass.db")).unwrap();
    println!(
        "clearing all of it: {clear:.1} ms, {} bytes left",
        left.len()
    );
}

/// What a step takes among a few and among many.
struct Step {
    name: &'static str,
    few: f64,
    many: f64,
    many_p95: f64,
}

fn compare(name: &'static str, mut step: impl FnMut(usize)) -> Step {
    let mut times = [vec![], vec![]];
    for _ in 0..RUNS {
        for (which, times) in times.iter_mut().enumerate() {
            let start = Instant::now();
            step(which);
            times.push(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    let [few, many] = [&times[0], &times[1]].map(|times| row::median(times));
    let more = many - few;
    println!("{name:<42} {few:>8.3} ms, {many:>8.3} ms: {more:>7.3} more");
    Step {
        name,
        few,
        many,
        many_p95: row::percentile(&times[1], 95),
    }
}

fn median(mut step: impl FnMut()) -> f64 {
    let times = (0..RUNS).map(|_| {
        let start = Instant::now();
        step();
        start.elapsed().as_secs_f64() * 1e3
    });
    row::median(&times.collect::<Vec<_>>())
}

/// A store with that many exchanges, and the integration they are of.
fn filled(folder: &Path, entries: u32) -> (SqliteStore, Integration) {
    let store = SqliteStore::open(folder).unwrap();
    let endpoint = "https://id.example/token".parse().unwrap();
    let integration = integration::of_id("i", endpoint);
    store.save_integration(&integration, None).unwrap();
    exchanges::keep(&store, &integration, entries).unwrap();
    (store, integration)
}
