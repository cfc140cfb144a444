//! Keeping fresh, run by hand: its looks make time go by, and a story runs it for as long as it needs.
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use gatepass_core::{Clock, Freshness, Gate, IntegrationId, KeepFresh, Store};

use super::{HandClock, World};

pub(crate) struct Renewals {
    pub(crate) keep_fresh: Arc<KeepFresh>,
    /// Why nothing may be renewed now.
    pub(crate) gate: Arc<Mutex<Option<String>>>,
    /// How often the window was told of each.
    pub(crate) told: Arc<Mutex<HashMap<IntegrationId, usize>>>,
    run: Pin<Box<dyn Future<Output = ()> + Send>>,
    clock: Arc<HandClock>,
}

impl World {
    /// Starts to keep fresh whatever asks for it.
    pub(crate) fn renewals(&self) -> Renewals {
        let gate = Arc::<Mutex<Option<String>>>::default();
        let told = Arc::<Mutex<HashMap<IntegrationId, usize>>>::default();
        let (asked, telling) = (gate.clone(), told.clone());
        let closed: Gate = Arc::new(move || asked.lock().expect("unpoisoned").clone());
        let keep_fresh = KeepFresh::new(self.ports.clone(), self.tokens.clone(), closed);
        let run = keep_fresh.clone().run(Arc::new(move |id| {
            *telling
                .lock()
                .expect("unpoisoned")
                .entry(id.clone())
                .or_default() += 1;
        }));
        Renewals {
            keep_fresh,
            gate,
            told,
            run: Box::pin(run),
            clock: self.clock.clone(),
        }
    }

    /// What is left of the held token, in milliseconds; 0 if there is none.
    pub(crate) fn left_ms(&self, id: &IntegrationId) -> u64 {
        let record = self.store.token(id).expect("the store can be read");
        record.map_or(0, |record| {
            self.tokens.remaining(&record, &self.clock.now()).ms
        })
    }

    /// When each request was sent, in milliseconds since `start_ms` of uptime.
    pub(crate) fn sent_ms(&self, start_ms: u64) -> Vec<u64> {
        let seen = self.http.seen();
        seen.iter()
            .map(|seen| seen.at.uptime_ms - start_ms)
            .collect()
    }
}

impl Renewals {
    /// Lets that much time go by, and calls `look` after every step of it.
    pub(crate) async fn run_for(&mut self, ms: u64, mut look: impl FnMut()) {
        let end = self.clock.now().uptime_ms + ms;
        let (run, clock) = (&mut self.run, &self.clock);
        std::future::poll_fn(|context| {
            let ended = run.as_mut().poll(context).is_ready();
            assert!(!ended, "it watches for ever");
            look();
            if clock.now().uptime_ms >= end {
                return std::task::Poll::Ready(());
            }
            context.waker().wake_by_ref();
            std::task::Poll::Pending
        })
        .await;
    }

    /// Lets that much time go by.
    pub(crate) async fn run(&mut self, ms: u64) {
        self.run_for(ms, || ()).await;
    }

    pub(crate) fn close(&self, why: Option<&str>) {
        *self.gate.lock().expect("unpoisoned") = why.map(str::to_owned);
    }

    pub(crate) fn freshness(&self, id: &IntegrationId) -> Freshness {
        self.keep_fresh.freshness(id)
    }
}
