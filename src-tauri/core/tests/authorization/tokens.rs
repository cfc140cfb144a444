//! Landings of the implicit grant (RFC 6749, section 4.2.2): the token stands in the fragment.
use gatepass_core::{Issued, Landed, LandingError, Received, ResponseType};

use crate::{REDIRECT_URI, expected, read_as, refused, state_text};

const TOKEN: &str = "2YotnFZFEjr1zCsicMWpAA";

/// A redirect has no `Date`.
const RECEIVED: Received = Received {
    wall_ms: 1_750_000_000_000,
    elapsed_ms: 20_000,
    date_s: None,
};

fn read(rest: &str) -> Result<Landed, LandingError> {
    let landing = read_as(
        &format!("{REDIRECT_URI}{rest}"),
        &expected(REDIRECT_URI, ResponseType::Token),
    );
    landing.map(|landing| landing.answer)
}

fn issued(rest: &str) -> Issued {
    match read(rest) {
        Ok(Landed::Token(token)) => token.issued(&RECEIVED).expect("a usable token"),
        other => panic!("no token: {other:?}"),
    }
}

#[test]
fn a_token_comes_with_its_type_lifetime_and_scope() {
    for part in ['#', '?'] {
        let issued = issued(&format!(
            "{part}access_token={TOKEN}&token_type=bearer&expires_in=600&scope=a+b&state={{state}}&id_token=x.y.z"
        ));
        issued.access_token.reveal(|token| assert_eq!(token, TOKEN));
        assert_eq!(issued.token_type, "bearer");
        assert_eq!(
            (issued.lifetime.ms, issued.lifetime.assumed),
            (600_000, false)
        );
        assert_eq!(issued.scope, "a b");
        assert!(!format!("{issued:?}").contains(TOKEN));
    }
    assert!(
        issued(&format!("#access_token={TOKEN}&state={{state}}"))
            .lifetime
            .assumed
    );
}

#[test]
fn what_no_token_can_look_like_is_none() {
    match read("#access_token=a%20b&state={state}") {
        Ok(Landed::Token(token)) => assert!(token.issued(&RECEIVED).is_none()),
        other => panic!("it is ours, and a token by name: {other:?}"),
    }
}

#[test]
fn a_refusal_may_stand_in_either_part() {
    let expected = expected(REDIRECT_URI, ResponseType::Token);
    for part in ['#', '?'] {
        let text = format!("{REDIRECT_URI}{part}error=access_denied&state={{state}}");
        assert_eq!(refused(read_as(&text, &expected)).0, "access_denied");
    }
}

#[test]
fn each_mistake_has_its_name() {
    use LandingError::{Duplicate, NothingInIt, OtherResponseType, StateMissing, WrongState};
    let rows = [
        ("", NothingInIt),
        ("#", NothingInIt),
        ("#access_token=&state={state}", NothingInIt),
        ("?code=x&state={state}", OtherResponseType),
        ("#access_token=x&access_token=y&state={state}", Duplicate),
        ("?state={state}#access_token=x&state={state}", Duplicate),
        ("?access_token=x#access_token=y&state={state}", Duplicate),
        ("#access_token=x", StateMissing),
        ("#access_token=x&state=old", WrongState),
    ];
    for (rest, error) in rows {
        assert_eq!(read(rest).unwrap_err(), error, "{rest}");
    }
    assert!(!format!("{:?}", read("#access_token=x&state=old")).contains(&state_text()));
}
