//! Nothing of a secret is left in the buffers that we own two seconds after a lock; what libraries keep is counted.
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Lines, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use crate::holder::{AUTHORITY, FOLDER, PLANTED, SEED, SERVER, TRACES, VAULT, WATCH};
use tempfile::TempDir;

use crate::left_behind::is_ours;
use crate::planted::{self, PARTS, Trace, traces};
use crate::scan::{Copies, Scanner};
use crate::server::{Address, Issues, serve};
use crate::session::{Bus, run_within};
use crate::watched::VEIL;
use crate::{daemon, told};

/// What the figure allows.
const WITHIN: Duration = Duration::from_secs(2);

/// A hang is a failure.
const LONGEST: Duration = Duration::from_secs(900);

/// One use of everything, and what is planted besides.
#[derive(Clone, Copy, Default)]
struct Use {
    seed: u64,
    keyring: bool,
    tls: bool,
    watch: &'static str,
    planted: &'static str,
}

/// What was found of it.
#[derive(Default)]
struct Found {
    before: Copies,
    after: Copies,
    /// By crate: what was let go of unwiped, or is held, as the use is watched for.
    by_crate: BTreeMap<String, usize>,
    /// The same of ours, by form, secret and function.
    ours: BTreeMap<String, usize>,
}

impl Found {
    fn copies_after(&self) -> usize {
        copies(self.after.values().sum())
    }
}

/// A secret is looked for in parts.
fn copies(parts: usize) -> usize {
    parts.div_ceil(PARTS)
}

struct Holder {
    process: Child,
    tell: ChildStdin,
    said: Lines<BufReader<ChildStdout>>,
}

impl Holder {
    fn start(how: Use, traces: &[Trace], server: &Address) -> (Self, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let veiled = traces.iter().map(|trace| {
            let bytes = trace.bytes.iter().map(|byte| byte ^ VEIL);
            bytes.chain([b'\n']).collect::<Vec<u8>>()
        });
        let veiled: Vec<u8> = veiled.flatten().collect();
        fs::write(folder.path().join(TRACES), veiled).unwrap();
        fs::write(folder.path().join(AUTHORITY), &server.authority).unwrap();
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "holder::holder", "--ignored", "--nocapture"])
            .env(FOLDER, folder.path())
            .env(SEED, how.seed.to_string())
            .env(VAULT, if how.keyring { "keyring" } else { "passphrase" })
            .env(SERVER, &server.base)
            .env(WATCH, how.watch)
            .env(PLANTED, how.planted)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let holder = Self {
            tell: process.stdin.take().unwrap(),
            said: BufReader::new(process.stdout.take().unwrap()).lines(),
            process,
        };
        (holder, folder)
    }

    /// Reads what it says until it says this; the rest is passed on.
    fn until(&mut self, end: &str, mut tell: impl FnMut(&str)) {
        for line in &mut self.said {
            let line = line.unwrap();
            let Some(said) = line.strip_prefix("holder ") else {
                continue;
            };
            if said == end {
                return;
            }
            tell(said);
        }
        panic!("it ended before it said: {end}");
    }

    fn go_on(&mut self) {
        writeln!(self.tell).unwrap();
    }
}

/// Uses everything in another process, looks through its memory before and after it is locked, and asks who left what.
async fn look(how: Use) -> Found {
    let traces = traces(how.seed);
    let server = serve(Issues::of(how.seed), how.tls).await;
    let scanner = Scanner::for_all(traces.clone());
    let looked = tokio::task::spawn_blocking(move || {
        let (mut holder, _folder) = Holder::start(how, &traces, &server);
        let process = holder.process.id();
        let mut found = Found::default();
        holder.until("has all", |_| {});
        found.before = scanner.copies_in(process);
        holder.go_on();
        holder.until("is locked", |_| {});
        let deadline = Instant::now() + WITHIN;
        loop {
            found.after = scanner.copies_in(process);
            if found.after.is_empty() || Instant::now() > deadline {
                break;
            }
        }
        holder.go_on();
        holder.until("told all", |said| {
            let mut words = said.splitn(4, ' ').skip(1);
            let number: usize = words.next().unwrap().parse().unwrap();
            let (of, function) = (words.next().unwrap(), words.next().unwrap_or_default());
            *found.by_crate.entry(of.to_owned()).or_default() += 1;
            if is_ours(of) {
                let Trace { of: name, form, .. } = &traces[number];
                let what = format!("{name} {form} in {function} of {of}");
                *found.ours.entry(what).or_default() += 1;
            }
        });
        holder.process.kill().unwrap();
        holder.process.wait().unwrap();
        found
    });
    looked.await.unwrap()
}

#[tokio::test]
#[ignore = "long: make trust runs it"]
async fn nothing_of_ours_is_left() {
    let said = run_within(LONGEST, Bus::Bare, "locked::in_a_session").await;
    let found = said.lines().find_map(|line| line.strip_prefix("found | "));
    let (figure, control) = found.unwrap().split_once(" | ").unwrap();
    told::check("memory after a lock", figure, control);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
#[ignore = "a scenario: run in a private session"]
async fn in_a_session() {
    let _daemon = daemon::start().await;
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    let (mut held, mut after) = (0, 0);
    // Each vault once, and each way over the network.
    let uses = [(false, true), (true, false)];
    for (at, (keyring, tls)) in uses.into_iter().enumerate() {
        let way = |watch| Use {
            seed: 20_261_121 + at as u64,
            keyring,
            tls,
            watch,
            planted: "",
        };
        let let_go = look(way("let go of")).await;
        assert!(let_go.ours.is_empty(), "let go of: {:#?}", let_go.ours);
        for (of, parts) in let_go.by_crate {
            *left.entry(of).or_default() += parts;
        }
        let still = look(way("held")).await;
        assert!(still.ours.is_empty(), "held: {:#?}", still.ours);
        held += copies(still.by_crate.values().sum());
        let plain = look(way("")).await;
        // The control of the search: what is held is found.
        let found = |name: &str| plain.before.keys().any(|(of, _)| of == name);
        let missed: Vec<String> = planted::held().filter(|name| !found(name)).collect();
        assert!(missed.is_empty(), "not found before the lock: {missed:?}");
        after += plain.copies_after();
    }
    let control = controls().await;
    let left = left
        .iter()
        .map(|(of, parts)| format!("{of} {}", copies(*parts)));
    let left: Vec<String> = left.collect();
    say(&format!(
        "{} secrets in {} ways of use: 0 copies in buffers of ours within 2 s, none let go of unwiped. Inside libraries {held} held by connections; let go of unwiped: {}; {after} found in memory | {control}",
        planted::held().count(),
        uses.len(),
        left.join(", "),
    ));
}

/// A text that is planted in the process, once held and once let go of.
async fn controls() -> String {
    let way = |watch, planted| Use {
        seed: 7,
        watch,
        planted,
        ..Use::default()
    };
    let of_it = |ours: &BTreeMap<String, usize>| {
        let planted = ours.iter().filter(|(what, _)| what.ends_with("of memory"));
        copies(planted.map(|(_, parts)| *parts).sum())
    };
    let held = of_it(&look(way("held", "held")).await.ours);
    let let_go = of_it(&look(way("let go of", "let go of")).await.ours);
    let mut found = Vec::new();
    for planted in ["held", "let go of", "let go of unwiped"] {
        let after = look(way("", planted)).await.after.into_iter();
        let after = after.filter(|((of, _), _)| of == "client-secret-form");
        found.push(copies(after.map(|(_, parts)| parts).sum()));
    }
    let [still, wiped, unwiped] = found[..] else {
        unreachable!("one for each")
    };
    assert!(held > 0 && let_go > 0, "{held}, {let_go}");
    assert!(still > wiped && unwiped > wiped, "{found:?}");
    format!(
        "before the lock all are found; a plain text that is planted: {held} held, {let_go} let go of; after the lock {still} in memory of one that is held, {wiped} of one let go of, {unwiped} of one let go of by an allocator that does not wipe"
    )
}

#[allow(clippy::print_stdout, reason = "the other process reads it")]
fn say(text: &str) {
    println!("\nfound | {text}");
}
