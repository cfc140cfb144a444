//! Exchanges in memory, the latest last, bounded and let go of as the database does it.
use std::collections::BTreeSet;

use gatepass_core::{
    ActivityEntry, ActivityFilter, ActivityLimits, ActivityPage, ActivityStore, ActivityUsage,
    Appended, ExchangeId, IntegrationId, KeptBody, LetGo, NoBody, SecretId, StoreError,
};

use super::{MemoryStore, State};

pub(super) struct Kept {
    entry: ActivityEntry,
    body: Option<Vec<u8>>,
}

impl Kept {
    pub(super) fn secrets(&self) -> impl Iterator<Item = SecretId> + '_ {
        self.entry.call.secrets().into_iter().cloned()
    }

    pub(super) fn is_of(&self, integration: &IntegrationId) -> bool {
        self.entry.integration == *integration
    }

    fn passes(&self, filter: &ActivityFilter) -> bool {
        let text = self.entry.search_text();
        let of = filter.integration.as_ref();
        of.is_none_or(|id| self.is_of(id))
            && filter.words().iter().all(|word| text.contains(word))
            && (filter.kinds.is_empty() || filter.kinds.contains(&self.entry.exchange.outcome.kind))
    }
}

impl State {
    fn let_go(&mut self, goes: impl Fn(&Kept) -> bool) -> LetGo {
        let mut secrets = BTreeSet::new();
        let before = self.exchanges.len();
        self.exchanges.retain(|kept| {
            if goes(kept) {
                secrets.extend(kept.secrets());
            }
            !goes(kept)
        });
        let pointed_to = self.pointed_to();
        LetGo {
            entries: u32::try_from(before - self.exchanges.len()).expect("few"),
            secrets: secrets.difference(&pointed_to).cloned().collect(),
        }
    }

    fn trim(&mut self, limits: &ActivityLimits) -> LetGo {
        let excess = self.exchanges.len().saturating_sub(limits.entries as usize);
        let oldest: Vec<ExchangeId> = self.exchanges[..excess]
            .iter()
            .map(|kept| kept.entry.id().clone())
            .collect();
        let gone = self.let_go(|kept| oldest.contains(kept.entry.id()));
        let mut bytes = self.usage().bytes;
        for kept in &mut self.exchanges {
            if let Some(body) = kept.body.take_if(|_| bytes > limits.bytes) {
                bytes -= body.len() as u64;
                kept.entry.body = KeptBody::None(NoBody::LetGo);
            }
        }
        gone
    }

    fn usage(&self) -> ActivityUsage {
        let bodies = self.exchanges.iter().filter_map(|kept| kept.body.as_ref());
        ActivityUsage {
            entries: u32::try_from(self.exchanges.len()).expect("few"),
            bytes: bodies.map(|body| body.len() as u64).sum(),
        }
    }
}

impl ActivityStore for MemoryStore {
    fn append(
        &self,
        entry: &ActivityEntry,
        body: Option<&[u8]>,
        limits: &ActivityLimits,
    ) -> Result<Appended, StoreError> {
        self.write(|state| {
            let owners = &state.integrations;
            if !owners.iter().any(|owner| owner.id == entry.integration) {
                return Appended {
                    kept: false,
                    let_go: vec![],
                };
            }
            state.exchanges.push(Kept {
                entry: entry.clone(),
                body: body.map(<[u8]>::to_vec),
            });
            Appended {
                kept: true,
                let_go: state.trim(limits).secrets,
            }
        })
    }

    fn rows(
        &self,
        filter: &ActivityFilter,
        first: u32,
        count: u32,
    ) -> Result<ActivityPage, StoreError> {
        let state = self.state();
        let latest = state.exchanges.iter().rev();
        let found: Vec<_> = latest.filter(|kept| kept.passes(filter)).collect();
        let page = found.iter().skip(first as usize).take(count as usize);
        Ok(ActivityPage {
            total: u32::try_from(found.len()).expect("few"),
            rows: page.map(|kept| kept.entry.row()).collect(),
        })
    }

    fn entry(&self, id: &ExchangeId) -> Result<Option<ActivityEntry>, StoreError> {
        let state = self.state();
        let found = state.exchanges.iter().find(|kept| kept.entry.id() == id);
        Ok(found.map(|kept| kept.entry.clone()))
    }

    fn body(&self, id: &ExchangeId) -> Result<Option<Vec<u8>>, StoreError> {
        let state = self.state();
        let found = state.exchanges.iter().find(|kept| kept.entry.id() == id);
        Ok(found.and_then(|kept| kept.body.clone()))
    }

    fn remove(&self, ids: &[ExchangeId]) -> Result<LetGo, StoreError> {
        self.write(|state| state.let_go(|kept| ids.contains(kept.entry.id())))
    }

    fn clear(&self, integration: Option<&IntegrationId>) -> Result<LetGo, StoreError> {
        self.write(|state| state.let_go(|kept| integration.is_none_or(|id| kept.is_of(id))))
    }

    fn trim(&self, limits: &ActivityLimits) -> Result<LetGo, StoreError> {
        self.write(|state| state.trim(limits))
    }

    fn usage(&self) -> Result<ActivityUsage, StoreError> {
        Ok(self.state().usage())
    }

    fn secrets_of(&self, integration: &IntegrationId) -> Result<Vec<SecretId>, StoreError> {
        let state = self.state();
        let own = state
            .exchanges
            .iter()
            .filter(|kept| kept.is_of(integration));
        let secrets: BTreeSet<SecretId> = own.flat_map(Kept::secrets).collect();
        Ok(secrets.into_iter().collect())
    }
}
