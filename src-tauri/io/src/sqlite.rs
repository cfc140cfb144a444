//! State in SQLite: every write is one transaction, durable before it returns, by the one process that holds the lock file.
mod activity;
mod backup;
mod damage;
mod failure;
mod folder;
mod open;
mod rows;
mod schema;
mod secrets;
mod store;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use gatepass_core::StoreError;
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use backup::{Backup, Holds, RestoreError, backups, check_backup, has_backups};
use failure::failed;
use folder::Hold;

/// Why the store could not be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Another Gatepass has it open.
    #[error("Gatepass is already running with this data folder")]
    AlreadyOpen,
    /// The folder or the file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// `gatepass.db` in a folder that only the user can read.
pub struct SqliteStore {
    connection: Mutex<Connection>,
    folder: PathBuf,
    notice: Option<String>,
    /// See [`gatepass_core::Store::generation`]: nobody else writes while the lock file is held.
    generation: AtomicU64,
    /// One at a time makes or restores a backup.
    backing_up: Mutex<()>,
    /// Let go last, after the connection is closed.
    _hold: Hold,
}

impl SqliteStore {
    /// Opens or makes the store. A damaged file is set aside and an empty one made; [`SqliteStore::notice`] then says so.
    ///
    /// # Errors
    /// `AlreadyOpen` if another process holds the folder; `Newer` if the file is a later version's, which leaves it as it is.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        open::open(folder)
    }

    /// Makes an empty store where one cannot be opened; what lies there is kept under another name, which
    /// [`SqliteStore::notice`] tells.
    ///
    /// # Errors
    /// As [`SqliteStore::open`].
    pub fn open_anew(folder: &Path) -> Result<Self, OpenError> {
        open::open_anew(folder)
    }

    /// What the user should be told about how it was opened, in sentences.
    pub fn notice(&self) -> Option<String> {
        self.notice.clone()
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn read<R>(
        &self,
        act: impl FnOnce(&Connection) -> rusqlite::Result<R>,
    ) -> Result<R, StoreError> {
        act(&self.connection()).map_err(failed)
    }

    /// All or nothing.
    fn write<R>(
        &self,
        act: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<R>,
    ) -> Result<R, StoreError> {
        let mut connection = self.connection();
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed)?;
        let result = act(&transaction).map_err(failed)?;
        transaction.commit().map_err(failed)?;
        Ok(result)
    }

    /// As `write`, for what others may remember.
    fn change<R>(
        &self,
        act: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<R>,
    ) -> Result<R, StoreError> {
        let changed = self.write(act);
        // Before it is acknowledged, and also where it is not known whether it was written.
        self.replaced();
        changed
    }

    /// What others remember of it holds no longer.
    fn replaced(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
    }
}
