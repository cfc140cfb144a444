//! Opening the database: a newer one is left alone, a damaged one is set aside, an older one is brought up to date.
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use gatepass_core::StoreError;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::failure::{failed, failed_io, is_damage};
use super::folder::Hold;
use super::{OpenError, SqliteStore, backup, damage, folder, rows, schema};

/// Nobody else writes; this is for a virus scanner or a backup that holds the file for a moment.
const BUSY: Duration = Duration::from_secs(5);

enum Attempt {
    Damaged,
    Refused(StoreError),
}

pub(super) fn open(data: &Path) -> Result<SqliteStore, OpenError> {
    let hold = folder::hold(data)?;
    let file = data.join("gatepass.db");
    match attempt(&file) {
        Ok(connection) => finish(data, hold, connection, vec![]),
        Err(Attempt::Refused(error)) => Err(error.into()),
        Err(Attempt::Damaged) => {
            let name = damage::set_aside(&file, "damaged").map_err(failed_io)?;
            tracing::warn!(%name, "the database was damaged and set aside");
            let notice = format!(
                "The data file was damaged. It was kept as {name}, and an empty one was made."
            );
            finish(data, hold, empty(&file)?, vec![notice])
        }
    }
}

pub(super) fn open_anew(data: &Path) -> Result<SqliteStore, OpenError> {
    let hold = folder::hold(data)?;
    let file = data.join("gatepass.db");
    let mut notices = Vec::new();
    if file.symlink_metadata().is_ok() {
        let name = damage::set_aside(&file, "set-aside").map_err(failed_io)?;
        tracing::warn!(%name, "the database was set aside");
        notices.push(format!(
            "The data file that could not be opened was kept as {name}."
        ));
    }
    finish(data, hold, empty(&file)?, notices)
}

fn empty(file: &Path) -> Result<Connection, StoreError> {
    attempt(file).map_err(|attempt| match attempt {
        Attempt::Refused(error) => error,
        Attempt::Damaged => StoreError::Failed("a new file came out damaged".into()),
    })
}

fn finish(
    data: &Path,
    hold: Hold,
    connection: Connection,
    mut notices: Vec<String>,
) -> Result<SqliteStore, OpenError> {
    notices.extend(rows::unreadable(&connection).map_err(failed)?);
    let notice = (!notices.is_empty()).then(|| notices.join(" "));
    Ok(SqliteStore {
        connection: Mutex::new(connection),
        folder: data.to_owned(),
        notice,
        generation: AtomicU64::default(),
        backing_up: Mutex::default(),
        _hold: hold,
    })
}

fn attempt(file: &Path) -> Result<Connection, Attempt> {
    // SQLite takes an empty database for a new one, and removes the log beside it.
    if damage::is_log_alone(file) {
        return Err(Attempt::Damaged);
    }
    if schema::is_newer(version_of(file)?) {
        return Err(Attempt::Refused(StoreError::Newer));
    }
    folder::private_file(file).map_err(|error| Attempt::Refused(failed_io(error)))?;
    let mut connection = prepare(file).map_err(Attempt::of)?;
    let data = file.parent().unwrap_or(Path::new("."));
    backup::before_update(data, &connection).map_err(Attempt::Refused)?;
    update(&mut connection).map_err(Attempt::of)?;
    Ok(connection)
}

/// Read without the right to write, so that a newer version's file stays as it is to the byte.
fn version_of(file: &Path) -> Result<i64, Attempt> {
    if std::fs::metadata(file).is_ok_and(|metadata| metadata.len() > 0) {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let version = || {
            let connection = Connection::open_with_flags(file, flags)?;
            connection.busy_timeout(BUSY)?;
            schema::version(&connection)
        };
        return version().map_err(Attempt::of);
    }
    Ok(0)
}

fn prepare(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    // Until it is found sound: closing a damaged one would write its log into it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    // A damaged schema must not run anything of its own.
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    damage::check(&connection)?;
    Ok(connection)
}

fn update(connection: &mut Connection) -> rusqlite::Result<()> {
    schema::migrate(connection)?;
    schema::check(connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

impl Attempt {
    fn of(error: rusqlite::Error) -> Self {
        if is_damage(&error) {
            Self::Damaged
        } else {
            Self::Refused(failed(error))
        }
    }
}
