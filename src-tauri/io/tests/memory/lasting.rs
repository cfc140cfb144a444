//! After very many calls and locks the process holds no more memory, descriptors and threads than after some.
use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::holder::{AUTHORITY, FOLDER, PLANTED, SEED, SERVER};
use crate::scan::status;
use crate::server::{Address, Issues, serve};
use crate::told;
use crate::use_of_all::Desk;

/// What is counted is done so often before the first look: pools and buffers have their size then.
const WARM_UP: Often = Often {
    tokens: 10_000,
    calls: 5_000,
    locks: 300,
};

const OFTEN: Often = Often {
    tokens: 1_000_000,
    calls: 1_000_000,
    locks: 10_000,
};

/// Leaks well before.
const OFTEN_OF_A_CONTROL: Often = Often {
    tokens: 0,
    calls: 15_000,
    locks: 100,
};

/// A thread that waits for work, and a connection that waits for a call, go by themselves: the later after half a minute.
const SETTLES_WITHIN: Duration = Duration::from_secs(60);

/// The most that memory may grow by.
const MOST_KB: u64 = 5 * 1024;

#[derive(Clone, Copy)]
struct Often {
    /// A held token is asked for.
    tokens: u32,
    /// An endpoint is called with it, over HTTP.
    calls: u32,
    /// The app is locked, and unlocked with the passphrase.
    locks: u32,
}

/// What the process holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held {
    memory_kb: u64,
    descriptors: usize,
    threads: u64,
}

impl Held {
    fn now() -> Self {
        Self {
            memory_kb: status("self", "RssAnon"),
            descriptors: fs::read_dir("/proc/self/fd").unwrap().count(),
            threads: status("self", "Threads"),
        }
    }

    /// Once what goes by itself is gone, or is not.
    async fn settled_since(before: &Self) -> Self {
        let deadline = Instant::now() + SETTLES_WITHIN;
        loop {
            let now = Self::now();
            let more = now.descriptors > before.descriptors || now.threads > before.threads;
            if !more || Instant::now() > deadline {
                return now;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    fn has_grown_since(&self, before: &Self) -> bool {
        self.memory_kb > before.memory_kb + MOST_KB
            || self.descriptors > before.descriptors
            || self.threads > before.threads
    }
}

#[tokio::test]
#[ignore = "long, optimised: make trust runs it"]
async fn a_million_calls_and_ten_thousand_locks_hold_no_more() {
    let (before, after) = held_by("").await;
    assert!(!after.has_grown_since(&before), "{before:?}, {after:?}");
    let (first, leaked) = held_by("answers").await;
    assert!(leaked.memory_kb > first.memory_kb + MOST_KB, "{leaked:?}");
    let (some, more) = held_by("files").await;
    assert!(more.descriptors > some.descriptors, "{more:?}");
    told::check(
        "memory of many calls",
        &format!(
            "{} held tokens, {} calls over HTTP and {} locks: {:+} KB, {} descriptors and {} threads before, {} and {} after",
            OFTEN.tokens,
            OFTEN.calls,
            OFTEN.locks,
            after.memory_kb.cast_signed() - before.memory_kb.cast_signed(),
            before.descriptors,
            before.threads,
            after.descriptors,
            after.threads
        ),
        &format!(
            "one that keeps each answer: {:+} KB after {}; one that keeps a file at each lock: {} descriptors more",
            leaked.memory_kb.cast_signed() - first.memory_kb.cast_signed(),
            OFTEN_OF_A_CONTROL.calls,
            more.descriptors - some.descriptors
        ),
    );
}

/// In a process of its own, before and after; `leak` says what it keeps that it should not.
async fn held_by(leak: &str) -> (Held, Held) {
    let folder = tempfile::tempdir().unwrap();
    let server = serve(Issues::of(1), false).await;
    fs::write(folder.path().join(AUTHORITY), &server.authority).unwrap();
    let mut user = Command::new(std::env::current_exe().unwrap());
    user.args(["--exact", "lasting::user", "--ignored", "--nocapture"])
        .env(FOLDER, folder.path())
        .env(SEED, "1")
        .env(SERVER, &server.base)
        .env(PLANTED, leak)
        .stderr(Stdio::inherit());
    let output = tokio::task::spawn_blocking(move || user.output().unwrap());
    let output = String::from_utf8(output.await.unwrap().stdout).unwrap();
    let held = output.lines().filter_map(|line| {
        let numbers = line.strip_prefix("holds ")?.split(' ');
        let numbers: Vec<u64> = numbers.map(|number| number.parse().unwrap()).collect();
        Some(Held {
            memory_kb: numbers[0],
            descriptors: usize::try_from(numbers[1]).unwrap(),
            threads: numbers[2],
        })
    });
    match held.collect::<Vec<Held>>()[..] {
        [before, after] => (before, after),
        _ => panic!("{output}"),
    }
}

#[tokio::test]
#[ignore = "the process that is measured"]
async fn user() {
    let told = |name: &str| std::env::var(name).unwrap();
    let folder = told(FOLDER);
    let folder = std::path::Path::new(&folder);
    let server = Address {
        base: told(SERVER),
        authority: fs::read_to_string(folder.join(AUTHORITY)).unwrap(),
    };
    let desk = Desk::of_one(&folder.join("data"), told(SEED).parse().unwrap(), &server).await;
    let leak = told(PLANTED);
    let mut kept = Kept::default();
    act(&desk, WARM_UP, "", &mut kept).await;
    let before = Held::now();
    let often = if leak.is_empty() {
        OFTEN
    } else {
        OFTEN_OF_A_CONTROL
    };
    act(&desk, often, &leak, &mut kept).await;
    let after = Held::settled_since(&before).await;
    drop(kept);
    say(before);
    say(after);
}

/// What a leak keeps.
#[derive(Default)]
struct Kept {
    answers: Vec<Vec<u8>>,
    files: Vec<File>,
}

async fn act(desk: &Desk, often: Often, leak: &str, kept: &mut Kept) {
    for _ in 0..often.tokens {
        desk.hold_token().await;
    }
    for _ in 0..often.calls {
        let answer = desk.call_first().await;
        if leak == "answers" {
            kept.answers.push(answer);
        }
    }
    for _ in 0..often.locks {
        desk.lock();
        desk.unlock().await;
        desk.hold_token().await;
        if leak == "files" {
            kept.files.push(File::open("/dev/null").unwrap());
        }
    }
}

#[allow(clippy::print_stdout, reason = "the other process reads it")]
fn say(held: Held) {
    let Held {
        memory_kb,
        descriptors,
        threads,
    } = held;
    println!("\nholds {memory_kb} {descriptors} {threads}");
}
