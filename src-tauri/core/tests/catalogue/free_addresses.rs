//! Where a call may go that no endpoint describes: below the API base, or to an origin that may have the token.
use gatepass_core::{Method, split_query};

use crate::free_calls::{free, send, send_by};
use crate::{integration, problems};

#[test]
fn a_path_is_below_the_base_of_the_environment() {
    let rows = [
        (
            "cisco-support",
            "production",
            "/hello",
            "https://apix.cisco.com/hello",
        ),
        (
            "cisco-support",
            "sandbox",
            "/hello",
            "sandbox:/cisco-support/hello",
        ),
        ("custom", "sandbox", "/whoami", "sandbox:/custom/whoami"),
        ("pivot", "uat", "/oem-cisco/a b/%2F/ü?", ""),
        (
            "pivot",
            "uat",
            " /oem-cisco/a b/%2F/ü ",
            "https://api-uat.pivotts.com/oem-cisco/a%20b/%2F/%C3%BC",
        ),
        (
            "pivot",
            "uat",
            "//evil.example/x",
            "https://api-uat.pivotts.com//evil.example/x",
        ),
        (
            "smart-bonding",
            "stage",
            "https://stage.sbnprd.xylem.cisco.com:443/x",
            "https://stage.sbnprd.xylem.cisco.com/x",
        ),
        (
            "cisco-support",
            "production",
            "apix.cisco.com/hello",
            "https://apix.cisco.com/hello",
        ),
        (
            "api-console",
            "sandbox",
            "sandbox:/api-console/hello",
            "sandbox:/api-console/hello",
        ),
    ];
    for (provider, environment, typed, address) in rows {
        let ours = integration(provider, environment);
        match send_by(&ours, &free(Method::Get, typed)) {
            Ok(request) => assert_eq!(request.address.as_str(), address, "{typed}"),
            Err(notes) => assert!(address.is_empty(), "{typed}: {notes:?}"),
        }
    }
}

#[test]
fn addresses_that_are_not_home_are_refused() {
    let rows = [
        ("", "Enter a path, as /hello, or a whole address."),
        (
            "/cases/{case_id}",
            "{case_id} is a placeholder: put a value in its place.",
        ),
        (
            "/cases/<id>",
            "<id> is a placeholder: put a value in its place.",
        ),
        (
            "/x?key=1",
            "What follows the ? belongs into the query’s fields, where each value can be kept as a secret.",
        ),
        (
            "/x#y",
            "The part after # is never sent. Leave it out, or write it as %23.",
        ),
        (
            "http://apix.cisco.com/x",
            "Secrets travel over https only. http is allowed for 127.0.0.1 and [::1].",
        ),
        (
            "https://apix.cisco.com@evil.example/x",
            "An address with a user name in it is refused: it hides where the secret would go.",
        ),
        (
            "ftp://apix.cisco.com/x",
            "Only https addresses can be used.",
        ),
    ];
    for (typed, sentence) in rows {
        assert_eq!(
            problems(send(&free(Method::Get, typed))),
            [format!("address: {sentence}")],
            "{typed}"
        );
    }
    for foreign in [
        "https://evil.example/x",
        "https://apix.cisco.com.evil.example/x",
        "https://apix.cisco.com./x",
        "https://apix.cisco.com:444/x",
        "https://api.cisco.com/x",
        "https://id.cisco.com/x",
        "https://аpix.cisco.com/x",
        "http://127.0.0.1:40213/x",
        "sandbox:/cisco-support/hello",
    ] {
        let said = problems(send(&free(Method::Get, foreign)));
        assert!(
            said[0].starts_with(
                "address: This integration’s token goes to https://apix.cisco.com only, not to "
            ),
            "{said:?}"
        );
    }
    let mut nowhere = integration("custom", "production");
    nowhere.api_origins.clear();
    for typed in ["/x", "https://api.example/x"] {
        let said = problems(send_by(&nowhere, &free(Method::Get, typed)));
        assert!(
            said[0].starts_with("address: No host may receive"),
            "{said:?}"
        );
    }
}

#[test]
fn a_pasted_address_is_taken_apart() {
    let split = |typed: &str| {
        let (address, members) = split_query(typed);
        let members: Vec<String> = members
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        format!("{address} | {}", members.join(" | "))
    };
    assert_eq!(
        split("https://a.example/x?b=1%262&c=d+e"),
        "https://a.example/x | b=1&2 | c=d e"
    );
    assert_eq!(split("/x"), "/x | ");
    assert_eq!(split("/x?a=1#y"), "/x#y | a=1");
}
