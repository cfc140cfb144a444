//! What is removed with an integration, and the token that no longer fits it.
use super::{EditError, Integrations};
use crate::integration::IntegrationId;
use crate::secret::SecretId;

impl Integrations {
    /// Removes it with its token, its kept exchanges and its secrets; a subscription key goes with the last integration that uses it.
    pub async fn remove(&self, id: &IntegrationId) -> Result<(), EditError> {
        let _turn = self.turn.lock().await;
        let Some(integration) = self.ports.store.integration(id)? else {
            return Ok(());
        };
        self.forget_token(id).await;
        let of_exchanges = self.ports.activity.secrets_of(id)?;
        self.ports.store.remove_integration(id)?;
        let mut removed: Vec<SecretId> = integration
            .own_secrets()
            .into_iter()
            .map(|own| own.id.clone())
            .collect();
        removed.extend(of_exchanges);
        removed.extend(self.remove_unused_keys()?);
        self.keeping().discard(removed).await
    }

    /// The row no longer matches the token's shape, so a token that cannot be removed from the vault now is an orphan, no danger.
    pub(crate) async fn forget_token(&self, id: &IntegrationId) {
        drop(self.tokens.forget(id).await);
    }
}
