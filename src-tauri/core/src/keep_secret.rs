//! Puts a secret into the vault under a new id, and takes items out that no row points to any more.
use crate::ports::{Ports, StoreError, VaultError};
use crate::secret::{Kept, SecretId, SecretReference};

/// The id is noted before the item is written, so that the item is swept if its row never comes.
pub(crate) async fn keep_secret<E>(
    ports: &Ports,
    kind: &str,
    kept: &Kept,
) -> Result<SecretReference, E>
where
    E: From<VaultError> + From<StoreError>,
{
    let id = SecretId(format!("{kind}-{}", ports.chance.id()));
    ports.store.expect_secret(&id)?;
    ports.vault.save(&id, kept).await?;
    Ok(SecretReference {
        id,
        last_four: kept.secret.last_four(),
        set_at_ms: ports.clock.now().wall_ms,
    })
}

/// An item that cannot be removed now is found at the next start.
pub(crate) async fn discard(ports: &Ports, ids: Vec<SecretId>) -> Result<(), StoreError> {
    for id in ids {
        if ports.vault.remove(&id).await.is_ok() {
            ports.store.forget_secret(&id)?;
        }
    }
    Ok(())
}
