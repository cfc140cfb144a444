//! The authorization request, written out by hand from RFC 6749, section 4.1.1 and RFC 7636, section 4.3.
use gatepass_core::{AuthorizationRequest, Pkce, RedirectUri, ResponseType, authorization_address};
use url::Url;

use crate::{state, state_text};

/// RFC 7636, appendix B.
const OCTETS: [u8; 32] = [
    116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77,
    105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
];
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

const NONE: &[(String, String)] = &[];

struct Asked<'a> {
    endpoint: &'a str,
    response_type: ResponseType,
    redirect_uri: &'a str,
    scope: &'a str,
    extra: &'a [(String, String)],
}

fn plain() -> Asked<'static> {
    Asked {
        endpoint: "https://id.example/authorize",
        response_type: ResponseType::Code,
        redirect_uri: "http://localhost:8080/cb",
        scope: "",
        extra: NONE,
    }
}

fn address(asked: &Asked<'_>) -> String {
    let pkce = Pkce::new(&OCTETS);
    authorization_address(&AuthorizationRequest {
        endpoint: &Url::parse(asked.endpoint).unwrap(),
        response_type: asked.response_type,
        client_id: "client 1",
        redirect_uri: &RedirectUri::parse(asked.redirect_uri).unwrap(),
        scope: asked.scope,
        state: &state(),
        pkce: Some(&pkce),
        extra: asked.extra,
    })
    .into()
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn a_code_is_asked_for_with_its_challenge() {
    let asked = Asked {
        scope: "openid api.read",
        ..plain()
    };
    assert_eq!(
        address(&asked),
        format!(
            "https://id.example/authorize?response_type=code&client_id=client+1\
             &redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fcb&scope=openid+api.read&state={}\
             &code_challenge={CHALLENGE}&code_challenge_method=S256",
            state_text()
        )
    );
}

#[test]
fn a_token_is_asked_for_without_one() {
    let asked = Asked {
        response_type: ResponseType::Token,
        ..plain()
    };
    assert_eq!(
        address(&asked),
        format!(
            "https://id.example/authorize?response_type=token&client_id=client+1\
             &redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fcb&state={}",
            state_text()
        )
    );
}

#[test]
fn the_redirect_uri_goes_as_it_was_registered() {
    for registered in [
        "http://LocalHost:8080",
        "http://localhost:8080/a/../b?x=%7e&y",
        "HTTPS://app.example:443/Callback/",
        "urn:ietf:wg:oauth:2.0:oob",
    ] {
        let sent = address(&Asked {
            redirect_uri: registered,
            ..plain()
        });
        let sent = Url::parse(&sent).unwrap();
        let value = sent.query_pairs().find(|(name, _)| name == "redirect_uri");
        assert_eq!(value.unwrap().1, registered);
    }
}

#[test]
fn the_endpoint_s_own_parameters_stay_and_nothing_is_there_twice() {
    let extra = [
        pair("acr_values", "mfa"),
        pair("prompt", "login"),
        pair("state", "mine"),
        pair("redirect_uri", "https://evil.example/"),
        pair("code_challenge_method", "plain"),
    ];
    let sent = address(&Asked {
        endpoint: "https://id.example/authorize?tenant=a%20b&prompt=none&client_id=other#top",
        extra: &extra,
        ..plain()
    });
    let sent = Url::parse(&sent).unwrap();
    assert_eq!(sent.fragment(), None);
    let pairs: Vec<(String, String)> = sent.query_pairs().into_owned().collect();
    assert_eq!(
        pairs,
        [
            pair("tenant", "a b"),
            pair("prompt", "login"),
            pair("client_id", "client 1"),
            pair("acr_values", "mfa"),
            pair("state", &state_text()),
            pair("redirect_uri", "http://localhost:8080/cb"),
            pair("code_challenge_method", "S256"),
            pair("response_type", "code"),
            pair("code_challenge", CHALLENGE),
        ]
    );
}
