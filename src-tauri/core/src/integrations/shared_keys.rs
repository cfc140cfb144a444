//! Subscription keys: kept once for all integrations that use them, and gone with the last.
use super::{EditError, Integrations};
use crate::draft::FieldNote;
use crate::held_secrets::Handle;
use crate::integration::{SubscriptionKey, SubscriptionKeyId};
use crate::secret::SecretId;

impl Integrations {
    /// Replaces a shared key once for all integrations that use it; their tokens are forgotten, and what lay beside it goes.
    pub async fn replace_key(
        &self,
        id: &SubscriptionKeyId,
        handle: &Handle,
    ) -> Result<(), EditError> {
        let _turn = self.turn.lock().await;
        let mut key = self
            .ports
            .store
            .subscription_key(id)?
            .ok_or(EditError::NoIntegration)?;
        let problem = self.held.get(handle).ok_or(EditError::NothingHeld)?.problem;
        if !problem.is_empty() {
            return Err(EditError::Problems(vec![FieldNote::new(
                "subscriptionKey",
                problem,
            )]));
        }
        let old: Vec<SecretId> = key.secrets().cloned().collect();
        key.beside = None;
        key.secret = self
            .keeping()
            .held("subscription-key", handle, key.origins.clone())
            .await?;
        self.ports.store.save_subscription_key(&key)?;
        self.forget_tokens_under(id).await?;
        self.held.clear();
        self.keeping().discard(old).await
    }

    /// The tokens got under a subscription key.
    pub(super) async fn forget_tokens_under(
        &self,
        key: &SubscriptionKeyId,
    ) -> Result<(), EditError> {
        for integration in self.ports.store.integrations()? {
            if integration.subscription_key.as_ref() == Some(key) {
                self.forget_token(&integration.id).await;
            }
        }
        Ok(())
    }

    /// Removes the rows of keys that no integration uses any more, and returns their vault items.
    pub(crate) fn remove_unused_keys(&self) -> Result<Vec<SecretId>, EditError> {
        let integrations = self.ports.store.integrations()?;
        let is_used = |key: &SubscriptionKey| {
            integrations
                .iter()
                .any(|one| one.subscription_key.as_ref() == Some(&key.id))
        };
        let unused: Vec<SubscriptionKey> = self
            .ports
            .store
            .subscription_keys()?
            .into_iter()
            .filter(|key| !is_used(key))
            .collect();
        for key in &unused {
            self.ports.store.remove_subscription_key(&key.id)?;
        }
        let secrets = unused.iter().flat_map(SubscriptionKey::secrets);
        Ok(secrets.cloned().collect())
    }
}
