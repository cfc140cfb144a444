//! Opening: one process, private files, a newer file untouched, a damaged one kept aside.
use std::fs;
use std::path::{Path, PathBuf};

use gatepass_core::{IntegrationId, Store, StoreError};
use gatepass_io::{OpenError, SqliteStore};
use rusqlite::Connection;

use crate::integration;

fn filled(folder: &Path) {
    let store = SqliteStore::open(folder).unwrap();
    for number in 0..20 {
        store
            .save_integration(&integration(&format!("i{number}"), "label", "secret"), None)
            .unwrap();
    }
}

fn refused(folder: &Path) -> OpenError {
    SqliteStore::open(folder).map(|_| ()).unwrap_err()
}

fn set_aside(folder: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    all.filter(|path| path.to_string_lossy().contains(".damaged-"))
        .collect()
}

#[test]
fn a_second_one_is_told_that_it_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let first = SqliteStore::open(folder.path()).unwrap();
    assert_eq!(refused(folder.path()), OpenError::AlreadyOpen);
    drop(first);
    SqliteStore::open(folder.path()).unwrap();
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("deep/gatepass");
    let store = SqliteStore::open(&folder).unwrap();
    store.save_document("x", "y").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let files: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(files.len(), 4, "database, log, its index, lock: {files:?}");
    assert!(files.iter().all(|file| mode(file) == 0o600), "{files:?}");
    drop(store);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(
        folder.join("gatepass.db"),
        fs::Permissions::from_mode(0o644),
    )
    .unwrap();
    SqliteStore::open(&folder).unwrap();
    assert_eq!(
        (mode(&folder), mode(&folder.join("gatepass.db"))),
        (0o700, 0o600),
        "tightened"
    );
}

#[test]
fn it_is_durable_and_wipes_what_it_deletes() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    store.save_document("note", &"find-me ".repeat(50)).unwrap();
    store.save_document("note", "gone").unwrap();
    drop(store);
    let bytes = fs::read(folder.path().join("gatepass.db")).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("gone") && !text.contains("find-me"));
    let connection = Connection::open(folder.path().join("gatepass.db")).unwrap();
    let mode: String = connection
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn a_newer_file_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let file = folder.path().join("gatepass.db");
    Connection::open(&file)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let before = fs::read(&file).unwrap();
    assert_eq!(refused(folder.path()), OpenError::Store(StoreError::Newer));
    assert_eq!(fs::read(&file).unwrap(), before);
    assert_eq!(set_aside(folder.path()), Vec::<PathBuf>::new());
}

#[test]
fn a_damaged_file_is_set_aside_and_said_so() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let file = folder.path().join("gatepass.db");
    let whole = fs::read(&file).unwrap();
    let mut torn = whole.clone();
    torn[4096..12_288].fill(0x5a);
    let damages: [&[u8]; 4] = [
        b"not a database at all, and long enough to be one: ....",
        &whole[..5_000],
        &torn,
        &[0; 8_192],
    ];
    for (round, damage) in damages.into_iter().enumerate() {
        fs::write(&file, damage).unwrap();
        let store = SqliteStore::open(folder.path()).unwrap();
        let notice = store.notice().unwrap();
        assert!(
            notice.contains("damaged") && notice.contains("gatepass.db.damaged-"),
            "{notice}"
        );
        assert_eq!(store.integrations().unwrap(), []);
        store.save_document("works", "yes").unwrap();
        drop(store);
        let kept = set_aside(folder.path());
        assert_eq!(
            kept.iter()
                .filter(|path| fs::read(path).unwrap() == damage)
                .count(),
            1,
            "round {round}: {kept:?}"
        );
        assert_eq!(
            SqliteStore::open(folder.path()).unwrap().notice(),
            None,
            "said once"
        );
    }
    assert!(set_aside(folder.path()).len() >= 4, "none was overwritten");
}

#[test]
fn a_sound_file_that_is_not_ours_is_set_aside_too() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    Connection::open(folder.path().join("gatepass.db"))
        .unwrap()
        .execute_batch("DROP TABLE token")
        .unwrap();
    assert!(
        SqliteStore::open(folder.path())
            .unwrap()
            .notice()
            .unwrap()
            .contains("damaged")
    );
}

#[test]
fn any_flipped_byte_is_survived() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let file = folder.path().join("gatepass.db");
    let whole = fs::read(&file).unwrap();
    // Knuth's generator: the same bytes in every run.
    let mut state = 20_261_121_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    // Much of a page is empty, and nobody misses a byte there: half of the flips go where something is.
    let in_use: Vec<usize> = (0..whole.len()).filter(|&at| whole[at] != 0).collect();
    let anywhere: Vec<usize> = (0..whole.len()).collect();
    let mut damaged = 0;
    for round in 0..600 {
        let mut mutated = whole.clone();
        let area = if round % 2 == 0 { &in_use } else { &anywhere };
        for _ in 0..=next(3) {
            mutated[area[next(area.len())]] ^= 1 << next(8);
        }
        fs::write(&file, &mutated).unwrap();
        match SqliteStore::open(folder.path()) {
            Ok(store)
                if store
                    .notice()
                    .is_some_and(|notice| notice.contains("damaged")) =>
            {
                damaged += 1;
                store.save_document("works", "yes").unwrap();
                let kept = set_aside(folder.path());
                assert!(
                    kept.iter().any(|path| fs::read(path).unwrap() == mutated),
                    "round {round}"
                );
                kept.iter().for_each(|path| fs::remove_file(path).unwrap());
            }
            Ok(store) => {
                assert!(store.integrations().unwrap().len() <= 20);
                assert!(store.tokens().unwrap().is_empty());
                assert!(store.orphan_secrets().unwrap().is_empty());
            }
            Err(error) => assert_eq!(error, OpenError::Store(StoreError::Newer), "round {round}"),
        }
    }
    assert!(
        damaged > 100,
        "the control: damage is found, {damaged} times"
    );
}

#[test]
fn a_row_that_cannot_be_read_is_skipped_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let file = folder.path().join("gatepass.db");
    let change = "UPDATE integration SET document = '{\"from\":\"elsewhere\"}' WHERE id = 'i3'";
    Connection::open(&file)
        .unwrap()
        .execute_batch(change)
        .unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    assert!(
        store
            .notice()
            .unwrap()
            .starts_with("1 stored entry cannot be read"),
        "{:?}",
        store.notice()
    );
    assert_eq!(store.integrations().unwrap().len(), 19);
    assert_eq!(
        store.integration(&IntegrationId("i3".into())).unwrap(),
        None
    );
    drop(store);
    let query = "SELECT document FROM integration WHERE id = 'i3'";
    let text: String = Connection::open(&file)
        .unwrap()
        .query_row(query, [], |row| row.get(0))
        .unwrap();
    assert_eq!(text, "{\"from\":\"elsewhere\"}");
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error_and_no_panic() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("file"), "in the way").unwrap();
    assert!(matches!(
        refused(&home.path().join("file/gatepass")),
        OpenError::Store(_)
    ));
}
