//! A file of the first version becomes one of the second with all that it held.
use std::fs;
use std::path::Path;

use gatepass_core::{ActivityStore, IntegrationId, SecretId, Store, StoreError, SubscriptionKeyId};
use gatepass_io::{OpenError, SqliteStore};
use rusqlite::{Connection, params};

use super::{all, entry, keep};
use crate::{integration, key};

const FIRST: &str = include_str!("../../../src/sqlite/migrations/0001.sql");

/// As the first version left it: written here by hand, for its code is gone.
fn first_version(folder: &Path) {
    let file = Connection::open(folder.join("gatepass.db")).unwrap();
    file.pragma_update(None, "journal_mode", "WAL").unwrap();
    file.execute_batch(FIRST).unwrap();
    file.pragma_update(None, "user_version", 1).unwrap();
    let ours = serde_json::to_string(&integration("i", "Ours", "in-row")).unwrap();
    let key = serde_json::to_string(&key("k", "in-key")).unwrap();
    file.execute("INSERT INTO integration VALUES ('i', 1, ?1)", params![ours])
        .unwrap();
    file.execute(
        "INSERT INTO subscription_key VALUES ('k', 1, ?1)",
        params![key],
    )
    .unwrap();
    file.execute_batch(
        "INSERT INTO token VALUES ('i', '{}');
        INSERT INTO secret_reference VALUES ('in-row', 'integration', 'i'), ('in-key', 'subscription_key', 'k'),
            ('in-token', 'token', 'i');
        INSERT INTO expected_secret VALUES ('in-row'), ('in-key'), ('in-token'), ('stray');
        INSERT INTO document VALUES ('settings', '{}');
        UPDATE latest_wall SET ms = 2000;",
    )
    .unwrap();
}

fn orphans(store: &SqliteStore) -> Vec<String> {
    let ids = store.orphan_secrets().unwrap();
    ids.into_iter().map(|id| id.0).collect()
}

#[test]
fn all_that_was_there_is_there_and_exchanges_can_be_kept() {
    let folder = tempfile::tempdir().unwrap();
    first_version(folder.path());
    let store = SqliteStore::open(folder.path()).unwrap();
    assert_eq!(store.notice(), None);
    assert_eq!(
        store.integrations().unwrap(),
        [integration("i", "Ours", "in-row")]
    );
    assert_eq!(store.subscription_keys().unwrap(), [key("k", "in-key")]);
    assert_eq!(store.document("settings").unwrap().as_deref(), Some("{}"));
    assert_eq!(store.latest_wall_ms().unwrap(), 2_000);
    assert_eq!(orphans(&store), ["stray"]);
    assert_eq!(all(&store), Vec::<String>::new());

    store.expect_secret(&SecretId("in-call".into())).unwrap();
    keep(&store, &entry("e1", "in-call"));
    assert_eq!(orphans(&store), ["stray"]);
    drop(store);
    let store = SqliteStore::open(folder.path()).unwrap();
    assert_eq!(all(&store), ["e1"], "it is brought up to date once");
    assert_eq!(store.usage().unwrap().entries, 1);
}

#[test]
fn references_die_with_their_owners_as_they_did() {
    let folder = tempfile::tempdir().unwrap();
    first_version(folder.path());
    let store = SqliteStore::open(folder.path()).unwrap();
    let (id, key) = (IntegrationId("i".into()), SubscriptionKeyId("k".into()));
    store.remove_token(&id).unwrap();
    assert_eq!(orphans(&store), ["in-token", "stray"]);
    store.remove_subscription_key(&key).unwrap();
    assert_eq!(orphans(&store), ["in-key", "in-token", "stray"]);
    store.remove_integration(&id).unwrap();
    assert_eq!(orphans(&store), ["in-key", "in-row", "in-token", "stray"]);
}

#[test]
fn the_second_version_is_newer_to_whoever_knows_the_first_alone() {
    let folder = tempfile::tempdir().unwrap();
    first_version(folder.path());
    drop(SqliteStore::open(folder.path()).unwrap());
    let file = folder.path().join("gatepass.db");
    let connection = Connection::open(&file).unwrap();
    let version: i64 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, 2);
    connection.pragma_update(None, "user_version", 3).unwrap();
    drop(connection);
    let before = fs::read(&file).unwrap();
    let refused = SqliteStore::open(folder.path()).map(drop).unwrap_err();
    assert_eq!(refused, OpenError::Store(StoreError::Newer));
    assert_eq!(fs::read(&file).unwrap(), before);
}
