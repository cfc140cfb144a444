//! The row `sequential`: 10,000 calls on one connection, by the product's HTTP and by other clients in turn.
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use gatepass_core::{Body, Http, Method, Request, Route, USER_AGENT, Value};
use gatepass_io::{HttpLimits, ReqwestHttp};

use crate::bare::Bare;
use crate::memory::as_in_the_app;
use crate::row::{Goal, Row, median, percentile};
use crate::server::Server;
use crate::{Failure, RUNS, Turn, check, turn};

const CALLS: u32 = 10_000;
/// The two that are compared most closely take turns within a run.
const TURNS: u32 = 10;
/// It needs a second for so many.
const CALLS_OF_NEWMAN: u32 = 200;

const TEXT: &str = "one connection, server and client pinned to a core each";

/// The other clients, where they could be had.
#[derive(Default)]
pub(crate) struct Others {
    pub(crate) hurl: Option<PathBuf>,
    pub(crate) newman: Option<PathBuf>,
}

pub(crate) async fn measure(server: &Server, others: &Others) -> Result<(), Failure> {
    let ours = Ours::to(server.address)?;
    let mut bare = Bare::to(server.address).await?;
    let folder = tempfile::tempdir()?;
    let script = Script::write(folder.path(), server.address)?;
    let (mut our_rates, mut bare_rates) = (vec![], vec![]);
    let (mut our_core, mut bare_core) = (vec![], vec![]);
    let (mut hurl_rates, mut newman_rates) = (vec![], vec![]);
    for _ in 0..RUNS {
        let (mut ours_took, mut bare_took) = (Turn::default(), Turn::default());
        for _ in 0..TURNS {
            ours_took += turn(CALLS / TURNS, async || ours.call().await).await?;
            bare_took += turn(CALLS / TURNS, async || bare.call().await).await?;
        }
        our_rates.push(rate(CALLS, ours_took.clock));
        bare_rates.push(rate(CALLS, bare_took.clock));
        our_core.push(ours_took.core.as_secs_f64() * 1e6 / f64::from(CALLS));
        bare_core.push(bare_took.core.as_secs_f64() * 1e6 / f64::from(CALLS));
        if let Some(hurl) = &others.hurl {
            let mut command = Command::new(hurl);
            command.arg("--no-output").arg(&script.hurl);
            hurl_rates.push(timed(server, CALLS, command)?);
        }
        if let Some(newman) = &others.newman {
            let mut command = Command::new("node");
            command.arg(newman).arg("run").arg(&script.postman);
            command.args(["--silent", "-n", &CALLS_OF_NEWMAN.to_string()]);
            newman_rates.push(timed(server, CALLS_OF_NEWMAN, command)?);
        }
    }
    let row = |reference: &str, rates: &[f64], least: f64, text: &str| {
        Row {
            name: "sequential",
            value: median(&our_rates),
            p95: Some(percentile(&our_rates, 5)),
            unit: "calls/s",
            reference,
            reference_value: Some(median(rates)),
            goal: Goal::TimesAtLeast(least),
            text,
        }
        .print();
    };
    let (ours, theirs) = (median(&our_core), median(&bare_core));
    let text = format!("{TEXT}; a call costs the core {ours:.1} µs, hyper's {theirs:.1} µs");
    row("bare hyper", &bare_rates, 0.85, &text);
    if !hurl_rates.is_empty() {
        row("hurl", &hurl_rates, 1.15, TEXT);
    }
    if !newman_rates.is_empty() {
        let text = format!("{TEXT}; newman makes {CALLS_OF_NEWMAN} calls a run");
        row("newman", &newman_rates, 15.0, &text);
    }
    Ok(())
}

fn rate(calls: u32, took: Duration) -> f64 {
    f64::from(calls) / took.as_secs_f64()
}

/// Timed by the server, from its first request to its last: what it needs to start does not count.
fn timed(server: &Server, calls: u32, mut command: Command) -> Result<f64, Failure> {
    server.look();
    let output = command.stdout(Stdio::null()).output()?;
    let seen = server.look();
    if output.status.success() && seen.requests == calls {
        return Ok(rate(calls, seen.took()));
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(format!("{command:?} made {} calls: {said}", seen.requests).into())
}

struct Ours {
    http: ReqwestHttp,
    request: Request,
}

impl Ours {
    fn to(address: SocketAddr) -> Result<Self, Failure> {
        let agent = ("User-Agent".to_owned(), Value::Plain(USER_AGENT.to_owned()));
        let request = Request {
            method: Method::Get,
            address: format!("http://{address}/call").parse()?,
            query: vec![],
            headers: vec![agent],
            body: Body::None,
        };
        let http = ReqwestHttp::new(HttpLimits::default());
        Ok(Self { http, request })
    }

    /// As the product does it: sealed anew each time.
    async fn call(&self) -> Result<(), Failure> {
        let _turn = as_in_the_app();
        let wire = self.request.seal(None)?;
        let answer = self.http.send(&wire, &Route::default(), 1024 * 1024).await;
        let answer = answer.map_err(|failure| format!("{failure:?}"))?;
        check(answer.body.len())
    }
}

/// The same call in the other clients' files.
struct Script {
    hurl: PathBuf,
    postman: PathBuf,
}

impl Script {
    fn write(folder: &Path, address: SocketAddr) -> Result<Self, Failure> {
        let url = format!("http://{address}/call");
        let (hurl, postman) = (folder.join("call.hurl"), folder.join("call.json"));
        std::fs::write(
            &hurl,
            format!("GET {url}\n[Options]\nrepeat: {CALLS}\nHTTP 200\n"),
        )?;
        let collection = serde_json::json!({
            "info": {
                "name": "bench",
                "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
            },
            "item": [{ "name": "call", "request": { "method": "GET", "url": url } }],
        });
        std::fs::write(&postman, collection.to_string())?;
        Ok(Self { hurl, postman })
    }
}
