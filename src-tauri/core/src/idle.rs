//! When nobody is there: how long ago a person last did something, by the clock that says more.
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::moment::Moment;

/// When a person last did something.
pub struct Idle(Mutex<Moment>);

impl Idle {
    /// Somebody is there now.
    pub fn new(now: Moment) -> Self {
        Self(Mutex::new(now))
    }

    /// Somebody did something.
    pub fn note(&self, now: Moment) {
        *self.last() = now;
    }

    /// Whether nobody did anything for `after_s` seconds; never if that is 0. Suspend counts, and so does a clock set forward:
    /// locking too early is the smaller harm.
    pub fn is_over(&self, now: &Moment, after_s: u32) -> bool {
        let elapsed_ms = self.last().elapsed_ms(now).unwrap_or(u64::MAX);
        after_s > 0 && elapsed_ms >= u64::from(after_s) * 1_000
    }

    fn last(&self) -> MutexGuard<'_, Moment> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::BootId;

    fn at(wall_ms: i64, uptime_ms: u64) -> Moment {
        Moment {
            wall_ms,
            uptime_ms,
            boot: BootId(1),
        }
    }

    #[test]
    fn it_counts_from_the_last_act() {
        let idle = Idle::new(at(0, 0));
        assert!(!idle.is_over(&at(59_999, 59_999), 60));
        assert!(idle.is_over(&at(60_000, 60_000), 60));
        idle.note(at(60_000, 60_000));
        assert!(!idle.is_over(&at(119_999, 119_999), 60));
        assert!(idle.is_over(&at(120_000, 120_000), 60));
    }

    #[test]
    fn zero_is_never() {
        assert!(!Idle::new(at(0, 0)).is_over(&at(0, u64::MAX), 0));
    }

    #[test]
    fn suspend_counts_and_a_clock_set_back_does_not_help() {
        let idle = Idle::new(at(10_000_000, 0));
        assert!(idle.is_over(&at(0, 60_000), 60));
        assert!(idle.is_over(&at(10_060_000, 1), 60), "set forward");
    }
}
