//! One exchange that cannot be read hides no other, and can still be removed.
use std::fs;

use gatepass_core::{ActivityFilter, ActivityLimits, ActivityStore, ExchangeId, StoreError};
use gatepass_io::SqliteStore;

use super::{all, alter, entry, keep, noise, opened, with_body};

#[test]
fn a_document_that_cannot_be_read_stays_listed_and_can_be_removed() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    for id in ["e1", "e2", "e3"] {
        keep(&store, &entry(id, ""));
    }
    drop(store);
    let numbered = "WHERE exchange = (SELECT number FROM exchange WHERE id = 'e2')";
    for damage in ["'{\"from\":\"elsewhere\"}'", "CAST(x'ff7b' AS TEXT)"] {
        alter(
            folder.path(),
            &format!("UPDATE exchange_document SET document = {damage} {numbered}"),
        );
        let store = SqliteStore::open(folder.path()).unwrap();
        assert_eq!(all(&store), ["e3", "e2", "e1"]);
        assert_eq!(store.entry(&ExchangeId("e2".into())).unwrap(), None);
        assert!(store.entry(&ExchangeId("e1".into())).unwrap().is_some());
    }
    let store = SqliteStore::open(folder.path()).unwrap();
    let gone = store.remove(&[ExchangeId("e2".into())]).unwrap();
    assert_eq!(gone.entries, 1);
    assert_eq!(all(&store), ["e3", "e1"]);
}

#[test]
fn a_row_that_cannot_be_read_is_left_out_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    for id in ["e1", "e2", "e3"] {
        keep(&store, &entry(id, ""));
    }
    drop(store);
    for damage in [
        "kind = 'of a later version'",
        "label = CAST(x'ff' AS TEXT)",
        "wire = -1",
    ] {
        let change = format!("UPDATE exchange SET {damage} WHERE id = 'e2'");
        alter(folder.path(), &change);
        let store = SqliteStore::open(folder.path()).unwrap();
        let page = store.rows(&ActivityFilter::default(), 0, 10).unwrap();
        assert_eq!((page.total, page.rows.len()), (3, 2), "{damage}");
        let entry = store.entry(&ExchangeId("e2".into())).unwrap();
        assert!(entry.is_some(), "it can be opened by its id");
    }
}

#[test]
fn a_body_that_does_not_unpack_is_an_error_and_no_panic() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let limits = ActivityLimits::default();
    let kept = with_body("e1", b"{\"a\":1}");
    store.append(&kept, Some(b"{\"a\":1}"), &limits).unwrap();
    drop(store);
    for damage in ["packed = x'0102'", "length = 3", "length = -1"] {
        alter(folder.path(), &format!("UPDATE exchange_body SET {damage}"));
        let store = SqliteStore::open(folder.path()).unwrap();
        let failed = store.body(kept.id());
        assert!(
            matches!(failed, Err(StoreError::Failed(_))),
            "{damage}: {failed:?}"
        );
        assert_eq!(store.entry(kept.id()).unwrap().as_ref(), Some(&kept));
    }
}

#[test]
fn any_flipped_byte_is_survived_by_what_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let limits = ActivityLimits::default();
    for number in 0..40 {
        let body = noise(3_000, number);
        let kept = with_body(&format!("e{number}"), &body);
        store.append(&kept, Some(&body), &limits).unwrap();
    }
    drop(store);
    let file = folder.path().join("gatepass.db");
    let whole = fs::read(&file).unwrap();
    let mut next = noise(100_000, 20_261_121).into_iter();
    let mut next = || usize::from(next.next().unwrap()) * 256 + usize::from(next.next().unwrap());
    let (mut set_aside, mut changed) = (0, 0);
    for _ in 0..150 {
        let mut mutated = whole.clone();
        for _ in 0..8 {
            let at = (next() * 65_536 + next()) % whole.len();
            mutated[at] ^= 1 << (next() % 8);
        }
        fs::write(&file, &mutated).unwrap();
        let store = SqliteStore::open(folder.path()).unwrap();
        if store.notice().is_some() {
            set_aside += 1;
            continue;
        }
        let page = store.rows(&ActivityFilter::default(), 0, 100);
        let rows = page.map(|page| page.rows).unwrap_or_default();
        for row in &rows {
            let number: Result<u64, _> = row.id.0[1..].parse();
            let (entry, body) = (store.entry(&row.id), store.body(&row.id));
            let is_whole = matches!(entry, Ok(Some(_))) && matches!(body, Ok(Some(_)));
            let is_same = number.is_ok_and(|n| body == Ok(Some(noise(3_000, n))));
            changed += usize::from(!is_whole || !is_same);
        }
        let another = with_body("another", b"{}");
        // Refused where the file does not bear it: an error, and no panic.
        let appended = store.append(&another, Some(b"{}"), &limits);
        if appended.is_ok() {
            assert_eq!(store.entry(another.id()).unwrap().as_ref(), Some(&another));
        }
    }
    assert!(
        set_aside > 5 && changed > 20,
        "the control: {set_aside} {changed}"
    );
}
