//! Values that cannot be right are refused before anything is sent, with the field named.
use crate::{compose, problems};

/// Endpoint, values, and everything that is said.
type Row = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

const ROWS: [Row; 24] = [
    (
        "cisco-support.case.details",
        &[],
        &["path.case_id: case_id is needed."],
    ),
    (
        "cisco-support.case.details",
        &[("path.case_id", "{case_id}")],
        &["path.case_id: {case_id} is a placeholder: put a value in its place."],
    ),
    (
        "cisco-support.case.details",
        &[("path.case_id", "{{caseId}}")],
        &["path.case_id: {{caseId}} is a placeholder: put a value in its place."],
    ),
    (
        "pivot.field-notices.bulletins",
        &[("query.customerId", "<customerId>")],
        &["query.customerId: <customerId> is a placeholder: put a value in its place."],
    ),
    (
        "smart-bonding.calls.push",
        &[
            ("body.Calls.CustCallID", "{{number}}"),
            ("body.CallStates.ShortName", "New"),
        ],
        &["body.Calls.CustCallID: {{number}} is a placeholder: put a value in its place."],
    ),
    (
        "cisco-support.case.details",
        &[("path.case_id", " .. ")],
        &["path.case_id: A part of the path cannot be dots alone: they mean another path."],
    ),
    (
        "cisco-support.product.by-serial",
        &[("path.serial_numbers", " , ,")],
        &["path.serial_numbers: serial_numbers is needed."],
    ),
    (
        "cisco-support.bug.by-ids",
        &[("path.bug_ids", "a,b,c,d,e,f")],
        &["path.bug_ids: 5 at most, and these are 6."],
    ),
    (
        "cisco-support.case.by-contracts",
        &[("path.contract_ids", "200000001,200000002")],
        &["path.contract_ids: One at a time: these are 2."],
    ),
    (
        "cisco-support.bug.by-keyword",
        &[(
            "path.keyword",
            "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn",
        )],
        &["path.keyword: This has 51 characters; 50 are the most."],
    ),
    (
        "cisco-support.coverage.status",
        &[(
            "path.serial_numbers",
            "FOC1,sssssssssssssssssssssssssssssssssssssssss",
        )],
        &[
            "path.serial_numbers: “sssssssssssssssssssssssssssssssssssssssss” has 41 characters; 40 are the most.",
        ],
    ),
    (
        "cisco-support.bug.by-keyword",
        &[
            ("path.keyword", "nat"),
            ("query.status", "open"),
            ("query.severity", "7"),
        ],
        &[
            "query.status: “open” is not one of O, F, T.",
            "query.severity: “7” is not one of 1, 2, 3, 4, 5, 6.",
        ],
    ),
    (
        "cisco-support.psirt.latest",
        &[("path.number", "101")],
        &["path.number: This is a whole number from 1 to 100."],
    ),
    (
        "cisco-support.eox.by-dates",
        &[
            ("path.pageIndex", "0"),
            ("path.startDate", "2022-02-30"),
            ("path.endDate", "31.01.2022"),
        ],
        &[
            "path.startDate: This is a date as 2026-01-31.",
            "path.endDate: This is a date as 2026-01-31.",
            "path.pageIndex: This is a whole number, 1 or more.",
        ],
    ),
    (
        "cisco-support.case.by-users",
        &[
            ("path.user_ids", "exampleuser"),
            ("query.date_created_to", "2026-01-01"),
        ],
        &["query.date_created_to: This is a date and time in UTC, as 2026-01-31T00:00:00Z."],
    ),
    (
        "cisco-support.psirt.all",
        &[("query.summaryDetails", "yes")],
        &["query.summaryDetails: This is true or false."],
    ),
    (
        "cisco-support.psirt.all",
        &[("query.pageSize", "20")],
        &["query.pageIndex: Fill in pageIndex too: pageSize is only taken with it."],
    ),
    (
        "cx-cloud.customers.details",
        &[("query.page", "2")],
        &["query.rows: Fill in rows too: page is only taken with it."],
    ),
    (
        "cx-cloud.inventory.software",
        &[
            ("query.customerId", "abc123def"),
            ("query.rows", "100"),
            ("query.page", " "),
        ],
        &["query.page: Fill in page too: rows is only taken with it."],
    ),
    (
        "cx-cloud.customers.details",
        &[("query.rows", "many"), ("query.page", "1")],
        &["query.rows: This is a whole number, 1 or more."],
    ),
    (
        "cisco-support.asd.by-release",
        &[("body.pid", "C9300-48P"), ("body.perPage", "26")],
        &[
            "body.currentReleaseVersion: currentReleaseVersion is needed.",
            "body.perPage: This is a whole number from 1 to 25.",
        ],
    ),
    (
        "cisco-support.asd.download",
        &[
            ("body.pid", "C9300-48P"),
            ("body.mdfId", "286315874"),
            ("body.metadataTransId", "SAMPLE-TRANS-1"),
            ("body.imageGuids", "1,2,3,4,5,6"),
        ],
        &["body.imageGuids: 5 at most, and these are 6."],
    ),
    (
        "smart-bonding.codes.tsp",
        &[("query.limit", "10001"), ("query.since_id", "-1")],
        &[
            "query.since_id: This is a whole number, 0 or more.",
            "query.limit: This is a whole number from 1 to 10000.",
        ],
    ),
    (
        "api-console.hello.hello",
        &[("query.name", "x")],
        &["query.name: This endpoint has no such parameter."],
    ),
];

#[test]
fn row_by_row() {
    for (id, given, expected) in ROWS {
        assert_eq!(
            problems(compose(id, "sandbox", given)),
            expected,
            "{id} {given:?}"
        );
    }
}

#[test]
fn as_many_as_the_service_takes_are_taken() {
    let ids = vec!["FOC0000A0A1"; 75].join(",");
    assert!(
        compose(
            "cisco-support.coverage.status",
            "sandbox",
            &[("path.serial_numbers", &ids)]
        )
        .is_ok()
    );
    let more = format!("{ids},FOC0000A0A2");
    assert_eq!(
        problems(compose(
            "cisco-support.coverage.status",
            "sandbox",
            &[("path.serial_numbers", &more)]
        )),
        ["path.serial_numbers: 75 at most, and these are 76."]
    );
}
