//! Every version of the schema that there has been: built from its own migrations, with rows, and opened by today's code.
use std::fs;
use std::path::Path;

use gatepass_core::{ActivityStore, BackupReason, SecretId, Store, StoreError};
use gatepass_io::{OpenError, SqliteStore, backups};
use rusqlite::{Connection, params};

use crate::activity::entry;
use crate::state::token;
use crate::{integration, key};

/// In order, as they lie there: one that is added is tested by that.
fn migrations() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sqlite/migrations");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect()
}

/// A file as that version left it, by hand: its code is gone.
fn file_of(folder: &Path, version: usize) {
    let db = Connection::open(folder.join("gatepass.db")).unwrap();
    db.pragma_update(None, "journal_mode", "WAL").unwrap();
    for migration in &migrations()[..version] {
        db.execute_batch(migration).unwrap();
    }
    db.pragma_update(None, "user_version", version as i64)
        .unwrap();
    let (ours, key) = (integration("i", "Ours", "in-i"), key("k", "in-k"));
    let insert = "INSERT INTO integration (id, position, document) VALUES ('i', 1, ?1)";
    db.execute(insert, params![text(&ours)]).unwrap();
    let insert = "INSERT INTO subscription_key (id, position, document) VALUES ('k', 1, ?1)";
    db.execute(insert, params![text(&key)]).unwrap();
    let insert = "INSERT INTO token (integration, document) VALUES ('i', ?1)";
    db.execute(insert, params![text(&token("i", "in-t"))])
        .unwrap();
    db.execute_batch(
        "INSERT INTO secret_reference (secret, owner_kind, owner) VALUES ('in-i', 'integration', 'i'),
            ('in-k', 'subscription_key', 'k'), ('in-t', 'token', 'i');
        INSERT INTO expected_secret (id) VALUES ('in-i'), ('in-k'), ('in-t'), ('stray');
        INSERT INTO document (name, text) VALUES ('settings', '{}');
        UPDATE latest_wall SET ms = 2000;",
    )
    .unwrap();
    if version >= 2 {
        let insert = "INSERT INTO exchange VALUES
            (1, 'e1', 'i', 'Ours', 'custom', 'test', NULL, 'GET /bugs', 'GET', 'https://api.example/bugs/e1', 200,
            'success', 'As asked for', 1, 2, 3, 4, 0, 'bugs')";
        db.execute(insert, []).unwrap();
        let insert = "INSERT INTO exchange_document VALUES (1, ?1)";
        db.execute(insert, params![text(&entry("e1", ""))]).unwrap();
    }
}

fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

fn assert_all_there(store: &SqliteStore, version: usize) {
    let ours = integration("i", "Ours", "in-i");
    assert_eq!(store.integrations().unwrap(), [ours], "{version}");
    assert_eq!(store.subscription_keys().unwrap(), [key("k", "in-k")]);
    assert_eq!(store.document("settings").unwrap().as_deref(), Some("{}"));
    assert_eq!(store.latest_wall_ms().unwrap(), 2_000);
    let entries = u32::from(version >= 2);
    assert_eq!(store.usage().unwrap().entries, entries, "{version}");
}

#[test]
fn every_version_is_brought_up_to_date_with_all_that_it_held() {
    for version in 1..=migrations().len() {
        let folder = tempfile::tempdir().unwrap();
        file_of(folder.path(), version);
        let store = SqliteStore::open(folder.path()).unwrap();
        assert_eq!(store.notice(), None, "{version}");
        assert_all_there(&store, version);
        assert_eq!(store.tokens().unwrap(), [token("i", "in-t")]);
        assert_eq!(store.orphan_secrets().unwrap(), [SecretId("stray".into())]);
    }
}

#[test]
fn what_an_older_version_left_is_kept_before_that_and_can_be_restored() {
    let latest = migrations().len();
    for version in 1..=latest {
        let folder = tempfile::tempdir().unwrap();
        file_of(folder.path(), version);
        let store = SqliteStore::open(folder.path()).unwrap();
        let kept = backups(folder.path()).unwrap();
        if version == latest {
            assert_eq!(kept, [], "there was no need");
            continue;
        }
        let name = kept[0].name;
        assert_eq!(name.reason, BackupReason::BeforeUpdate);
        let file = folder.path().join(format!("backups/{name}.db"));
        let then: i64 = Connection::open(file)
            .unwrap()
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        assert_eq!(then, version as i64, "as that version wrote it");
        store.save_document("settings", "{\"now\":1}").unwrap();
        store.restore(name, 5).unwrap();
        assert_all_there(&store, version);
    }
}

#[test]
fn the_next_version_is_refused_to_the_byte_with_its_log() {
    let folder = tempfile::tempdir().unwrap();
    file_of(folder.path(), migrations().len());
    let file = folder.path().join("gatepass.db");
    let later = Connection::open(&file).unwrap();
    let version = migrations().len() as i64 + 1;
    later.pragma_update(None, "user_version", version).unwrap();
    // It was killed: what it wrote last lies in its log alone.
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    let before = (read("gatepass.db"), read("gatepass.db-wal"));
    assert!(!before.1.is_empty());
    let aside = tempfile::tempdir().unwrap();
    for (name, bytes) in [("gatepass.db", &before.0), ("gatepass.db-wal", &before.1)] {
        fs::write(aside.path().join(name), bytes).unwrap();
    }
    let refused = SqliteStore::open(aside.path()).map(drop).unwrap_err();
    assert_eq!(refused, OpenError::Store(StoreError::Newer));
    let read = |name: &str| fs::read(aside.path().join(name)).unwrap();
    assert_eq!((read("gatepass.db"), read("gatepass.db-wal")), before);
}
