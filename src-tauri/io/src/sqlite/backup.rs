//! Backups of the database in a folder beside it, and the way back to one. They hold what the database holds: no secret.
mod copy;
mod restore;
mod shelf;

use std::path::Path;
use std::sync::{MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use gatepass_core::{BackupName, BackupReason, StoreError, backup_is_due};
use rusqlite::{Connection, OpenFlags};

use super::failure::failed;
use super::{SqliteStore, schema};

use copy::Activity;
use shelf::Shelf;

/// A backup, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// When and why it was made.
    pub name: BackupName,
    /// The file's size.
    pub bytes: u64,
    /// What is in it; None if it cannot be read.
    pub holds: Option<Holds>,
}

/// What a backup would bring back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// The integrations' names, in the user's order.
    pub labels: Vec<String>,
    /// How many exchanges of Activity are in it.
    pub exchanges: u32,
}

/// Why a backup was not restored. What was there is there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError {
    /// It made room for a newer one, or was deleted.
    #[error("this backup is no longer there")]
    Gone,
    /// It is not whole.
    #[error("this backup is damaged")]
    Damaged,
    /// A later version made it.
    #[error("this backup was made by a newer Gatepass")]
    Newer,
    /// See [`StoreError`].
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The backups beside a database, the latest first. They can be read whether or not that can be opened.
///
/// # Errors
/// If the folder cannot be read; that there is none is no error.
pub fn backups(data: &Path) -> Result<Vec<Backup>, StoreError> {
    Shelf::of(data).list()
}

/// Whether there is any, without opening one.
pub fn has_backups(data: &Path) -> bool {
    Shelf::of(data).names().is_ok_and(|names| !names.is_empty())
}

/// Whether a backup could be restored by this version, before anything is put aside for it.
///
/// # Errors
/// See [`RestoreError`].
pub fn check_backup(data: &Path, name: BackupName) -> Result<(), RestoreError> {
    restore::open(&Shelf::of(data), name).map(drop)
}

impl SqliteStore {
    /// The folder that the database and its backups lie in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes the day's backup, if one is due and something has changed since the last. Others read and write meanwhile.
    ///
    /// # Errors
    /// If it cannot be written; then none is there.
    pub fn back_up_daily(&self, now_ms: i64) -> Result<Option<BackupName>, StoreError> {
        let _turn = self.turn();
        let shelf = Shelf::of(&self.folder);
        let names = shelf.names()?;
        if !backup_is_due(&names, now_ms) {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let beside = Connection::open_with_flags(self.folder.join("gatepass.db"), flags);
        let beside = beside.map_err(failed)?;
        if shelf.has_all_of(&beside).map_err(failed)? {
            return Ok(None);
        }
        let name = shelf.keep(&beside, BackupReason::Daily, now_ms, Activity::IfSmall)?;
        self.make_room(&shelf)?;
        Ok(Some(name))
    }

    /// Replaces everything by what a backup holds, but for tokens: all or nothing, also if it is killed meanwhile. What was
    /// there is a backup itself afterwards, whose name is returned.
    ///
    /// # Errors
    /// See [`RestoreError`].
    pub fn restore(&self, name: BackupName, now_ms: i64) -> Result<BackupName, RestoreError> {
        let _turn = self.turn();
        let shelf = Shelf::of(&self.folder);
        let backup = restore::open(&shelf, name)?;
        // Nothing may be written between what is kept and what replaces it.
        let mut connection = self.connection();
        let kept = shelf.keep(
            &connection,
            BackupReason::BeforeRestore,
            now_ms,
            Activity::Whole,
        )?;
        let replaced = restore::replace(&shelf, &backup, &mut connection);
        drop(connection);
        self.replaced();
        replaced?;
        // What was wanted is done; old backups may make room later.
        if let Err(error) = self.make_room(&shelf) {
            tracing::warn!("old backups were not removed: {error}");
        }
        Ok(kept)
    }

    /// Removes every backup. What they alone kept in the vault is left to be swept.
    ///
    /// # Errors
    /// If one cannot be removed; those before it are gone.
    pub fn remove_backups(&self) -> Result<(), StoreError> {
        let _turn = self.turn();
        let shelf = Shelf::of(&self.folder);
        for name in shelf.names()? {
            self.let_go(&shelf, name)?;
        }
        Ok(())
    }

    /// Removes the oldest. What a state that was replaced kept in the vault is left to be swept once nobody can go back to it.
    fn make_room(&self, shelf: &Shelf) -> Result<(), StoreError> {
        for name in shelf.outdated()? {
            self.let_go(shelf, name)?;
        }
        Ok(())
    }

    fn let_go(&self, shelf: &Shelf, name: BackupName) -> Result<(), StoreError> {
        let unused = shelf.secrets_of_it_alone(name)?;
        self.write(|db| restore::note(db, &unused))?;
        shelf.remove(name)
    }

    fn turn(&self) -> MutexGuard<'_, ()> {
        self.backing_up
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps what an older version left, before its database is brought up to date.
pub(super) fn before_update(data: &Path, connection: &Connection) -> Result<(), StoreError> {
    let version = schema::version(connection).map_err(failed)?;
    if version <= 0 || schema::is_current(version) {
        return Ok(());
    }
    let now_ms = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_millis();
    let now_ms = i64::try_from(now_ms).unwrap_or_default();
    let reason = BackupReason::BeforeUpdate;
    match Shelf::of(data).keep(connection, reason, now_ms, Activity::IfSmall) {
        // A fault in the file: what follows finds it too, and has it set aside.
        Err(StoreError::Failed(why)) => {
            tracing::warn!("there is no backup before the update: {why}");
            Ok(())
        }
        kept => kept.map(drop),
    }
}
