//! What an unlocked vault has in memory, and how it becomes files and comes back from them. One at a time.
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gatepass_core::{Secret, StoreError, VaultError};
use zeroize::Zeroizing;

use super::contents::{self, Items, MOST};
use super::files::{Files, IDENTITY, SECRETS};
use crate::age_file::{self, Identity, OpenSealedError, OpenWith, Recipient, SealTo};

/// An identity is a line of text.
const LONGEST_IDENTITY: usize = 4096;

/// The age format adds a header, and 16 bytes to each 64 KB.
const SEALED_MOST: usize = MOST + MOST / 1024;

/// The vault itself; what touches its files is to be called off the async threads.
pub(super) struct Strongroom {
    pub(super) files: Files,
    work_factor: u8,
    /// Held by whoever touches the files.
    turn: Mutex<()>,
    held: Mutex<Held>,
}

/// What is in memory now.
#[derive(Default)]
pub(super) struct Held {
    pub(super) open: Option<Arc<Open>>,
    /// What was found wrong when it was last opened.
    pub(super) fault: Option<VaultError>,
    /// How often it was locked: whoever began before that puts nothing back into memory.
    pub(super) locks: u64,
}

/// What an unlocked vault has in memory, wiped when it is dropped.
pub(super) struct Open {
    pub(super) identity: Identity,
    pub(super) items: Items,
}

impl Strongroom {
    pub(super) fn of(data_folder: &Path, work_factor: u8) -> Self {
        Self {
            files: Files::of(data_folder),
            work_factor,
            turn: Mutex::default(),
            held: Mutex::default(),
        }
    }

    pub(super) fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn opened(&self) -> Result<(Arc<Open>, u64), VaultError> {
        let held = self.held();
        let open = held.open.clone().ok_or(VaultError::NeedsPassphrase)?;
        Ok((open, held.locks))
    }

    /// Seals all anew and replaces the file, if anything changed. In memory it is changed once it is durable.
    pub(super) fn change(&self, change: impl FnOnce(&mut Items) -> bool) -> Result<(), VaultError> {
        let (open, locks) = self.opened()?;
        let mut items = open.items.clone();
        if !change(&mut items) {
            return Ok(());
        }
        let identity = open.identity.clone();
        let sealed = sealed(&items, identity.recipient())?;
        self.files.replace(SECRETS, &sealed)?;
        self.keep(Open { identity, items }, locks);
        Ok(())
    }

    pub(super) fn keep(&self, open: Open, locks: u64) {
        let mut held = self.held();
        if held.locks == locks {
            held.open = Some(Arc::new(open));
        }
    }

    pub(super) fn wrap(
        &self,
        identity: &Identity,
        passphrase: &Secret,
    ) -> Result<Vec<u8>, VaultError> {
        let under = SealTo::Passphrase(passphrase, self.work_factor);
        let text = identity.to_secret();
        text.reveal(|text| age_file::seal(format_line(text).as_bytes(), &under))
            .map_err(not_sealed)
    }

    pub(super) fn unwrap(&self, passphrase: &Secret) -> Result<Identity, VaultError> {
        let wrapped = self.files.read(IDENTITY, LONGEST_IDENTITY)?;
        let with = OpenWith::Passphrase(passphrase);
        let opened = age_file::open(&wrapped, &with, LONGEST_IDENTITY);
        let text = opened.map_err(|error| match error {
            OpenSealedError::WrongPassphrase => VaultError::WrongPassphrase,
            _ => VaultError::Damaged(IDENTITY),
        })?;
        let text = std::str::from_utf8(&text).map_err(|_| VaultError::Damaged(IDENTITY))?;
        Identity::of_file(text).map_err(|_| VaultError::Damaged(IDENTITY))
    }

    pub(super) fn open(&self, identity: Identity) -> Result<Open, VaultError> {
        let sealed = self.files.read(SECRETS, SEALED_MOST)?;
        let opened = age_file::open(&sealed, &OpenWith::Identity(&identity), MOST);
        let text = opened.map_err(|_| VaultError::Damaged(SECRETS))?;
        let items = contents::read(&text)?;
        Ok(Open { identity, items })
    }
}

pub(super) fn sealed(items: &Items, recipient: Recipient) -> Result<Vec<u8>, VaultError> {
    let text = contents::write(items)?;
    age_file::seal(&text, &SealTo::Recipients(&[recipient])).map_err(not_sealed)
}

/// As `age-keygen` ends it.
fn format_line(identity: &str) -> Zeroizing<String> {
    Zeroizing::new(format!("{identity}\n"))
}

fn not_sealed(error: age_file::SealError) -> VaultError {
    VaultError::Files(StoreError::Failed(error.to_string()))
}
