//! A change of many integrations at once, and the removal of everything.
use gatepass_core::{IntegrationId, ManyChanges, SecretId, Store, documents_of};
use gatepass_io::SqliteStore;

use crate::{integration, key};

fn id(text: &str) -> IntegrationId {
    IntegrationId(text.to_owned())
}

#[test]
fn many_go_and_come_in_one() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    store
        .save_integration(&integration("a", "goes", "s-a"), None)
        .unwrap();
    store
        .save_integration(&integration("b", "stays", "s-b"), None)
        .unwrap();
    let of = |one: &str| format!("{}remembered", documents_of(&id(one)));
    store.save_document(&of("a"), "{}").unwrap();
    for secret in ["s-a", "s-c", "s-k"] {
        store.expect_secret(&SecretId(secret.into())).unwrap();
    }
    let before = store.generation();
    let change = ManyChanges {
        removed: vec![id("a")],
        keys: vec![key("k", "s-k")],
        added: vec![
            integration("c", "comes", "s-c"),
            integration("d", "too", "s-d"),
        ],
        documents: vec![(of("c"), "[]".into())],
    };
    store.change_many(&change).unwrap();
    assert!(store.generation() > before);
    drop(store);

    let store = SqliteStore::open(folder.path()).unwrap();
    let labels: Vec<String> = store
        .integrations()
        .unwrap()
        .into_iter()
        .map(|one| one.label)
        .collect();
    assert_eq!(labels, ["stays", "comes", "too"]);
    assert_eq!(store.document_names("").unwrap(), [of("c")]);
    assert_eq!(store.subscription_keys().unwrap().len(), 1);
    assert_eq!(store.orphan_secrets().unwrap(), [SecretId("s-a".into())]);
}

#[test]
fn everything_goes_but_the_names_of_what_the_vault_still_holds() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    let label = "a label that must not stay in the file";
    store
        .save_integration(&integration("a", label, "s-a"), Some(&key("k", "s-k")))
        .unwrap();
    store
        .save_document("settings", "{\"theme\":\"a theme that must not stay\"}")
        .unwrap();
    for secret in ["s-a", "s-k"] {
        store.expect_secret(&SecretId(secret.into())).unwrap();
    }
    store.remove_all().unwrap();
    assert_eq!(store.integrations(), Ok(vec![]));
    assert_eq!(store.subscription_keys(), Ok(vec![]));
    assert_eq!(store.document_names(""), Ok(vec![]));
    let orphans = store.orphan_secrets().unwrap();
    assert_eq!(orphans, [SecretId("s-a".into()), SecretId("s-k".into())]);
    drop(store);
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for text in [label, "a theme that must not stay"] {
            assert!(
                !bytes
                    .windows(text.len())
                    .any(|part| part == text.as_bytes()),
                "{text}"
            );
        }
    }
}
