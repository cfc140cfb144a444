//! The way back: a backup is made fit for the present on a copy, which then replaces the database in one transaction.
use std::collections::BTreeSet;

use gatepass_core::BackupName;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, params};

use super::RestoreError;
use super::copy::Activity;
use super::shelf::{self, Shelf, secrets};
use crate::sqlite::failure::{failed, failed_io, is_damage};
use crate::sqlite::{damage, schema};

/// Reads every page of it first: nothing is put aside for what cannot take its place.
pub(super) fn open(shelf: &Shelf, name: BackupName) -> Result<Connection, RestoreError> {
    let path = shelf.path(name);
    if !path.try_exists().map_err(failed_io)? {
        return Err(RestoreError::Gone);
    }
    let checked = || {
        let backup = shelf::open(&path)?;
        damage::verdict(&backup, "PRAGMA integrity_check(1)")?;
        let version = schema::version(&backup)?;
        Ok((backup, version))
    };
    let (backup, version) = checked().map_err(unusable)?;
    if schema::is_newer(version) {
        return Err(RestoreError::Newer);
    }
    // An empty file is sound to SQLite.
    if version < 1 {
        return Err(RestoreError::Damaged);
    }
    Ok(backup)
}

/// All or nothing: to SQLite it is one transaction of the database that is in use.
pub(super) fn replace(
    shelf: &Shelf,
    backup: &Connection,
    present: &mut Connection,
) -> Result<(), RestoreError> {
    let draft = shelf.draft(backup, Activity::Whole)?;
    let fit = || {
        let mut fit = Connection::open(&draft)?;
        fit.pragma_update(None, "trusted_schema", "OFF")?;
        schema::migrate(&mut fit)?;
        schema::check(&fit)?;
        adopt(&mut fit, present)?;
        Ok(fit)
    };
    let replaced = fit()
        .map_err(unusable)
        .and_then(|fit| Ok(overwrite(&fit, present).map_err(failed)?));
    if let Err(error) = shelf.clear_drafts() {
        tracing::warn!("the copy of a backup was not removed: {error}");
    }
    replaced
}

/// Notes vault items, so that they are swept where no row points to them.
pub(super) fn note(db: &Connection, ids: &BTreeSet<String>) -> rusqlite::Result<()> {
    let mut insert = db.prepare("INSERT OR IGNORE INTO expected_secret (id) VALUES (?1)")?;
    ids.iter().try_for_each(|id| insert.execute([id]).map(drop))
}

/// Tokens go: they were renewed since, and their vault items are gone. What the present notes of the vault stays noted, but for
/// what only the state that is being replaced points to: whoever goes back to that wants to find it.
fn adopt(fit: &mut Connection, present: &Connection) -> rusqlite::Result<()> {
    let noted: BTreeSet<String> = present
        .prepare("SELECT id FROM expected_secret")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let wall_ms: i64 = present.query_row("SELECT ms FROM latest_wall", [], |row| row.get(0))?;
    let transaction = fit.transaction()?;
    transaction.execute_batch("DELETE FROM token")?;
    note(&transaction, &noted)?;
    for id in secrets(present)?.difference(&secrets(&transaction)?) {
        transaction.execute("DELETE FROM expected_secret WHERE id = ?1", [id])?;
    }
    let forward = "UPDATE latest_wall SET ms = max(ms, ?1)";
    transaction.execute(forward, params![wall_ms])?;
    transaction.commit()
}

fn overwrite(fit: &Connection, present: &mut Connection) -> rusqlite::Result<()> {
    present.flush_prepared_statement_cache();
    let whole = Backup::new(fit, present)?.step(-1)?;
    if whole == StepResult::Done {
        return Ok(());
    }
    Err(rusqlite::Error::SqliteFailure(
        rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
        None,
    ))
}

/// A backup that SQLite or we cannot read is damaged; anything else is the computer's trouble.
fn unusable(error: rusqlite::Error) -> RestoreError {
    if is_damage(&error) {
        tracing::warn!("a backup cannot be used: {error}");
        return RestoreError::Damaged;
    }
    RestoreError::Store(failed(error))
}
