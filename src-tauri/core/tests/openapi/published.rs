//! Every 3.x document of the npm package `@readme/oas-examples`: how many endpoints it gives, or why none.
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use gatepass_core::{OwnEndpoints, read_openapi};

use crate::doubles::World;

fn package() -> PathBuf {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui");
    let package = ui.join("node_modules/@readme/oas-examples");
    assert!(
        package.join("3.0").is_dir() && package.join("3.1").is_dir(),
        "{} is missing: run `make npm-packages`",
        package.display()
    );
    package
}

/// By their path in the package. What a folder says about itself is no document.
fn documents() -> BTreeMap<String, String> {
    fn find(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                find(&path, files);
            } else if path.extension().is_none_or(|kind| kind != "md") {
                files.push(path);
            }
        }
    }
    let package = package();
    let mut files = Vec::new();
    for entry in fs::read_dir(&package).unwrap() {
        let path = entry.unwrap().path();
        if path
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("3.")
        {
            find(&path, &mut files);
        }
    }
    let name = |path: &PathBuf| {
        path.strip_prefix(&package)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    };
    files
        .iter()
        .map(|path| (name(path), fs::read_to_string(path).unwrap()))
        .collect()
}

/// A line of `published.txt`: the file, and what it becomes.
fn table() -> BTreeMap<String, String> {
    let lines = include_str!("published.txt").lines();
    let rows = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
    let row = |line: &str| {
        let (outcome, file) = line.split_once(' ').unwrap();
        (file.to_owned(), outcome.to_owned())
    };
    rows.map(row).collect()
}

#[test]
fn every_published_example_imports_or_is_refused_as_the_table_says() {
    let outcomes: BTreeMap<String, String> = documents()
        .iter()
        .map(|(file, text)| {
            let outcome = match read_openapi(text) {
                Ok(import) => import.endpoints.len().to_string(),
                Err(refusal) => refusal.code.to_owned(),
            };
            (file.clone(), outcome)
        })
        .collect();
    let table = table();
    let wrong: Vec<String> = outcomes
        .iter()
        .filter(|(file, outcome)| table.get(*file) != Some(outcome))
        .map(|(file, outcome)| format!("{outcome} {file}"))
        .collect();
    assert!(
        wrong.is_empty(),
        "the table says otherwise:\n{}",
        wrong.join("\n")
    );
    let gone: Vec<&String> = table
        .keys()
        .filter(|file| !outcomes.contains_key(*file))
        .collect();
    assert!(gone.is_empty(), "in the table only: {gone:?}");
}

#[test]
fn a_document_says_the_same_in_yaml_as_in_json() {
    let documents = documents();
    let mut pairs = 0;
    for (file, text) in documents.iter().filter(|(file, _)| file.ends_with(".yaml")) {
        let twin = file.replace("yaml", "json");
        // The package's two differ in what they describe here.
        if [
            "parameters-style",
            "petstore-expanded",
            "response-examples",
            "train-travel",
            "uspto",
        ]
        .iter()
        .any(|one| file.contains(one))
        {
            continue;
        }
        let json = &documents[&twin];
        assert_eq!(read_openapi(text), read_openapi(json), "{file}");
        pairs += 1;
    }
    assert!(pairs > 40, "{pairs} pairs");
}

#[tokio::test]
async fn every_imported_endpoint_can_be_added() {
    let world = World::default();
    let own = OwnEndpoints::new(world.ports.clone());
    for (file, text) in documents() {
        let Ok(import) = read_openapi(&text) else {
            continue;
        };
        let integration = world.custom().await;
        let added = own.add_all(&integration.id, &import.endpoints).unwrap();
        assert_eq!(added.left_out, Vec::<String>::new(), "{file}");
        assert_eq!(added.endpoints.len(), import.endpoints.len(), "{file}");
        assert_eq!(
            own.list(&integration.id).unwrap().len(),
            import.endpoints.len()
        );
    }
}
