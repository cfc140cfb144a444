//! Every secret that lies in the vault, in memory while the vault is open: an answer may repeat any of them.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::NotCalled;
use crate::every_secret::every_secret;
use crate::masking::Masker;
use crate::ports::Ports;
use crate::refusal::{refusal_of_store, refusal_of_vault};
use crate::secret::{Kept, Secret, SecretId};
use crate::unsent::refuse;

/// What was known last. A replaced secret gets a new id, so what an id once named it names for ever.
#[derive(Default)]
pub(super) struct KnownSecrets(Mutex<Option<Arc<Known>>>);

/// The secrets of one moment, ready to be masked.
pub(super) struct Known {
    secrets: HashMap<SecretId, Kept>,
    masker: Arc<Masker>,
    /// The store's generation in which these were all; None where one that a row points to was not in the vault.
    all_in: Option<u64>,
}

impl KnownSecrets {
    /// All of them. What is not known yet is read from the vault; if it cannot be read, no answer may be shown.
    pub(super) async fn all(&self, ports: &Ports) -> Result<Arc<Known>, NotCalled> {
        let generation = ports.store.generation();
        let before = self.last().clone();
        if let Some(before) = before.as_ref().filter(|it| it.all_in == Some(generation)) {
            return Ok(Arc::clone(before));
        }
        let ids =
            every_secret(&*ports.store).map_err(|error| refuse(ports, refusal_of_store(&error)))?;
        let count = ids.len();
        let (mut secrets, mut is_same) = (HashMap::new(), true);
        for id in ids {
            let kept = match before.as_ref().and_then(|before| before.kept(&id)) {
                Some(kept) => Some(kept.clone()),
                None => {
                    let loaded = ports.vault.load(&id).await;
                    let loaded = loaded.map_err(|error| refuse(ports, refusal_of_vault(&error)))?;
                    is_same &= loaded.is_none();
                    loaded
                }
            };
            // One that is not there, because it was deleted or a token has just been replaced, cannot be repeated either.
            if let Some(kept) = kept {
                secrets.insert(id, kept);
            }
        }
        let same = before.filter(|before| is_same && before.secrets.len() == secrets.len());
        let masker = match same {
            Some(before) => Arc::clone(&before.masker),
            None => Arc::new(Masker::new(secrets.values().map(|kept| &kept.secret))),
        };
        let known = Arc::new(Known {
            all_in: (secrets.len() == count).then_some(generation),
            secrets,
            masker,
        });
        let mut last = self.last();
        // Looked at under the mutex: whoever closes the lock takes it afterwards, and wipes this.
        if !ports.lock.is_closed() {
            *last = Some(Arc::clone(&known));
        }
        Ok(known)
    }

    /// They are wiped once the last call under way has ended.
    pub(super) fn forget(&self) {
        self.last().take();
    }

    fn last(&self) -> MutexGuard<'_, Option<Arc<Known>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    pub(super) fn holds(&self, id: &SecretId) -> bool {
        self.secrets.contains_key(id)
    }

    pub(super) fn kept(&self, id: &SecretId) -> Option<&Kept> {
        self.secrets.get(id)
    }

    /// Whether one of them has this text.
    pub(super) fn knows(&self, secret: &Secret) -> bool {
        let mut all = self.secrets.values();
        secret.reveal(|text| all.any(|kept| kept.secret.reveal(|known| known == text)))
    }

    /// Masks these and `more`.
    pub(super) fn masker(&self, more: &[Secret]) -> Arc<Masker> {
        if more.is_empty() {
            return Arc::clone(&self.masker);
        }
        let held = self.secrets.values().map(|kept| &kept.secret);
        Arc::new(Masker::new(held.chain(more)))
    }
}
