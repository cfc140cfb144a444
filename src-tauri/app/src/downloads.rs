//! Files for the user: into the folder for downloads, under a name that is free.
use std::path::{Path, PathBuf};

use gatepass_io::SaveError;
use tauri::{AppHandle, Manager as _};

use crate::view::{ErrorView, SavedView};

/// After so many files of one name, something is wrong.
const MOST_OF_A_NAME: u32 = 1_000;

/// Saves files by `save`, which is given each one's path in turn. No file that is there is replaced.
pub(crate) fn save_all(
    app: &AppHandle,
    names: &[String],
    save: impl Fn(usize, &Path) -> Result<(), SaveError>,
) -> Result<SavedView, ErrorView> {
    let folder = folder(app)?;
    let mut files = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let path = free(&folder, name).ok_or_else(|| no_name(&folder))?;
        save(index, &path).map_err(|error| failed(&error, &folder))?;
        let name = path.file_name().map(|name| name.to_string_lossy());
        files.extend(name.map(std::borrow::Cow::into_owned));
    }
    Ok(SavedView {
        folder: folder.display().to_string(),
        files,
    })
}

/// A title as a file's name: letters, digits and hyphens, which no system has a quarrel with.
pub(crate) fn file_name(title: &str, extension: &str) -> String {
    let plain: String = title
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    let name: String = words.join("-").to_lowercase().chars().take(80).collect();
    let name = if name.is_empty() { "answer" } else { &name };
    format!("{name}.{extension}")
}

fn folder(app: &AppHandle) -> Result<PathBuf, ErrorView> {
    let paths = app.path();
    let known = paths.download_dir().or_else(|_| paths.home_dir());
    let folder = known.map_err(|_| {
        ErrorView::new(
            "no_downloads",
            "This system names no folder for downloads and no home folder.",
            "Set HOME, then start Gatepass again.",
        )
    })?;
    // A fresh account has none yet.
    std::fs::create_dir_all(&folder).map_err(|error| failed(&SaveError::Other(error), &folder))?;
    Ok(folder)
}

/// `name`, or `name (1)` and so on.
fn free(folder: &Path, name: &str) -> Option<PathBuf> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let numbered = |number: u32| match number {
        0 => folder.join(name),
        _ => folder.join(format!("{stem} ({number}).{extension}")),
    };
    (0..MOST_OF_A_NAME)
        .map(numbered)
        .find(|path| !path.exists())
}

fn no_name(folder: &Path) -> ErrorView {
    ErrorView::new(
        "no_free_name",
        &format!("{} has a thousand files of this name.", folder.display()),
        "Remove some of them, then save again.",
    )
}

fn failed(error: &SaveError, folder: &Path) -> ErrorView {
    ErrorView::new(
        "not_saved",
        &format!("The file was not saved to {}: {error}.", folder.display()),
        "Make room or allow writing there, then save again.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_is_numbered() {
        let folder = tempfile::tempdir().unwrap();
        let next = || free(folder.path(), "bugs-by-id.json").unwrap();
        for expected in [
            "bugs-by-id.json",
            "bugs-by-id (1).json",
            "bugs-by-id (2).json",
        ] {
            assert_eq!(next().file_name().unwrap(), expected);
            std::fs::write(next(), "x").unwrap();
        }
    }

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        assert_eq!(file_name("Bugs by id", "json"), "bugs-by-id.json");
        assert_eq!(file_name("GET /../etc: a\\b?", "txt"), "get-etc-a-b.txt");
        assert_eq!(file_name("…", "json"), "answer.json");
        assert!(file_name(&"x".repeat(300), "json").len() < 100);
    }
}
