//! Calls per second on one connection, beside a bare hyper client: `cargo run --release -p gatepass-io --example call_bench`.
//!
//! Server and client are pinned to a core each where the system lets us, and the two clients take turns: on loopback the
//! placement alone moves the figures threefold. Beside the calls per second stands what a call costs the client's core,
//! which says something on a busy machine too.
#![allow(clippy::print_stdout, reason = "it prints a report")]
use std::convert::Infallible;
use std::error::Error;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use bytes::Bytes;
use gatepass_core::{Body, Http, Method, Request, Route, USER_AGENT, Value};
use gatepass_io::{HttpLimits, ReqwestHttp};
use http_body_util::{BodyExt, Empty, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::SendRequest;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

const CALLS: u32 = 1_000;
const TURNS: usize = 70;
const ANSWER: &[u8] = &[b'x'; 1_024];

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let address = serve_on_core(0)?;
    pin_to_core(1);
    runtime()?.block_on(compare(address))
}

async fn compare(address: SocketAddr) -> Result<(), Failure> {
    let ours = Ours::to(address)?;
    let mut bare = bare_connection(address).await?;
    let (mut our_turns, mut bare_turns) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        our_turns.push(turn(async || ours.call().await).await?);
        bare_turns.push(turn(async || bare_call(&mut bare, address).await).await?);
    }
    let (ours, bare) = (Figures::of(our_turns), Figures::of(bare_turns));
    println!("            calls/s  µs of the core");
    println!("Gatepass   {:>8.0} {:>15.1}", ours.per_second, ours.core_us);
    println!("bare hyper {:>8.0} {:>15.1}", bare.per_second, bare.core_us);
    let ratios = (
        ours.per_second / bare.per_second,
        bare.core_us / ours.core_us,
    );
    println!("ratio      {:>8.2} {:>15.2}", ratios.0, ratios.1);
    Ok(())
}

/// So many calls: by the clock, and by the core's own time.
async fn turn(
    mut call: impl AsyncFnMut() -> Result<(), Failure>,
) -> Result<(Duration, Duration), Failure> {
    let (started, core) = (Instant::now(), core_time());
    for _ in 0..CALLS {
        call().await?;
    }
    Ok((started.elapsed(), core_time() - core))
}

struct Figures {
    per_second: f64,
    core_us: f64,
}

impl Figures {
    /// Of the turns in the middle.
    fn of(turns: Vec<(Duration, Duration)>) -> Self {
        let (mut clock, mut core): (Vec<_>, Vec<_>) = turns.into_iter().unzip();
        clock.sort();
        core.sort();
        Self {
            per_second: f64::from(CALLS) / clock[clock.len() / 2].as_secs_f64(),
            core_us: core[core.len() / 2].as_secs_f64() * 1e6 / f64::from(CALLS),
        }
    }
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
        let wire = self.request.seal(None)?;
        let answer = self.http.send(&wire, &Route::default(), 1024 * 1024).await;
        let answer = answer.map_err(|failure| format!("{failure:?}"))?;
        check(answer.body.len())
    }
}

async fn bare_connection(address: SocketAddr) -> Result<SendRequest<Empty<Bytes>>, Failure> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

async fn bare_call(
    sender: &mut SendRequest<Empty<Bytes>>,
    address: SocketAddr,
) -> Result<(), Failure> {
    let request = hyper::Request::get("/call")
        .header("host", address.to_string())
        .header("user-agent", USER_AGENT)
        .body(Empty::new())?;
    sender.ready().await?;
    let answer = sender.send_request(request).await?;
    check(answer.into_body().collect().await?.to_bytes().len())
}

fn check(length: usize) -> Result<(), Failure> {
    if length == ANSWER.len() {
        return Ok(());
    }
    Err(format!("{length} bytes came").into())
}

/// A server in a thread of its own.
fn serve_on_core(core: usize) -> Result<SocketAddr, Failure> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = runtime()?;
    std::thread::spawn(move || {
        pin_to_core(core);
        runtime.block_on(async move {
            let listener = TcpListener::from_std(listener)?;
            loop {
                let (stream, _) = listener.accept().await?;
                stream.set_nodelay(true)?;
                let service = service_fn(answer);
                let connection = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), service);
                tokio::spawn(connection);
            }
            #[allow(unreachable_code, reason = "it gives the block its type")]
            Ok::<(), std::io::Error>(())
        })
    });
    Ok(address)
}

async fn answer(_: hyper::Request<Incoming>) -> Result<hyper::Response<Full<Bytes>>, Infallible> {
    Ok(hyper::Response::new(Full::from(ANSWER)))
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

#[cfg(target_os = "linux")]
fn pin_to_core(core: usize) {
    let mut cores = rustix::thread::CpuSet::new();
    cores.set(core);
    if rustix::thread::sched_setaffinity(None, &cores).is_err() {
        println!("core {core} cannot be had: the figures mean less");
    }
}

#[cfg(not(target_os = "linux"))]
fn pin_to_core(_: usize) {
    println!("no pinning on this system: the figures mean less");
}
