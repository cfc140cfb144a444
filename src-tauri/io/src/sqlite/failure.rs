//! SQLite's result codes in the store's words.
use std::io::{self, ErrorKind};

use gatepass_core::StoreError;
use rusqlite::{Error, ErrorCode, ffi};

/// What a database error means to the user.
pub(super) fn failed(error: Error) -> StoreError {
    // Growing the shared index of a write-ahead log on a full disk has a code of its own.
    if error
        .sqlite_error()
        .is_some_and(|e| e.extended_code == ffi::SQLITE_IOERR_SHMSIZE)
    {
        return StoreError::DiskFull;
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::DiskFull,
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            StoreError::NotWritable
        }
        _ => StoreError::Failed(error.to_string()),
    }
}

/// What an error about the folder or a file in it means.
pub(super) fn failed_io(error: io::Error) -> StoreError {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::DiskFull,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::NotWritable,
        _ => StoreError::Failed(error.to_string()),
    }
}

/// Whether the file's content is at fault, rather than the disk, the memory or another process.
pub(super) fn is_damage(error: &Error) -> bool {
    match error.sqlite_error_code() {
        Some(code) => matches!(
            code,
            ErrorCode::NotADatabase
                | ErrorCode::DatabaseCorrupt
                | ErrorCode::Unknown // SQLITE_ERROR: a table or column is missing, or there before its migration
                | ErrorCode::ConstraintViolation
                | ErrorCode::TypeMismatch
                | ErrorCode::SchemaChanged
                | ErrorCode::TooBig
        ),
        // A column that does not hold what its type says.
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn a_full_database_is_a_full_disk_and_no_damage() {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE TABLE t (x); PRAGMA max_page_count = 3")
            .unwrap();
        let error = connection
            .execute("INSERT INTO t VALUES (zeroblob(100000))", [])
            .unwrap_err();
        assert!(!is_damage(&error));
        assert_eq!(failed(error), StoreError::DiskFull);
    }

    #[test]
    fn a_file_that_cannot_be_opened_is_not_writable() {
        let error = Connection::open("/no/such/folder/file").unwrap_err();
        assert!(!is_damage(&error));
        assert_eq!(failed(error), StoreError::NotWritable);
        assert_eq!(
            failed_io(ErrorKind::StorageFull.into()),
            StoreError::DiskFull
        );
        assert_eq!(
            failed_io(ErrorKind::ReadOnlyFilesystem.into()),
            StoreError::NotWritable
        );
    }
}
