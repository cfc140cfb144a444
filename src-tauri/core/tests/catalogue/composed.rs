//! What bodies, headers and hosts of a call look like on the wire.
use gatepass_core::{RedactedBody, call_request, endpoint};
use proptest::prelude::*;

use crate::{call, compose, credentials, integration, on_the_wire, problems, values};

#[test]
fn metadata_of_software_is_asked_for_with_json() {
    let request = compose(
        "cisco-support.asd.by-release",
        "production",
        &[
            ("body.pid", "C9300-48P"),
            ("body.currentReleaseVersion", "17.6.7"),
            ("body.pageIndex", "2"),
        ],
    );
    assert_eq!(
        on_the_wire(&request.unwrap()),
        "POST https://apix.cisco.com/software/v4.0/metadata/pidrelease\nContent-Type: application/json\nAccept: application/json\nUser-Agent: Gatepass\nAuthorization: Bearer call-token-0001\n\n\
         {\"pid\":\"C9300-48P\",\"currentReleaseVersion\":\"17.6.7\",\"pageIndex\":2}"
    );
}

#[test]
fn a_list_becomes_an_array_in_json() {
    let request = compose(
        "cisco-support.asd.by-image",
        "production",
        &[
            ("body.pid", "C9300-48P"),
            ("body.imageNames", "one.bin, two \"x\".bin"),
        ],
    );
    assert!(on_the_wire(&request.unwrap()).ends_with(
        "\n\n{\"pid\":\"C9300-48P\",\"imageNames\":[\"one.bin\",\"two \\\"x\\\".bin\"]}"
    ));
}

#[test]
fn a_case_is_pushed_with_its_members_nested_and_its_lines_kept() {
    let request = compose(
        "smart-bonding.calls.push",
        "production",
        &[
            ("body.Calls.CustCallID", "INC-EXAMPLE-1"),
            ("body.CallStates.ShortName", "Update"),
            (
                "body.Calls.Remarks",
                "First line\nsecond {line} <b>bold</b>",
            ),
            ("body.Severities.ShortName", "3"),
            (
                "header.x-correlation-id",
                "11111111-1111-4111-8111-111111111111",
            ),
        ],
    );
    assert_eq!(
        on_the_wire(&request.unwrap()),
        "POST https://sb.xylem.cisco.com/sb-partner-oauth-proxy-api/rest/v1/push/call\nContent-Type: application/json\nAccept: application/json\nUser-Agent: Gatepass\nAuthorization: Bearer call-token-0001\nx-correlation-id: 11111111-1111-4111-8111-111111111111\n\n\
         {\"Calls\":{\"CustCallID\":\"INC-EXAMPLE-1\",\"Remarks\":\"First line\\nsecond {line} <b>bold</b>\"},\"CallStates\":{\"ShortName\":\"Update\"},\"Severities\":{\"ShortName\":\"3\"}}"
    );
}

#[test]
fn the_preview_shows_all_but_the_secrets() {
    let request = compose(
        "pivot.field-notices.bulletins",
        "uat",
        &[("query.customerId", "123456")],
    );
    let shown = request.unwrap().redacted(None);
    let headers: Vec<(&str, &str, &str)> = shown
        .headers
        .iter()
        .map(|h| (h.name.as_str(), h.value.as_str(), h.masked.as_str()))
        .filter(|(name, ..)| *name != "User-Agent")
        .collect();
    assert_eq!(
        headers,
        [
            ("Accept", "application/json", ""),
            ("Authorization", "Bearer ••••••••", "access token"),
            ("Ocp-Apim-Subscription-Key", "••••••••", "subscription key"),
        ]
    );
    assert_eq!(
        (shown.query[0].name.as_str(), shown.query[0].value.as_str()),
        ("customerId", "123456")
    );
    assert_eq!(shown.body, RedactedBody::None);
    assert_eq!(shown.method, "GET");
}

#[test]
fn the_token_travels_as_the_integration_says() {
    let mut ours = integration("api-console", "production");
    ours.token_header = "X-Token".into();
    ours.token_prefix = String::new();
    let hello = endpoint("api-console.hello.hello").unwrap();
    let request = call_request(&call(hello, values(&[])), &ours, credentials(&ours)).unwrap();
    let wire = on_the_wire(&request);
    assert!(
        wire.contains("\nX-Token: call-token-0001\n") && !wire.contains("Authorization"),
        "{wire}"
    );
}

#[test]
fn another_host_takes_the_place_of_the_documented_one() {
    let hello = endpoint("api-console.hello.hello").unwrap();
    let mut ours = integration("api-console", "production");
    ours.api_origins = vec!["https://apix2.example:8443".parse().unwrap()];
    let request = call_request(&call(hello, values(&[])), &ours, credentials(&ours)).unwrap();
    assert_eq!(request.address.as_str(), "https://apix2.example:8443/hello");

    // Pivot's production address is not published: the integration names it.
    let bulletins = endpoint("pivot.field-notices.bulletins").unwrap();
    let mut ours = integration("pivot", "production");
    let call = call(bulletins, values(&[("query.customerId", "123456")]));
    assert_eq!(
        problems(call_request(&call, &ours, credentials(&ours))),
        [
            "address: No host may receive this integration’s token yet. Name the API’s host under Setup."
        ]
    );
    ours.api_origins = vec!["https://pivot.example".parse().unwrap()];
    let request = call_request(&call, &ours, credentials(&ours)).unwrap();
    assert_eq!(
        request.address.as_str(),
        "https://pivot.example/oem-cisco/cisco-product-alerts/field-notice-bulletins"
    );
}

proptest! {
    /// Whatever is typed, it stays within its own segment of the path and says there what was typed.
    #[test]
    fn a_value_cannot_leave_its_segment(typed in "[ -~äöü/%.?#\\\\]{1,30}") {
        let composed = compose("cisco-support.case.details", "sandbox", &[("path.case_id", &typed)]);
        let wanted = typed.trim();
        match composed {
            Err(notes) => prop_assert_eq!(notes[0].field.as_str(), "path.case_id"),
            Ok(request) => {
                let wire = request.seal(Some(&"http://127.0.0.1:40213/".parse().unwrap())).unwrap();
                let before = "http://127.0.0.1:40213/cisco-support/case/v3/cases/details/case_id/";
                let segment = wire.address().strip_prefix(before).unwrap();
                prop_assert!(!segment.contains(['/', '?', '#', '\\', ' ']), "{}", segment);
                let decoded = percent_encoding::percent_decode_str(segment).decode_utf8().unwrap();
                prop_assert_eq!(decoded.as_ref(), wanted);
            }
        }
    }
}
