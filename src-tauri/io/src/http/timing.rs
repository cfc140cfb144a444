//! Where the time of an exchange goes: the marks that looking up, connecting and shaking hands leave on the way.
//!
//! A connection is opened inside the task that asked for it, so the marks are kept in that task. A task may open one and be
//! given another that got free meanwhile; the connection's local address tells whose marks count.
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use gatepass_core::Times;
use hyper_util::client::legacy::connect::HttpInfo;

tokio::task_local! {
    static WATCHED: Watch;
}

/// The marks of one exchange.
#[derive(Clone)]
pub(super) struct Watch {
    started: Instant,
    marks: Arc<Mutex<Marks>>,
}

#[derive(Clone, Copy, Default)]
struct Marks {
    connecting: Option<Instant>,
    lookup: Option<Duration>,
    shaking: Option<Instant>,
    connected: Option<(Instant, SocketAddr)>,
}

/// The watch of the exchange that this task is at, if it is at one.
pub(super) fn current() -> Option<Watch> {
    WATCHED.try_with(Clone::clone).ok()
}

/// A TLS handshake begins; through an https proxy there are two, and the one with the server comes last.
pub(super) fn handshake_begins() {
    if let Some(watch) = current() {
        watch.mark(|marks| marks.shaking = Some(Instant::now()));
    }
}

impl Watch {
    pub(super) fn start() -> Self {
        Self {
            started: Instant::now(),
            marks: Arc::default(),
        }
    }

    /// Runs what opens connections with this watch in view.
    pub(super) async fn over<F: Future>(&self, work: F) -> F::Output {
        WATCHED.scope(self.clone(), work).await
    }

    pub(super) fn connecting(&self) {
        self.mark(|marks| {
            *marks = Marks {
                connecting: Some(Instant::now()),
                ..Marks::default()
            };
        });
    }

    pub(super) fn looked_up(&self, took: Duration) {
        self.mark(|marks| marks.lookup = Some(took));
    }

    pub(super) fn connected(&self, local: SocketAddr) {
        self.mark(|marks| marks.connected = Some((Instant::now(), local)));
    }

    /// All but the download, for a head that has just come over the connection `over`.
    pub(super) fn until_head(&self, over: Option<&HttpInfo>) -> Times {
        let (now, marks) = (Instant::now(), *self.locked());
        let ours = marks
            .connected
            .filter(|(_, local)| over.is_some_and(|info| info.local_addr() == *local));
        let Some(((connected, _), connecting)) = ours.zip(marks.connecting) else {
            return Times {
                wait_ms: Some(ms(now - self.started)),
                ..Times::default()
            };
        };
        let reached = marks.shaking.unwrap_or(connected);
        let connect = (reached - connecting).saturating_sub(marks.lookup.unwrap_or_default());
        Times {
            dns_ms: marks.lookup.map(ms),
            connect_ms: Some(ms(connect)),
            tls_ms: marks.shaking.map(|shaking| ms(connected - shaking)),
            wait_ms: Some(ms(now - connected)),
            download_ms: None,
        }
    }

    fn mark(&self, change: impl FnOnce(&mut Marks)) {
        change(&mut self.locked());
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, Marks> {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Rounded to whole milliseconds.
pub(super) fn ms(time: Duration) -> u64 {
    u64::try_from((time.as_micros() + 500) / 1_000).unwrap_or(u64::MAX)
}
