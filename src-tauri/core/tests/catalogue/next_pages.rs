//! The next page in each provider's own style, from answers written by hand.
use gatepass_core::{endpoint, next_page, provider, sample};
use serde_json::{Value as Json, json};

use crate::{texts, values};

/// What the next page is asked for with; nothing after the last.
fn next(id: &str, sent: &[(&str, &str)], answer: &Json) -> Option<Vec<(String, String)>> {
    let next = next_page(endpoint(id).unwrap(), &values(sent), answer)?;
    let owned = |(key, text): &(&str, &str)| ((*key).to_owned(), (*text).to_owned());
    Some(texts(&next).iter().map(owned).collect())
}

fn assert_next(id: &str, sent: &[(&str, &str)], answer: Json, expected: &[(&str, &str)]) {
    let found = next(id, sent, &answer).unwrap_or_else(|| panic!("{id}: no next page of {sent:?}"));
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(key, text)| (key.as_str(), text.as_str()))
        .collect();
    assert_eq!(found, expected, "{id}");
}

fn assert_last(id: &str, sent: &[(&str, &str)], answer: Json) {
    assert_eq!(next(id, sent, &answer), None, "{id} {sent:?} {answer}");
}

#[test]
fn bugs_cases_products_and_coverage_count_pages_in_the_query() {
    let page = |last: Json| json!({"pagination_response_record": {"page_index": 1, "last_index": last, "self_link": "https://evil.example/?page_index=9"}});
    let id = "cisco-support.bug.by-keyword";
    assert_next(
        id,
        &[("path.keyword", "nat"), ("query.modified_date", "5")],
        page(json!(3)),
        &[
            ("path.keyword", "nat"),
            ("query.modified_date", "5"),
            ("query.page_index", "2"),
        ],
    );
    assert_next(
        id,
        &[("path.keyword", "nat"), ("query.page_index", " 2 ")],
        page(json!(3)),
        &[("path.keyword", "nat"), ("query.page_index", "3")],
    );
    assert_last(
        id,
        &[("path.keyword", "nat"), ("query.page_index", "3")],
        page(json!(3)),
    );
    // An empty list has no last page.
    assert_last(id, &[("path.keyword", "nat")], page(json!(0)));
    assert_last(id, &[("path.keyword", "nat")], json!({"bugs": []}));
    assert_last(id, &[("path.keyword", "nat")], json!([]));
    for id in [
        "cisco-support.case.by-users",
        "cisco-support.product.by-pid",
        "cisco-support.coverage.summary",
    ] {
        assert_next(id, &[], page(json!(2)), &[("query.page_index", "2")]);
    }
}

#[test]
fn software_and_rma_spell_it_otherwise_and_rma_writes_texts() {
    let software = json!({"paginationResponseRecord": {"pageIndex": 1, "lastIndex": 2}});
    assert_next(
        "cisco-support.suggestion.releases-by-mdf",
        &[],
        software,
        &[("query.pageIndex", "2")],
    );
    let record = json!({"pageIndex": "1", "lastIndex": "2"});
    let by_number = json!({"APIPagination": record});
    assert_next(
        "cisco-support.rma.by-number",
        &[],
        by_number.clone(),
        &[("query.pageIndex", "2")],
    );
    let by_user = json!({"OrderList": {"APIPagination": record}});
    assert_next(
        "cisco-support.rma.by-user",
        &[],
        by_user,
        &[("query.pageIndex", "2")],
    );
    assert_last("cisco-support.rma.by-user", &[], by_number);
}

#[test]
fn end_of_life_counts_pages_in_the_path() {
    let answer =
        json!({"PaginationResponseRecord": {"PageIndex": 1, "LastIndex": 3, "TotalRecords": 2216}});
    let sent = [
        ("path.endDate", "2022-01-31"),
        ("path.pageIndex", "1"),
        ("path.startDate", "2022-01-01"),
    ];
    assert_next(
        "cisco-support.eox.by-dates",
        &sent,
        answer.clone(),
        &[
            ("path.endDate", "2022-01-31"),
            ("path.pageIndex", "2"),
            ("path.startDate", "2022-01-01"),
        ],
    );
    assert_last(
        "cisco-support.eox.by-dates",
        &[("path.pageIndex", "3")],
        answer,
    );
}

#[test]
fn software_distribution_counts_pages_in_the_body() {
    let answer = json!({"pagination": {"pageIndex": 1, "lastIndex": 2}});
    assert_next(
        "cisco-support.asd.by-release",
        &[("body.pid", "C9300-48P")],
        answer.clone(),
        &[("body.pageIndex", "2"), ("body.pid", "C9300-48P")],
    );
    assert_last(
        "cisco-support.asd.by-release",
        &[("body.pageIndex", "2")],
        answer,
    );
}

#[test]
fn advisories_go_on_until_the_answer_says_na() {
    let more =
        json!({"paging": {"next": "/year/2022?pageIndex=7&pageSize=1", "prev": "NA", "count": 79}});
    let id = "cisco-support.psirt.by-year";
    assert_next(
        id,
        &[("path.year", "2022")],
        more.clone(),
        &[("path.year", "2022"), ("query.pageIndex", "2")],
    );
    assert_next(
        id,
        &[
            ("path.year", "2022"),
            ("query.pageIndex", "3"),
            ("query.pageSize", "20"),
        ],
        more.clone(),
        &[
            ("path.year", "2022"),
            ("query.pageIndex", "4"),
            ("query.pageSize", "20"),
        ],
    );
    // Four pages of twenty hold them all, whatever the sign says; and there is no page 101.
    assert_last(
        id,
        &[("query.pageIndex", "4"), ("query.pageSize", "20")],
        more.clone(),
    );
    assert_last(
        id,
        &[("query.pageIndex", "100"), ("query.pageSize", "1")],
        json!({"paging": {"next": "/x", "count": 500}}),
    );
    assert_last(id, &[], json!({"paging": {"next": "NA", "count": 79}}));
    assert_last(id, &[], json!({"advisories": []}));
    // The sign is never an address.
    let elsewhere = json!({"paging": {"next": "https://evil.example/", "count": 79}});
    assert_next(id, &[], elsewhere, &[("query.pageIndex", "2")]);
}

#[test]
fn customers_data_needs_page_and_rows_together() {
    let answer =
        json!({"data": [], "pagination": {"page": 1, "pages": 18, "rows": 8, "total": 142}});
    for id in ["cx-cloud.contracts.coverage", "pivot.end-of-life.hardware"] {
        assert_next(
            id,
            &[
                ("query.customerId", "abc123def"),
                ("query.page", "1"),
                ("query.rows", "100"),
            ],
            answer.clone(),
            &[
                ("query.customerId", "abc123def"),
                ("query.page", "2"),
                ("query.rows", "100"),
            ],
        );
        // Nothing was sent, so the size is the one that the answer tells.
        assert_next(
            id,
            &[],
            answer.clone(),
            &[("query.page", "2"), ("query.rows", "8")],
        );
        assert_last(
            id,
            &[("query.page", "18"), ("query.rows", "8")],
            answer.clone(),
        );
        assert_last(id, &[], json!({"data": [], "pagination": {"pages": 18}}));
    }
    assert_last("pivot.field-notices.bulletins", &[], answer);
}

#[test]
fn codes_go_on_after_the_last_id() {
    let answer = json!({"tspCodes": [{"id": 7}, {"id": 12}, {"id": "9"}, {}]});
    let id = "smart-bonding.codes.tsp";
    assert_next(id, &[], answer.clone(), &[("query.since_id", "12")]);
    assert_next(
        id,
        &[("query.limit", "4"), ("query.since_id", "3")],
        answer.clone(),
        &[("query.limit", "4"), ("query.since_id", "12")],
    );
    // A page that is not full is the last, and so is one that reached the wanted end or brought nothing new.
    assert_last(id, &[("query.limit", "5")], answer.clone());
    assert_last(id, &[("query.max_id", "12")], answer.clone());
    assert_last(id, &[("query.since_id", "12")], answer);
    assert_last(id, &[], json!({"tspCodes": []}));
}

#[test]
fn where_everything_comes_at_once_there_is_no_next_page() {
    for id in [
        "api-console.hello.hello",
        "smart-bonding.calls.pull",
        "cisco-support.bug.by-ids",
    ] {
        assert_last(
            id,
            &[],
            json!({"pagination_response_record": {"last_index": 9}}),
        );
    }
}

#[test]
fn a_sample_that_is_the_only_page_has_no_next_one() {
    let mut with_more = Vec::new();
    for endpoint in ["pivot", "cisco-support", "cx-cloud", "smart-bonding"]
        .iter()
        .flat_map(|id| gatepass_core::endpoints(&provider(id).unwrap().id))
    {
        let answer: Json = serde_json::from_slice(sample(endpoint).unwrap().body).unwrap();
        if next_page(endpoint, &values(&[]), &answer).is_some() {
            with_more.push(endpoint.sample.clone().unwrap());
        }
    }
    with_more.dedup();
    with_more.sort();
    with_more.dedup();
    assert_eq!(
        with_more,
        [
            "cisco-support/advisories-paged.json",
            "cisco-support/eox-by-dates.json",
            "cx-cloud/coverage.json",
            "smart-bonding/tspcodes.json",
        ]
    );
}
