//! curl commands, as shells, browsers and people write them.
use super::{asks, candidates, notes, paste, read, revealed};
use gatepass_core::{PastedFormat, Placement};

const STAGE: &str = "https://int-id.cisco.com/oauth2/default/v1/token";

/// The same token request, each time written otherwise.
const SAME: &[(&str, &str)] = &[
    (
        "one line",
        "curl -X POST https://int-id.cisco.com/oauth2/default/v1/token -d grant_type=client_credentials -d client_id=k3v9q2m8 -d 'client_secret=9f2k+a%26b'",
    ),
    (
        "options with their value attached",
        "curl -sSLXPOST -dgrant_type=client_credentials -d'client_id=k3v9q2m8&client_secret=9f2k+a%26b' --url=https://int-id.cisco.com/oauth2/default/v1/token",
    ),
    (
        "continued lines, a prompt, a pipe",
        "$ curl --location --request POST \\\n  'https://int-id.cisco.com/oauth2/default/v1/token' \\\n  --header 'Content-Type: application/x-www-form-urlencoded' \\\n  --data-urlencode 'grant_type=client_credentials' \\  \n  --data-urlencode 'client_id=k3v9q2m8' \\\n  --data-urlencode 'client_secret=9f2k a&b' | jq -r .access_token",
    ),
    (
        "lines that lost their continuation",
        "curl https://int-id.cisco.com/oauth2/default/v1/token\n  -d grant_type=client_credentials\n  -d client_id=k3v9q2m8\n  --data-raw client_secret=9f2k+a%26b",
    ),
    (
        "cmd",
        "curl.exe -X POST ^\n \"https://int-id.cisco.com/oauth2/default/v1/token\" ^\n -d \"grant_type=client_credentials&client_id=k3v9q2m8\" ^\n -d \"client_secret=9f2k+a%26b\"",
    ),
    (
        "cmd as Chrome copies it",
        "curl ^\"https://int-id.cisco.com/oauth2/default/v1/token^\" ^\n  -H ^\"Content-Type: application/x-www-form-urlencoded^\" ^\n  --data-raw ^\"grant_type=client_credentials^&client_id=k3v9q2m8^&client_secret=9f2k+a^%^26b^\"",
    ),
    (
        "PowerShell",
        "curl.exe -X POST `\n \"https://int-id.cisco.com/oauth2/default/v1/token\" `\n -d 'grant_type=client_credentials' `\n -d \"client_id=k3v9q2m8&client_secret=9f2k+a%26b\"",
    ),
    (
        "quotes of bash",
        "curl https://int-id.cisco.com/oauth2/default/v1/token --data-binary $'grant_type=client_credentials\\x26client_id=k3v9q2m8\\u0026client_secret=9f2k+a%26b'",
    ),
    (
        "Windows line ends",
        "curl https://int-id.cisco.com/oauth2/default/v1/token \\\r\n -d grant_type=client_credentials \\\r\n -d 'client_id=k3v9q2m8&client_secret=9f2k+a%26b'\r\n",
    ),
    (
        "an address without its scheme, and words before",
        "Try this:\n\n  curl int-id.cisco.com/oauth2/default/v1/token -F grant_type=client_credentials -F client_id=k3v9q2m8 -F 'client_secret=9f2k a&b'",
    ),
];

#[test]
fn a_command_is_read_in_any_shells_words() {
    for (what, text) in SAME {
        let pasted = read(text);
        assert_eq!(pasted.format, PastedFormat::Curl, "{what}");
        assert_eq!(candidates(&pasted), ["smart-bonding/stage"], "{what}");
        assert_eq!(pasted.form.client_id, "k3v9q2m8", "{what}");
        assert_eq!(revealed(&pasted.form.client_secret), "9f2k a&b", "{what}");
        assert_eq!(pasted.form.grant, "client_credentials", "{what}");
        assert_eq!(pasted.form.placement, Some(Placement::Form), "{what}");
        assert_eq!(
            pasted.form.token_endpoint.as_ref().unwrap().as_str(),
            STAGE,
            "{what}"
        );
        assert!(asks(&pasted).is_empty(), "{what}: {:?}", pasted.asks);
    }
}

#[test]
fn get_puts_the_data_into_the_address() {
    let pasted = read(
        "curl -G https://int-id.cisco.com/oauth2/default/v1/token -d grant_type=client_credentials -d client_id=k3v9q2m8 -d client_secret=9f2k-4711",
    );
    assert_eq!(pasted.form.placement, Some(Placement::Query));
    assert!(notes(&pasted, "history"));
}

#[test]
fn a_user_is_a_client() {
    let pasted = read(
        "curl -u 'k3v9q2m8:9f2k%2B4711' https://login.example/token -d grant_type=client_credentials",
    );
    assert_eq!(pasted.form.placement, Some(Placement::Basic));
    assert_eq!(pasted.form.client_id, "k3v9q2m8");
    assert_eq!(revealed(&pasted.form.client_secret), "9f2k+4711");
    assert!(notes(&pasted, "RFC 6749"));
    let id_alone =
        read("curl -u k3v9q2m8 https://login.example/token -d grant_type=client_credentials");
    assert_eq!(asks(&id_alone), ["environment", "clientSecret"]);
}

#[test]
fn what_weakens_or_lies_elsewhere_is_not_taken_over() {
    let line = |option: &str| {
        format!(
            "curl {option} https://login.example/token -d grant_type=client_credentials -d client_id=k3v9q2m8"
        )
    };
    for (option, words) in [
        ("-k", "--insecure"),
        ("-x http://proxy.example:8080", "proxy"),
        ("--proxy=http://proxy.example:8080", "proxy"),
        ("-b session=1", "Cookies"),
        ("--cacert ca.pem", "Certificate"),
        ("-d @body.txt", "file"),
        ("--data-urlencode client_secret@secret.txt", "file"),
        ("--oauth2-bearer t0k3n", "access token"),
    ] {
        let pasted = read(&line(option));
        assert!(notes(&pasted, words), "{option}: {:?}", pasted.notes);
        assert_eq!(pasted.form.client_id, "k3v9q2m8", "{option}");
        assert!(pasted.form.extra_parameters.is_empty(), "{option}");
    }
    assert!(
        read(&line("-o out.json -m 10 -w '%{http_code}' -A me"))
            .notes
            .is_empty()
    );
}

#[test]
fn headers_and_parameters_of_its_own_come_along() {
    let pasted = read(
        "curl https://login.example/token -H 'X-Tenant: 0815' -H 'X-Trace: $ID' -H 'Accept: */*' -d grant_type=client_credentials -d client_id=k3v9q2m8 -d client_secret=9f2k-4711 -d resource=orders -d scope='read write'",
    );
    let names: Vec<&str> = pasted
        .form
        .extra_headers
        .iter()
        .map(|extra| extra.name.as_str())
        .collect();
    assert_eq!(names, ["X-Tenant", "X-Trace"]);
    assert_eq!(revealed(&pasted.form.extra_headers[0].value), "0815");
    assert_eq!(pasted.form.extra_parameters[0].name, "resource");
    assert_eq!(pasted.form.scope, "read write");
    assert_eq!(asks(&pasted), ["environment", "extraHeaders.1"]);
}

#[test]
fn variables_that_were_set_before_are_read_and_others_are_asked() {
    let pasted = read(
        "export CLIENT_ID=k3v9q2m8\nCLIENT_SECRET='9f2k-4711'\ncurl https://login.example/token -u \"$CLIENT_ID:$CLIENT_SECRET\" -d grant_type=client_credentials",
    );
    assert_eq!(pasted.form.client_id, "k3v9q2m8");
    assert_eq!(revealed(&pasted.form.client_secret), "9f2k-4711");
    assert_eq!(pasted.form.placement, Some(Placement::Basic));
}

#[test]
fn a_quote_that_never_ends_is_named() {
    let pasted = paste("curl https://login.example/token -d 'grant_type=client_credentials");
    assert!(pasted.problem.unwrap().contains("not closed"));
}
