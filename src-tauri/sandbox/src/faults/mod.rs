//! Switches that make answers go wrong, once or until they are turned off: every refusal, without waiting for one.
mod answers;
mod list;
mod strike;
mod wire;

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

pub(crate) use strike::{Scene, after, instead};

use list::{Entry, FAULTS};

/// A way in which answers can be made to go wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What [`crate::Sandbox::set_fault`] takes: `over-rate`.
    pub id: &'static str,
    /// A few words for a list.
    pub name: &'static str,
    /// What the answer is, and where it does not happen.
    pub description: &'static str,
    /// Which requests it strikes.
    pub target: FaultTarget,
    /// Whether it is switched on.
    pub mode: FaultMode,
}

/// Which requests a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultTarget {
    /// Those to a token endpoint.
    Token,
    /// Those to an API.
    Call,
    /// Either.
    Both,
}

/// How long a fault stays on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultMode {
    /// It does nothing.
    #[default]
    Off,
    /// It strikes the next request that it fits, and is off then.
    Once,
    /// It strikes every request that it fits.
    On,
}

/// Which faults are on. Part of the running server, not of what is kept.
#[derive(Default)]
pub(crate) struct Switches(Mutex<[Switch; FAULTS.len()]>);

#[derive(Clone, Copy, Default)]
struct Switch {
    mode: FaultMode,
    /// Whether it passed over the last request that it fits, for those that strike every second one.
    rested: bool,
}

impl Switches {
    pub(crate) fn faults(&self) -> Vec<Fault> {
        let switches = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = |(entry, switch): (&Entry, &Switch)| Fault {
            id: entry.id,
            name: entry.name,
            description: entry.description,
            target: entry.target,
            mode: switch.mode,
        };
        FAULTS.iter().zip(switches.iter()).map(shown).collect()
    }

    pub(crate) fn set(&self, id: &str, mode: FaultMode) -> bool {
        let mut switches = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = FAULTS.iter().position(|entry| entry.id == id);
        if let Some(at) = at {
            let rested = true;
            switches[at] = Switch { mode, rested };
        }
        at.is_some()
    }

    /// The first fault that is on and fits, with what it makes of the request. One that does not fit is not used up.
    fn strike<T>(&self, fit: impl Fn(&Entry) -> Option<T>) -> Option<(&'static Entry, T)> {
        let mut switches = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (entry, switch) in FAULTS.iter().zip(switches.iter_mut()) {
            if switch.mode == FaultMode::Off {
                continue;
            }
            let Some(made) = fit(entry) else { continue };
            if entry.every_second && !switch.rested {
                switch.rested = true;
                continue;
            }
            switch.rested = false;
            if switch.mode == FaultMode::Once {
                switch.mode = FaultMode::Off;
            }
            return Some((entry, made));
        }
        None
    }
}
