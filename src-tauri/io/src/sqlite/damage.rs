//! A damaged database is found before it is used, and kept beside the new one for whoever can save something from it.
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, Error, ffi};

/// Up to this size a file is read whole when it is opened, which takes some tens of milliseconds.
const READ_WHOLE: i64 = 16_000_000;

/// What makes a file larger than that. A fault in it costs one exchange, and is found when that is opened.
const READ_WHEN_OPENED: &str = "'exchange_document', 'exchange_body'";

/// Reads every page and compares every index: a reference lost to a flipped bit would have its secret swept. Of a large file,
/// it reads every table but those of documents and bodies.
pub(super) fn check(connection: &Connection) -> rusqlite::Result<()> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    if pragma("page_count")? * pragma("page_size")? <= READ_WHOLE {
        return verdict(connection, "PRAGMA integrity_check(1)");
    }
    let tables = format!(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ({READ_WHEN_OPENED})"
    );
    let tables = connection
        .prepare(&tables)?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<String>>>()?;
    for table in tables.iter().map(String::as_str).chain(["sqlite_schema"]) {
        let name = table.replace('\'', "''");
        verdict(connection, &format!("PRAGMA integrity_check('{name}')"))?;
    }
    Ok(())
}

pub(super) fn verdict(connection: &Connection, check: &str) -> rusqlite::Result<()> {
    let verdict: String = connection.query_row(check, [], |row| row.get(0))?;
    if verdict == "ok" {
        return Ok(());
    }
    Err(Error::SqliteFailure(
        ffi::Error::new(ffi::SQLITE_CORRUPT),
        Some(verdict),
    ))
}

/// Whether there is a log, and nothing that it belongs to.
pub(super) fn is_log_alone(file: &Path) -> bool {
    let has_bytes = |path: &Path| std::fs::metadata(path).is_ok_and(|found| found.len() > 0);
    has_bytes(&with_suffix(file, "-wal")) && !has_bytes(file)
}

/// Renames the file and its log to a name that is free, and returns that name. `why` becomes part of it.
pub(super) fn set_aside(file: &Path, why: &str) -> io::Result<String> {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs();
    let first = with_suffix(file, &format!(".{why}-{now}"));
    let mut target = first.clone();
    let mut number = 2;
    while target.symlink_metadata().is_ok() {
        target = with_suffix(&first, &format!("-{number}"));
        number += 1;
    }
    // The log goes first: should a kill come between, the old file is opened again without it and found damaged still.
    for part in ["-wal", "-shm", ""] {
        match std::fs::rename(with_suffix(file, part), with_suffix(&target, part)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(target
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut whole = OsString::from(path);
    whole.push(suffix);
    whole.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_set_aside_earlier_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("gatepass.db");
        let mut names = Vec::new();
        for round in 0..3 {
            std::fs::write(&file, format!("damaged {round}")).unwrap();
            std::fs::write(
                folder.path().join("gatepass.db-wal"),
                format!("log {round}"),
            )
            .unwrap();
            names.push(set_aside(&file, "damaged").unwrap());
        }
        for (round, name) in names.iter().enumerate() {
            let path = folder.path().join(name);
            assert_eq!(
                std::fs::read_to_string(&path).unwrap(),
                format!("damaged {round}")
            );
            assert_eq!(
                std::fs::read_to_string(with_suffix(&path, "-wal")).unwrap(),
                format!("log {round}")
            );
        }
        assert!(!file.exists());
    }
}
