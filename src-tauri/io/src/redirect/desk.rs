//! Judges each request: whether it is meant for us, whether it brings our answer, and which page it gets.
use std::sync::{Mutex, MutexGuard, PoisonError};

use gatepass_core::{
    ExpectedLanding, Landed, Landing, LandingError, Listen, LoopbackHost, ResponseType, Secret,
    read_landing,
};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use hyper::header::{HOST, HeaderName, ORIGIN};
use hyper::{HeaderMap, Method, Request, StatusCode};
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::judged::Judged;
use super::page::{self, Answer, HAND_OVER_KEY};

/// Room for the largest token that anybody issues.
const BODY_BYTES: usize = 16 * 1024;

/// What all connections of one wait share.
pub(super) struct Desk {
    listen: Listen,
    expected: ExpectedLanding,
    /// Known to the page that hands a fragment over, and to no page of anybody else.
    key: String,
    deliver: Mutex<Option<oneshot::Sender<Landing>>>,
    turned_away: Mutex<Option<LandingError>>,
    tell: Box<dyn Fn(LandingError) + Send + Sync>,
}

impl Desk {
    pub(super) fn new(
        listen: Listen,
        expected: ExpectedLanding,
        deliver: oneshot::Sender<Landing>,
        tell: impl Fn(LandingError) + Send + Sync + 'static,
    ) -> Self {
        Self {
            listen,
            expected,
            key: page::unguessable(),
            deliver: Mutex::new(Some(deliver)),
            turned_away: Mutex::default(),
            tell: Box::new(tell),
        }
    }

    /// What was wrong with the last answer that was not ours.
    pub(super) fn turned_away(&self) -> Option<LandingError> {
        *held(&self.turned_away)
    }

    pub(super) async fn answer(&self, request: Request<Incoming>) -> Answer {
        let Some(host) = self.own_host(&request) else {
            return page::plain(
                StatusCode::MISDIRECTED_REQUEST,
                "This server answers to its own address only.",
            );
        };
        if request.uri().path() != self.listen.path {
            return page::plain(StatusCode::NOT_FOUND, "There is nothing here.");
        }
        match (request.method(), self.expected.response_type) {
            (&Method::GET, ResponseType::Code) => {
                page::page(self.noted(self.judge_query(&request)))
            }
            (&Method::GET, ResponseType::Token) => match self.judge_query(&request) {
                // As it should be: the token stands behind the #, which browsers keep to themselves.
                Judged::TurnedAway(LandingError::NothingInIt) => page::hand_over(&self.key),
                judged => page::page(self.noted(judged)),
            },
            (&Method::POST, ResponseType::Token) => self.handed_over(request, &host).await,
            _ => page::plain(
                StatusCode::METHOD_NOT_ALLOWED,
                "This address is for a browser that was sent here.",
            ),
        }
    }

    /// The name that the request was sent to, if it is one of ours. A web page elsewhere can point its own name at this
    /// computer (DNS rebinding); `Host` gives it away.
    fn own_host(&self, request: &Request<Incoming>) -> Option<String> {
        let named = only(request.headers(), HOST)?;
        let own = [LoopbackHost::V4, LoopbackHost::V6, LoopbackHost::Localhost]
            .map(|host| format!("{host}:{}", self.listen.port));
        let own = own.into_iter().find(|own| own == named)?;
        let in_address = request.uri().authority();
        in_address
            .is_none_or(|authority| authority.as_str() == own)
            .then_some(own)
    }

    fn judge_query(&self, request: &Request<Incoming>) -> Judged {
        self.judge('?', request.uri().query().unwrap_or_default())
    }

    /// Our own page sends what stands behind the #. A page elsewhere knows no key, and its `Origin` is another.
    async fn handed_over(&self, request: Request<Incoming>, host: &str) -> Answer {
        let (head, body) = request.into_parts();
        let ours = only(&head.headers, ORIGIN) == Some(&format!("http://{host}"))
            && only(&head.headers, HAND_OVER_KEY) == Some(&self.key);
        if !ours {
            return page::plain(
                StatusCode::FORBIDDEN,
                "This was not sent by the page of this sign-in.",
            );
        }
        let Ok(body) = Limited::new(body, BODY_BYTES).collect().await else {
            return page::plain(
                StatusCode::PAYLOAD_TOO_LARGE,
                "The answer is larger than 16 kB, or was cut.",
            );
        };
        let fragment = Zeroizing::new(body.to_bytes().to_vec());
        match std::str::from_utf8(&fragment) {
            Ok(fragment) => page::told(self.noted(self.judge('#', fragment))),
            Err(_) => page::plain(StatusCode::BAD_REQUEST, "The answer is not text."),
        }
    }

    /// Remembers and tells why an answer was turned away. A visit that brought nothing is no reason, if there is a better one.
    fn noted(&self, judged: Judged) -> Judged {
        if let Judged::TurnedAway(error) = judged {
            let mut noted = held(&self.turned_away);
            if noted.is_none() || error != LandingError::NothingInIt {
                *noted = Some(error);
            }
            drop(noted);
            (self.tell)(error);
        }
        judged
    }

    /// Reads what was added to the redirect URI, and delivers it if it is the answer.
    fn judge(&self, mark: char, added: &str) -> Judged {
        let landed = Secret::new(format!("{}{mark}{added}", self.listen.address()));
        let landing = match read_landing(&landed, &self.expected) {
            Ok(landing) => landing,
            Err(error) => return Judged::TurnedAway(error),
        };
        let judged = match &landing.answer {
            Landed::Code(_) | Landed::Token(_) => Judged::SignedIn,
            Landed::Refused { .. } => Judged::Refused,
        };
        let delivered = held(&self.deliver)
            .take()
            .is_some_and(|deliver| deliver.send(landing).is_ok());
        if delivered { judged } else { Judged::TooLate }
    }
}

/// A header that is there once.
fn only(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

/// What a thread that panicked had set is as good as before: each of these is set in one step.
fn held<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
