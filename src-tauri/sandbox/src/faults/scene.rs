//! The request that a fault meets, and what the fault may know of it.
use super::fault::FaultTarget;
use crate::dialects;
use crate::ledger::Ledger;
use crate::oauth::{Dialect, Door};
use crate::place::{Place, place};
use crate::realm::Realm;

/// A request that a fault may strike: to a token endpoint or to an API, not to a page for people.
pub(crate) struct Scene<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) realm: Realm,
    pub(super) dialect: &'static Dialect,
    pub(super) is_token: bool,
}

impl<'a> Scene<'a> {
    /// None where no fault strikes.
    pub(crate) fn of(ledger: &'a Ledger, path: &str) -> Option<Self> {
        let (realm, is_token) = match place(path) {
            Place::Door(dialect, Door::Token) => (dialect.realm, true),
            Place::Api(realm, _) => (realm, false),
            Place::Door(..) | Place::Nothing(_) | Place::Nowhere => return None,
        };
        let dialect = dialects::of(realm);
        Some(Self {
            ledger,
            realm,
            dialect,
            is_token,
        })
    }

    pub(super) fn is_target(&self, target: FaultTarget) -> bool {
        match target {
            FaultTarget::Token => self.is_token,
            FaultTarget::Call => !self.is_token,
            FaultTarget::Both => true,
        }
    }
}
