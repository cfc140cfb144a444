//! Lists the data files of the catalogue, so that a new endpoint or sample is a new file and no line of code.
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let mut code = String::new();
    list(&mut code, &root, "catalogue", "CATALOGUE_FILES")?;
    list(&mut code, &root, "samples", "SAMPLE_FILES")?;
    fs::write(
        PathBuf::from(env::var("OUT_DIR")?).join("embedded.rs"),
        code,
    )?;
    Ok(())
}

/// `(path below the folder, bytes)` of every file in the folder, sorted.
fn list(code: &mut String, root: &Path, folder: &str, name: &str) -> Result<(), Box<dyn Error>> {
    // A folder counts as changed when anything in it is.
    println!("cargo::rerun-if-changed={folder}");
    let folder = root.join(folder);
    let mut files = Vec::new();
    find(&folder, &mut files)?;
    files.sort();
    writeln!(code, "static {name}: &[(&str, &[u8])] = &[")?;
    for file in files {
        let short: Vec<_> = file
            .strip_prefix(&folder)?
            .iter()
            .map(|part| part.to_string_lossy())
            .collect();
        writeln!(
            code,
            "    ({:?}, include_bytes!({file:?})),",
            short.join("/")
        )?;
    }
    writeln!(code, "];")?;
    Ok(())
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|kind| kind == "toml" || kind == "json")
        {
            files.push(path);
        }
    }
    Ok(())
}
