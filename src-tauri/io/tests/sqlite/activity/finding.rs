//! The list among ten thousand, and what is typed into the search.
use gatepass_core::{ActivityFilter, ActivityStore, IntegrationId, OutcomeKind, Store};

use super::{entry, keep, listed, opened};
use crate::integration;

fn words(query: &str) -> ActivityFilter {
    ActivityFilter {
        query: query.into(),
        ..ActivityFilter::default()
    }
}

#[test]
fn ten_thousand_are_listed_found_and_reached_anywhere() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    // The disk is waited for in every transaction, so the rest of them is copied in one.
    keep(&store, &entry("e00000", ""));
    drop(store);
    super::alter(
        folder.path(),
        "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 9999)
        INSERT INTO exchange SELECT number + n, printf('e%05d', n), integration, label, provider, environment, endpoint,
            title, method, address, status, kind, outcome, sent_at_ms + n, elapsed_ms, wire, decoded, body_bytes,
            printf('e%05d', n) || iif(n % 1000 = 7, ' marked', '') FROM exchange, n;",
    );
    let store = opened(folder.path());
    assert_eq!(store.usage().unwrap().entries, 10_000);
    let page = store.rows(&ActivityFilter::default(), 9_900, 60).unwrap();
    let ids: Vec<String> = page.rows.into_iter().map(|row| row.id.0).collect();
    let expected: Vec<String> = (40..100).rev().map(|n| format!("e{n:05}")).collect();
    assert_eq!((page.total, ids), (10_000, expected));
    assert_eq!(store.rows(&words("marked"), 0, 3).unwrap().total, 10);
    assert_eq!(listed(&store, &words("E09999")), ["e09999"]);
    assert_eq!(listed(&store, &words("giraffe")), Vec::<String>::new());
    let past_the_end = store.rows(&ActivityFilter::default(), 10_000, 60).unwrap();
    assert_eq!((past_the_end.total, past_the_end.rows), (10_000, vec![]));
}

#[test]
fn what_is_typed_is_taken_word_by_word_and_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let mut odd = entry("e1", "");
    odd.label = "ÄRGER 100%_'\"".into();
    keep(&store, &odd);
    keep(&store, &entry("e2", ""));
    let rows: [(&str, &[&str]); 10] = [
        ("", &["e2", "e1"]),
        ("  ", &["e2", "e1"]),
        ("bugs", &["e2", "e1"]),
        ("ärger", &["e1"]),
        ("100%", &["e1"]),
        ("_'\"", &["e1"]),
        ("%", &["e1"]),
        ("asked api.example/bugs/e2", &["e2"]),
        ("ärger e2", &[]),
        ("'; DROP TABLE exchange; --", &[]),
    ];
    for (query, expected) in rows {
        assert_eq!(listed(&store, &words(query)), expected, "{query}");
    }
    let thousands = "bugs ".repeat(5_000);
    assert_eq!(listed(&store, &words(&thousands)).len(), 2);
}

#[test]
fn filters_are_of_one_integration_and_of_some_kinds() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let others = integration("j", "Others", "another-secret");
    store.save_integration(&others, None).unwrap();
    for (id, integration, kind) in [
        ("e1", "i", OutcomeKind::Success),
        ("e2", "i", OutcomeKind::Refused),
        ("e3", "j", OutcomeKind::Failed),
    ] {
        let mut entry = entry(id, "");
        entry.integration = IntegrationId(integration.into());
        entry.exchange.outcome.kind = kind;
        keep(&store, &entry);
    }
    let mut filter = ActivityFilter {
        integration: Some(IntegrationId("i".into())),
        ..ActivityFilter::default()
    };
    assert_eq!(listed(&store, &filter), ["e2", "e1"]);
    filter.kinds = vec![OutcomeKind::Refused, OutcomeKind::Failed];
    assert_eq!(listed(&store, &filter), ["e2"]);
    filter.integration = None;
    assert_eq!(listed(&store, &filter), ["e3", "e2"]);
    filter.query = "e3".into();
    let page = store.rows(&filter, 0, 10).unwrap();
    assert_eq!((page.total, page.rows.len()), (1, 1));
}
