//! Copying secrets from one vault into another: read all, write all, read all back and compare.
use crate::ports::{Vault, VaultError};
use crate::secret::{Kept, SecretId};

/// Items on their way.
pub type Moved = Vec<(SecretId, Kept)>;

/// Reads those that are there. One that is missing was missing before.
pub async fn gather(from: &dyn Vault, ids: &[SecretId]) -> Result<Moved, VaultError> {
    let mut items = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(kept) = from.load(id).await? {
            items.push((id.clone(), kept));
        }
    }
    Ok(items)
}

/// Writes them one by one.
pub async fn place(to: &dyn Vault, items: &Moved) -> Result<(), VaultError> {
    for (id, kept) in items {
        to.save(id, kept).await?;
    }
    Ok(())
}

/// Whether a vault has every item as it was read.
pub async fn verify(to: &dyn Vault, items: &Moved) -> Result<(), VaultError> {
    for (id, kept) in items {
        let found = to.load(id).await?;
        if !found.is_some_and(|found| found.is_same(kept)) {
            return Err(VaultError::NotReadBack);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::MemoryVault;
    use crate::secret::Secret;

    fn kept(secret: &str, origin: &str) -> Kept {
        Kept::new(Secret::new(secret), vec![origin.parse().unwrap()])
    }

    #[tokio::test]
    async fn what_is_read_back_otherwise_is_found() {
        let (from, to) = (MemoryVault::default(), MemoryVault::default());
        let ids = ["a", "b", "gone"].map(|id| SecretId(id.into()));
        for id in &ids[..2] {
            from.save(id, &kept("secret", "https://a.example"))
                .await
                .unwrap();
        }
        let items = gather(&from, &ids).await.unwrap();
        assert_eq!(items.len(), 2);
        assert_eq!(verify(&to, &items).await, Err(VaultError::NotReadBack));
        place(&to, &items).await.unwrap();
        assert_eq!(verify(&to, &items).await, Ok(()));
        for other in [
            kept("Secret", "https://a.example"),
            kept("secret", "https://b.example"),
        ] {
            to.save(&ids[1], &other).await.unwrap();
            assert_eq!(verify(&to, &items).await, Err(VaultError::NotReadBack));
        }
    }
}
