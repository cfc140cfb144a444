//! A body into a file that the user chose.
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Why a body was not saved. What was at that place before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The folder does not exist, or is none.
    #[error("there is no such folder")]
    NoFolder,
    /// A folder has that name.
    #[error("that is a folder")]
    IsFolder,
    /// The user may not write there.
    #[error("that folder cannot be written to")]
    NotWritable,
    /// No room is left, or none that the user may take.
    #[error("the disk is full")]
    DiskFull,
    /// Something else; the text is the system's.
    #[error("the file was not saved: {0}")]
    Other(io::Error),
}

/// Writes a text to a file, whole or not at all, as a body is written.
pub fn save_text(text: &str, file: &Path) -> Result<(), SaveError> {
    save(text.as_bytes(), file)
}

/// The same for bytes that mean nothing to us: a sealed file.
pub fn save_bytes(bytes: &[u8], file: &Path) -> Result<(), SaveError> {
    save(bytes, file)
}

/// Only the user may read the file: an answer can hold personal data.
pub(super) fn save(bytes: &[u8], file: &Path) -> Result<(), SaveError> {
    if file.is_dir() {
        return Err(SaveError::IsFolder);
    }
    let folder = match file.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => return Err(SaveError::IsFolder),
    };
    write(bytes, file, folder).map_err(failed)
}

fn write(bytes: &[u8], file: &Path, folder: &Path) -> io::Result<()> {
    // Until it has its name it is deleted when an error returns.
    let mut draft = NamedTempFile::with_prefix_in(".gatepass-", folder)?;
    draft.write_all(bytes)?;
    draft.as_file().sync_all()?;
    draft.persist(file).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// The new name is on the disk only when the folder is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn failed(error: io::Error) -> SaveError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => SaveError::NoFolder,
        ErrorKind::IsADirectory => SaveError::IsFolder,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => SaveError::NotWritable,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => SaveError::DiskFull,
        _ => SaveError::Other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_has_our_words() {
        let said = |kind: ErrorKind| failed(kind.into()).to_string();
        assert_eq!(said(ErrorKind::StorageFull), "the disk is full");
        assert_eq!(said(ErrorKind::QuotaExceeded), "the disk is full");
        assert_eq!(
            said(ErrorKind::ReadOnlyFilesystem),
            SaveError::NotWritable.to_string()
        );
        assert_eq!(
            said(ErrorKind::NotADirectory),
            SaveError::NoFolder.to_string()
        );
        assert!(said(ErrorKind::TimedOut).starts_with("the file was not saved: "));
    }
}
