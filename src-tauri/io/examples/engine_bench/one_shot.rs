//! The row `one_shot`: the engine in a process of its own gets one token and makes one call, beside one curl that does both.
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::engine::Engine;
use crate::row::{Goal, Row, median, percentile};
use crate::server::Server;
use crate::{Failure, RUNS};

const PROCESSES: usize = 20;

/// The one process.
pub(crate) async fn run(address: SocketAddr) -> Result<(), Failure> {
    Engine::in_memory(address).await?.token_and_call().await
}

pub(crate) fn measure(server: &Server) -> Result<(), Failure> {
    let (mut ours, mut curls) = (vec![], vec![]);
    for _ in 0..RUNS * PROCESSES {
        let mut own = Command::new(std::env::current_exe()?);
        own.arg("--one-shot").arg(server.address.to_string());
        ours.push(milliseconds(server, own)?);
        curls.push(milliseconds(server, curl(server.address))?);
    }
    Row {
        name: "one_shot",
        value: median(&ours),
        p95: Some(percentile(&ours, 95)),
        unit: "ms",
        reference: "curl",
        reference_value: Some(median(&curls)),
        goal: Goal::TimesAtMost(1.0),
        text: "from starting the process to its end; curl is given its token",
    }
    .print();
    Ok(())
}

fn milliseconds(server: &Server, mut command: Command) -> Result<f64, Failure> {
    server.look();
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let started = Instant::now();
    let status = command.status()?;
    let took = started.elapsed().as_secs_f64() * 1e3;
    let requests = server.look().requests;
    if status.success() && requests == 2 {
        return Ok(took);
    }
    Err(format!("{command:?} ended with {status} after {requests} requests").into())
}

/// As quick as it can be: no settings of the user, no progress.
fn curl(address: SocketAddr) -> Command {
    let mut curl = Command::new("curl");
    curl.args(["-q", "--silent", "--fail", "--data"])
        .arg("grant_type=client_credentials&client_id=client&client_secret=a-secret-of-the-bench-0001")
        .arg(format!("http://{address}/token"))
        .args(["--next", "--silent", "--fail", "--header"])
        .arg("Authorization: Bearer 00000000000000000000000000000001")
        .arg(format!("http://{address}/call"));
    curl
}
