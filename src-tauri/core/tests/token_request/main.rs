//! What a token request looks like on the wire, byte for byte, in each placement. Expectations are written by hand.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]
mod grants;

use gatepass_core::{
    Credentials, Extra, ExtraValue, GrantSettings, Integration, IntegrationId, Kept, Origin,
    Placement, Proof, Request, Route, SealError, Secret, SecretId, SecretReference, token_request,
};
use url::Url;

const ID: &str = "b441b255client09fc5b";

fn integration(address: &str, placement: Placement) -> Integration {
    Integration {
        id: IntegrationId("i1".into()),
        label: "Test".into(),
        provider: "custom".into(),
        environment: "test".into(),
        client_id: ID.into(),
        client_secret: None,
        besides: gatepass_core::Besides::default(),
        subscription_key: None,
        token_endpoint: Url::parse(address).unwrap(),
        placement,
        grant: GrantSettings::default(),
        revocation_endpoint: None,
        introspection_endpoint: None,
        keep_fresh: false,
        scope: String::new(),
        extra_headers: vec![],
        extra_parameters: vec![],
        api_origins: vec![],
        token_header: "Authorization".into(),
        token_prefix: "Bearer".into(),
        route: Route::default(),
    }
}

fn kept(secret: &str, origin: &str) -> Kept {
    Kept::new(Secret::new(secret), vec![origin.parse().unwrap()])
}

fn credentials(origin: &str) -> Credentials {
    Credentials {
        client_secret: Some(kept("s3cret+/ü", origin)),
        subscription_key: None,
        extra_headers: vec![],
        extra_parameters: vec![],
    }
}

fn lines(request: &Request) -> String {
    let wire = request.seal(None).unwrap();
    let headers = wire
        .headers()
        .iter()
        .filter(|header| header.name != "User-Agent" && header.name != "Accept");
    let headers: String = headers
        .map(|header| format!("{}: {}\n", header.name, *header.value))
        .collect();
    let body = wire.body().map_or("(no body)".into(), |body| {
        String::from_utf8_lossy(body).into_owned()
    });
    format!("{} {}\n{headers}\n{body}", wire.method(), wire.address())
}

#[test]
fn form() {
    let request = token_request(
        &integration(
            "https://id.cisco.com/oauth2/default/v1/token",
            Placement::Form,
        ),
        credentials("https://id.cisco.com"),
        Proof::ClientCredentials,
    );
    assert_eq!(
        lines(&request),
        "POST https://id.cisco.com/oauth2/default/v1/token\nContent-Type: application/x-www-form-urlencoded\n\n\
         grant_type=client_credentials&client_id=b441b255client09fc5b&client_secret=s3cret%2B%2F%C3%BC"
    );
}

#[test]
fn the_smart_bonding_address_already_names_the_grant() {
    let address = "https://int-id.cisco.com/oauth2/default/v1/token?grant_type=client_credentials";
    let form = token_request(
        &integration(address, Placement::Form),
        credentials("https://int-id.cisco.com"),
        Proof::ClientCredentials,
    );
    assert!(
        lines(&form).starts_with("POST https://int-id.cisco.com/oauth2/default/v1/token\n"),
        "sent once, in the body"
    );
    let query = token_request(
        &integration(address, Placement::Query),
        credentials("https://int-id.cisco.com"),
        Proof::ClientCredentials,
    );
    assert_eq!(
        lines(&query),
        "POST https://int-id.cisco.com/oauth2/default/v1/token?grant_type=client_credentials&client_id=b441b255client09fc5b&client_secret=s3cret%2B%2F%C3%BC\n\n"
    );
}

#[test]
fn json() {
    let mut json = integration("https://id.example/token", Placement::Json);
    json.scope = "read \"all\"".into();
    let request = token_request(
        &json,
        credentials("https://id.example"),
        Proof::ClientCredentials,
    );
    assert_eq!(
        lines(&request),
        "POST https://id.example/token\nContent-Type: application/json\n\n\
         {\"grant_type\":\"client_credentials\",\"client_id\":\"b441b255client09fc5b\",\"client_secret\":\"s3cret+/ü\",\"scope\":\"read \\\"all\\\"\"}"
    );
}

#[test]
fn basic_encodes_id_and_secret_before_base64() {
    let request = token_request(
        &integration("https://id.example/token", Placement::Basic),
        credentials("https://id.example"),
        Proof::ClientCredentials,
    );
    // printf 'b441b255client09fc5b:s3cret%%2B%%2F%%C3%%BC' | base64
    assert_eq!(
        lines(&request),
        "POST https://id.example/token\nContent-Type: application/x-www-form-urlencoded\n\
         Authorization: Basic YjQ0MWIyNTVjbGllbnQwOWZjNWI6czNjcmV0JTJCJTJGJUMzJUJD\n\ngrant_type=client_credentials"
    );
}

#[test]
fn the_subscription_key_and_extras_travel_too() {
    let mut pivot = integration(
        "https://api-uat.pivotts.com/oem-cisco/cisco-identity/",
        Placement::Form,
    );
    let reference = SecretReference {
        id: SecretId("x".into()),
        last_four: String::new(),
        set_at_ms: 0,
    };
    pivot.extra_headers = vec![
        Extra {
            name: "X-Tenant".into(),
            value: ExtraValue::Public("north".into()),
        },
        Extra {
            name: "X-Gateway".into(),
            value: ExtraValue::Secret(reference),
        },
    ];
    pivot.extra_parameters = vec![Extra {
        name: "audience".into(),
        value: ExtraValue::Public("a b".into()),
    }];
    let home = "https://api-uat.pivotts.com";
    let mut with = credentials(home);
    with.subscription_key = Some((
        "Ocp-Apim-Subscription-Key".into(),
        kept("key0123456789abcdef", home),
    ));
    with.extra_headers = vec![kept("gateway-secret", home)];
    let request = token_request(&pivot, with, Proof::ClientCredentials);
    assert_eq!(
        lines(&request),
        "POST https://api-uat.pivotts.com/oem-cisco/cisco-identity/\nContent-Type: application/x-www-form-urlencoded\n\
         Ocp-Apim-Subscription-Key: key0123456789abcdef\nX-Tenant: north\nX-Gateway: gateway-secret\n\n\
         grant_type=client_credentials&client_id=b441b255client09fc5b&client_secret=s3cret%2B%2F%C3%BC&audience=a+b"
    );
}

#[test]
fn the_masked_request_shows_everything_but_the_secrets() {
    for placement in Placement::ALL {
        let request = token_request(
            &integration("https://id.example/token?x=1", placement),
            credentials("https://id.example"),
            Proof::ClientCredentials,
        );
        let masked = serde_json::to_string(&request.redacted(None)).unwrap();
        assert!(
            !masked.contains("s3cret") && !masked.contains("czNjcmV0"),
            "{placement:?}: {masked}"
        );
        assert!(
            masked.contains("https://id.example/token") && masked.contains("••••••••"),
            "{placement:?}: {masked}"
        );
        assert!(!format!("{request:?}").contains("s3cret"), "{placement:?}");
    }
}

#[test]
fn a_secret_given_for_another_origin_stays_home() {
    for (address, given_for) in [
        ("https://id.example.evil/token", "https://id.example"),
        ("https://id.example:8443/token", "https://id.example"),
        ("http://127.0.0.1:9/token", "https://id.example"),
        ("https://id.example/token", "sandbox:"),
        ("sandbox:/custom/token", "https://id.example"),
    ] {
        for placement in Placement::ALL {
            let refused = token_request(
                &integration(address, placement),
                credentials(given_for),
                Proof::ClientCredentials,
            )
            .seal(None)
            .unwrap_err();
            assert!(
                matches!(&refused, SealError::ForeignOrigin { secret, .. } if secret == "client secret"),
                "{address}: {refused:?}"
            );
        }
    }
}

#[test]
fn sandbox_addresses_lead_to_where_the_sandbox_listens_now() {
    let request = token_request(
        &integration("sandbox:/custom/token?a=1", Placement::Form),
        credentials("sandbox:"),
        Proof::ClientCredentials,
    );
    assert_eq!(request.seal(None).unwrap_err(), SealError::SandboxStopped);
    let listening = Url::parse("http://127.0.0.1:40213/").unwrap();
    assert_eq!(
        request.seal(Some(&listening)).unwrap().address(),
        "http://127.0.0.1:40213/custom/token?a=1"
    );
    assert_eq!(Origin::of(&request.address).unwrap(), Origin::Sandbox);
}
