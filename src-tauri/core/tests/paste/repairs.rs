//! What is mended on the way, that it is said, and that nothing is mended which is right.
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{asks, candidates, notes, paste, read, revealed};
use gatepass_core::{PASTE_LIMIT, Placement};

#[test]
fn curly_quotes_are_straightened_only_where_reading_failed() {
    let json = "{“client_id”: “k3v9q2m8”, “client_secret”: \"9f2k-4711”}";
    let pasted = read(json);
    assert!(notes(&pasted, "Curly quotes"));
    assert_eq!(pasted.form.client_id, "k3v9q2m8");
    let right = read("{\"client_id\": \"k3v9q2m8\", \"client_secret\": \"9f2k“4711”\"}");
    assert!(right.notes.is_empty());
    assert_eq!(revealed(&right.form.client_secret), "9f2k“4711”");
    let line = read(
        "curl “https://login.example/token” -d ‘grant_type=client_credentials’ -u “k3v9q2m8:9f2k-4711”",
    );
    assert!(notes(&line, "Curly quotes"));
    assert_eq!(line.form.client_id, "k3v9q2m8");
    let quoted = read(
        "curl 'https://login.example/token' -d grant_type=client_credentials -u 'k3v9q2m8:9f2k“4711”'",
    );
    assert!(!notes(&quoted, "Curly quotes"));
    assert_eq!(revealed(&quoted.form.client_secret), "9f2k“4711”");
}

#[test]
fn no_break_spaces_become_plain_ones() {
    let pasted = read(
        "POST\u{a0}https://login.example/token\nContent-Type:\u{a0}application/x-www-form-urlencoded\n\ngrant_type=client_credentials&client_id=k3v9q2m8\u{a0}",
    );
    assert!(notes(&pasted, "No-break spaces"));
    assert_eq!(pasted.form.client_id, "k3v9q2m8");
}

#[test]
fn a_version_glued_to_a_header_is_taken_off() {
    let request = |break_: &str| {
        format!(
            "POST https://login.example/token{break_}HTTP/1.1 X-Tenant: 0815\ngrant_type=client_credentials&client_id=k3v9q2m8"
        )
    };
    for break_ in ["\n", " "] {
        let pasted = read(&request(break_));
        assert_eq!(pasted.form.extra_headers[0].name, "X-Tenant", "{break_:?}");
        assert_eq!(pasted.form.client_id, "k3v9q2m8", "{break_:?}");
    }
}

#[test]
fn glued_parameters_are_split() {
    for text in [
        "grant_type:client_credentialsclient_id: k3v9q2m8client_secret: 9f2k-4711",
        "grant_type=client_credentialsclient_id=k3v9q2m8client_secret=9f2k-4711",
        "curl https://login.example/token -d 'grant_type=client_credentialsclient_id=k3v9q2m8client_secret=9f2k-4711'",
    ] {
        let pasted = read(text);
        assert!(notes(&pasted, "ran together"), "{text}");
        assert_eq!(pasted.form.client_id, "k3v9q2m8", "{text}");
        assert_eq!(revealed(&pasted.form.client_secret), "9f2k-4711", "{text}");
    }
}

#[test]
fn an_authentication_header_is_an_authorization_header() {
    let basic = STANDARD.encode("k3v9q2m8:9f2k%3A4711");
    for name in ["Authorization", "authorization", "Authentication"] {
        let pasted = read(&format!(
            "POST /token HTTP/1.1\nHost: login.example\n{name}: Basic {basic}\n\ngrant_type=client_credentials"
        ));
        assert_eq!(pasted.form.placement, Some(Placement::Basic), "{name}");
        assert_eq!(pasted.form.client_id, "k3v9q2m8", "{name}");
        assert_eq!(revealed(&pasted.form.client_secret), "9f2k:4711", "{name}");
        assert_eq!(notes(&pasted, "Authentication"), name == "Authentication");
    }
}

#[test]
fn basic_that_cannot_be_decoded_is_named_and_asked() {
    for (value, said) in [("a~b~", true), ("bm9jb2xvbg==", true), ("{{basic}}", false)] {
        let pasted = read(&format!(
            "POST https://login.example/token\nAuthorization: Basic {value}\n\ngrant_type=client_credentials"
        ));
        assert_eq!(notes(&pasted, "could not be decoded"), said, "{value}");
        assert_eq!(
            asks(&pasted),
            ["environment", "clientId", "clientSecret"],
            "{value}"
        );
    }
}

#[test]
fn json_under_a_forms_header_is_sent_as_a_form() {
    let pasted = read(
        "POST https://int-id.cisco.com/oauth2/default/v1/token\nContent-Type: application/x-www-form-urlencoded\n\n{\"grant_type\":\"client_credentials\",\"client_id\":\"k3v9q2m8\",\"client_secret\":\"9f2k-4711\"}",
    );
    assert_eq!(pasted.form.placement, None);
    assert!(notes(&pasted, "JSON"));
    let said = read(
        "POST https://int-id.cisco.com/oauth2/default/v1/token\nContent-Type: application/json\n\n{\"grant_type\":\"client_credentials\",\"client_id\":\"k3v9q2m8\",\"client_secret\":\"9f2k-4711\"}",
    );
    assert_eq!(said.form.placement, Some(Placement::Json));
    assert!(said.notes.is_empty());
}

#[test]
fn credentials_in_two_places_are_named() {
    let pasted = read(
        "curl -u k3v9q2m8:9f2k-4711 https://login.example/token -d 'grant_type=client_credentials&client_id=k3v9q2m8'",
    );
    assert!(notes(&pasted, "two places"));
    assert_eq!(pasted.form.placement, Some(Placement::Basic));
}

#[test]
fn a_whole_document_gives_what_its_requests_give() {
    let document = "Getting a token\n\nPost your client to the address below. Note: https only.\n\nREQUEST\nPOST https://api-uat.pivotts.com/oem-cisco/cisco-identity/\nHTTP/1.1 Content-Type: application/x-www-form-urlencoded\nOcp-Apim-Subscription-Key: 0a1b2c3d4e5f\ngrant_type=client_credentials&client_id=k3v9q2m8&client_secret=9f2k-4711\n\nThe answer is this.\n\nRESPONSE\nHTTP/1.1 200 OK\ncontent-type: application/json\n{\n\"access_token\": \"t0k3n\",\n\"client_id\": \"another\"\n}\n\nREQUEST\nGET https://api-uat.pivotts.com/oem-cisco/cisco-product-alerts/field-notices\nHTTP/1.1 Authorization: Bearer t0k3n\n";
    let pasted = read(document);
    assert_eq!(candidates(&pasted), ["pivot/uat"]);
    assert_eq!(pasted.form.client_id, "k3v9q2m8");
    assert_eq!(revealed(&pasted.form.subscription_key), "0a1b2c3d4e5f");
    assert_eq!(pasted.form.api_origins.len(), 1);
    assert!(asks(&pasted).is_empty());
    assert!(!notes(&pasted, "more than one"));
}

#[test]
fn what_cannot_be_used_says_what_could() {
    for text in [
        "",
        " \n ",
        "hello",
        "curl",
        "curl is a tool",
        "[]",
        "{}",
        "null",
        "{\"a\":1}",
        "GET",
        "===",
        "\u{feff}",
    ] {
        let pasted = paste(text);
        assert!(
            pasted.problem.is_some_and(|problem| problem.len() > 20),
            "{text:?}"
        );
    }
    let long = format!("client_id=k3v9q2m8&x={}", "a".repeat(PASTE_LIMIT));
    assert!(paste(&long).problem.unwrap().contains("256 KB"));
}
