//! The connections that are open: a few, each for one request, none for long.
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::{AbortHandle, JoinSet};

use super::desk::Desk;

/// A browser needs two or three.
const MOST: usize = 16;

/// From the connection to the last byte of its answer.
const REQUEST_TIME: Duration = Duration::from_secs(5);

/// How long the page that ends a sign-in may take to arrive, when nothing waits for it any more.
const GRACE: Duration = Duration::from_secs(1);

/// Every cookie that any program set for this host comes along, whatever its port: a developer's browser has many.
const HEAD_BYTES: usize = 32 * 1024;

/// Dropping it closes all of them.
#[derive(Default)]
pub(super) struct Connections {
    running: JoinSet<()>,
    oldest_first: VecDeque<AbortHandle>,
}

impl Connections {
    /// Serves one more. If they are too many the oldest is closed: one that says nothing must not keep a browser waiting.
    pub(super) fn serve(&mut self, stream: TcpStream, desk: Arc<Desk>) {
        while self.running.try_join_next().is_some() {}
        self.oldest_first.retain(|handle| !handle.is_finished());
        if self.oldest_first.len() >= MOST
            && let Some(oldest) = self.oldest_first.pop_front()
        {
            oldest.abort();
        }
        self.oldest_first
            .push_back(self.running.spawn(serve(stream, desk)));
    }

    /// Lets answers under way go out, without making anybody wait for that.
    pub(super) fn finish(mut self) {
        tokio::spawn(async move {
            let all = async { while self.running.join_next().await.is_some() {} };
            if tokio::time::timeout(GRACE, all).await.is_err() {
                tracing::debug!("connections to the redirect URI were cut");
            }
        });
    }
}

async fn serve(stream: TcpStream, desk: Arc<Desk>) {
    let answer = service_fn(move |request| {
        let desk = desk.clone();
        async move { Ok::<_, Infallible>(desk.answer(request).await) }
    });
    let connection = http1::Builder::new()
        .keep_alive(false)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), answer);
    match tokio::time::timeout(REQUEST_TIME, connection).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::debug!(%error, "a request to the redirect URI failed"),
        Err(_) => tracing::debug!("a request to the redirect URI took too long"),
    }
}
