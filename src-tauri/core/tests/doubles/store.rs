//! State in memory, with the journal of vault items that the database keeps.
#[path = "exchanges.rs"]
mod exchanges;
#[path = "fuse.rs"]
mod fuse;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard};

use gatepass_core::{
    Integration, IntegrationId, ManyChanges, SecretId, Store, StoreError, SubscriptionKey,
    SubscriptionKeyId, TokenRecord, documents_of,
};

use exchanges::Kept;
pub(crate) use fuse::Fuse;

#[derive(Default)]
pub(crate) struct MemoryStore {
    state: Mutex<State>,
    meanwhile: Mutex<Option<Meanwhile>>,
    pub(super) fuse: Fuse,
}

type Meanwhile = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct State {
    integrations: Vec<Integration>,
    keys: Vec<SubscriptionKey>,
    tokens: BTreeMap<IntegrationId, TokenRecord>,
    expected: BTreeSet<SecretId>,
    latest_wall_ms: i64,
    documents: BTreeMap<String, String>,
    exchanges: Vec<Kept>,
    generation: u64,
    broken: Option<StoreError>,
    /// What is read of the integrations whatever is written; None: what was written.
    stale: Option<Vec<Integration>>,
    counts_no_more: bool,
}

impl MemoryStore {
    /// From now on nothing can be written, or everything again.
    pub(crate) fn break_with(&self, error: Option<StoreError>) {
        self.state().broken = error;
    }

    /// Happens once, right after the next look for a token's record, before the one who looked can act on it.
    pub(crate) fn meanwhile(&self, happens: impl FnOnce() + Send + 'static) {
        *self.meanwhile.lock().expect("unpoisoned") = Some(Box::new(happens));
    }

    /// Broken on purpose: integrations are read as they are now, whatever is written.
    pub(crate) fn read_only_once(&self) {
        let mut state = self.state();
        state.stale = Some(state.integrations.clone());
    }

    /// Broken on purpose: its generation stays whatever is written.
    pub(crate) fn count_no_more(&self) {
        self.state().counts_no_more = true;
    }

    /// Every vault item that a row points to.
    pub(crate) fn pointed_to(&self) -> BTreeSet<SecretId> {
        self.state().pointed_to()
    }

    /// Every vault item in the journal.
    pub(crate) fn expected(&self) -> BTreeSet<SecretId> {
        self.state().expected.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("unpoisoned")
    }

    fn write<R>(&self, change: impl FnOnce(&mut State) -> R) -> Result<R, StoreError> {
        let mut state = self.state();
        match &state.broken {
            Some(error) => Err(error.clone()),
            None if !self.fuse.passes() => Err(StoreError::Failed("the power went".into())),
            None => {
                state.generation += u64::from(!state.counts_no_more);
                Ok(change(&mut state))
            }
        }
    }
}

impl State {
    fn pointed_to(&self) -> BTreeSet<SecretId> {
        let own = self
            .integrations
            .iter()
            .flat_map(|one| one.own_secrets().into_iter().map(|own| own.id.clone()));
        let keys = self.keys.iter().flat_map(|key| key.secrets().cloned());
        own.chain(keys)
            .chain(
                self.tokens
                    .values()
                    .flat_map(|record| record.secrets().cloned()),
            )
            .chain(self.exchanges.iter().flat_map(Kept::secrets))
            .collect()
    }

    fn put(&mut self, integration: &Integration) {
        let same = |taken: &&mut Integration| taken.id == integration.id;
        match self.integrations.iter_mut().find(same) {
            Some(taken) => taken.clone_from(integration),
            None => self.integrations.push(integration.clone()),
        }
    }

    fn take_out(&mut self, id: &IntegrationId) {
        self.integrations.retain(|one| one.id != *id);
        self.tokens.remove(id);
        self.exchanges.retain(|kept| !kept.is_of(id));
        let beginning = documents_of(id);
        self.documents
            .retain(|name, _| !name.starts_with(&beginning));
    }

    fn put_key(&mut self, key: &SubscriptionKey) {
        match self.keys.iter_mut().find(|taken| taken.id == key.id) {
            Some(taken) => taken.clone_from(key),
            None => self.keys.push(key.clone()),
        }
    }
}

impl Store for MemoryStore {
    fn generation(&self) -> u64 {
        self.state().generation
    }

    fn integrations(&self) -> Result<Vec<Integration>, StoreError> {
        Ok(self.state().integrations.clone())
    }

    fn integration(&self, id: &IntegrationId) -> Result<Option<Integration>, StoreError> {
        let state = self.state();
        let read = state.stale.as_ref().unwrap_or(&state.integrations);
        Ok(read.iter().find(|one| one.id == *id).cloned())
    }

    fn save_integration(
        &self,
        integration: &Integration,
        new_key: Option<&SubscriptionKey>,
    ) -> Result<(), StoreError> {
        self.write(|state| {
            if let Some(key) = new_key {
                state.put_key(key);
            }
            state.put(integration);
        })
    }

    fn remove_integration(&self, id: &IntegrationId) -> Result<(), StoreError> {
        self.write(|state| state.take_out(id))
    }

    fn change_many(&self, change: &ManyChanges) -> Result<(), StoreError> {
        self.write(|state| {
            change.removed.iter().for_each(|id| state.take_out(id));
            change.keys.iter().for_each(|key| state.put_key(key));
            change.added.iter().for_each(|one| state.put(one));
            state.documents.extend(change.documents.iter().cloned());
        })
    }

    fn remove_all(&self) -> Result<(), StoreError> {
        self.write(|state| {
            state.integrations.clear();
            state.keys.clear();
            state.tokens.clear();
            state.exchanges.clear();
            state.documents.clear();
        })
    }

    fn subscription_keys(&self) -> Result<Vec<SubscriptionKey>, StoreError> {
        Ok(self.state().keys.clone())
    }

    fn subscription_key(
        &self,
        id: &SubscriptionKeyId,
    ) -> Result<Option<SubscriptionKey>, StoreError> {
        Ok(self.state().keys.iter().find(|key| key.id == *id).cloned())
    }

    fn save_subscription_key(&self, key: &SubscriptionKey) -> Result<(), StoreError> {
        self.write(|state| state.put_key(key))
    }

    fn remove_subscription_key(&self, id: &SubscriptionKeyId) -> Result<(), StoreError> {
        self.write(|state| state.keys.retain(|key| key.id != *id))
    }

    fn token(&self, integration: &IntegrationId) -> Result<Option<TokenRecord>, StoreError> {
        let record = self.state().tokens.get(integration).cloned();
        let meanwhile = self.meanwhile.lock().expect("unpoisoned").take();
        if let Some(happens) = meanwhile {
            happens();
        }
        Ok(record)
    }

    fn tokens(&self) -> Result<Vec<TokenRecord>, StoreError> {
        Ok(self.state().tokens.values().cloned().collect())
    }

    fn save_token(&self, record: &TokenRecord) -> Result<bool, StoreError> {
        self.write(|state| {
            let exists = state
                .integrations
                .iter()
                .any(|one| one.id == record.integration);
            if exists {
                state
                    .tokens
                    .insert(record.integration.clone(), record.clone());
            }
            exists
        })
    }

    fn remove_token(&self, integration: &IntegrationId) -> Result<(), StoreError> {
        self.write(|state| drop(state.tokens.remove(integration)))
    }

    fn expect_secret(&self, id: &SecretId) -> Result<(), StoreError> {
        self.write(|state| state.expected.insert(id.clone()))
            .map(drop)
    }

    fn orphan_secrets(&self) -> Result<Vec<SecretId>, StoreError> {
        let state = self.state();
        let pointed_to = state.pointed_to();
        Ok(state.expected.difference(&pointed_to).cloned().collect())
    }

    fn known_secrets(&self) -> Result<Vec<SecretId>, StoreError> {
        let state = self.state();
        Ok(state.expected.union(&state.pointed_to()).cloned().collect())
    }

    fn forget_secret(&self, id: &SecretId) -> Result<(), StoreError> {
        self.write(|state| state.expected.remove(id)).map(drop)
    }

    fn latest_wall_ms(&self) -> Result<i64, StoreError> {
        Ok(self.state().latest_wall_ms)
    }

    fn note_wall_ms(&self, wall_ms: i64) -> Result<(), StoreError> {
        self.write(|state| state.latest_wall_ms = state.latest_wall_ms.max(wall_ms))
    }

    fn document(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(self.state().documents.get(name).cloned())
    }

    fn save_document(&self, name: &str, text: &str) -> Result<(), StoreError> {
        self.write(|state| drop(state.documents.insert(name.to_owned(), text.to_owned())))
    }

    fn document_names(&self, beginning: &str) -> Result<Vec<String>, StoreError> {
        let state = self.state();
        let names = state.documents.keys();
        let named = names.filter(|name| name.starts_with(beginning));
        Ok(named.cloned().collect())
    }

    fn change_documents(&self, changes: &[(String, Option<String>)]) -> Result<(), StoreError> {
        self.write(|state| {
            for (name, text) in changes {
                match text {
                    Some(text) => state.documents.insert(name.clone(), text.clone()),
                    None => state.documents.remove(name),
                };
            }
        })
    }
}
