//! Whose a request is: what narrows the candidates, what does not, and which address a candidate then has.
use super::{asks, candidates, notes, paste, read};
use gatepass_core::{Origin, Placement};

const ID: &str = "https://id.cisco.com/oauth2/default/v1/token";
const BODY: &str =
    "grant_type=client_credentials&client_id=k3v9q2m8t5w7&client_secret=9f2k-invented-4711";

/// A paste, and the environments that are left.
const ROWS: &[(&str, &str, &[&str])] = &[
    (
        "a form at the shared host",
        "curl https://id.cisco.com/oauth2/default/v1/token -d 'grant_type=client_credentials&client_id=k3v9&client_secret=s3c-4711'",
        &[
            "cisco-support/production",
            "cx-cloud/production",
            "api-console/production",
            "smart-bonding/production",
        ],
    ),
    (
        "Basic, which two of them document",
        "curl https://id.cisco.com/oauth2/default/v1/token -u k3v9:s3c-4711 -d grant_type=client_credentials",
        &["cisco-support/production", "api-console/production"],
    ),
    (
        "the address, which one of them documents",
        "curl -X POST 'https://id.cisco.com/oauth2/default/v1/token?grant_type=client_credentials&client_id=k3v9&client_secret=s3c-4711'",
        &["smart-bonding/production"],
    ),
    (
        "a JSON body",
        "curl --json '{\"grant_type\":\"client_credentials\",\"client_id\":\"k3v9\",\"client_secret\":\"s3c-4711\"}' https://id.cisco.com/oauth2/default/v1/token",
        &["smart-bonding/production"],
    ),
    (
        "a user's password, which one of them takes",
        "curl https://id.cisco.com/oauth2/default/v1/token -d 'grant_type=password&client_id=k3v9&username=ada&password=lace-4711'",
        &["api-console/production"],
    ),
    (
        "the stage host",
        "curl https://int-id.cisco.com/oauth2/default/v1/token -d 'grant_type=client_credentials&client_id=k3v9'",
        &["smart-bonding/stage"],
    ),
    (
        "the token request and a call of CX Cloud",
        "curl https://id.cisco.com/oauth2/default/v1/token -d 'grant_type=client_credentials&client_id=k3v9&client_secret=s3c-4711'\ncurl https://apix.cisco.com/cs/api/v2/contracts/coverage -H 'Authorization: Bearer t0k3n'",
        &["cx-cloud/production"],
    ),
    (
        "the token request and a call of Smart Bonding",
        "curl https://id.cisco.com/oauth2/default/v1/token -d 'grant_type=client_credentials&client_id=k3v9&client_secret=s3c-4711'\ncurl https://sb.xylem.cisco.com/sb-partner-oauth-proxy-api/rest/v1/pull/call",
        &["smart-bonding/production"],
    ),
    (
        "the Hello API",
        "GET https://apix.cisco.com/hello",
        &["api-console/production"],
    ),
    (
        "any other API of the console",
        "GET https://apix.cisco.com/commerce/ORDER/v2/sync/get",
        &["api-console/production"],
    ),
    (
        "the version of CX Cloud's path counts",
        "GET https://apix.cisco.com/cs/api/v1/customer-info/customer-details",
        &["api-console/production"],
    ),
    (
        "a path is matched by its segments",
        "GET https://apix.cisco.com/products/x",
        &["api-console/production"],
    ),
    (
        "PSIRT",
        "GET https://apix.cisco.com/security/advisories/v2/latest/10",
        &["cisco-support/production"],
    ),
    (
        "the retired token host",
        "POST /as/token.oauth2 HTTP/1.1\nHost: cloudsso.cisco.com\n\ngrant_type=client_credentials&client_id=k3v9&client_secret=s3c-4711",
        &[
            "cisco-support/production",
            "cx-cloud/production",
            "api-console/production",
            "api-console/legacy",
            "smart-bonding/production",
        ],
    ),
    (
        "the Hello API at the retired host",
        "GET https://api.cisco.com/hello",
        &["api-console/production", "api-console/legacy"],
    ),
    (
        "a Support API at the retired host",
        "GET https://api.cisco.com/bug/v2.0/bugs/bug_ids/CSCvc57217",
        &["cisco-support/production", "api-console/legacy"],
    ),
    (
        "an authorization request",
        "https://id.cisco.com/oauth2/default/v1/authorize?response_type=code&client_id=k3v9&redirect_uri=http://127.0.0.1:8400/done&state=1",
        &["api-console/production"],
    ),
    (
        "another authorization server at a known host",
        "curl https://id.cisco.com/oauth2/aus1o4emxorc3wkEe5d7/v1/token -d 'grant_type=client_credentials&client_id=k3v9&scope=api.authz.iam.manage'",
        &["custom/production", "custom/test"],
    ),
    (
        "a server that nobody knows",
        "curl https://login.example/oauth/token -u k3v9:s3c-4711 -d grant_type=client_credentials",
        &["custom/production", "custom/test"],
    ),
    (
        "a look-alike host",
        "curl https://id.cisco.com.login.example/oauth2/default/v1/token -d grant_type=client_credentials",
        &["custom/production", "custom/test"],
    ),
    (
        "a server on this computer",
        "curl http://127.0.0.1:8080/token -u k3v9:s3c-4711 -d grant_type=client_credentials",
        &["custom/test"],
    ),
    (
        "a subscription key at a server that nobody knows",
        "POST https://api.pivot.example/identity\nOcp-Apim-Subscription-Key: 0a1b2c3d\n\ngrant_type=client_credentials&client_id=k3v9",
        &["pivot/production", "custom/production", "custom/test"],
    ),
    (
        "the sandbox's own address",
        "POST sandbox:/pivot/oem-cisco/cisco-identity/\n\ngrant_type=client_credentials&client_id=k3v9",
        &["pivot/sandbox"],
    ),
];

#[test]
fn each_piece_of_evidence_narrows_as_far_as_the_documentation_goes() {
    for (what, text, expected) in ROWS {
        assert_eq!(candidates(&read(text)), *expected, "{what}");
    }
}

#[test]
fn one_candidate_needs_no_question_and_several_need_one() {
    let whole = format!("POST {ID}\n\n{BODY}");
    assert_eq!(asks(&read(&whole)), ["provider"]);
    let stage = whole.replace("id.cisco.com", "int-id.cisco.com");
    assert!(asks(&read(&stage)).is_empty());
    let unknown = whole.replace("id.cisco.com", "login.example");
    assert_eq!(asks(&read(&unknown)), ["environment"]);
}

#[test]
fn a_retired_address_gives_each_candidate_its_own() {
    let pasted = read(&format!(
        "POST https://cloudsso.cisco.com/as/token.oauth2\n\n{BODY}"
    ));
    assert!(notes(&pasted, "replaced by id.cisco.com"));
    let of = |name: &str| {
        let chosen = pasted
            .candidates
            .iter()
            .find(|candidate| candidate.environment == name);
        pasted
            .token_endpoint_for(chosen.unwrap())
            .unwrap()
            .to_string()
    };
    assert_eq!(pasted.form.token_endpoint.as_ref().unwrap().as_str(), ID);
    assert_eq!(of("production"), ID);
    assert_eq!(of("legacy"), "https://cloudsso.cisco.com/as/token.oauth2");
}

#[test]
fn an_unknown_server_keeps_its_address_and_its_placement() {
    let pasted = read(
        "curl https://login.example:8443/oauth/token -u k3v9:s3c-4711 -d grant_type=client_credentials -d audience=orders",
    );
    let endpoint = pasted.token_endpoint_for(&pasted.candidates[0]).unwrap();
    assert_eq!(endpoint.as_str(), "https://login.example:8443/oauth/token");
    assert_eq!(pasted.form.placement, Some(Placement::Basic));
    assert_eq!(pasted.form.extra_parameters[0].name, "audience");
}

#[test]
fn a_call_to_an_unknown_server_asks_where_its_tokens_come_from() {
    let pasted = read("GET https://api.example/orders/1\nAuthorization: Bearer abc");
    assert_eq!(candidates(&pasted), ["custom/production", "custom/test"]);
    let origins: Vec<String> = pasted
        .form
        .api_origins
        .iter()
        .map(Origin::to_string)
        .collect();
    assert_eq!(origins, ["https://api.example"]);
    assert_eq!(
        asks(&pasted),
        ["environment", "clientId", "clientSecret", "tokenEndpoint"]
    );
}

#[test]
fn a_placement_that_the_only_candidate_does_not_take_is_asked() {
    let pasted = read(
        "curl https://int-id.cisco.com/oauth2/default/v1/token -u k3v9:s3c-4711 -d grant_type=client_credentials",
    );
    assert_eq!(candidates(&pasted), ["smart-bonding/stage"]);
    assert_eq!(asks(&pasted), ["placement"]);
}

#[test]
fn an_address_that_no_secret_may_go_to_is_refused() {
    for (text, words) in [
        (
            "POST http://id.cisco.com/oauth2/default/v1/token\n\na=b",
            "https only",
        ),
        (
            "curl http://localhost:8080/token -d grant_type=client_credentials",
            "https only",
        ),
        (
            "curl https://id.cisco.com@login.example/token -d grant_type=password",
            "user name",
        ),
        (
            "curl ftp://id.cisco.com/token -d grant_type=password",
            "https addresses",
        ),
    ] {
        let pasted = paste(text);
        assert!(
            pasted.problem.clone().unwrap_or_default().contains(words),
            "{text}: {:?}",
            pasted.problem
        );
        assert!(
            pasted.candidates.is_empty() && pasted.form.client_id.is_empty(),
            "{text}"
        );
    }
}
