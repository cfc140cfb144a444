//! RFC 6749 section 5.2, in both Okta envelopes and Ping's.
use crate::refusal::rule::{Again, Rule, refused};
use crate::refusal::{AnswerFacts, Fault, Remedy};

const CLIENT: (Fault, Remedy) = (Fault::Key, Remedy::Setup);
const TYPED: (Fault, Remedy) = (Fault::You, Remedy::Setup);
const SIGN_IN: (Fault, Remedy) = (Fault::Key, Remedy::SignIn);

fn says(facts: &AnswerFacts, error: &str, words: &str) -> bool {
    facts.error == error && facts.description.to_ascii_lowercase().contains(words)
}

pub(super) const RULES: &[Rule] = &[
    refused(
        "client_id_unknown",
        "client id unknown",
        CLIENT,
        |f, _| says(f, "invalid_client", "client_id"),
        [
            "{provider} does not know this client id",
            "The token endpoint looked for the client id and found none.{said}",
            "Compare the client id with where it was issued.{environments}{before}",
        ],
    )
    .again(Again::MayPassIfItWorked),
    refused(
        "client_secret_refused",
        "secret refused",
        CLIENT,
        |f, _| says(f, "invalid_client", "client secret"),
        [
            "{provider} refused the client secret",
            "The client id is known there, the secret does not belong to it.{said}",
            "Enter the client secret again in Setup. If it was regenerated in the console, the old one no longer works.{before}",
        ],
    )
    .again(Again::MayPassIfItWorked),
    refused(
        "credentials_not_found",
        "no credentials",
        TYPED,
        |f, _| says(f, "invalid_client", "no client credentials"),
        [
            "{provider} found no credentials in the request",
            "They were sent, but not where this server looks for them.{said}",
            "Choose another placement in Setup; the documentation names the right one.",
        ],
    ),
    refused(
        "client_refused",
        "client refused",
        CLIENT,
        |f, _| f.error == "invalid_client",
        [
            "{provider} refused the client",
            "The client id or the client secret is not accepted.{said}",
            "Enter both again in Setup, and check that they belong to this environment.{environments}{before}",
        ],
    )
    .again(Again::MayPassIfItWorked),
    refused(
        "password_refused",
        "password refused",
        CLIENT,
        |f, a| f.error == "invalid_grant" && a.grant_type() == "password",
        [
            "{provider} refused the username or the password",
            "The client was accepted; the person was not.{said}",
            "Enter the username and the password again in Setup. Accounts that sign in with a second factor cannot use this grant.",
        ],
    ),
    refused(
        "refresh_token_refused",
        "sign in again",
        SIGN_IN,
        |f, a| f.error == "invalid_grant" && a.grant_type() == "refresh_token",
        [
            "{provider} no longer takes the refresh token",
            "It has ended, was used up, or was withdrawn.{said}",
            "Sign in again.",
        ],
    ),
    refused(
        "code_refused",
        "code refused",
        (Fault::You, Remedy::SignIn),
        |f, a| f.error == "invalid_grant" && a.grant_type() == "authorization_code",
        [
            "{provider} refused the authorization code",
            "A code works once and for a short time, and only with the redirect URI that it was asked for with.{said}",
            "Sign in again. If that does not help, compare the redirect URI in Setup with the registered one, letter by letter.",
        ],
    ),
    refused(
        "grant_refused",
        "grant refused",
        CLIENT,
        |f, _| f.error == "invalid_grant",
        [
            "{provider} refused what the token was asked for with",
            "The server understood the request and does not accept the credentials in it.{said}",
            "Enter the client id and the client secret again in Setup.{before}",
        ],
    ),
    refused(
        "grant_not_allowed",
        "grant not allowed",
        CLIENT,
        |f, _| matches!(f.error.as_str(), "unauthorized_client" | "unsupported_grant_type"),
        [
            "{provider} does not allow {grant} for this client",
            "The grant was not ticked when the application was registered, or the server does not have it.{said}",
            "Register the application again with that grant ticked: with most servers it cannot be added later.",
        ],
    ),
    refused(
        "scope_refused",
        "scope refused",
        TYPED,
        |f, _| f.error == "invalid_scope",
        [
            "{provider} refused the scope",
            "The scope is unknown, or this client may not ask for it.{said}",
            "Leave the scope empty in Setup, or use one that the documentation names.",
        ],
    ),
    refused(
        "request_refused",
        "request refused",
        TYPED,
        |f, _| f.error == "invalid_request",
        [
            "{provider} could not read the token request",
            "Something is missing, repeated, or in the wrong place.{said}",
            "Choose another placement in Setup, and compare what was sent with the documentation.",
        ],
    ),
    refused(
        "access_denied",
        "access denied",
        CLIENT,
        |f, _| f.error == "access_denied",
        [
            "{provider} denied access",
            "The server understood the request and will not serve this client.{said}",
            "Check the extra headers and parameters in Setup, then ask the server's owner.",
        ],
    ),
];
