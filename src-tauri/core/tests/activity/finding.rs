//! What a kept exchange is found by, and what the list shows of it.
use gatepass_core::{ActivityFilter, OutcomeKind};

use super::{activity, bugs_call, exchange, hello, record};
use crate::doubles::World;

fn words(query: &str) -> ActivityFilter {
    ActivityFilter {
        query: query.into(),
        ..ActivityFilter::default()
    }
}

#[tokio::test]
async fn every_word_has_to_occur_and_case_makes_no_difference() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    record(&activity, &bugs_call(), &ours, "e1").await;
    let found = [
        "",
        "BUG",
        "cscab12345",
        "as asked",
        "200 get",
        "ours",
        "custom test",
        "by-ids api.example",
        "foc1234",
        "req-77",
    ];
    for query in found {
        let page = activity.rows(&words(query), 0, 10).unwrap();
        assert_eq!((page.total, page.rows.len()), (1, 1), "{query}");
    }
    for query in ["giraffe", "bug giraffe", "404", "frobnicator"] {
        let page = activity.rows(&words(query), 0, 10).unwrap();
        assert_eq!((page.total, page.rows.len()), (0, 0), "{query}");
    }
}

#[tokio::test]
async fn the_list_is_of_one_integration_or_all_and_of_some_meanings_or_any() {
    let world = World::default();
    let (ours, others) = (world.custom().await, world.custom().await);
    let activity = activity(&world);
    record(&activity, &hello(), &ours, "e1").await;
    for (id, kind) in [("e2", OutcomeKind::Refused), ("e3", OutcomeKind::Failed)] {
        let mut exchange = exchange(id, "");
        exchange.outcome.kind = kind;
        let (call, policy) = (hello(), Default::default());
        let recorded = activity.record(&call, &others, exchange, None, &policy);
        recorded.await.unwrap().unwrap();
    }
    let ids = |filter: ActivityFilter| -> Vec<String> {
        let page = activity.rows(&filter, 0, 10).unwrap();
        page.rows.into_iter().map(|row| row.id.0).collect()
    };
    assert_eq!(ids(ActivityFilter::default()), ["e3", "e2", "e1"]);
    let of_ours = ActivityFilter {
        integration: Some(ours.id.clone()),
        ..ActivityFilter::default()
    };
    assert_eq!(ids(of_ours), ["e1"]);
    let trouble = ActivityFilter {
        kinds: vec![OutcomeKind::Refused, OutcomeKind::Failed],
        ..ActivityFilter::default()
    };
    assert_eq!(ids(trouble), ["e3", "e2"]);
    let page = activity.rows(&ActivityFilter::default(), 1, 1).unwrap();
    assert_eq!((page.total, page.rows[0].id.0.as_str()), (3, "e2"));
}

#[tokio::test]
async fn a_row_says_what_it_was_as_it_was_called_then() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    record(&activity, &hello(), &ours, "e1").await;
    let renamed = world.edit(&ours, |draft| draft.label = "Renamed".into());
    renamed.await.unwrap();
    let page = activity.rows(&ActivityFilter::default(), 0, 1).unwrap();
    let row = &page.rows[0];
    assert_eq!(
        (row.label.as_str(), row.title.as_str()),
        ("Ours", "GET /hello")
    );
    assert_eq!((row.status, row.kind), (Some(200), OutcomeKind::Success));
    assert_eq!(row.address, "https://api.example/bugs/CSCab12345");
    assert_eq!(
        (row.elapsed_ms, row.sizes.wire, row.sizes.decoded),
        (120, 10, 2)
    );
    assert_eq!((row.endpoint.as_deref(), row.has_body), (None, false));
}
