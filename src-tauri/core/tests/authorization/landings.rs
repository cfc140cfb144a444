//! Addresses that a browser landed on with a code, a refusal, or something that is no answer to our request.
use gatepass_core::{LandingError, ResponseType};

use crate::{CODE, REDIRECT_URI, code, expected, read, read_as, refused};

#[test]
fn a_code_comes_out_of_the_address_however_it_was_copied() {
    let address = format!("{REDIRECT_URI}?code={CODE}&state={{state}}");
    let broken = format!("{}\r\n  {}", &address[..50], &address[50..]);
    for text in [
        address.clone(),
        format!("  {address}\n"),
        format!("\"{address}\""),
        format!("<{address}>"),
        format!("‘{address}’"),
        broken,
        address.replace('?', "?session_state=1&session_state=2&"),
        format!("{address}#_=_"),
        address.replace("http://", "HTTP://"),
        address.replace("code=S", "code=%53"),
    ] {
        assert_eq!(code(read(&text)), CODE, "{text:?}");
    }
}

#[test]
fn whoever_answered_is_told() {
    let landing = read(&format!(
        "{REDIRECT_URI}?code={CODE}&state={{state}}&iss=https%3A%2F%2Fid.example"
    ));
    assert_eq!(landing.unwrap().iss.as_deref(), Some("https://id.example"));
}

#[test]
fn a_refusal_is_an_answer() {
    let landing = read(&format!(
        "{REDIRECT_URI}?error=access_denied&error_description=The+user%0Asaid%20no&error_uri=https%3A%2F%2Fevil.example&state={{state}}"
    ));
    assert_eq!(
        refused(landing),
        ("access_denied".into(), "The usersaid no".into())
    );
    let wordy = format!(
        "{REDIRECT_URI}?error={}&error_description={}&code={CODE}&state={{state}}",
        "e".repeat(1_000),
        "ä".repeat(1_000)
    );
    let (error, description) = refused(read(&wordy));
    assert_eq!(
        (error.len(), description.chars().count()),
        (80, 300),
        "an error beside a code wins"
    );
}

#[test]
fn each_mistake_has_its_name() {
    use LandingError::{
        AuthorizationServersPage, Duplicate, NotAnAddress, NotTheRedirectUri, NothingInIt,
        OtherResponseType, StateMissing, WrongState,
    };
    let rows = [
        ("", NotAnAddress),
        (CODE, NotAnAddress),
        ("/callback?code=x&state={state}", NotAnAddress),
        (
            "https://id.example/as/authorization.oauth2?error=invalid_request",
            AuthorizationServersPage,
        ),
        ("https://id.example/signed-out", AuthorizationServersPage),
        ("https://id.example:444/", NotTheRedirectUri),
        (
            "https://127.0.0.1:8080/callback?code=x&state={state}",
            NotTheRedirectUri,
        ),
        (
            "http://localhost:8080/callback?code=x&state={state}",
            NotTheRedirectUri,
        ),
        (
            "http://127.0.0.1:8081/callback?code=x&state={state}",
            NotTheRedirectUri,
        ),
        (
            "http://127.0.0.1:8080/callback/?code=x&state={state}",
            NotTheRedirectUri,
        ),
        (
            "http://127.0.0.1:8080/Callback?code=x&state={state}",
            NotTheRedirectUri,
        ),
        (
            "http://127.0.0.1:8080/x/%2e%2e/callback%2f?code=x&state={state}",
            NotTheRedirectUri,
        ),
        (
            "http://ann@127.0.0.1:8080/callback?code=x&state={state}",
            NotTheRedirectUri,
        ),
        (
            "http://127.0.0.1:8080@evil.example/callback?code=x&state={state}",
            NotTheRedirectUri,
        ),
        ("javascript:alert(1)", NotTheRedirectUri),
        (REDIRECT_URI, NothingInIt),
        (
            "http://127.0.0.1:8080/callback?code=&state={state}",
            NothingInIt,
        ),
        ("http://127.0.0.1:8080/callback?state={state}", NothingInIt),
        (
            "http://127.0.0.1:8080/callback#code=x&state={state}",
            NothingInIt,
        ),
        (
            "http://127.0.0.1:8080/callback#access_token=x&state={state}",
            OtherResponseType,
        ),
        (
            "http://127.0.0.1:8080/callback?code=x&code=y&state={state}",
            Duplicate,
        ),
        (
            "http://127.0.0.1:8080/callback?code=x&c%6fde=x&state={state}",
            Duplicate,
        ),
        (
            "http://127.0.0.1:8080/callback?code=x&state={state}&state={state}",
            Duplicate,
        ),
        (
            "http://127.0.0.1:8080/callback?code=x&state=&state={state}",
            Duplicate,
        ),
        ("http://127.0.0.1:8080/callback?code=x", StateMissing),
        ("http://127.0.0.1:8080/callback?code=x&state=", StateMissing),
        (
            "http://127.0.0.1:8080/callback?error=access_denied",
            StateMissing,
        ),
        (
            "http://127.0.0.1:8080/callback?code=x&state=old",
            WrongState,
        ),
        (
            "http://127.0.0.1:8080/callback?code=x&state={state}A",
            WrongState,
        ),
        (
            "http://127.0.0.1:8080/callback?error=access_denied&state=old",
            WrongState,
        ),
    ];
    for (text, error) in rows {
        assert_eq!(read(text).unwrap_err(), error, "{text}");
    }
}

#[test]
fn a_redirect_uri_that_nobody_listens_on_is_read_from_the_clipboard() {
    for (registered, landed) in [
        (
            "https://app.example/cb?app=7",
            "https://app.example:443/cb?app=7&code={code}&state={state}",
        ),
        (
            "com.example.app:/cb",
            "com.example.app:/cb?code={code}&state={state}",
        ),
        (
            "com.example.app://cb",
            "com.example.app://cb?code={code}&state={state}",
        ),
        (
            "urn:ietf:wg:oauth:2.0:oob",
            "urn:ietf:wg:oauth:2.0:oob?code={code}&state={state}",
        ),
        (
            "https://id.example/native",
            "https://id.example/native?code={code}&state={state}",
        ),
    ] {
        let expected = expected(registered, ResponseType::Code);
        assert_eq!(
            code(read_as(&landed.replace("{code}", CODE), &expected)),
            CODE,
            "{registered}"
        );
    }
}

#[test]
fn nothing_secret_is_in_what_can_be_printed() {
    let expected = expected(REDIRECT_URI, ResponseType::Code);
    let landing = read(&format!("{REDIRECT_URI}?code={CODE}&state={{state}}"));
    let printed = format!("{landing:?} {expected:?}");
    assert!(
        !printed.contains(CODE) && !printed.contains(&crate::state_text()),
        "{printed}"
    );
}
