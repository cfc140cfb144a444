//! Each grant in each placement, and what an extra parameter, a scope and a missing client secret change of it.
use gatepass_core::{Credentials, Extra, ExtraValue, Integration, Placement, Proof, token_request};

use super::{credentials, integration, kept, lines};

const HOME: &str = "https://id.example";

const FORM: &str =
    "POST https://id.example/token\nContent-Type: application/x-www-form-urlencoded\n\n";

/// `printf 'b441b255client09fc5b:s3cret%%2B%%2F%%C3%%BC' | base64`
const BASIC: &str = "POST https://id.example/token\nContent-Type: application/x-www-form-urlencoded\n\
    Authorization: Basic YjQ0MWIyNTVjbGllbnQwOWZjNWI6czNjcmV0JTJCJTJGJUMzJUJD\n\n";

const JSON: &str = "POST https://id.example/token\nContent-Type: application/json\n\n";

const QUERY: &str = "POST https://id.example/token?";

fn password() -> Proof {
    Proof::Password {
        username: "ada@example".into(),
        password: kept("pass word+/ü&7", HOME),
    }
}

fn code() -> Proof {
    Proof::Code {
        code: kept("c0de/+=", HOME),
        redirect_uri: "http://127.0.0.1:8765/Call%62ack".into(),
        verifier: kept("v3rifier-._~", HOME),
    }
}

fn refresh() -> Proof {
    Proof::Refresh(kept("r3fresh+token/=", HOME))
}

fn ours(placement: Placement) -> Integration {
    let mut ours = integration("https://id.example/token", placement);
    ours.scope = "read write".into();
    ours
}

fn public_client() -> Credentials {
    Credentials {
        client_secret: None,
        ..credentials(HOME)
    }
}

fn extra(name: &str, value: &str) -> Extra {
    Extra {
        name: name.into(),
        value: ExtraValue::Public(value.into()),
    }
}

#[test]
fn a_password_travels_with_the_client_and_the_scope() {
    let rows = [
        (
            Placement::Form,
            format!(
                "{FORM}grant_type=password&client_id=b441b255client09fc5b&client_secret=s3cret%2B%2F%C3%BC\
                 &username=ada%40example&password=pass+word%2B%2F%C3%BC%267&scope=read+write"
            ),
        ),
        (
            Placement::Basic,
            format!(
                "{BASIC}grant_type=password&username=ada%40example&password=pass+word%2B%2F%C3%BC%267&scope=read+write"
            ),
        ),
        (
            Placement::Query,
            format!(
                "{QUERY}grant_type=password&client_id=b441b255client09fc5b&client_secret=s3cret%2B%2F%C3%BC\
                 &username=ada%40example&password=pass+word%2B%2F%C3%BC%267&scope=read+write\n\n"
            ),
        ),
        (
            Placement::Json,
            format!(
                "{JSON}{{\"grant_type\":\"password\",\"client_id\":\"b441b255client09fc5b\",\"client_secret\":\"s3cret+/ü\",\
                 \"username\":\"ada@example\",\"password\":\"pass word+/ü&7\",\"scope\":\"read write\"}}"
            ),
        ),
    ];
    for (placement, expected) in rows {
        let request = token_request(&ours(placement), credentials(HOME), password());
        assert_eq!(lines(&request), expected, "{placement:?}");
    }
}

#[test]
fn a_code_travels_with_its_verifier_and_the_redirect_uri_to_the_letter_and_without_a_scope() {
    let rows = [
        (
            Placement::Form,
            format!(
                "{FORM}grant_type=authorization_code&client_id=b441b255client09fc5b&client_secret=s3cret%2B%2F%C3%BC\
                 &code=c0de%2F%2B%3D&redirect_uri=http%3A%2F%2F127.0.0.1%3A8765%2FCall%2562ack&code_verifier=v3rifier-._%7E"
            ),
        ),
        (
            Placement::Basic,
            format!(
                "{BASIC}grant_type=authorization_code&code=c0de%2F%2B%3D\
                 &redirect_uri=http%3A%2F%2F127.0.0.1%3A8765%2FCall%2562ack&code_verifier=v3rifier-._%7E"
            ),
        ),
        (
            Placement::Query,
            format!(
                "{QUERY}grant_type=authorization_code&client_id=b441b255client09fc5b&client_secret=s3cret%2B%2F%C3%BC\
                 &code=c0de%2F%2B%3D&redirect_uri=http%3A%2F%2F127.0.0.1%3A8765%2FCall%2562ack&code_verifier=v3rifier-._%7E\n\n"
            ),
        ),
        (
            Placement::Json,
            format!(
                "{JSON}{{\"grant_type\":\"authorization_code\",\"client_id\":\"b441b255client09fc5b\",\
                 \"client_secret\":\"s3cret+/ü\",\"code\":\"c0de/+=\",\
                 \"redirect_uri\":\"http://127.0.0.1:8765/Call%62ack\",\"code_verifier\":\"v3rifier-._~\"}}"
            ),
        ),
    ];
    for (placement, expected) in rows {
        let request = token_request(&ours(placement), credentials(HOME), code());
        assert_eq!(lines(&request), expected, "{placement:?}");
    }
}

#[test]
fn a_refresh_token_travels_with_the_client_and_without_a_scope() {
    let rows = [
        (
            Placement::Form,
            format!(
                "{FORM}grant_type=refresh_token&client_id=b441b255client09fc5b&client_secret=s3cret%2B%2F%C3%BC\
                 &refresh_token=r3fresh%2Btoken%2F%3D"
            ),
        ),
        (
            Placement::Basic,
            format!("{BASIC}grant_type=refresh_token&refresh_token=r3fresh%2Btoken%2F%3D"),
        ),
        (
            Placement::Query,
            format!(
                "{QUERY}grant_type=refresh_token&client_id=b441b255client09fc5b&client_secret=s3cret%2B%2F%C3%BC\
                 &refresh_token=r3fresh%2Btoken%2F%3D\n\n"
            ),
        ),
        (
            Placement::Json,
            format!(
                "{JSON}{{\"grant_type\":\"refresh_token\",\"client_id\":\"b441b255client09fc5b\",\
                 \"client_secret\":\"s3cret+/ü\",\"refresh_token\":\"r3fresh+token/=\"}}"
            ),
        ),
    ];
    for (placement, expected) in rows {
        let request = token_request(&ours(placement), credentials(HOME), refresh());
        assert_eq!(lines(&request), expected, "{placement:?}");
    }
}

#[test]
fn the_client_credentials_alone_name_the_scope() {
    let request = token_request(
        &ours(Placement::Basic),
        credentials(HOME),
        Proof::ClientCredentials,
    );
    assert_eq!(
        lines(&request),
        format!("{BASIC}grant_type=client_credentials&scope=read+write")
    );
}

/// RFC 6749, section 3.2.1: a client that does not authenticate itself says who it is.
#[test]
fn a_public_client_names_itself_wherever_it_would_have_authenticated_itself() {
    let body = "grant_type=refresh_token&client_id=b441b255client09fc5b&refresh_token=r3fresh%2Btoken%2F%3D";
    let rows = [
        (Placement::Form, format!("{FORM}{body}")),
        (Placement::Basic, format!("{FORM}{body}")),
        (Placement::Query, format!("{QUERY}{body}\n\n")),
        (
            Placement::Json,
            format!(
                "{JSON}{{\"grant_type\":\"refresh_token\",\"client_id\":\"b441b255client09fc5b\",\
                 \"refresh_token\":\"r3fresh+token/=\"}}"
            ),
        ),
    ];
    for (placement, expected) in rows {
        let request = token_request(&ours(placement), public_client(), refresh());
        assert_eq!(lines(&request), expected, "{placement:?}");
    }
    let request = token_request(&ours(Placement::Form), public_client(), code());
    assert_eq!(
        lines(&request),
        format!(
            "{FORM}grant_type=authorization_code&client_id=b441b255client09fc5b&code=c0de%2F%2B%3D\
             &redirect_uri=http%3A%2F%2F127.0.0.1%3A8765%2FCall%2562ack&code_verifier=v3rifier-._%7E"
        )
    );
}

#[test]
fn an_extra_parameter_takes_the_place_of_the_member_it_is_named_after() {
    let rows = [
        (
            vec![extra("scope", "admin"), extra("audience", "a b")],
            "grant_type=client_credentials&client_id=b441b255client09fc5b&client_secret=s3cret%2B%2F%C3%BC\
             &scope=admin&audience=a+b",
        ),
        (
            vec![extra("grant_type", "urn:x:y")],
            "grant_type=urn%3Ax%3Ay&client_id=b441b255client09fc5b&client_secret=s3cret%2B%2F%C3%BC&scope=read+write",
        ),
        (
            vec![extra("client_secret", "another")],
            "grant_type=client_credentials&client_id=b441b255client09fc5b&scope=read+write&client_secret=another",
        ),
        (
            vec![extra("client_id", "another"), extra("client_id", "last")],
            "grant_type=client_credentials&client_secret=s3cret%2B%2F%C3%BC&scope=read+write&client_id=last",
        ),
    ];
    for (extras, expected) in rows {
        let mut ours = ours(Placement::Form);
        ours.extra_parameters = extras;
        let request = token_request(&ours, credentials(HOME), Proof::ClientCredentials);
        assert_eq!(lines(&request), format!("{FORM}{expected}"));
    }
}

/// What the rule about scopes does not send by itself can still be asked for by name.
#[test]
fn a_scope_among_the_extra_parameters_goes_with_a_refresh_too() {
    let mut ours = ours(Placement::Form);
    ours.extra_parameters = vec![extra("scope", "read")];
    let request = token_request(&ours, credentials(HOME), refresh());
    assert!(
        lines(&request).ends_with("&refresh_token=r3fresh%2Btoken%2F%3D&scope=read"),
        "{}",
        lines(&request)
    );
}

#[test]
fn an_address_that_names_a_member_itself_sends_it_once() {
    for (placement, expected) in [
        (
            Placement::Form,
            "POST https://id.example/token?tenant=7\nContent-Type: application/x-www-form-urlencoded\n\n\
             grant_type=refresh_token&client_id=b441b255client09fc5b&refresh_token=r3fresh%2Btoken%2F%3D",
        ),
        (
            Placement::Query,
            "POST https://id.example/token?tenant=7&grant_type=refresh_token&client_id=b441b255client09fc5b\
             &refresh_token=r3fresh%2Btoken%2F%3D\n\n",
        ),
    ] {
        let address = "https://id.example/token?tenant=7&grant_type=client_credentials";
        let request = token_request(&integration(address, placement), public_client(), refresh());
        assert_eq!(lines(&request), expected, "{placement:?}");
    }
}

#[test]
fn no_proof_is_shown_and_none_leaves_for_another_origin() {
    for proof in [password(), code(), refresh()] {
        for placement in Placement::ALL {
            let elsewhere = integration("https://id.example.evil/token", placement);
            let request = token_request(&elsewhere, public_client(), proof.clone());
            assert!(request.seal(None).is_err(), "{placement:?} {proof:?}");
            let shown = format!("{request:?} {:?}", request.redacted(None));
            for secret in ["pass word", "c0de", "v3rifier", "r3fresh"] {
                assert!(!shown.contains(secret), "{placement:?}: {shown}");
            }
        }
    }
}
