//! What time it is: the wall clock, and a clock that also runs while the computer sleeps.
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use gatepass_core::{BootId, Clock, Moment};

/// The computer's own clocks.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    boot: BootId,
    #[cfg(not(unix))]
    start: std::time::Instant,
}

impl SystemClock {
    /// Reads which start of the computer this is. Where the system does not say, each process counts as a start of its
    /// own, and across a restart of the app only the wall clock is left.
    pub fn new() -> Self {
        Self {
            boot: BootId(system_boot_id().unwrap_or_else(|| uuid::Uuid::new_v4().as_u128())),
            #[cfg(not(unix))]
            start: std::time::Instant::now(),
        }
    }

    /// Linux counts suspend in CLOCK_BOOTTIME alone, macOS in CLOCK_MONOTONIC.
    #[cfg(unix)]
    fn uptime_ms(&self) -> u64 {
        #[cfg(target_os = "linux")]
        let clock = rustix::time::ClockId::Boottime;
        #[cfg(not(target_os = "linux"))]
        let clock = rustix::time::ClockId::Monotonic;
        let time = rustix::time::clock_gettime(clock);
        time.tv_sec as u64 * 1_000 + time.tv_nsec as u64 / 1_000_000
    }

    /// Windows' performance counter runs during sleep.
    #[cfg(not(unix))]
    fn uptime_ms(&self) -> u64 {
        self.start.elapsed().as_millis() as u64
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let wall_ms = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
            Err(before) => -i64::try_from(before.duration().as_millis()).unwrap_or(i64::MAX),
        };
        Moment {
            wall_ms,
            uptime_ms: self.uptime_ms(),
            boot: self.boot,
        }
    }

    async fn sleep(&self, ms: u64) {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
}

fn system_boot_id() -> Option<u128> {
    let text = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    Some(uuid::Uuid::parse_str(text.trim()).ok()?.as_u128())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_clocks_move_forward() {
        let clock = SystemClock::new();
        let start = clock.now();
        assert!(
            start.wall_ms > 1_700_000_000_000,
            "later than 2023: {}",
            start.wall_ms
        );
        while clock.now().uptime_ms == start.uptime_ms {
            std::thread::yield_now();
        }
        let later = clock.now();
        assert!(later.uptime_ms > start.uptime_ms);
        assert!(
            later.uptime_ms - start.uptime_ms < 10_000,
            "milliseconds, not another unit"
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_uptime_is_the_kernel_s() {
        let text = std::fs::read_to_string("/proc/uptime").unwrap();
        let seconds: f64 = text.split(' ').next().unwrap().parse().unwrap();
        let ours = SystemClock::new().now().uptime_ms as f64 / 1_000.0;
        assert!((ours - seconds).abs() < 5.0, "{ours} {seconds}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_boot_id_is_the_same_for_every_clock() {
        assert_eq!(SystemClock::new().now().boot, SystemClock::new().now().boot);
    }
}
