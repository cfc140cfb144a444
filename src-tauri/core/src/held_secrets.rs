//! Secrets entered in a form that is not saved yet, or for a call: the page has a handle, the text waits here.
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clean::clean_secret;
use crate::passphrase::NewPassphrase;
use crate::secret::Secret;

/// The most that are held at once, far more than a form has fields: the oldest gives way.
const MOST: usize = 64;

/// Names a held secret. It cannot be guessed and is of no use outside this process.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Handle(pub String);

/// A secret waiting to be saved.
#[derive(Clone, Debug)]
pub struct HeldSecret {
    /// Cleaned, if it is a credential.
    pub secret: Secret,
    /// What was cleaned away, or "".
    pub note: String,
    /// Why it cannot be right, or "".
    pub problem: String,
}

/// The secrets of open forms. Wiped when taken out.
#[derive(Default)]
pub struct HeldSecrets(Mutex<VecDeque<(Handle, HeldSecret)>>);

impl HeldSecrets {
    /// Cleans a typed credential and keeps it under `handle`.
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
        self.put(handle, held)
    }

    /// Keeps what was typed as it is: in the body of a call and in a passphrase, a blank means what it says.
    pub fn hold_as_typed(&self, handle: Handle, typed: Secret) -> HeldSecret {
        let held = HeldSecret {
            secret: typed,
            note: String::new(),
            problem: String::new(),
        };
        self.put(handle, held)
    }

    /// The same for a new passphrase, and says what keeps it from being one.
    pub fn hold_new_passphrase(&self, handle: Handle, typed: Secret) -> HeldSecret {
        let held = HeldSecret {
            problem: NewPassphrase::problem(&typed).unwrap_or_default(),
            secret: typed,
            note: String::new(),
        };
        self.put(handle, held)
    }

    /// Lends a held secret.
    pub fn get(&self, handle: &Handle) -> Option<HeldSecret> {
        let all = self.all();
        let found = all.iter().find(|(known, _)| known == handle);
        found.map(|(_, held)| held.clone())
    }

    /// Wipes one: it was saved, while the form that others were typed into stays open.
    pub fn forget(&self, handle: &Handle) {
        self.all().retain(|(known, _)| known != handle);
    }

    /// Takes a held secret out.
    pub fn take(&self, handle: &Handle) -> Option<HeldSecret> {
        let mut all = self.all();
        let at = all.iter().position(|(known, _)| known == handle)?;
        all.remove(at).map(|(_, held)| held)
    }

    /// Wipes everything: the form was saved or closed.
    pub fn clear(&self) {
        self.all().clear();
    }

    fn put(&self, handle: Handle, held: HeldSecret) -> HeldSecret {
        let mut all = self.all();
        if all.len() == MOST {
            all.pop_front();
        }
        all.push_back((handle, held.clone()));
        held
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<(Handle, HeldSecret)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
