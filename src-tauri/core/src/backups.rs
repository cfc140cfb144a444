//! Backups of what the store keeps: what each is called, when the next one is due, and which have to make room.
use std::fmt;

const DAY_MS: i64 = 86_400_000;

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BackupReason {
    /// A day had gone by, and something had changed.
    Daily,
    /// The database was about to be brought up to date.
    BeforeUpdate,
    /// Another backup was about to be restored: this is what that replaced.
    BeforeRestore,
}

/// A backup's name: when it was made, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BackupName {
    /// By the wall clock, milliseconds.
    pub at_ms: i64,
    /// Why it was made.
    pub reason: BackupReason,
}

impl BackupReason {
    const ALL: [Self; 3] = [Self::Daily, Self::BeforeUpdate, Self::BeforeRestore];

    fn id(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::BeforeUpdate => "before-update",
            Self::BeforeRestore => "before-restore",
        }
    }

    /// How many are kept. They are counted, not dated: whoever comes back after a month finds the ones they left.
    fn kept(self) -> usize {
        match self {
            Self::Daily => 7,
            Self::BeforeUpdate | Self::BeforeRestore => 3,
        }
    }
}

impl fmt::Display for BackupName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "gatepass-{}-{}", self.at_ms, self.reason.id())
    }
}

impl BackupName {
    /// None for whatever else lies there, and for anything that could lead elsewhere.
    pub fn parse(text: &str) -> Option<Self> {
        let (at, reason) = text.strip_prefix("gatepass-")?.split_once('-')?;
        let reason = BackupReason::ALL
            .into_iter()
            .find(|one| one.id() == reason)?;
        let at_ms = at.parse().ok()?;
        let name = Self { at_ms, reason };
        // One text a name: no sign, no leading zeros.
        (name.to_string() == text).then_some(name)
    }
}

/// Whether a day has gone by since the last daily one. A clock that was set back must not put them off for long.
pub fn backup_is_due(all: &[BackupName], now_ms: i64) -> bool {
    let daily = |name: &&BackupName| name.reason == BackupReason::Daily;
    !all.iter()
        .filter(daily)
        .any(|name| now_ms.abs_diff(name.at_ms) < DAY_MS.unsigned_abs())
}

/// Those that make room, the oldest of each reason.
pub fn outdated_backups(all: &[BackupName]) -> Vec<BackupName> {
    let mut latest_first = all.to_vec();
    latest_first.sort_by(|a, b| b.cmp(a));
    let of = |reason| {
        let those = latest_first
            .iter()
            .filter(move |name| name.reason == reason);
        those.skip(BackupReason::kept(reason)).copied()
    };
    BackupReason::ALL.into_iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn daily(at_ms: i64) -> BackupName {
        BackupName {
            at_ms,
            reason: BackupReason::Daily,
        }
    }

    #[test]
    fn a_name_is_read_as_it_is_written_and_nothing_else_is_one() {
        for reason in BackupReason::ALL {
            let name = BackupName {
                at_ms: 1_795_270_226_123,
                reason,
            };
            assert_eq!(BackupName::parse(&name.to_string()), Some(name));
        }
        let others = [
            "",
            "gatepass-1-",
            "gatepass-1-daily.part",
            "gatepass-01-daily",
            "gatepass-+1-daily",
            "gatepass-1-../../x",
            "../gatepass-1-daily",
            "gatepass.db",
        ];
        for other in others {
            assert_eq!(BackupName::parse(other), None, "{other}");
        }
    }

    #[test]
    fn one_a_day_also_when_the_clock_was_set_back() {
        assert!(backup_is_due(&[], 0));
        assert!(!backup_is_due(&[daily(0)], DAY_MS - 1));
        assert!(backup_is_due(&[daily(0)], DAY_MS));
        assert!(backup_is_due(&[daily(40 * DAY_MS)], 0));
        let other = BackupName {
            at_ms: 0,
            reason: BackupReason::BeforeRestore,
        };
        assert!(backup_is_due(&[other], 1), "it may hold what was wrong");
    }

    #[test]
    fn the_oldest_of_each_reason_make_room() {
        let other = |at_ms| BackupName {
            at_ms,
            reason: BackupReason::BeforeRestore,
        };
        let mut all: Vec<_> = (0..9).map(daily).collect();
        all.extend((0..4).map(other));
        assert_eq!(outdated_backups(&all), [daily(1), daily(0), other(0)]);
        assert_eq!(outdated_backups(&all[4..9]), []);
    }
}
