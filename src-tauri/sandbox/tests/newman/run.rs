//! Writes the exported files, fills the secrets in, and runs newman.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gatepass_core::PostmanExport;
use serde_json::Value as Json;
use tempfile::TempDir;

/// The files in a folder of their own, secrets filled in.
pub(crate) struct Files {
    folder: TempDir,
    collection: PathBuf,
    environments: Vec<PathBuf>,
}

/// What newman reports.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) assertions: usize,
    pub(crate) failures: Vec<String>,
    /// Requests that were sent, with the status of their answers.
    pub(crate) answered: Vec<(String, u64)>,
}

impl Files {
    /// `secrets`: for each environment, by the variable's name.
    pub(crate) fn write(export: &PostmanExport, secrets: &[Vec<(&str, String)>]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            assert!(!path.exists(), "two files are named {name}");
            fs::write(&path, text).unwrap();
            path
        };
        let collection = write(&export.collection.name, &export.collection.text);
        let environments = export.environments.iter().zip(secrets);
        let environments =
            environments.map(|(file, secrets)| write(&file.name, &filled_in(&file.text, secrets)));
        Self {
            environments: environments.collect(),
            collection,
            folder,
        }
    }

    /// Runs a folder of the collection in that environment.
    pub(crate) fn run(&self, environment: usize, folder: &str, arguments: &[&str]) -> Report {
        let newman = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../ui/node_modules/newman/bin/newman.js");
        assert!(
            newman.exists(),
            "newman is not installed: run `make npm-packages`"
        );
        let report = self.folder.path().join("report.json");
        fs::remove_file(&report).ok();
        let output = Command::new("node")
            .arg(newman)
            .arg("run")
            .arg(&self.collection)
            .arg("--environment")
            .arg(&self.environments[environment])
            .args([
                "--folder",
                folder,
                "--reporters",
                "json",
                "--reporter-json-export",
            ])
            .arg(&report)
            .args(arguments)
            .env("NO_PROXY", "127.0.0.1")
            .output()
            .unwrap_or_else(|error| panic!("node is needed to run newman: {error}"));
        let written = fs::read(&report).unwrap_or_else(|_| {
            panic!(
                "newman wrote no report: {}",
                String::from_utf8_lossy(&output.stderr)
            )
        });
        Report::of(&serde_json::from_slice(&written).unwrap())
    }
}

fn filled_in(environment: &str, secrets: &[(&str, String)]) -> String {
    let mut environment: Json = serde_json::from_str(environment).unwrap();
    for (name, secret) in secrets {
        let values = environment["values"].as_array_mut().unwrap();
        let variable = values.iter_mut().find(|variable| variable["key"] == *name);
        let variable = variable.unwrap_or_else(|| panic!("no variable {name}"));
        assert_eq!(
            (&variable["type"], &variable["value"]),
            (&"secret".into(), &"".into()),
            "{name}"
        );
        variable["value"] = secret.as_str().into();
    }
    environment.to_string()
}

impl Report {
    fn of(report: &Json) -> Self {
        let run = &report["run"];
        let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
        let failure = |failure: &Json| {
            format!(
                "{}: {}",
                text(&failure["source"]["name"]),
                text(&failure["error"]["message"])
            )
        };
        let executed = run["executions"].as_array().cloned().unwrap_or_default();
        let answered = executed.iter().filter_map(|execution| {
            Some((
                text(&execution["item"]["name"]),
                execution["response"]["code"].as_u64()?,
            ))
        });
        Self {
            assertions: usize::try_from(run["stats"]["assertions"]["total"].as_u64().unwrap())
                .unwrap(),
            failures: run["failures"]
                .as_array()
                .unwrap()
                .iter()
                .map(failure)
                .collect(),
            answered: answered.collect(),
        }
    }
}
