//! Where Gatepass keeps its data.
use std::ffi::OsString;
use std::path::PathBuf;

/// Overrides the folder; tests and portable installations set it.
const OVERRIDE: &str = "GATEPASS_DATA_DIR";

/// Neither the override nor the user's home is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no home folder to keep data in; set {OVERRIDE}")]
pub struct NoDataFolder;

/// `GATEPASS_DATA_DIR`, or the place that the system's conventions name. It may not exist yet.
pub fn data_folder() -> Result<PathBuf, NoDataFolder> {
    folder(|name| std::env::var_os(name).filter(|value| !value.is_empty())).ok_or(NoDataFolder)
}

fn folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    match variable(OVERRIDE) {
        Some(folder) => Some(PathBuf::from(folder)),
        None => conventional(variable),
    }
}

#[cfg(target_os = "macos")]
fn conventional(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    Some(PathBuf::from(variable("HOME")?).join("Library/Application Support/Gatepass"))
}

#[cfg(windows)]
fn conventional(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    Some(PathBuf::from(variable("APPDATA")?).join("Gatepass"))
}

/// The XDG base directory specification: a relative path is to be ignored.
#[cfg(not(any(target_os = "macos", windows)))]
fn conventional(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let by_xdg = variable("XDG_DATA_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute());
    let base = by_xdg.or_else(|| Some(PathBuf::from(variable("HOME")?).join(".local/share")))?;
    Some(base.join("gatepass"))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Option<PathBuf> {
        folder(|name| {
            variables
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, value)| value.into())
        })
    }

    #[test]
    fn the_override_goes_first_then_xdg_then_home() {
        let home = ("HOME", "/home/ann");
        assert_eq!(
            with(&[home]),
            Some("/home/ann/.local/share/gatepass".into())
        );
        assert_eq!(
            with(&[home, ("XDG_DATA_HOME", "/data")]),
            Some("/data/gatepass".into())
        );
        assert_eq!(
            with(&[home, ("XDG_DATA_HOME", "data")]),
            Some("/home/ann/.local/share/gatepass".into())
        );
        assert_eq!(
            with(&[home, ("XDG_DATA_HOME", "/data"), (OVERRIDE, "/mine")]),
            Some("/mine".into())
        );
        assert_eq!(with(&[]), None);
    }
}
