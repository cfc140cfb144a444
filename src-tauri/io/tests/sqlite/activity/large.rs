//! A file that is large because of what Activity keeps: opened at once, and found damaged where it would cost more than an
//! exchange.
use std::fs;
use std::path::Path;

use gatepass_core::{ActivityLimits, ActivityStore, Store, StoreError};
use gatepass_io::SqliteStore;
use rusqlite::Connection;

use super::{all, noise, opened, with_body};

const PAGE: usize = 4_096;

/// Three bodies that make the file too large to be read whole, and the last one's bytes.
fn filled(folder: &Path) -> Vec<u8> {
    let store = opened(folder);
    let mut last = vec![];
    for number in 0..3 {
        last = noise(12_000_000, number);
        let kept = with_body(&format!("e{number}"), &last);
        let limits = ActivityLimits::default();
        store.append(&kept, Some(&last), &limits).unwrap();
    }
    last
}

#[test]
fn a_fault_in_a_body_costs_that_body_alone() {
    let folder = tempfile::tempdir().unwrap();
    let body = filled(folder.path());
    let file = folder.path().join("gatepass.db");
    let mut bytes = fs::read(&file).unwrap();
    let piece = &body[6_000_000..6_000_032];
    let at = memchr::memmem::find(&bytes, piece).expect("it does not compress");
    // The number of the page that goes on with the body.
    bytes[at / PAGE * PAGE..][..4].fill(0xff);
    fs::write(&file, &bytes).unwrap();

    let store = SqliteStore::open(folder.path()).unwrap();
    assert_eq!(store.notice(), None);
    assert_eq!(all(&store), ["e2", "e1", "e0"]);
    let torn = with_body("e2", &body);
    assert!(matches!(store.body(torn.id()), Err(StoreError::Failed(_))));
    assert_eq!(store.entry(torn.id()).unwrap().as_ref(), Some(&torn));
    let whole = with_body("e1", b"");
    assert_eq!(store.body(whole.id()).unwrap(), Some(noise(12_000_000, 1)));
    assert_eq!(store.integrations().unwrap().len(), 1);
}

#[test]
fn a_fault_in_any_other_table_is_found_when_it_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path());
    let file = folder.path().join("gatepass.db");
    let whole = fs::read(&file).unwrap();
    let tables = [
        "integration",
        "exchange",
        "secret_reference",
        "expected_secret",
    ];
    let roots = tables.map(|table| -> isize {
        let query = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
        let connection = Connection::open(&file).unwrap();
        connection
            .query_row(query, [table], |row| row.get(0))
            .unwrap()
    });
    for (table, root) in tables.iter().zip(roots) {
        let mut torn = whole.clone();
        torn[(root.unsigned_abs() - 1) * PAGE..][..PAGE].fill(0x5a);
        fs::write(&file, &torn).unwrap();
        let notice = SqliteStore::open(folder.path()).unwrap().notice();
        assert!(
            notice.is_some_and(|notice| notice.contains("damaged")),
            "{table}"
        );
    }
}
