//! The doors in memory, and a world to tell stories in.
#![allow(dead_code, unused_imports, reason = "each story uses some of them")]
mod http;
mod store;
mod vault;
mod world;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};

use async_trait::async_trait;
use gatepass_core::{BootId, Chance, Clock, Moment, SandboxAddress};
use url::Url;

pub(crate) use http::{ScriptedHttp, Seen, answer, json_answer};
pub(crate) use store::MemoryStore;
pub(crate) use vault::FailingVault;
pub(crate) use world::{SECRET, World, is_pending, pivot_draft, soon, text_of};

pub(crate) const SECOND: u64 = 1_000;
pub(crate) const MINUTE: u64 = 60 * SECOND;
pub(crate) const HOUR: u64 = 60 * MINUTE;

/// A clock that is set by hand.
pub(crate) struct HandClock(Mutex<Moment>);

impl Default for HandClock {
    fn default() -> Self {
        Self(Mutex::new(Moment {
            wall_ms: 1_750_000_000_000,
            uptime_ms: 5_000_000,
            boot: BootId(1),
        }))
    }
}

impl HandClock {
    /// Time goes by, on both clocks.
    pub(crate) fn advance(&self, ms: u64) {
        let mut now = self.hands();
        now.uptime_ms += ms;
        now.wall_ms += i64::try_from(ms).expect("a span of a story");
    }

    /// Somebody sets the wall clock; uptime knows nothing of it.
    pub(crate) fn set_wall_by(&self, ms: i64) {
        self.hands().wall_ms += ms;
    }

    /// The computer starts again and has run for a minute.
    pub(crate) fn reboot(&self) {
        let mut now = self.hands();
        now.boot = BootId(now.boot.0 + 1);
        now.uptime_ms = MINUTE;
    }

    fn hands(&self) -> MutexGuard<'_, Moment> {
        self.0.lock().expect("unpoisoned")
    }
}

#[async_trait]
impl Clock for HandClock {
    fn now(&self) -> Moment {
        *self.hands()
    }

    /// Whoever waits makes time go by.
    async fn sleep(&self, ms: u64) {
        tokio::task::yield_now().await;
        self.advance(ms);
    }
}

/// Counts instead of guessing.
#[derive(Default)]
pub(crate) struct CountingChance(AtomicU64);

impl Chance for CountingChance {
    fn id(&self) -> String {
        format!("id-{:04}", self.0.fetch_add(1, Ordering::Relaxed))
    }

    fn bytes(&self) -> [u8; 32] {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        std::array::from_fn(|at| number.to_le_bytes()[at % 8])
    }
}

/// A sandbox that always listens at the same port.
pub(crate) struct FixedSandbox;

impl SandboxAddress for FixedSandbox {
    fn sandbox_address(&self) -> Option<Url> {
        Url::parse("http://127.0.0.1:40213/").ok()
    }
}
