//! Backups: one a day if something changed, whole or not at all, and the oldest make room.
use std::fs;
use std::path::Path;

use gatepass_core::{
    ActivityLimits, ActivityStore, BackupName, BackupReason, IntegrationId, SecretId, Store,
    StoreError,
};
use gatepass_io::{Holds, RestoreError, SqliteStore, backups};
use rusqlite::Connection;

use crate::activity::{entry, keep, noise, with_body};
use crate::state::token;
use crate::{integration, key};

pub(crate) const DAY: i64 = 86_400_000;

/// Everything that a backup must hold.
pub(crate) fn filled(folder: &Path) -> SqliteStore {
    let store = SqliteStore::open(folder).unwrap();
    for id in ["in-i", "in-k", "in-t", "in-e"] {
        store.expect_secret(&SecretId(id.into())).unwrap();
    }
    let first = integration("i", "First", "in-i");
    store
        .save_integration(&first, Some(&key("k", "in-k")))
        .unwrap();
    store.save_token(&token("i", "in-t")).unwrap();
    store
        .save_document("settings", "{\"theme\":\"dark\"}")
        .unwrap();
    keep(&store, &entry("e1", "in-e"));
    store
}

fn names(folder: &Path) -> Vec<BackupName> {
    backups(folder)
        .unwrap()
        .iter()
        .map(|one| one.name)
        .collect()
}

fn holding(labels: &[&str], exchanges: u32) -> Option<Holds> {
    Some(Holds {
        labels: labels.iter().map(|&label| label.into()).collect(),
        exchanges,
    })
}

#[test]
fn one_is_made_a_day_and_only_if_something_changed() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let first = store.back_up_daily(DAY).unwrap().unwrap();
    assert_eq!(store.back_up_daily(2 * DAY - 1).unwrap(), None, "not yet");
    store.note_wall_ms(5).unwrap();
    store.save_document("window", "[1,2]").unwrap();
    assert_eq!(store.back_up_daily(2 * DAY).unwrap(), None, "nothing new");
    store.save_document("settings", "{}").unwrap();
    let second = store.back_up_daily(2 * DAY).unwrap().unwrap();
    assert_eq!(names(folder.path()), [second, first]);
    let listed = backups(folder.path()).unwrap();
    assert_eq!(listed[0].holds, holding(&["First"], 1));
    assert!(listed[0].bytes > 0);
}

#[test]
fn all_of_them_can_be_removed() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    store.back_up_daily(DAY).unwrap().unwrap();
    assert_eq!(names(folder.path()).len(), 1);
    store.remove_backups().unwrap();
    assert_eq!(names(folder.path()), []);
    assert_eq!(backups(folder.path()).unwrap(), []);
}

#[test]
fn a_store_with_nothing_in_it_takes_no_place_from_those_that_hold_something() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    store.save_document("settings", "{}").unwrap();
    assert_eq!(store.back_up_daily(DAY).unwrap(), None);
    assert_eq!(names(folder.path()), []);
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_them() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path()).back_up_daily(DAY).unwrap();
    let shelf = folder.path().join("backups");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&shelf), 0o700);
    let files: Vec<_> = fs::read_dir(&shelf)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert_eq!(files.len(), 1, "nothing beside it: {files:?}");
    assert_eq!(mode(&files[0]), 0o600);
}

#[test]
fn the_last_seven_are_kept_and_what_a_kill_left_is_cleared_away() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    for day in 1..=9 {
        store.save_document("settings", &day.to_string()).unwrap();
        let half = folder.path().join("backups/gatepass.part-journal");
        if day > 1 {
            fs::write(&half, "half").unwrap();
        }
        store.back_up_daily(day * DAY).unwrap().unwrap();
        assert!(!half.exists());
    }
    let days: Vec<i64> = names(folder.path())
        .iter()
        .map(|name| name.at_ms / DAY)
        .collect();
    assert_eq!(days, [9, 8, 7, 6, 5, 4, 3]);
}

#[test]
fn much_activity_is_left_out_and_what_a_restore_replaces_is_kept_whole() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let body = noise(18_000_000, 7);
    let limits = ActivityLimits::default();
    let large = with_body("e2", &body);
    store.append(&large, Some(&body), &limits).unwrap();
    let daily = store.back_up_daily(DAY).unwrap().unwrap();
    let listed = backups(folder.path()).unwrap();
    assert_eq!(listed[0].holds, holding(&["First"], 0));
    assert!(listed[0].bytes < 1_000_000);

    let replaced = store.restore(daily, 2 * DAY).unwrap();
    assert_eq!(store.usage().unwrap().entries, 0);
    assert_eq!(
        backups(folder.path()).unwrap()[0].holds,
        holding(&["First"], 2)
    );
    store.restore(replaced, 3 * DAY).unwrap();
    assert_eq!(store.body(large.id()).unwrap(), Some(body));
    assert_eq!(store.usage().unwrap().entries, 2);
}

#[test]
fn one_that_is_damaged_newer_or_gone_is_refused_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    let name = store.back_up_daily(DAY).unwrap().unwrap();
    let file = folder.path().join(format!("backups/{name}.db"));
    let whole = fs::read(&file).unwrap();

    let gone = BackupName {
        at_ms: 5,
        reason: BackupReason::Daily,
    };
    assert_eq!(store.restore(gone, 9), Err(RestoreError::Gone));
    let mut torn = whole.clone();
    torn[4_096..12_288].fill(0x5a);
    for damaged in [&torn[..], &whole[..5_000], b"no database", &[]] {
        fs::write(&file, damaged).unwrap();
        assert_eq!(store.restore(name, 9), Err(RestoreError::Damaged));
        assert_eq!(fs::read(&file).unwrap(), damaged, "it is left as it is");
    }
    assert_eq!(backups(folder.path()).unwrap()[0].holds, None);
    fs::write(&file, &whole).unwrap();
    let newer = Connection::open(&file).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    assert_eq!(store.restore(name, 9), Err(RestoreError::Newer));

    assert_eq!(names(folder.path()), [name], "nothing was put aside");
    assert_eq!(store.tokens().unwrap().len(), 1);
    assert!(
        store
            .integration(&IntegrationId("i".into()))
            .unwrap()
            .is_some()
    );
}

#[test]
fn a_folder_that_is_in_the_way_is_told_and_the_store_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    fs::write(folder.path().join("backups"), "a file").unwrap();
    let failed = store.back_up_daily(DAY).unwrap_err();
    assert!(matches!(failed, StoreError::Failed(_)), "{failed}");
    store.save_document("settings", "{}").unwrap();
}
