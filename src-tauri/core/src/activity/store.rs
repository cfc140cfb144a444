//! The door to where exchanges are kept.
use crate::activity::bounds::ActivityLimits;
use crate::activity::entry::{ActivityEntry, ActivityRow};
use crate::call_exchange::{ExchangeId, OutcomeKind};
use crate::integration::IntegrationId;
use crate::ports::StoreError;
use crate::secret::SecretId;

/// Keeps exchanges that have ended, in the order in which they were appended; no secret. All or nothing, durable on return.
/// They go with their integration.
pub trait ActivityStore: Send + Sync {
    /// Adds one, if its integration still exists, and lets go of what no longer fits, in one.
    fn append(
        &self,
        entry: &ActivityEntry,
        body: Option<&[u8]>,
        limits: &ActivityLimits,
    ) -> Result<Appended, StoreError>;
    /// Up to `count` rows from `first` on, the one appended last first. Reads no body.
    fn rows(
        &self,
        filter: &ActivityFilter,
        first: u32,
        count: u32,
    ) -> Result<ActivityPage, StoreError>;
    /// None if there is none of that id, or it cannot be read.
    fn entry(&self, id: &ExchangeId) -> Result<Option<ActivityEntry>, StoreError>;
    /// As it was appended; None if there is none.
    fn body(&self, id: &ExchangeId) -> Result<Option<Vec<u8>>, StoreError>;
    /// Removing what is not there succeeds.
    fn remove(&self, ids: &[ExchangeId]) -> Result<LetGo, StoreError>;
    /// Removes those of one integration, or all.
    fn clear(&self, integration: Option<&IntegrationId>) -> Result<LetGo, StoreError>;
    /// Lets go of what does not fit, the oldest first.
    fn trim(&self, limits: &ActivityLimits) -> Result<LetGo, StoreError>;
    /// What all of it takes.
    fn usage(&self) -> Result<ActivityUsage, StoreError>;
    /// Vault items that the integration's exchanges point to.
    fn secrets_of(&self, integration: &IntegrationId) -> Result<Vec<SecretId>, StoreError>;
}

/// Which exchanges a list shows. The default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityFilter {
    /// Of one integration; None for all.
    pub integration: Option<IntegrationId>,
    /// Every word has to occur in [`ActivityEntry::search_text`]; case makes no difference.
    pub query: String,
    /// Those of one of these kinds; of any where there is none.
    pub kinds: Vec<OutcomeKind>,
}

/// Some of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityPage {
    /// How many the filter lets through.
    pub total: u32,
    /// Those asked for. One that cannot be read is left out, and counted in `total`.
    pub rows: Vec<ActivityRow>,
}

/// What became of an exchange that was to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Whether it was; not if its integration is gone.
    pub kept: bool,
    /// Vault items that no row points to any more, because the oldest made room.
    pub let_go: Vec<SecretId>,
}

/// What went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetGo {
    /// How many exchanges.
    pub entries: u32,
    /// Vault items that no row points to any more.
    pub secrets: Vec<SecretId>,
}

/// What the kept exchanges take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActivityUsage {
    /// How many there are.
    pub entries: u32,
    /// Bytes of their bodies, as they lie on the disk.
    pub bytes: u64,
}

impl ActivityFilter {
    /// The words of the query, in lower case.
    pub fn words(&self) -> Vec<String> {
        let query = self.query.to_lowercase();
        query.split_whitespace().map(str::to_owned).collect()
    }
}
