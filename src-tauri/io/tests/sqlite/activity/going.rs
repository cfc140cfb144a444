//! What is removed is gone: rows, documents, bodies, references, and its bytes from the file.
use std::fs;
use std::path::Path;

use gatepass_core::{
    ActivityLimits, ActivityStore, ActivityUsage, ExchangeId, IntegrationId, LetGo, SecretId, Store,
};
use gatepass_io::SqliteStore;
use rusqlite::Connection;

use super::{all, entry, keep, noise, opened, with_body};
use crate::integration;

fn ids(ids: &[&str]) -> Vec<ExchangeId> {
    ids.iter().map(|id| ExchangeId((*id).into())).collect()
}

fn let_go(entries: u32, secrets: &[&str]) -> LetGo {
    LetGo {
        entries,
        secrets: secrets.iter().map(|id| SecretId((*id).into())).collect(),
    }
}

/// How many rows of exchanges, documents, bodies and references to vault items there are.
fn rows(folder: &Path) -> [i64; 4] {
    let connection = Connection::open(folder.join("gatepass.db")).unwrap();
    [
        "exchange",
        "exchange_document",
        "exchange_body",
        "secret_reference WHERE owner_kind = 'exchange'",
    ]
    .map(|table| {
        let query = format!("SELECT count(*) FROM {table}");
        connection.query_row(&query, [], |row| row.get(0)).unwrap()
    })
}

#[test]
fn an_item_is_let_go_of_with_the_last_exchange_that_points_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    for (id, secret) in [("e1", "s1"), ("e2", "shared"), ("e3", "shared"), ("e4", "")] {
        keep(&store, &entry(id, secret));
    }
    let gone = store.remove(&ids(&["e1", "e2", "never", "e4"])).unwrap();
    assert_eq!(gone, let_go(3, &["s1"]));
    assert_eq!(store.remove(&ids(&["e3"])).unwrap(), let_go(1, &["shared"]));
    assert_eq!(store.remove(&ids(&["e3"])).unwrap(), LetGo::default());
    drop(store);
    assert_eq!(rows(folder.path()), [0; 4]);
}

#[test]
fn exchanges_go_with_their_integration_and_leave_orphans_to_sweep() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let others = integration("j", "Others", "another-secret");
    store.save_integration(&others, None).unwrap();
    let (ours, body) = (with_body("e1", b"{\"a\":1}"), b"{\"a\":1}");
    let limits = ActivityLimits::default();
    store.append(&ours, Some(body), &limits).unwrap();
    store.expect_secret(&SecretId("s2".into())).unwrap();
    store.expect_secret(&SecretId("s3".into())).unwrap();
    keep(&store, &entry("e2", "s2"));
    let mut theirs = entry("e3", "s3");
    theirs.integration = others.id.clone();
    keep(&store, &theirs);
    assert_eq!(store.orphan_secrets().unwrap(), []);

    let id = IntegrationId("i".into());
    assert_eq!(store.secrets_of(&id).unwrap(), [SecretId("s2".into())]);
    store.remove_integration(&id).unwrap();
    assert_eq!(store.orphan_secrets().unwrap(), [SecretId("s2".into())]);
    assert_eq!(all(&store), ["e3"]);
    let usage = store.usage().unwrap();
    assert_eq!((usage.entries, usage.bytes), (1, 0));
    drop(store);
    assert_eq!(rows(folder.path()), [1, 1, 0, 1]);
}

#[test]
fn clearing_is_of_one_integration_or_of_all() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let others = integration("j", "Others", "another-secret");
    store.save_integration(&others, None).unwrap();
    keep(&store, &entry("e1", "s1"));
    for id in ["e2", "e3"] {
        let mut theirs = entry(id, "s2");
        theirs.integration = others.id.clone();
        keep(&store, &theirs);
    }
    assert_eq!(store.clear(Some(&others.id)).unwrap(), let_go(2, &["s2"]));
    assert_eq!(all(&store), ["e1"]);
    assert_eq!(store.clear(None).unwrap(), let_go(1, &["s1"]));
    assert_eq!(store.usage().unwrap(), ActivityUsage::default());
}

#[test]
fn what_was_cleared_is_neither_in_the_file_nor_in_its_log_and_gives_its_room_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let limits = ActivityLimits::default();
    let bodies: Vec<Vec<u8>> = (0..10).map(|n| noise(2_000_000, n)).collect();
    for (number, body) in bodies.iter().enumerate() {
        let entry = with_body(&format!("find-me-{number}"), body);
        store.append(&entry, Some(body), &limits).unwrap();
    }
    let files = |folder: &Path| -> Vec<u8> {
        let all = ["gatepass.db", "gatepass.db-wal"];
        let bytes = all
            .iter()
            .flat_map(|file| fs::read(folder.join(file)).unwrap());
        bytes.collect()
    };
    let holds = |bytes: &[u8], what: &[u8]| memchr::memmem::find(bytes, what).is_some();
    let before = files(folder.path());
    assert!(
        holds(&before, b"find-me-3") && holds(&before, &bodies[3][..32]),
        "the control"
    );
    store.clear(None).unwrap();
    let after = files(folder.path());
    assert!(!holds(&after, b"find-me") && !holds(&after, &bodies[3][..32]));
    assert!(after.len() < 1_000_000, "{}", after.len());
    drop(store);
    let store = SqliteStore::open(folder.path()).unwrap();
    assert_eq!(store.notice(), None);
    assert_eq!(store.integrations().unwrap().len(), 1, "the rest is there");
}
