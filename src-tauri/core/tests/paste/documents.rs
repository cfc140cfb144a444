//! Every code block of the five original documents, and what pasting it fills, leaves open and asks. Written by hand from the
//! documents: the providers' data has no part in it.
use super::not_enough::NOT_ENOUGH;
use super::{asks, assert_holds_no_value, assert_words, candidates, paste};
use gatepass_core::{Origin, PastedFormat, Placement};

/// What a block must give, in full.
#[derive(Debug, PartialEq, Eq)]
struct Expected {
    format: PastedFormat,
    candidates: &'static [&'static str],
    placement: Option<Placement>,
    grant: &'static str,
    token_endpoint: &'static str,
    api_origins: &'static [&'static str],
    asks: &'static [&'static str],
    /// Words of each note, in order.
    notes: &'static [&'static str],
}

const ID: &str = "https://id.cisco.com/oauth2/default/v1/token";
const SHARED: &[&str] = &[
    "cisco-support/production",
    "cx-cloud/production",
    "api-console/production",
    "smart-bonding/production",
];
const ALL_BUT_THE_ADDRESS: &[&str] = &["provider", "clientId", "clientSecret"];
const CLIENT: &[&str] = &["clientId", "clientSecret"];
pub(crate) const TOKEN_LEFT_OUT: &str = "An access token belongs to a call";

/// What a form body at id.cisco.com gives, in whatever words.
const FORM_AT_ID: Expected = Expected {
    format: PastedFormat::Http,
    candidates: SHARED,
    placement: Some(Placement::Form),
    grant: "client_credentials",
    token_endpoint: ID,
    api_origins: &[],
    asks: ALL_BUT_THE_ADDRESS,
    notes: &[],
};

/// Nothing but a place to fill in.
const BLANK: Expected = Expected {
    format: PastedFormat::Http,
    candidates: &[],
    placement: None,
    grant: "",
    token_endpoint: "",
    api_origins: &[],
    asks: CLIENT,
    notes: &[],
};

/// One row a block: its file, its text, what it gives.
const ROWS: &[(&str, &str, Expected)] = &[
    (
        "pivot: the header of every request",
        include_str!("fixtures/pivot-subscription-key-header.txt"),
        Expected {
            candidates: &["pivot/uat", "pivot/production"],
            asks: &["environment", "clientId", "clientSecret", "subscriptionKey"],
            ..BLANK
        },
    ),
    (
        "pivot: the token address in the text",
        include_str!("fixtures/pivot-token-address.txt"),
        Expected {
            candidates: &["pivot/uat"],
            token_endpoint: "https://api-uat.pivotts.com/oem-cisco/cisco-identity",
            asks: &["clientId", "clientSecret", "subscriptionKey"],
            ..BLANK
        },
    ),
    (
        "pivot: the token request",
        include_str!("fixtures/pivot-token-request.txt"),
        Expected {
            candidates: &["pivot/uat"],
            placement: Some(Placement::Form),
            grant: "client_credentials",
            token_endpoint: "https://api-uat.pivotts.com/oem-cisco/cisco-identity/",
            asks: &["clientId", "clientSecret", "subscriptionKey"],
            notes: &["version stood before a header"],
            ..BLANK
        },
    ),
    (
        "pivot: a call",
        include_str!("fixtures/pivot-call.txt"),
        Expected {
            candidates: &["pivot/uat"],
            api_origins: &["https://api-uat.pivotts.com"],
            asks: &["clientId", "clientSecret", "subscriptionKey"],
            notes: &[
                "version stood before a header",
                "The call's own parameters",
                TOKEN_LEFT_OUT,
            ],
            ..BLANK
        },
    ),
    (
        "cisco-support: a call",
        include_str!("fixtures/cisco-support-call.txt"),
        Expected {
            candidates: &["cisco-support/production"],
            api_origins: &["https://apix.cisco.com"],
            notes: &[TOKEN_LEFT_OUT],
            ..BLANK
        },
    ),
    (
        "cisco-support: the token request as a list",
        include_str!("fixtures/cisco-support-token-details.txt"),
        FORM_AT_ID,
    ),
    (
        "cisco-support: the raw token request",
        include_str!("fixtures/cisco-support-token-request.txt"),
        FORM_AT_ID,
    ),
    (
        "cx-cloud: the token request as a list",
        include_str!("fixtures/cx-cloud-token-details.txt"),
        FORM_AT_ID,
    ),
    (
        "cx-cloud: the token request as a curl line",
        include_str!("fixtures/cx-cloud-token-curl.txt"),
        Expected {
            format: PastedFormat::Curl,
            ..FORM_AT_ID
        },
    ),
    (
        "cx-cloud: a call as a curl line",
        include_str!("fixtures/cx-cloud-call-curl.txt"),
        Expected {
            format: PastedFormat::Curl,
            candidates: &["cx-cloud/production"],
            api_origins: &["https://apix.cisco.com"],
            notes: &[TOKEN_LEFT_OUT],
            ..BLANK
        },
    ),
    (
        "api-console: where its endpoints start",
        include_str!("fixtures/api-console-api-address.txt"),
        Expected {
            candidates: &[
                "cisco-support/production",
                "cx-cloud/production",
                "api-console/production",
                "api-console/legacy",
            ],
            api_origins: &["https://apix.cisco.com"],
            asks: ALL_BUT_THE_ADDRESS,
            notes: &["api.cisco.com was replaced by apix.cisco.com"],
            ..BLANK
        },
    ),
    (
        "api-console: the page of the user's grants",
        include_str!("fixtures/api-console-grants-page.txt"),
        Expected {
            candidates: &["api-console/legacy"],
            ..BLANK
        },
    ),
    (
        "smart-bonding: the token address of Stage",
        include_str!("fixtures/smart-bonding-stage-address.txt"),
        Expected {
            candidates: &["smart-bonding/stage"],
            grant: "client_credentials",
            token_endpoint: "https://int-id.cisco.com/oauth2/default/v1/token",
            ..BLANK
        },
    ),
    (
        "smart-bonding: the token address of Production",
        include_str!("fixtures/smart-bonding-production-address.txt"),
        Expected {
            candidates: &["smart-bonding/production"],
            grant: "client_credentials",
            token_endpoint: ID,
            ..BLANK
        },
    ),
    (
        "smart-bonding: query parameters that ran together",
        include_str!("fixtures/smart-bonding-query-parameters.txt"),
        Expected {
            candidates: &["smart-bonding/stage", "smart-bonding/production"],
            placement: Some(Placement::Query),
            grant: "client_credentials",
            asks: &["environment", "clientId", "clientSecret"],
            notes: &["ran together"],
            ..BLANK
        },
    ),
    (
        "smart-bonding: option 1, in the address",
        include_str!("fixtures/smart-bonding-option-1-request.txt"),
        Expected {
            candidates: &["smart-bonding/stage"],
            placement: Some(Placement::Query),
            grant: "client_credentials",
            token_endpoint: "https://int-id.cisco.com/oauth2/default/v1/token",
            notes: &["https:// was added."],
            ..BLANK
        },
    ),
    (
        "smart-bonding: option 2, a JSON object",
        include_str!("fixtures/smart-bonding-option-2-body.txt"),
        Expected {
            candidates: &[
                "smart-bonding/stage",
                "smart-bonding/production",
                "custom/production",
                "custom/test",
            ],
            grant: "client_credentials",
            asks: ALL_BUT_THE_ADDRESS,
            notes: &["nothing says that the server reads JSON"],
            ..BLANK
        },
    ),
    (
        "smart-bonding: the curl test",
        include_str!("fixtures/smart-bonding-curl-test.txt"),
        Expected {
            format: PastedFormat::Curl,
            candidates: &["smart-bonding/production"],
            placement: Some(Placement::Query),
            grant: "client_credentials",
            token_endpoint: ID,
            notes: &["given twice"],
            ..BLANK
        },
    ),
    (
        "smart-bonding: a call without a host",
        include_str!("fixtures/smart-bonding-call.txt"),
        Expected {
            candidates: &["smart-bonding/stage", "smart-bonding/production"],
            asks: &["environment", "clientId", "clientSecret"],
            notes: &[TOKEN_LEFT_OUT],
            ..BLANK
        },
    ),
];

#[test]
fn every_block_that_shows_a_request_can_be_pasted() {
    for (what, text, expected) in ROWS {
        let pasted = paste(text);
        assert_eq!(pasted.problem, None, "{what}");
        assert_eq!(pasted.format, expected.format, "{what}");
        assert_eq!(candidates(&pasted), expected.candidates, "{what}");
        assert_eq!(pasted.form.placement, expected.placement, "{what}");
        assert_eq!(pasted.form.grant, expected.grant, "{what}");
        let endpoint = pasted.form.token_endpoint.as_ref();
        let endpoint = endpoint.map(ToString::to_string).unwrap_or_default();
        assert_eq!(endpoint, expected.token_endpoint, "{what}");
        let origins: Vec<String> = pasted
            .form
            .api_origins
            .iter()
            .map(Origin::to_string)
            .collect();
        assert_eq!(origins, expected.api_origins, "{what}");
        assert_eq!(asks(&pasted), expected.asks, "{what}");
        assert_words(&pasted.notes, expected.notes, what);
        // The documents hold placeholders only.
        assert_holds_no_value(&pasted, what);
    }
}

#[test]
fn no_block_was_forgotten() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/paste/fixtures");
    let files = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(files, ROWS.len() + NOT_ENOUGH.len());
}
