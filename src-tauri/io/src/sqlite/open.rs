//! Opening the database: a newer one is left alone, a damaged one is set aside, an older one is brought up to date.
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use gatepass_core::StoreError;
use rusqlite::{Connection, OpenFlags};

use super::failure::{failed, failed_io, is_damage};
use super::{OpenError, SqliteStore, damage, folder, rows, schema};

/// Nobody else writes; this is for a virus scanner or a backup that holds the file for a moment.
const BUSY: Duration = Duration::from_secs(5);

enum Attempt {
    Damaged,
    Refused(StoreError),
}

pub(super) fn open(data: &Path) -> Result<SqliteStore, OpenError> {
    let hold = folder::hold(data)?;
    let file = data.join("gatepass.db");
    let mut notices = Vec::new();
    let connection = match attempt(&file) {
        Ok(connection) => connection,
        Err(Attempt::Refused(error)) => return Err(error.into()),
        Err(Attempt::Damaged) => {
            let name = damage::set_aside(&file).map_err(failed_io)?;
            tracing::warn!(%name, "the database was damaged and set aside");
            notices.push(format!(
                "The data file was damaged. It was kept as {name}, and an empty one was made."
            ));
            attempt(&file).map_err(|attempt| match attempt {
                Attempt::Refused(error) => error,
                Attempt::Damaged => StoreError::Failed("a new file came out damaged".into()),
            })?
        }
    };
    notices.extend(rows::unreadable(&connection).map_err(failed)?);
    let notice = (!notices.is_empty()).then(|| notices.join(" "));
    Ok(SqliteStore {
        connection: Mutex::new(connection),
        notice,
        generation: AtomicU64::default(),
        _hold: hold,
    })
}

fn attempt(file: &Path) -> Result<Connection, Attempt> {
    if schema::is_newer(version_of(file)?) {
        return Err(Attempt::Refused(StoreError::Newer));
    }
    folder::private_file(file).map_err(|error| Attempt::Refused(failed_io(error)))?;
    prepare(file).map_err(Attempt::of)
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
    let mut connection = Connection::open(file)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    // A damaged schema must not run anything of its own.
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    damage::check(&connection)?;
    schema::migrate(&mut connection)?;
    schema::check(&connection)?;
    Ok(connection)
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
