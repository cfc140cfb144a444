//! The rows `token_and_call` and `cached_token`: a token and a call through the whole engine, and a token that is held.
use std::time::Instant;

use crate::bare::Bare;
use crate::engine::Engine;
use crate::row::{Goal, Row, median, percentile};
use crate::server::Server;
use crate::{Failure, RUNS};

const PAIRS: usize = 200;
const ASKS: u32 = 10_000;

pub(crate) async fn measure(server: &Server) -> Result<(), Failure> {
    let engine = Engine::in_memory(server.address).await?;
    let folder = tempfile::tempdir()?;
    let on_disk = Engine::in_folder(folder.path(), server.address).await?;
    pairs(server, &engine, &on_disk).await?;
    held(server, &engine, &on_disk).await
}

async fn pairs(server: &Server, engine: &Engine, on_disk: &Engine) -> Result<(), Failure> {
    let mut bare = Bare::to(server.address).await?;
    // Warm: connections are open, what is loaded once is loaded.
    for _ in 0..PAIRS / 10 {
        engine.token_and_call().await?;
        on_disk.token_and_call().await?;
        bare.token_and_call().await?;
    }
    let (mut ours, mut disks, mut theirs) = (vec![], vec![], vec![]);
    for _ in 0..RUNS * PAIRS {
        ours.push(microseconds(async || engine.token_and_call().await).await?);
        theirs.push(microseconds(async || bare.token_and_call().await).await?);
    }
    for _ in 0..PAIRS {
        disks.push(microseconds(async || on_disk.token_and_call().await).await?);
    }
    let text = format!(
        "warm, p50 of single pairs; state and vault in memory, as a bare client has neither; with the database of \
         the product (durable before it returns) {:.0} µs",
        median(&disks)
    );
    Row {
        name: "token_and_call",
        value: median(&ours),
        p95: Some(percentile(&ours, 95)),
        unit: "µs",
        reference: "bare hyper",
        reference_value: Some(median(&theirs)),
        goal: Goal::TimesAtMost(1.2),
        text: &text,
    }
    .print();
    Ok(())
}

async fn held(server: &Server, engine: &Engine, on_disk: &Engine) -> Result<(), Failure> {
    engine.token().await?;
    on_disk.token().await?;
    server.look();
    let (mut in_memory, mut in_database) = (vec![], vec![]);
    for _ in 0..RUNS {
        in_database.push(asks(on_disk).await?);
        in_memory.push(asks(engine).await?);
    }
    let requests = server.look().requests;
    if requests > 0 {
        return Err(format!("{requests} requests were made for a held token").into());
    }
    let text = format!(
        "0 requests; the product's database; in memory {:.1} µs",
        median(&in_memory)
    );
    Row {
        name: "cached_token",
        value: median(&in_database),
        p95: Some(percentile(&in_database, 95)),
        unit: "µs",
        reference: "",
        reference_value: None,
        goal: Goal::AtMost(5.0),
        text: &text,
    }
    .print();
    Ok(())
}

async fn asks(engine: &Engine) -> Result<f64, Failure> {
    let started = Instant::now();
    for _ in 0..ASKS {
        engine.token().await?;
    }
    Ok(started.elapsed().as_secs_f64() * 1e6 / f64::from(ASKS))
}

async fn microseconds(work: impl AsyncFnOnce() -> Result<(), Failure>) -> Result<f64, Failure> {
    let started = Instant::now();
    work().await?;
    Ok(started.elapsed().as_secs_f64() * 1e6)
}
