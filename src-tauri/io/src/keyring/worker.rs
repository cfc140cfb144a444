//! The one thread that talks to the keyring, and the waiting for it that always ends.
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant};

use gatepass_core::VaultError;
use tokio::sync::oneshot;

use super::cabinet::Cabinet;

struct Job {
    /// Not when it began: whoever asked has waited since then, and the next one must not wait as long again.
    asked: Instant,
    act: Box<dyn FnOnce(&mut Cabinet) + Send>,
}

pub(super) struct Worker {
    jobs: mpsc::Sender<Job>,
    running: Arc<Running>,
    patience: Duration,
}

/// Since when the current job is waited for.
#[derive(Default)]
struct Running(Mutex<Option<Instant>>);

impl Worker {
    /// The thread is never joined: a prompt left open would keep the app from quitting. It ends with the last `Worker`.
    pub(super) fn start(patience: Duration, open: impl Fn() -> Cabinet + Send + 'static) -> Self {
        let (jobs, queue) = mpsc::channel::<Job>();
        let running = Arc::<Running>::default();
        let seen = running.clone();
        let work = move || {
            let mut cabinet = open();
            for job in queue {
                *seen.since() = Some(job.asked);
                if catch_unwind(AssertUnwindSafe(|| (job.act)(&mut cabinet))).is_err() {
                    cabinet = open();
                }
                *seen.since() = None;
            }
        };
        if let Err(error) = std::thread::Builder::new()
            .name("keyring".into())
            .spawn(work)
        {
            // Its queue went with it, so every call will say that it failed.
            tracing::error!(%error, "the keyring's thread did not start");
        }
        Self {
            jobs,
            running,
            patience,
        }
    }

    /// Runs a job, or says `Waiting`: at once if an earlier job is stuck, else when patience ends.
    pub(super) async fn ask<R: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Cabinet) -> Result<R, VaultError> + Send + 'static,
    ) -> Result<R, VaultError> {
        if self.is_stuck() {
            return Err(VaultError::Waiting);
        }
        let (reply, answer) = oneshot::channel();
        let act = Box::new(move |cabinet: &mut Cabinet| {
            // A caller who has been told that it did not happen must not find it done later.
            if !reply.is_closed() {
                let _ = reply.send(job(cabinet));
            }
        });
        let asked = Instant::now();
        let stopped = |_| VaultError::Failed("its thread has stopped".into());
        self.jobs
            .send(Job { asked, act })
            .map_err(|_| stopped(()))?;
        match tokio::time::timeout(self.patience, answer).await {
            Ok(result) => result.map_err(|_| stopped(()))?,
            Err(_) => Err(VaultError::Waiting),
        }
    }

    pub(super) fn is_stuck(&self) -> bool {
        self.running
            .since()
            .is_some_and(|since| since.elapsed() >= self.patience)
    }
}

impl Running {
    fn since(&self) -> MutexGuard<'_, Option<Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
