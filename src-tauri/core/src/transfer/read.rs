//! Reads the document that a file held: whole or not at all, and every entry checked before anything is shown of it.
use std::collections::{BTreeMap, BTreeSet};

use super::TRANSFER_LIMIT;
use super::check::{Brought, Outcome, check, origins};
use super::document::{Document, Entry, FORMAT, Head, KeyEntry, TOO_MANY, VERSION};
use super::refusal::{
    TransferRefusal, foreign_secret, malformed, newer, not_ours, nothing_usable, too_large_to_read,
    too_much, twice,
};
use super::words::{is_plain, shown};
use crate::clean::clean_secret;
use crate::integration::{SubscriptionKey, SubscriptionKeyId};
use crate::origin::Origin;
use crate::secret::{Kept, SecretId, SecretReference};

/// Endpoints of one document. Each is compared with those beside it.
const MOST_ENDPOINTS: usize = 10_000;

/// What a file offers, checked. Secrets are in it; they are wiped when it is dropped.
pub struct Offer {
    /// When it was written, as it says.
    pub written_at_ms: i64,
    /// The version of Gatepass, as it says.
    pub written_by: String,
    /// Whether secrets were to be in it.
    pub with_secrets: bool,
    pub(super) entries: Vec<OfferedEntry>,
    pub(super) keys: Vec<OfferedKey>,
}

/// An entry, and what is to be thought of it.
pub(super) struct OfferedEntry {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) provider: String,
    pub(super) environment: String,
    pub(super) outcome: Outcome,
}

/// A subscription key that came with its text.
pub(super) struct OfferedKey {
    pub(super) id: SubscriptionKeyId,
    pub(super) provider: String,
    pub(super) brought: Brought,
}

/// Reads a document. Changes nothing.
pub fn read_offer(text: &[u8]) -> Result<Offer, TransferRefusal> {
    if text.len() > TRANSFER_LIMIT {
        return Err(too_large_to_read());
    }
    let head: Head = serde_json::from_slice(text).map_err(|_| not_ours())?;
    if head.format != FORMAT {
        return Err(not_ours());
    }
    if head.version > VERSION {
        return Err(newer());
    }
    if head.version < VERSION {
        return Err(malformed());
    }
    let document: Document = serde_json::from_slice(text).map_err(|error| {
        if error.to_string().starts_with(TOO_MANY) {
            too_much("of one kind")
        } else {
            malformed()
        }
    })?;
    if document.integrations.is_empty() {
        return Err(nothing_usable("There is no integration in it."));
    }
    check_ids(&document)?;
    let mut keys = Keys::read(document.subscription_keys)?;
    let mut entries = Vec::new();
    for entry in document.integrations {
        entries.push(keys.checked(entry)?);
    }
    keys.check_origins()?;
    let faults: Vec<&str> = entries
        .iter()
        .filter_map(|entry| match &entry.outcome {
            Outcome::Faulty(why) => Some(why.as_str()),
            Outcome::Sound(_) | Outcome::Sandbox => None,
        })
        .collect();
    if faults.len() == entries.len() {
        return Err(nothing_usable(faults[0]));
    }
    Ok(Offer {
        written_at_ms: document.written_at_ms,
        written_by: shown(&document.written_by),
        with_secrets: document.with_secrets,
        entries,
        keys: keys.offered,
    })
}

fn check_ids(document: &Document) -> Result<(), TransferRefusal> {
    let mut ids = BTreeSet::new();
    if !document.integrations.iter().all(|one| ids.insert(&one.id)) {
        return Err(twice("integration"));
    }
    let mut ids = BTreeSet::new();
    if !document
        .subscription_keys
        .iter()
        .all(|one| ids.insert(&one.id))
    {
        return Err(twice("subscription key"));
    }
    let endpoints: usize = document
        .integrations
        .iter()
        .map(|one| one.endpoints.len())
        .sum();
    if endpoints > MOST_ENDPOINTS {
        return Err(too_much("endpoints"));
    }
    let ids = document.integrations.iter().map(|one| &one.id);
    let mut ids = ids.chain(document.subscription_keys.iter().map(|one| &one.id));
    if ids.any(|id| id.len() > 100 || !is_plain(id)) {
        return Err(malformed());
    }
    Ok(())
}

/// The subscription keys of a document, and where its entries need them.
struct Keys {
    offered: Vec<OfferedKey>,
    /// As a form is checked against.
    records: Vec<SubscriptionKey>,
    problems: BTreeMap<SubscriptionKeyId, String>,
    homes: BTreeMap<SubscriptionKeyId, Vec<Origin>>,
    /// Named by entries that cannot be used, so that not all of its places are known.
    uncertain: BTreeSet<SubscriptionKeyId>,
}

impl Keys {
    fn read(entries: Vec<KeyEntry>) -> Result<Self, TransferRefusal> {
        let mut keys = Self {
            offered: vec![],
            records: vec![],
            problems: BTreeMap::new(),
            homes: BTreeMap::new(),
            uncertain: BTreeSet::new(),
        };
        for entry in entries {
            let origins = origins(&entry.key.origins)?;
            let Some(text) = entry.key.text else {
                continue;
            };
            let id = SubscriptionKeyId(entry.id);
            let (secret, _, mut problem) = clean_secret(text.0);
            let is_line =
                secret.reveal(|text| !text.is_empty() && !text.chars().any(char::is_control));
            if problem.is_empty() && !is_line {
                "It is empty or has a line break in it, which a header cannot carry."
                    .clone_into(&mut problem);
            }
            if !problem.is_empty() {
                keys.problems.insert(id, problem);
                continue;
            }
            keys.records.push(SubscriptionKey {
                id: id.clone(),
                provider: entry.provider.clone(),
                // It lies nowhere yet.
                secret: SecretReference {
                    id: SecretId(String::new()),
                    last_four: secret.last_four(),
                    set_at_ms: entry.key.set_at_ms,
                },
                origins: origins.clone(),
                beside: None,
            });
            keys.offered.push(OfferedKey {
                id,
                provider: entry.provider,
                brought: Brought {
                    kept: Kept::new(secret, origins),
                    set_at_ms: entry.key.set_at_ms,
                },
            });
        }
        Ok(keys)
    }

    fn checked(&mut self, entry: Entry) -> Result<OfferedEntry, TransferRefusal> {
        let named = entry.subscription_key.clone().map(SubscriptionKeyId);
        let offered = OfferedEntry {
            id: entry.id.clone(),
            label: shown(&entry.label),
            provider: shown(&entry.provider),
            environment: shown(&entry.environment),
            outcome: check(entry, &self.records, &self.problems)?,
        };
        match (&offered.outcome, named) {
            (Outcome::Sound(sound), _) => {
                if let Some(key) = &sound.key {
                    let home = self.homes.entry(key.clone()).or_default();
                    home.extend(sound.key_origins());
                }
            }
            (Outcome::Sandbox | Outcome::Faulty(_), Some(key)) => {
                self.uncertain.insert(key);
            }
            (Outcome::Sandbox | Outcome::Faulty(_), None) => {}
        }
        Ok(offered)
    }

    /// A key may go where its integrations send it, and nowhere else.
    fn check_origins(&self) -> Result<(), TransferRefusal> {
        for key in &self.offered {
            let home = self.homes.get(&key.id).map_or(&[][..], Vec::as_slice);
            let is_home = |origin: &Origin| home.contains(origin);
            if !self.uncertain.contains(&key.id) && !key.brought.kept.origins.iter().all(is_home) {
                return Err(foreign_secret("A subscription key"));
            }
        }
        Ok(())
    }
}
