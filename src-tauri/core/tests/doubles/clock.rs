//! A clock set by hand; whoever sleeps by it makes time go by.
use std::sync::{Mutex, MutexGuard};

use async_trait::async_trait;
use gatepass_core::{BootId, Clock, Moment};

use super::MINUTE;

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

    /// The computer sleeps: both clocks run on, and no timer does.
    pub(crate) fn suspend(&self, ms: u64) {
        self.advance(ms);
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
