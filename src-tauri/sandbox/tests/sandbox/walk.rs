//! Every endpoint of the catalogue over real HTTP: composed and sent by the app's own engine, answered in the shape of its
//! sample, refused where something is missing or wrong, changed by its filters, and turned page by page.
mod by_hand;
mod caller;
mod engine;
mod filters;
mod missing;
mod pages;
mod shape;
mod values;
mod wrong;

use std::collections::BTreeMap;

use gatepass_core::{Endpoint, Values, endpoints, providers};

use crate::stage::Stage;
use caller::Caller;

/// What was checked of an endpoint.
struct Row {
    id: &'static str,
    records: String,
    missing: usize,
    wrong: usize,
    filters: usize,
    pages: usize,
}

/// How the ids of PSIRT's endpoints begin.
const ADVISORIES: &str = "cisco-support.psirt.";

/// Endpoints that no parameter filters, and why that is so.
const WITHOUT_FILTER: [(&str, &str); 3] = [
    (
        "api-console.hello.hello",
        "it takes no parameter and greets everyone",
    ),
    (
        "smart-bonding.calls.pull",
        "it takes whatever message is next",
    ),
    (
        "smart-bonding.calls.push",
        "it acknowledges, and a pull tells what became of it",
    ),
];

#[tokio::test]
async fn every_endpoint_of_the_catalogue_is_served_as_its_service_serves_it() {
    let stage = Stage::new().await;
    let mut callers = BTreeMap::new();
    let mut rows = Vec::new();
    for endpoint in all() {
        if !callers.contains_key(&endpoint.provider) {
            let caller = Caller::new(&stage, &endpoint.provider).await;
            callers.insert(endpoint.provider.clone(), caller);
        }
        let caller = &callers[&endpoint.provider];
        rows.push(Row {
            id: &endpoint.id,
            records: shape::check(caller, endpoint).await,
            missing: missing::check(caller, endpoint).await,
            wrong: wrong::check(caller, endpoint).await,
            filters: filters::check(caller, endpoint).await,
            pages: pages::check(caller, endpoint).await,
        });
    }
    print(&rows);
    for row in &rows {
        let known = WITHOUT_FILTER.iter().find(|(id, _)| *id == row.id);
        assert_eq!(row.filters == 0, known.is_some(), "{}: filters", row.id);
    }
    let sum = |count: fn(&Row) -> usize| rows.iter().map(count).sum::<usize>();
    assert_eq!(rows.len(), 77);
    let with_pages = rows.iter().filter(|row| row.pages > 1).count();
    let checked = [
        ("required parameters left out", sum(|row| row.missing)),
        ("wrong values", sum(|row| row.wrong)),
        ("parameters that change the answer", sum(|row| row.filters)),
        ("endpoints with a second page", with_pages),
    ];
    assert_eq!(
        checked.map(|(_, count)| count),
        [required(), 261, 235, 56],
        "{checked:?}"
    );
    assert_eq!(required(), 95);
}

fn required() -> usize {
    let parameters = all().flat_map(|endpoint| &endpoint.parameters);
    parameters.filter(|parameter| parameter.required).count()
}

fn all() -> impl Iterator<Item = &'static Endpoint> {
    let providers = providers().iter();
    providers.flat_map(|provider| endpoints(&provider.id))
}

/// Shown with `cargo test -- --nocapture walk`.
#[allow(
    clippy::print_stdout,
    reason = "the table is for whoever runs the walk by hand"
)]
fn print(rows: &[Row]) {
    println!(
        "{:44} {:>8} {:>8} {:>6} {:>8} {:>6}",
        "endpoint", "answered", "missing", "wrong", "filters", "pages"
    );
    for row in rows {
        let Row {
            id,
            records,
            missing,
            wrong,
            filters,
            pages,
        } = row;
        println!("{id:44} {records:>8} {missing:>8} {wrong:>6} {filters:>8} {pages:>6}");
    }
}
