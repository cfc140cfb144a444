//! A moment on two clocks: the wall clock, which people set, and one that only ever runs, also during suspend.
use serde::{Deserialize, Serialize};

/// When something happened. Core never asks what time it is; the caller says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Milliseconds since the epoch, UTC, by the wall clock.
    pub wall_ms: i64,
    /// Milliseconds since the computer started, suspend included.
    pub uptime_ms: u64,
    /// Which start of the computer `uptime_ms` counts from.
    pub boot: BootId,
}

/// Names one start of the computer; uptimes of two starts cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BootId(pub u128);

impl Moment {
    /// Milliseconds from `self` to `later`: by whichever clock says more, so that a clock set back cannot lengthen a life.
    /// None if the wall clock alone is left (another boot) and it lies before `self`.
    pub fn elapsed_ms(&self, later: &Moment) -> Option<u64> {
        let by_wall = later.wall_ms.saturating_sub(self.wall_ms);
        if self.boot == later.boot {
            let by_uptime = later.uptime_ms.saturating_sub(self.uptime_ms);
            return Some(by_uptime.max(by_wall.try_into().unwrap_or(0)));
        }
        by_wall.try_into().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(wall_ms: i64, uptime_ms: u64, boot: u128) -> Moment {
        Moment {
            wall_ms,
            uptime_ms,
            boot: BootId(boot),
        }
    }

    #[test]
    fn the_clock_that_says_more_counts() {
        let sent = at(1_000_000, 5_000, 1);
        assert_eq!(sent.elapsed_ms(&at(1_010_000, 15_000, 1)), Some(10_000));
        assert_eq!(
            sent.elapsed_ms(&at(1_000_000 - 3_600_000, 15_000, 1)),
            Some(10_000),
            "set back an hour"
        );
        assert_eq!(
            sent.elapsed_ms(&at(1_000_000 + 3_600_000, 15_000, 1)),
            Some(3_600_000),
            "set forward an hour"
        );
    }

    #[test]
    fn after_a_restart_only_the_wall_clock_is_left() {
        let sent = at(1_000_000, 5_000, 1);
        assert_eq!(sent.elapsed_ms(&at(1_060_000, 100, 2)), Some(60_000));
        assert_eq!(
            sent.elapsed_ms(&at(999_999, 100, 2)),
            None,
            "it went back: nothing is known"
        );
    }
}
