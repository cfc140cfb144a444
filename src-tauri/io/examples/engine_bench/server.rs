//! The server that all clients are measured on: it issues a token for whatever it is asked, and answers calls with 1 KB.
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::{Failure, pinning, runtime};

/// The body that answers a call.
pub(crate) const ANSWER: &[u8] = &[b'x'; 1_024];

/// A server in a thread of its own.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

/// The requests since the server was last asked.
#[derive(Clone, Copy, Default)]
pub(crate) struct Seen {
    pub(crate) requests: u32,
    first: Option<Instant>,
    last: Option<Instant>,
}

impl Server {
    pub(crate) fn start(core: usize) -> Result<Self, Failure> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = runtime()?;
        let seen = Arc::new(Mutex::new(Seen::default()));
        let watched = Arc::clone(&seen);
        std::thread::spawn(move || {
            pinning::to_core(core);
            runtime.block_on(serve(listener, watched))
        });
        Ok(Self { address, seen })
    }

    /// What came since the last look.
    pub(crate) fn look(&self) -> Seen {
        std::mem::take(&mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Seen {
    /// From the first request to the last: without what a client needs to start and to end.
    pub(crate) fn took(&self) -> Duration {
        match (self.first, self.last) {
            (Some(first), Some(last)) => last - first,
            _ => Duration::ZERO,
        }
    }
}

async fn serve(
    listener: std::net::TcpListener,
    seen: Arc<Mutex<Seen>>,
) -> Result<(), std::io::Error> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let seen = Arc::clone(&seen);
        let service = service_fn(move |request| answer(request, Arc::clone(&seen)));
        let connection = hyper::server::conn::http1::Builder::new()
            .serve_connection(TokioIo::new(stream), service);
        tokio::spawn(connection);
    }
}

async fn answer(
    request: hyper::Request<Incoming>,
    seen: Arc<Mutex<Seen>>,
) -> Result<hyper::Response<Full<Bytes>>, Infallible> {
    let number = {
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        seen.first.get_or_insert(now);
        seen.last = Some(now);
        seen.requests += 1;
        seen.requests
    };
    if request.uri().path() != "/token" {
        return Ok(hyper::Response::new(Full::from(ANSWER)));
    }
    // A request is not over before its body is.
    let _ = request.into_body().collect().await;
    let token = format!("{:032x}", u128::from(number) * 0x9e37_79b9_7f4a_7c15);
    let body = format!(r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":3600}}"#);
    let mut answer = hyper::Response::new(Full::from(body));
    let json = hyper::header::HeaderValue::from_static("application/json");
    answer.headers_mut().insert("content-type", json);
    Ok(answer)
}
