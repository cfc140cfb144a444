//! The vault items that rows point to: what an answer may repeat, and what must be known before one is shown.
use crate::integration::SubscriptionKey;
use crate::ports::{Store, StoreError};
use crate::secret::SecretId;
use crate::token::TokenRecord;

/// Those of every integration, subscription key and token, each once; also those that lie beside one in use.
pub(crate) fn every_secret(store: &dyn Store) -> Result<Vec<SecretId>, StoreError> {
    let mut ids: Vec<SecretId> = Vec::new();
    for integration in store.integrations()? {
        let own = integration.own_secrets();
        ids.extend(own.into_iter().map(|own| own.id.clone()));
    }
    let keys = store.subscription_keys()?;
    ids.extend(keys.iter().flat_map(SubscriptionKey::secrets).cloned());
    let tokens = store.tokens()?;
    ids.extend(tokens.iter().flat_map(TokenRecord::secrets).cloned());
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}
