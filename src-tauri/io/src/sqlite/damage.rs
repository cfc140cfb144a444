//! A damaged database is found before it is used, and kept beside the new one for whoever can save something from it.
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, Error, ffi};

/// Reads every page and compares every index: a reference lost to a flipped bit would have its secret
/// swept. The file is small, so this takes milliseconds: documents, no answers.
pub(super) fn check(connection: &Connection) -> rusqlite::Result<()> {
    let verdict: String =
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" {
        return Ok(());
    }
    Err(Error::SqliteFailure(
        ffi::Error::new(ffi::SQLITE_CORRUPT),
        Some(verdict),
    ))
}

/// Renames the file and its log to a name that is free, and returns that name.
pub(super) fn set_aside(file: &Path) -> io::Result<String> {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs();
    let first = with_suffix(file, &format!(".damaged-{now}"));
    let mut target = first.clone();
    let mut number = 2;
    while target.symlink_metadata().is_ok() {
        target = with_suffix(&first, &format!("-{number}"));
        number += 1;
    }
    // The log goes first: should a kill come between, the old file is opened again without it and found damaged still.
    for log in ["-wal", "-shm"] {
        match std::fs::rename(with_suffix(file, log), with_suffix(&target, log)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    std::fs::rename(file, &target)?;
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
            names.push(set_aside(&file).unwrap());
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
