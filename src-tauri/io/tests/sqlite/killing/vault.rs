//! Where secrets lie that outlive a kill: in files, each written whole before it is acknowledged, or in a real keyring.
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use gatepass_core::{Kept, Origin, Secret, SecretId, Vault, VaultError};
use gatepass_io::{KeyringLimits, KeyringVault};
use tokio::runtime::Runtime;

use super::{EARLY_KEYRING, KEYRING};

/// The vault that a variant writes to.
pub(super) fn of(variant: &str, folder: &Path) -> Arc<dyn Vault> {
    match variant {
        KEYRING | EARLY_KEYRING => Arc::new(KeyringVault::new(KeyringLimits {
            reply: Duration::from_secs(60),
            item: None,
        })),
        _ => Arc::new(FileVault::open(&folder.join("vault"))),
    }
}

/// The same, looked into by whoever does not wait.
pub(super) struct Place {
    vault: Arc<dyn Vault>,
    runtime: Runtime,
}

impl Place {
    pub(super) fn of(variant: &str, folder: &Path) -> Self {
        Self {
            vault: of(variant, folder),
            runtime: Runtime::new().unwrap(),
        }
    }

    pub(super) fn read(&self, id: &SecretId) -> Option<String> {
        let kept = self.runtime.block_on(self.vault.load(id)).unwrap()?;
        Some(kept.secret.reveal(str::to_owned))
    }
}

/// The secret stands in the first line, where it may go to in those after it.
struct FileVault(PathBuf);

impl FileVault {
    fn open(folder: &Path) -> Self {
        fs::create_dir_all(folder).unwrap();
        Self(folder.to_owned())
    }

    fn read(&self, id: &SecretId) -> Option<String> {
        let text = fs::read_to_string(self.0.join(&id.0)).ok()?;
        text.lines().next().map(str::to_owned)
    }

    fn write(&self, id: &SecretId, kept: &Kept) {
        let mut text = kept.secret.reveal(str::to_owned);
        for origin in &kept.origins {
            text += &format!("\n{origin}");
        }
        let part = self.0.join(format!("{}.part", id.0));
        fs::write(&part, text).unwrap();
        fs::rename(part, self.0.join(&id.0)).unwrap();
    }
}

#[async_trait]
impl Vault for FileVault {
    async fn load(&self, id: &SecretId) -> Result<Option<Kept>, VaultError> {
        let Some(secret) = self.read(id) else {
            return Ok(None);
        };
        let text = fs::read_to_string(self.0.join(&id.0)).unwrap();
        let origins: Vec<Origin> = text
            .lines()
            .skip(1)
            .map(|origin| origin.parse().unwrap())
            .collect();
        Ok(Some(Kept::new(Secret::new(secret), origins)))
    }

    async fn save(&self, id: &SecretId, kept: &Kept) -> Result<(), VaultError> {
        self.write(id, kept);
        Ok(())
    }

    async fn remove(&self, id: &SecretId) -> Result<(), VaultError> {
        match fs::remove_file(self.0.join(&id.0)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(VaultError::Failed(error.to_string()))
            }
            _ => Ok(()),
        }
    }
}
