//! What is kept comes back as it was.
use gatepass_core::{
    ActivityFilter, ActivityLimits, ActivityStore, ActivityUsage, ExchangeId, KeptBody, NoBody,
    OutcomeKind,
};
use gatepass_io::SqliteStore;

use super::{all, at_most, entry, keep, noise, opened, with_body};

#[test]
fn an_exchange_and_its_body_are_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let body = "{\"bugs\":[\"ä\u{0}\"]}".repeat(1_000).into_bytes();
    let (first, second) = (with_body("e1", &body), entry("e2", "s"));
    {
        let store = opened(folder.path());
        let limits = ActivityLimits::default();
        assert!(store.append(&first, Some(&body), &limits).unwrap().kept);
        keep(&store, &second);
    }
    let store = SqliteStore::open(folder.path()).unwrap();
    assert_eq!(store.notice(), None);
    assert_eq!(all(&store), ["e2", "e1"], "the latest first");
    assert_eq!(store.entry(first.id()).unwrap().as_ref(), Some(&first));
    assert_eq!(store.entry(second.id()).unwrap().as_ref(), Some(&second));
    assert_eq!(store.body(first.id()).unwrap(), Some(body.clone()));
    assert_eq!(store.body(second.id()).unwrap(), None);
    let page = store.rows(&ActivityFilter::default(), 0, 2).unwrap();
    assert_eq!(page.rows, [second.row(), first.row()]);
    let usage = store.usage().unwrap();
    assert_eq!(usage.entries, 2);
    assert!(usage.bytes < body.len() as u64 / 10, "{usage:?}: packed");
    let never = ExchangeId("never".into());
    assert_eq!(store.entry(&never).unwrap(), None);
    assert_eq!(store.body(&never).unwrap(), None);
}

#[test]
fn every_kind_of_outcome_and_an_answer_that_never_came_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let kinds = [
        OutcomeKind::Success,
        OutcomeKind::NoData,
        OutcomeKind::Partial,
        OutcomeKind::Refused,
        OutcomeKind::Failed,
        OutcomeKind::Cancelled,
    ];
    let mut expected = Vec::new();
    for (number, kind) in kinds.into_iter().enumerate() {
        let mut entry = entry(&format!("e{number}"), "");
        entry.endpoint = Some("cisco-support.bug.by-ids".into());
        entry.exchange.answer = None;
        entry.exchange.outcome.kind = kind;
        keep(&store, &entry);
        expected.insert(0, entry.row());
    }
    let page = store.rows(&ActivityFilter::default(), 0, 10).unwrap();
    assert_eq!(page.rows, expected);
}

#[test]
fn nothing_is_kept_of_an_integration_that_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let mut stray = with_body("e1", b"{}");
    stray.integration.0 = "gone".into();
    let appended = store.append(&stray, Some(b"{}"), &ActivityLimits::default());
    assert!(!appended.unwrap().kept);
    assert_eq!(store.usage().unwrap(), ActivityUsage::default());
    assert_eq!(store.entry(stray.id()).unwrap(), None);
    assert_eq!(store.body(stray.id()).unwrap(), None);
}

#[test]
fn the_oldest_exchanges_make_room_for_later_ones() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    for number in 0..10 {
        let entry = entry(&format!("e{number}"), &format!("s{number}"));
        let appended = store.append(&entry, None, &at_most(3, 1_000)).unwrap();
        let let_go: Vec<String> = appended.let_go.into_iter().map(|id| id.0).collect();
        if number < 3 {
            assert_eq!(let_go, Vec::<String>::new());
        } else {
            assert_eq!(let_go, [format!("s{}", number - 3)]);
        }
    }
    assert_eq!(all(&store), ["e9", "e8", "e7"]);
    assert_eq!(store.usage().unwrap().entries, 3);
    assert_eq!(store.entry(&ExchangeId("e6".into())).unwrap(), None);
}

#[test]
fn the_oldest_bodies_make_room_and_their_exchanges_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let limits = at_most(100, 250_000);
    for number in 0..5 {
        let body = noise(100_000, number);
        let entry = with_body(&format!("e{number}"), &body);
        store.append(&entry, Some(&body), &limits).unwrap();
        assert!(store.usage().unwrap().bytes <= limits.bytes);
    }
    assert_eq!(all(&store).len(), 5);
    let page = store.rows(&ActivityFilter::default(), 0, 5).unwrap();
    let has_body: Vec<bool> = page.rows.iter().map(|row| row.has_body).collect();
    assert_eq!(has_body, [true, true, false, false, false]);
    let (oldest, latest) = (ExchangeId("e0".into()), ExchangeId("e4".into()));
    let of = |id| store.entry(id).unwrap().unwrap().body;
    assert_eq!(of(&oldest), KeptBody::None(NoBody::LetGo));
    assert_eq!(of(&latest), KeptBody::Kept { bytes: 100_000 });
    assert_eq!(store.body(&oldest).unwrap(), None);
    assert_eq!(store.body(&latest).unwrap(), Some(noise(100_000, 4)));

    let gone = store.trim(&at_most(2, 100_100)).unwrap();
    assert_eq!(gone.entries, 3);
    let usage = store.usage().unwrap();
    assert_eq!(usage.entries, 2);
    assert!((100_000..=100_100).contains(&usage.bytes), "{usage:?}");
}
