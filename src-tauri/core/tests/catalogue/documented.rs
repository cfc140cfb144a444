//! What reading calls look like on the wire, from the providers' documents, by hand.
use crate::{compose, on_the_wire};

/// Endpoint, environment, values; method and address; the body of a POST.
type Row = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
);

const READ: [Row; 27] = [
    (
        "pivot.field-notices.bulletins",
        "uat",
        &[
            ("query.customerId", "123456"),
            ("query.bulletinFirstPublished", "2007-04-23"),
        ],
        "GET https://api-uat.pivotts.com/oem-cisco/cisco-product-alerts/field-notice-bulletins?customerId=123456&bulletinFirstPublished=2007-04-23",
    ),
    (
        "pivot.field-notices.bulletins",
        "sandbox",
        &[("query.customerId", " 123456\u{a0}")],
        "GET http://127.0.0.1:40213/pivot/oem-cisco/cisco-product-alerts/field-notice-bulletins?customerId=123456",
    ),
    (
        "pivot.security.devices",
        "uat",
        &[
            ("query.customerId", "123456"),
            ("query.rows", "100"),
            ("query.page", "1"),
            ("query.vulnerabilityStatus", "VUL"),
        ],
        "GET https://api-uat.pivotts.com/oem-cisco/cisco-product-alerts/security-advisories?customerId=123456&vulnerabilityStatus=VUL&page=1&rows=100",
    ),
    (
        "cisco-support.bug.by-ids",
        "production",
        &[("path.bug_ids", " CSCvc57217 ,\nCSCsr80503\n")],
        "GET https://apix.cisco.com/bug/v2.0/bugs/bug_ids/CSCvc57217,CSCsr80503",
    ),
    (
        "cisco-support.bug.by-keyword",
        "production",
        &[
            ("path.keyword", "nat h.323"),
            ("query.modified_date", "5"),
            ("query.page_index", "2"),
        ],
        "GET https://apix.cisco.com/bug/v2.0/bugs/keyword/nat%20h.323?page_index=2&modified_date=5",
    ),
    (
        "cisco-support.bug.by-product",
        "production",
        &[("path.base_pid", "ISR4431-SEC/K9")],
        "GET https://apix.cisco.com/bug/v2.0/bugs/products/product_id/ISR4431-SEC%2FK9",
    ),
    (
        "cisco-support.bug.by-product-release",
        "production",
        &[
            ("path.base_pid", "WS-C3560-48PS-S"),
            ("path.software_releases", "15.2(03)E01,12.2[55]"),
        ],
        "GET https://apix.cisco.com/bug/v2.0/bugs/products/product_id/WS-C3560-48PS-S/software_releases/15.2%2803%29E01,12.2%5B55%5D",
    ),
    (
        "cisco-support.bug.by-series-affected",
        "production",
        &[
            ("path.product_series", "Cisco Catalyst 3560 Series Switches"),
            ("path.affected_releases", "*"),
        ],
        "GET https://apix.cisco.com/bug/v2.0/bugs/product_series/Cisco%20Catalyst%203560%20Series%20Switches/affected_releases/*",
    ),
    (
        "cisco-support.bug.by-name-fixed",
        "production",
        &[
            (
                "path.product_name",
                "Cisco Unified Communications Manager (CallManager)",
            ),
            ("path.fixed_in_releases", "11.5(1)"),
        ],
        "GET https://apix.cisco.com/bug/v2.0/bugs/product_name/Cisco%20Unified%20Communications%20Manager%20%28CallManager%29/fixed_in_releases/11.5%281%29",
    ),
    (
        "cisco-support.case.by-contracts",
        "production",
        &[
            ("path.contract_ids", "200000001"),
            ("query.date_created_from", "2026-01-01T00:00:00Z"),
            ("query.status_flag", "O"),
        ],
        "GET https://apix.cisco.com/case/v3/cases/contracts/contract_ids/200000001?date_created_from=2026-01-01T00%3A00%3A00Z&status_flag=O",
    ),
    (
        "cisco-support.case.details",
        "sandbox",
        &[("path.case_id", "600000001")],
        "GET http://127.0.0.1:40213/cisco-support/case/v3/cases/details/case_id/600000001",
    ),
    (
        "cisco-support.eox.by-dates",
        "production",
        &[
            ("path.pageIndex", "1"),
            ("path.startDate", "2022-01-01"),
            ("path.endDate", "2022-01-31"),
            ("query.responseencoding", "json"),
        ],
        "GET https://apix.cisco.com/supporttools/eox/rest/5/EOXByDates/1/2022-01-01/2022-01-31?responseencoding=json",
    ),
    (
        "cisco-support.eox.by-product",
        "production",
        &[
            ("path.pageIndex", "3"),
            ("path.productIDs", "WS-C3850*,ISR4431-SEC/K9"),
        ],
        "GET https://apix.cisco.com/supporttools/eox/rest/5/EOXByProductID/3/WS-C3850*,ISR4431-SEC%2FK9",
    ),
    (
        "cisco-support.eox.by-software",
        "production",
        &[
            ("path.pageIndex", "1"),
            ("query.input2", "15.1,IOS"),
            ("query.input1", "12.2,IOS"),
        ],
        "GET https://apix.cisco.com/supporttools/eox/rest/5/EOXBySWReleaseString/1?input1=12.2%2CIOS&input2=15.1%2CIOS",
    ),
    (
        "cisco-support.product.mdf",
        "production",
        &[("path.product_ids", "C9300-48P-E")],
        "GET https://apix.cisco.com/product/v1/information/product_ids_mdf/C9300-48P-E",
    ),
    (
        "cisco-support.coverage.summary",
        "production",
        &[
            ("path.serial_numbers", "FOC0000A0A1\tFOC0000A0A2"),
            ("query.page_index", "1"),
        ],
        "GET https://apix.cisco.com/sn2info/v2/coverage/summary/serial_numbers/FOC0000A0A1,FOC0000A0A2?page_index=1",
    ),
    (
        "cisco-support.rma.by-user",
        "production",
        &[
            ("path.user_id", "exampleuser"),
            ("query.fromDate", "2026-01-01"),
            ("query.sortBy", "orderdate"),
            ("query.status", ""),
        ],
        "GET https://apix.cisco.com/return/v1.0/returns/users/user_ids/exampleuser?fromDate=2026-01-01&sortBy=orderdate",
    ),
    (
        "cisco-support.suggestion.compatible-by-product",
        "production",
        &[
            ("path.productId", "C9300-48P"),
            ("query.currentRelease", "17.6.7"),
            ("query.supportedFeatures", "a b, c"),
        ],
        "GET https://apix.cisco.com/software/suggestion/v2/suggestions/compatible/productId/C9300-48P?currentRelease=17.6.7&supportedFeatures=a+b%2Cc",
    ),
    (
        "cisco-support.psirt.by-os",
        "production",
        &[
            ("path.OSType", "iosxe"),
            ("query.version", "17.9.4"),
            ("query.pageIndex", "1"),
            ("query.pageSize", "20"),
        ],
        "GET https://apix.cisco.com/security/advisories/v2/OSType/iosxe?version=17.9.4&pageIndex=1&pageSize=20",
    ),
    (
        "cisco-support.psirt.os-versions",
        "production",
        &[("query.OSType", "nxos")],
        "GET https://apix.cisco.com/security/advisories/v2/OS_version/OS_data?OSType=nxos",
    ),
    (
        "cisco-support.psirt.by-severity-last",
        "sandbox",
        &[
            ("path.severity", "critical"),
            ("query.startDate", "2026-01-01"),
            ("query.endDate", "2026-01-31"),
        ],
        "GET http://127.0.0.1:40213/cisco-support/security/advisories/v2/severity/critical/lastpublished?startDate=2026-01-01&endDate=2026-01-31",
    ),
    (
        "cx-cloud.customers.details",
        "production",
        &[],
        "GET https://apix.cisco.com/cs/api/v2/customer-info/customer-details",
    ),
    (
        "cx-cloud.contracts.coverage",
        "production",
        &[
            ("query.customerId", "abc123def"),
            ("query.page", "2"),
            ("query.rows", "100"),
            ("query.sort", "serialNumber:ASC"),
            ("query.fields", "serialNumber, coverageEndDate"),
        ],
        "GET https://apix.cisco.com/cs/api/v2/contracts/coverage?customerId=abc123def&page=2&rows=100&sort=serialNumber%3AASC&fields=serialNumber%2CcoverageEndDate",
    ),
    (
        "api-console.hello.hello",
        "production",
        &[],
        "GET https://apix.cisco.com/hello",
    ),
    (
        "api-console.hello.hello",
        "legacy",
        &[],
        "GET https://api.cisco.com/hello",
    ),
    (
        "api-console.hello.hello",
        "sandbox-legacy",
        &[],
        "GET http://127.0.0.1:40213/api-console-legacy/hello",
    ),
    (
        "smart-bonding.codes.tsp",
        "stage",
        &[("query.since_id", "0"), ("query.limit", "10000")],
        "GET https://stage.sbnprd.xylem.cisco.com/sb-partner-oauth-proxy-api/tsp/api/v1/xylem/tspcodes?since_id=0&limit=10000",
    ),
];

#[test]
fn reading_calls_are_the_documented_ones() {
    for (id, environment, given, first_line) in READ {
        let request =
            compose(id, environment, given).unwrap_or_else(|notes| panic!("{id}: {notes:?}"));
        let key = if id.starts_with("pivot.") {
            "Ocp-Apim-Subscription-Key: subscription-key-0001\n"
        } else {
            ""
        };
        let expected = format!(
            "{first_line}\nAccept: application/json\nUser-Agent: Gatepass\nAuthorization: Bearer call-token-0001\n{key}\nno body"
        );
        assert_eq!(on_the_wire(&request), expected, "{id}");
    }
}
