//! Items longer than the keyring allows are kept in pieces; Windows holds 2560 bytes an item.
//!
//! The pieces are written first and the head that names them last, under names that the present head does not use, so a
//! kill leaves the old item or the new one. A missing or foreign piece makes the item absent, never short.
use keyring_core::{CredentialStore, Entry, Error, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

const SERVICE: &str = "Gatepass";

/// 256 pieces of 2560 bytes: ten times what a 64 KB secret of ordinary characters needs.
const MOST_PIECES: usize = 256;

pub(super) struct Shelf<'a> {
    store: &'a CredentialStore,
    limit: Option<usize>,
}

/// What an item's own name holds when the item is in pieces.
#[derive(Serialize, Deserialize)]
struct Head {
    pieces: usize,
    set: Set,
    length: usize,
    sha256: String,
}

/// Old and new pieces take turns in two sets of names.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Set {
    A,
    B,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(store: &'a CredentialStore, limit: Option<usize>) -> Self {
        Self { store, limit }
    }

    pub(super) fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let Some(item) = self.read(name)? else {
            return Ok(None);
        };
        let Some(head) = Head::parse(&item) else {
            return Ok(Some(item));
        };
        let mut whole = Zeroizing::new(Vec::with_capacity(head.length));
        for number in 0..head.pieces {
            let Some(piece) = self.read(&piece_name(name, head.set, number))? else {
                return Ok(None);
            };
            if whole.len() + piece.len() > head.length {
                return Ok(None);
            }
            whole.extend_from_slice(&piece);
        }
        Ok((digest(&whole) == head.sha256).then_some(whole))
    }

    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let Some(limit) = self.limit else {
            return self.write(name, bytes);
        };
        let used = self
            .read(name)?
            .and_then(|item| Head::parse(&item))
            .map(|head| head.set);
        if bytes.len() <= limit {
            self.write(name, bytes)?;
            return self.sweep(name, &[Set::A, Set::B]);
        }
        let pieces = bytes.len().div_ceil(limit);
        if pieces > MOST_PIECES {
            return Err(Error::TooLong(
                "secret".into(),
                (limit * MOST_PIECES) as u32,
            ));
        }
        let (fresh, stale) = if used == Some(Set::A) {
            (Set::B, Set::A)
        } else {
            (Set::A, Set::B)
        };
        self.sweep(name, &[fresh])?;
        for (number, piece) in bytes.chunks(limit).enumerate() {
            self.write(&piece_name(name, fresh, number), piece)?;
        }
        let head = Head {
            pieces,
            set: fresh,
            length: bytes.len(),
            sha256: digest(bytes),
        };
        self.write(name, &head.text()?)?;
        self.sweep(name, &[stale])
    }

    pub(super) fn remove(&self, name: &str) -> Result<()> {
        self.delete(name)?;
        match self.limit {
            Some(_) => self.sweep(name, &[Set::A, Set::B]),
            None => Ok(()),
        }
    }

    /// Pieces are written from the first on and swept from the last, so those that exist have no gap before them.
    fn sweep(&self, name: &str, sets: &[Set]) -> Result<()> {
        for &set in sets {
            let mut count = 0;
            while count < MOST_PIECES && self.read(&piece_name(name, set, count))?.is_some() {
                count += 1;
            }
            for number in (0..count).rev() {
                self.delete(&piece_name(name, set, number))?;
            }
        }
        Ok(())
    }

    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
        match self.entry(name)?.get_secret() {
            Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        self.entry(name)?.set_secret(bytes)
    }

    fn delete(&self, name: &str) -> Result<()> {
        match self.entry(name)?.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            other => other,
        }
    }

    fn entry(&self, name: &str) -> Result<Entry> {
        self.store.build(SERVICE, name, None)
    }
}

impl Head {
    fn parse(item: &[u8]) -> Option<Self> {
        serde_json::from_slice(item).ok()
    }

    fn text(&self) -> Result<Vec<u8>> {
        serde_json::to_vec(self).map_err(|error| Error::PlatformFailure(Box::new(error)))
    }
}

fn piece_name(name: &str, set: Set, number: usize) -> String {
    let set = if set == Set::A { 'a' } else { 'b' };
    format!("{name}.{set}.{number}")
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests;
