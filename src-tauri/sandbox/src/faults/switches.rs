//! Which faults are on, and the one that strikes next.
use std::sync::{Mutex, PoisonError};

use super::fault::{Fault, FaultMode};
use super::list::{Entry, FAULTS};

/// Which answers are to go wrong. Part of the running server, not of what is kept. They stay locked while a fault makes its
/// answer, which may open the ledger's books; so nothing with open books may ask for them.
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
    pub(super) fn strike<T>(
        &self,
        fit: impl Fn(&Entry) -> Option<T>,
    ) -> Option<(&'static Entry, T)> {
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
