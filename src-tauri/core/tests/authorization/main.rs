//! Stories of a sign-in by browser: the address it starts at, and what is made of the address it ends at.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]
mod landings;
mod mutations;
mod tokens;

use gatepass_core::{
    ExpectedLanding, Landed, Landing, LandingError, RedirectUri, ResponseType, Secret, State,
    read_landing,
};

const REDIRECT_URI: &str = "http://127.0.0.1:8080/callback";
const CODE: &str = "SplxlOBeZQQYbYS6WxSbIA";

fn state() -> State {
    State::new(&[0x61; 32])
}

/// The text of [`state`].
fn state_text() -> String {
    state().secret().reveal(str::to_owned)
}

fn expected(redirect_uri: &str, response_type: ResponseType) -> ExpectedLanding {
    ExpectedLanding {
        redirect_uri: RedirectUri::parse(redirect_uri).unwrap(),
        authorization_endpoint: "https://id.example/as/authorization.oauth2"
            .parse()
            .unwrap(),
        response_type,
        state: state(),
    }
}

/// Reads a landing for a code at [`REDIRECT_URI`]; `{state}` stands for the right one.
fn read(text: &str) -> Result<Landing, LandingError> {
    read_as(text, &expected(REDIRECT_URI, ResponseType::Code))
}

fn read_as(text: &str, expected: &ExpectedLanding) -> Result<Landing, LandingError> {
    read_landing(
        &Secret::new(text.replace("{state}", &state_text())),
        expected,
    )
}

fn code(landing: Result<Landing, LandingError>) -> String {
    match landing.map(|landing| landing.answer) {
        Ok(Landed::Code(code)) => code.reveal(str::to_owned),
        other => panic!("no code: {other:?}"),
    }
}

fn refused(landing: Result<Landing, LandingError>) -> (String, String) {
    match landing.map(|landing| landing.answer) {
        Ok(Landed::Refused { error, description }) => (error, description),
        other => panic!("no refusal: {other:?}"),
    }
}
