//! How a sign-in can end without a token, each end in its own words.
use crate::authorization::{LandingError, RedirectUri};
use crate::refusal::{Fault, Remedy, Saying};

/// Beside a sign-in that goes on.
pub(super) const NO_BROWSER_NOTE: &str =
    "No browser could be opened. Copy the address and open it by hand.";

/// The same, when an answer came that was not taken. A visit that brought nothing is not worth a word.
pub(super) fn turned_away_note(error: LandingError) -> Option<&'static str> {
    match error {
        LandingError::NothingInIt => None,
        LandingError::WrongState | LandingError::StateMissing => Some(
            "An answer came that belongs to another sign-in: it has not the state that Gatepass sent. It was not taken. Gatepass waits for the right one; use the page that was opened last.",
        ),
        LandingError::NotAnAddress
        | LandingError::AuthorizationServersPage
        | LandingError::NotTheRedirectUri
        | LandingError::OtherResponseType
        | LandingError::Duplicate => Some(
            "An answer came that Gatepass cannot read as one to this sign-in. It was not taken, and Gatepass goes on waiting. Compare grant and redirect URI in Setup with the registration.",
        ),
    }
}

/// Why nothing can listen at the redirect URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListenFault {
    /// Another program has the port.
    PortTaken,
    /// The system does not allow it.
    NotAllowed,
}

pub(super) fn wrong_state() -> Saying {
    Saying::new(
        "sign_in_wrong_state",
        "wrong state",
        Fault::Network,
        Remedy::SignIn,
        words([
            "The answer does not belong to this sign-in",
            "It came back with another state than Gatepass sent. It was not taken: that is how a stranger’s sign-in would be slipped to you.",
            "Sign in again, and use the page that opens then; one from an earlier try no longer counts.",
        ]),
    )
}

fn state_missing() -> Saying {
    Saying::new(
        "sign_in_state_missing",
        "no state",
        Fault::Network,
        Remedy::SignIn,
        words([
            "The answer does not say which sign-in it belongs to",
            "It came back without the state that Gatepass sent, so it could be anybody’s. It was not taken.",
            "If the address was pasted, copy the whole of it. Else the server drops the state, which RFC 6749 does not allow: tell its owner.",
        ]),
    )
}

pub(super) fn refused(error: &str, description: &str) -> Saying {
    if error == "access_denied" {
        return Saying::new(
            "sign_in_denied",
            "not allowed",
            Fault::You,
            Remedy::SignIn,
            words([
                "The sign-in was not allowed",
                "On the provider’s page somebody chose not to let this client in, or may not decide it.",
                "Sign in again and allow it, or with an account that may.",
            ]),
        );
    }
    let said = if description.is_empty() {
        error
    } else {
        description
    };
    let said: String = said.chars().filter(|c| !c.is_control()).take(200).collect();
    let (fault, title) = match error {
        "server_error" | "temporarily_unavailable" => {
            (Fault::Service, "The provider could not sign you in now")
        }
        "unauthorized_client" | "unsupported_response_type" => {
            (Fault::Key, "The registration does not have this grant")
        }
        "invalid_scope" => (Fault::You, "The provider does not know the scope"),
        _ => (Fault::Key, "The provider ended the sign-in"),
    };
    Saying::new(
        "sign_in_refused",
        "sign-in refused",
        fault,
        if fault == Fault::Service {
            Remedy::SignIn
        } else {
            Remedy::Setup
        },
        [
            title.into(),
            format!("The browser came back with an error: “{said}”."),
            "Compare grant, scope and redirect URI in Setup with the registration.".into(),
        ],
    )
}

pub(super) fn unreadable(error: LandingError, redirect_uri: &RedirectUri) -> Saying {
    let expected = redirect_uri.as_str();
    let (code, short, sentence) = match error {
        LandingError::AuthorizationServersPage => return stayed_away(redirect_uri),
        LandingError::WrongState => return wrong_state(),
        LandingError::StateMissing => return state_missing(),
        LandingError::NotTheRedirectUri => (
            "landing_elsewhere",
            "another address",
            format!("It is not the redirect URI, which is {expected}."),
        ),
        LandingError::NothingInIt => (
            "landing_empty",
            "nothing in it",
            "It carries neither a code nor a token nor an error.".to_owned(),
        ),
        LandingError::OtherResponseType => (
            "landing_of_another_grant",
            "another grant",
            "It answers another grant than this integration’s: a token where a code was asked for, or the other way round."
                .to_owned(),
        ),
        LandingError::Duplicate => (
            "landing_doubled",
            "doubled",
            "It names a parameter twice, so nobody knows which one counts.".to_owned(),
        ),
        LandingError::NotAnAddress => (
            "landing_no_address",
            "no address",
            "What was pasted is no address.".to_owned(),
        ),
    };
    Saying::new(
        code,
        short,
        Fault::You,
        Remedy::SignIn,
        [
            "This is not the address you landed on".into(),
            sentence,
            "Copy the whole address from the browser’s address bar after you signed in, then paste it.".into(),
        ],
    )
}

pub(super) fn stayed_away(redirect_uri: &RedirectUri) -> Saying {
    Saying::new(
        "redirect_uri_refused",
        "redirect URI refused",
        Fault::Key,
        Remedy::Setup,
        [
            "The provider did not send you back".into(),
            format!(
                "It shows an error on a page of its own instead. Most often the redirect URI is not one of the registration’s: {} was sent, and it is compared letter by letter.",
                redirect_uri.as_str()
            ),
            "Compare redirect URI and client id in Setup with the registration.".into(),
        ],
    )
}

pub(super) fn timed_out() -> Saying {
    Saying::new(
        "sign_in_timed_out",
        "nobody signed in",
        Fault::You,
        Remedy::SignIn,
        words([
            "Nobody signed in",
            "The browser did not come back within five minutes. If it shows an error about the redirect URI, that is why.",
            "Sign in again.",
        ]),
    )
}

pub(super) fn cannot_listen(fault: ListenFault, redirect_uri: &RedirectUri) -> Saying {
    let (code, short, why, next_step) = match fault {
        ListenFault::PortTaken => (
            "redirect_port_taken",
            "port taken",
            "another program listens on its port",
            "Close the other program and sign in again. A registration with another redirect URI can be entered in Setup.",
        ),
        ListenFault::NotAllowed => (
            "redirect_port_refused",
            "port refused",
            "this computer does not let Gatepass listen on its port",
            "Ask whoever looks after this computer to allow it, or enter a registration with another redirect URI in Setup.",
        ),
    };
    Saying::new(
        code,
        short,
        Fault::Here,
        Remedy::SignIn,
        [
            "Gatepass cannot listen at the redirect URI".into(),
            format!(
                "The browser would come back to {}, and {why}.",
                redirect_uri.as_str()
            ),
            next_step.into(),
        ],
    )
}

pub(super) fn changed_meanwhile() -> Saying {
    Saying::new(
        "changed_meanwhile",
        "changed",
        Fault::You,
        Remedy::SignIn,
        words([
            "The integration was changed meanwhile",
            "You signed in for the earlier settings.",
            "Sign in again.",
        ]),
    )
}

pub(super) fn no_usable_token() -> Saying {
    Saying::new(
        "no_token_landed",
        "no token",
        Fault::Service,
        Remedy::SignIn,
        words([
            "The browser came back without a usable token",
            "The address it landed on names an access_token that no token can look like.",
            "Sign in again.",
        ]),
    )
}

pub(super) fn none_under_way() -> Saying {
    Saying::new(
        "no_sign_in",
        "no sign-in",
        Fault::You,
        Remedy::SignIn,
        words([
            "No sign-in is under way",
            "This answer is late, was used already, or belongs to another integration.",
            "Sign in again.",
        ]),
    )
}

pub(super) fn not_set_up() -> Saying {
    Saying::new(
        "sign_in_not_set_up",
        "not set up",
        Fault::You,
        Remedy::Setup,
        words([
            "This integration is not set up for signing in",
            "It needs a grant with a browser, an authorization address and a redirect URI.",
            "Complete it in Setup.",
        ]),
    )
}

fn words(words: [&str; 3]) -> [String; 3] {
    words.map(str::to_owned)
}
