//! Pages turned by the product's own rule until the last one: none repeats another, and after the last there is nothing.
use gatepass_core::{Endpoint, Paging, next_page};
use serde_json::Value;

use super::caller::{Caller, body, given};
use super::values::{SIZED, paged};
use super::{ADVISORIES, Values, by_hand};

/// Endpoints whose answers cannot fill a second page, and why that is so.
const ONE_PAGE: [(&str, &str); 3] = [
    (
        "cisco-support.eox.by-serial",
        "twenty serials at most, a thousand on a page",
    ),
    (
        "cisco-support.eox.by-software",
        "twenty releases at most, a thousand on a page",
    ),
    ("cisco-support.rma.by-number", "one number, one record"),
];
const FURTHER_IN: [(&str, &str); 4] = [
    ("rma.by-user", "/OrderList/users/0/returns"),
    (
        "suggestion.compatible-by-product",
        "/productList/0/suggestions",
    ),
    ("suggestion.compatible-by-mdf", "/productList/0/suggestions"),
    (
        "asd.by-release",
        "/metadata/0/products/0/softwareTypes/0/operatingSystems/0/releases",
    ),
];
const AT_MOST: usize = 50;

/// How many pages there are; 0 for an endpoint without.
pub(super) async fn check(caller: &Caller<'_>, endpoint: &Endpoint) -> usize {
    if endpoint.paging == Paging::None {
        return 0;
    }
    let id = &endpoint.id;
    let sent = paged(endpoint);
    let mut sizes = sent
        .iter()
        .filter(|(key, _)| SIZED.iter().any(|(size, _)| size == key));
    let size: Option<usize> = sizes.next().map(|(_, text)| text.parse().unwrap());
    let mut values: Values = given(&sent);
    let mut seen: Vec<Vec<Value>> = Vec::new();
    loop {
        let answer = caller.call(endpoint, &values).await;
        assert_eq!(answer.status, 200, "{id}: {}", answer.text());
        let answer = body(&answer);
        let shown = list(endpoint, &answer);
        assert!(!shown.is_empty(), "{id}: page {} is empty", seen.len() + 1);
        if let Some(size) = size {
            assert!(shown.len() <= size, "{id}: {} records", shown.len());
        }
        assert!(
            !seen.contains(&shown),
            "{id}: page {} repeats one",
            seen.len() + 1
        );
        seen.push(shown);
        match next_page(endpoint, &values, &answer) {
            Some(next) => values = next,
            None => break,
        }
        assert!(seen.len() < AT_MOST, "{id}: pages without end");
    }
    let known = ONE_PAGE.iter().any(|(known, _)| known == id);
    assert_eq!(seen.len() == 1, known, "{id}: {} pages", seen.len());
    past(caller, endpoint, &sent, seen.len() + 1).await;
    seen.len()
}

/// What follows the last page: no record, or no data.
async fn past(caller: &Caller<'_>, endpoint: &Endpoint, sent: &[(String, String)], page: usize) {
    let (key, number) = match &endpoint.paging {
        Paging::Since { parameter, .. } => (parameter, 1_000_000),
        paging => (&paging.parameter().unwrap().to_owned(), page),
    };
    let sent = super::values::with(sent.to_vec(), key, &number.to_string());
    let answer = by_hand::send(caller, endpoint, &sent).await;
    if endpoint.id.starts_with(ADVISORIES) {
        let told = body(&answer);
        let told = (
            answer.status,
            told["errorCode"].as_str().unwrap_or_default(),
        );
        assert_eq!(told, (404, "NO_DATA_FOUND"), "{}, page {page}", endpoint.id);
        return;
    }
    assert_eq!(answer.status, 200, "{}: {}", endpoint.id, answer.text());
    assert_eq!(
        list(endpoint, &body(&answer)),
        Vec::<Value>::new(),
        "{}",
        endpoint.id
    );
}

/// The list that pages are cut from: the first one, but for answers that have it further in.
fn list(endpoint: &Endpoint, answer: &Value) -> Vec<Value> {
    fn first(value: &Value) -> Option<&Value> {
        match value {
            Value::Array(_) => Some(value),
            Value::Object(members) => members.values().find_map(first),
            _ => None,
        }
    }
    let further = FURTHER_IN.iter().find(|(id, _)| endpoint.id.ends_with(id));
    let found = match further {
        Some((_, pointer)) => answer.pointer(pointer),
        None => first(answer),
    };
    found.and_then(Value::as_array).cloned().unwrap_or_default()
}
