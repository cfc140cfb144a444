//! Secrets entered in a form that is not saved yet: the page has a handle, the text waits here.
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clean::clean_secret;
use crate::secret::Secret;

/// The most that a form may hold at once; more would be a page gone wrong.
const MOST: usize = 64;

/// Names a held secret. It cannot be guessed and is of no use outside this process.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Handle(pub String);

/// A secret waiting to be saved.
#[derive(Clone, Debug)]
pub struct HeldSecret {
    /// Cleaned.
    pub secret: Secret,
    /// What was cleaned away, or "".
    pub note: String,
    /// Why it cannot be right, or "".
    pub problem: String,
}

/// The secrets of open forms. Wiped when taken out.
#[derive(Default)]
pub struct HeldSecrets(Mutex<HashMap<Handle, HeldSecret>>);

impl HeldSecrets {
    /// Cleans a typed secret and keeps it under `handle`.
    pub fn hold(&self, handle: Handle, typed: Secret) -> HeldSecret {
        let (secret, note, problem) = clean_secret(typed);
        let problem = if secret.is_empty() {
            "There is nothing in it.".to_owned()
        } else {
            problem
        };
        let held = HeldSecret {
            secret,
            note,
            problem,
        };
        let mut all = self.all();
        if all.len() < MOST {
            all.insert(handle, held.clone());
        }
        held
    }

    /// Lends a held secret.
    pub fn get(&self, handle: &Handle) -> Option<HeldSecret> {
        self.all().get(handle).cloned()
    }

    /// Wipes everything: the form was saved or closed.
    pub fn clear(&self) {
        self.all().clear();
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Handle, HeldSecret>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
