//! How quick the engine is beside other clients: `cargo run --release -p gatepass-io --example engine_bench`; it is a part of
//! `make bench`, and each line that it prints is a row of that.
//!
//! Server and client are pinned to a core each where the system lets us, and the clients take turns.
#![allow(clippy::print_stdout, reason = "it prints a report")]
mod bare;
mod engine;
#[path = "../integration/mod.rs"]
mod integration;
mod memory;
mod one_shot;
mod pinning;
#[path = "../row/mod.rs"]
mod row;
mod sequential;
mod server;
mod token_and_call;

use std::error::Error;
use std::ops::AddAssign;
use std::time::{Duration, Instant};

use sequential::Others;
use server::Server;

/// Of each of those that take turns.
const RUNS: usize = 7;

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let mut others = Others::default();
    let mut only = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--one-shot" => return runtime()?.block_on(one_shot::run(value()?.parse()?)),
            "--hurl" => others.hurl = Some(value()?.into()),
            "--newman" => others.newman = Some(value()?.into()),
            "--only" => only = Some(value()?),
            _ => return Err(format!("{argument} means nothing here").into()),
        }
    }
    let is_wanted = |row: &str| only.as_deref().is_none_or(|only| only == row);
    let server = Server::start(0)?;
    pinning::to_core(1);
    if is_wanted("sequential") {
        runtime()?.block_on(sequential::measure(&server, &others))?;
    }
    if is_wanted("token_and_call") {
        runtime()?.block_on(token_and_call::measure(&server))?;
    }
    if is_wanted("one_shot") {
        one_shot::measure(&server)?;
    }
    Ok(())
}

/// What some calls took: by the clock, and of this thread's core, which says something on a busy machine too.
#[derive(Clone, Copy, Default)]
struct Turn {
    clock: Duration,
    core: Duration,
}

impl AddAssign for Turn {
    fn add_assign(&mut self, other: Self) {
        self.clock += other.clock;
        self.core += other.core;
    }
}

async fn turn(
    calls: u32,
    mut call: impl AsyncFnMut() -> Result<(), Failure>,
) -> Result<Turn, Failure> {
    let (started, core) = (Instant::now(), core_time());
    for _ in 0..calls {
        call().await?;
    }
    Ok(Turn {
        clock: started.elapsed(),
        core: core_time() - core,
    })
}

fn check(length: usize) -> Result<(), Failure> {
    if length == server::ANSWER.len() {
        return Ok(());
    }
    Err(format!("{length} bytes came").into())
}

fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
}

/// What this thread has used of its core.
#[cfg(unix)]
fn core_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(
        time.tv_sec.unsigned_abs(),
        time.tv_nsec.unsigned_abs() as u32,
    )
}

#[cfg(not(unix))]
fn core_time() -> Duration {
    Duration::ZERO
}
