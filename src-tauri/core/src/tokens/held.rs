//! Looking for a held token: on the desk, and else in the vault.
use std::sync::Arc;

use super::{Need, Tokens};
use crate::integration::IntegrationId;
use crate::lock::{locked, pass};
use crate::refusal::{Refusal, Remedy, refusal_of_vault};
use crate::secret::SecretId;
use crate::token::{Token, TokenRecord};
use crate::unsent::refuse;

impl Tokens {
    /// The held token if it suffices, and nothing was written since it was found to be the integration's.
    pub(super) fn seen(
        &self,
        id: &IntegrationId,
        generation: u64,
        (need, refused): (Need, Option<&SecretId>),
    ) -> Option<Arc<Token>> {
        let desks = self.desks();
        let desk = desks.get(id)?;
        let (seen_in, secret) = desk.seen.as_ref()?;
        let held = desk.held.as_ref()?;
        let is_same = *seen_in == generation && held.record.secret == *secret;
        (is_same && self.suffices(&held.record, need, refused)).then(|| Arc::clone(held))
    }

    pub(super) fn suffices(
        &self,
        record: &TokenRecord,
        need: Need,
        refused: Option<&SecretId>,
    ) -> bool {
        if refused == Some(&record.secret) {
            return false;
        }
        let needed = match need {
            Need::Call => record.margin_ms(),
            Need::Copy => record.promised_ms(),
            Need::AtLeast(ms) => ms,
            Need::New => return false,
        };
        let left = self.remaining(record, &self.ports.clock.now());
        !left.unsure && left.ms >= needed.max(1)
    }

    pub(super) fn held(&self, id: &IntegrationId, secret: &SecretId) -> Option<Arc<Token>> {
        self.desks()
            .get(id)
            .and_then(|desk| desk.held.clone())
            .filter(|token| token.record.secret == *secret)
    }

    pub(super) async fn fetch_held(
        &self,
        record: TokenRecord,
    ) -> Result<Option<Arc<Token>>, Refusal> {
        let load = async { Ok(self.ports.vault.load(&record.secret).await) };
        let loaded = pass(&self.ports, load).await?;
        let loaded = loaded.map_err(|error| refuse(&self.ports, refusal_of_vault(&error)))?;
        let id = record.integration.clone();
        let token = loaded.map(|access| Arc::new(Token { access, record }));
        if let Some(token) = &token {
            let mut desks = self.desks();
            // Looked at under the mutex: whoever closes the lock takes it afterwards, and wipes this.
            if self.ports.lock.is_closed() {
                return Err(refuse(&self.ports, locked()));
            }
            let desk = desks.entry(id).or_default();
            desk.held = Some(Arc::clone(token));
            desk.refused
                .take_if(|refusal| refusal.remedy == Remedy::Vault);
        }
        Ok(token)
    }
}
