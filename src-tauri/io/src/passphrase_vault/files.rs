//! The two files of the passphrase vault: made together, replaced whole, and never half of either.
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use gatepass_core::{StoreError, VaultError};
use tempfile::Builder;

/// The identity, sealed under the passphrase.
pub(super) const IDENTITY: &str = "vault/identity.age";

/// The secrets, sealed to the identity.
pub(super) const SECRETS: &str = "vault/secrets.age";

const FOLDER: &str = "vault";

/// What a kill may leave: a folder that was being made, a file that was being written.
const MAKING: &str = ".vault-making-";
const WRITING: &str = ".writing-";

/// Where the vault lies.
pub(super) struct Files {
    data_folder: PathBuf,
}

impl Files {
    /// In the data folder; it may not exist yet.
    pub(super) fn of(data_folder: &Path) -> Self {
        Self {
            data_folder: data_folder.to_owned(),
        }
    }

    /// Whether any part of a vault is there.
    pub(super) fn exist(&self) -> bool {
        self.is_there(IDENTITY) || self.is_there(SECRETS)
    }

    /// Whether both are there, and why not.
    pub(super) fn look(&self) -> Result<(), VaultError> {
        match (self.is_there(IDENTITY), self.is_there(SECRETS)) {
            (true, true) => Ok(()),
            (false, false) => Err(VaultError::Missing),
            (false, true) => Err(VaultError::Damaged(IDENTITY)),
            (true, false) => Err(VaultError::Damaged(SECRETS)),
        }
    }

    /// A whole file. One that is longer than ours can be is damaged.
    pub(super) fn read(&self, name: &'static str, most: usize) -> Result<Vec<u8>, VaultError> {
        self.look()?;
        let mut bytes = Vec::new();
        let file = File::open(self.data_folder.join(name)).map_err(failed)?;
        let read = file.take(most as u64 + 1).read_to_end(&mut bytes);
        read.map_err(failed)?;
        if bytes.len() > most {
            return Err(VaultError::Damaged(name));
        }
        Ok(bytes)
    }

    /// Makes both files, or neither: in a folder beside, which then takes its name.
    pub(super) fn make(&self, identity: &[u8], secrets: &[u8]) -> Result<(), VaultError> {
        if self.exist() {
            return Err(VaultError::AlreadyThere);
        }
        let mut builder = Builder::new();
        builder.prefix(MAKING);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let making = builder.tempdir_in(&self.data_folder).map_err(failed)?;
        for (name, bytes) in [(IDENTITY, identity), (SECRETS, secrets)] {
            let name = Path::new(name).file_name().unwrap_or_default();
            write(making.path(), &making.path().join(name), bytes).map_err(failed)?;
        }
        fs::rename(making.path(), self.data_folder.join(FOLDER)).map_err(failed)?;
        // It has another name now, and is no longer to be removed.
        let _ = making.keep();
        settle(&self.data_folder).map_err(failed)
    }

    /// Leaves the old file or the new one, whenever it is cut off.
    pub(super) fn replace(&self, name: &'static str, bytes: &[u8]) -> Result<(), VaultError> {
        self.look()?;
        let folder = self.data_folder.join(FOLDER);
        write(&folder, &self.data_folder.join(name), bytes).map_err(failed)
    }

    /// Removes both files, and the folder if nobody else put something there. Removing what is not there succeeds.
    pub(super) fn remove(&self) -> Result<(), VaultError> {
        self.sweep();
        for name in [SECRETS, IDENTITY] {
            match fs::remove_file(self.data_folder.join(name)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
                _ => {}
            }
        }
        match fs::remove_dir(self.data_folder.join(FOLDER)) {
            Err(error)
                if !matches!(
                    error.kind(),
                    ErrorKind::NotFound | ErrorKind::DirectoryNotEmpty
                ) =>
            {
                Err(failed(error))
            }
            _ => settle(&self.data_folder).map_err(failed),
        }
    }

    /// Removes what was being made when the app was killed. What cannot be removed now is in nobody's way.
    pub(super) fn sweep(&self) {
        for path in unfinished(&self.data_folder, MAKING) {
            drop_unfinished(&path, fs::remove_dir_all(&path));
        }
        for path in unfinished(&self.data_folder.join(FOLDER), WRITING) {
            drop_unfinished(&path, fs::remove_file(&path));
        }
    }

    fn is_there(&self, name: &str) -> bool {
        // One that is there and cannot be looked at is there.
        let found = fs::symlink_metadata(self.data_folder.join(name));
        !matches!(found, Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory))
    }
}

/// The temporary file is its owner's only, and so is what it becomes.
fn write(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Builder::new().prefix(WRITING).tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    settle(folder)
}

/// Makes the names of a folder durable.
fn settle(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

fn unfinished(folder: &Path, beginning: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let entries = entries.flatten();
    let ours = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(beginning));
    ours.map(|entry| entry.path()).collect()
}

fn drop_unfinished(path: &Path, removed: io::Result<()>) {
    if let Err(error) = removed {
        tracing::warn!(%error, "{} was left behind and cannot be removed", path.display());
    }
}

fn failed(error: io::Error) -> VaultError {
    VaultError::Files(match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::DiskFull,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::NotWritable,
        _ => StoreError::Failed(error.to_string()),
    })
}
