//! The data folder: readable by its owner only, and held by one process.
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use super::OpenError;
use super::failure::failed_io;

/// The data folder is ours for as long as this lives.
pub(super) struct Hold(File);

impl Drop for Hold {
    fn drop(&mut self) {
        // Closing alone is not enough: a program that is just being started shares the open file until it runs.
        let _ = self.0.unlock();
    }
}

/// Makes the folder if need be, and takes the lock. The lock file itself stays: removing one is a race.
pub(super) fn hold(folder: &Path) -> Result<Hold, OpenError> {
    make_private(folder).map_err(failed_io)?;
    let lock = private_file(&folder.join("gatepass.lock")).map_err(failed_io)?;
    match lock.try_lock() {
        Ok(()) => Ok(Hold(lock)),
        Err(TryLockError::WouldBlock) => Err(OpenError::AlreadyOpen),
        Err(TryLockError::Error(error)) => Err(failed_io(error).into()),
    }
}

/// Makes names in it last through a power cut, as SQLite does for its own.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Opens or makes a file that only its owner may read. What it holds stays.
pub(super) fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

/// Makes a folder that only its owner may look into.
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}
