//! The power going at a chosen step: so many more changes are made by the store and the vault together, then none.
use std::sync::{Arc, Mutex};

/// Shared by the store and the vault of a world.
#[derive(Clone, Default)]
pub(crate) struct Fuse(Arc<Mutex<Option<usize>>>);

impl Fuse {
    /// After that many more changes nothing is written or removed any more; None: the power is back.
    pub(crate) fn blow_after(&self, changes: Option<usize>) {
        *self.0.lock().expect("unpoisoned") = changes;
    }

    /// One more change; false if it is not made.
    pub(crate) fn passes(&self) -> bool {
        match &mut *self.0.lock().expect("unpoisoned") {
            None => true,
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                true
            }
        }
    }
}
