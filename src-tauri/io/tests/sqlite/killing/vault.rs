//! A vault of files, each written whole before it is acknowledged: it outlives a kill, as a keyring does.
use std::fs;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use gatepass_core::{Kept, Origin, Secret, SecretId, Vault, VaultError};

/// The secret stands in the first line, where it may go to in those after it.
pub(super) struct FileVault(PathBuf);

impl FileVault {
    pub(super) fn open(folder: &Path) -> Self {
        fs::create_dir_all(folder).unwrap();
        Self(folder.to_owned())
    }

    pub(super) fn read(&self, id: &SecretId) -> Option<String> {
        let text = fs::read_to_string(self.0.join(&id.0)).ok()?;
        text.lines().next().map(str::to_owned)
    }

    pub(super) fn write(&self, id: &SecretId, kept: &Kept) {
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
