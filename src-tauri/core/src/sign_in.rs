//! The use case of signing in with the browser: an address to open, and what comes back becomes a token (RFC 6749, sections 4.1
//! and 4.2; RFC 7636; RFC 8252). Listening and opening are done by the app.
mod sayings;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use url::Url;

use crate::authorization::{
    ExpectedLanding, Landed as Answer, Landing, LandingError, Once, Pkce, RedirectUri,
    ResponseType, State, authorization_request, read_landing,
};
use crate::exchange::Exchange;
use crate::integration::{Integration, IntegrationId};
use crate::lock::locked;
use crate::moment::Moment;
use crate::obtain_token::{Landed, Means};
use crate::ports::Ports;
use crate::refusal::{Refusal, Saying, refusal_of_seal, refusal_of_store};
use crate::request::Request;
use crate::secret::{Kept, Secret};
use crate::token_request::Proof;
use crate::token_response::Received;
use crate::tokens::{Outcome, Tokens, shape_of};
use crate::unsent::refuse;

pub use sayings::ListenFault;

/// How long a person has to sign in.
pub const SIGN_IN_MS: u64 = 5 * 60_000;

/// The sign-ins under way: at most one for each integration.
pub struct SignIns {
    ports: Ports,
    tokens: Arc<Tokens>,
    pending: Mutex<HashMap<IntegrationId, Pending>>,
}

/// A sign-in that a person is to complete in the browser.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// To be opened.
    pub address: String,
    /// Where the browser will come back to.
    pub redirect_uri: RedirectUri,
    /// What an answer must be, to be this one's.
    pub expected: ExpectedLanding,
    /// When it began.
    pub began: Moment,
    /// Something that happened meanwhile and did not end it, in a sentence; or "".
    pub note: String,
}

struct Pending {
    sign_in: SignIn,
    integration: Integration,
    shape: String,
    pkce: Pkce,
    request: Request,
}

/// What came of an address that was landed on.
#[derive(Debug)]
pub enum Landfall {
    /// The sign-in is over: a token, or the refusal that the integration now carries.
    Over(Outcome),
    /// It was not this sign-in's answer; the sign-in goes on.
    GoesOn(Arc<Refusal>),
}

impl SignIns {
    /// Nothing is under way at first.
    pub fn new(ports: Ports, tokens: Arc<Tokens>) -> Self {
        Self {
            ports,
            tokens,
            pending: Mutex::default(),
        }
    }

    /// Begins; an earlier one of the same integration is over, its answer will not be taken.
    pub fn begin(&self, id: &IntegrationId) -> Result<SignIn, Arc<Refusal>> {
        let pending = self.prepare(id);
        let pending = pending.map_err(|refusal| self.tokens.refuse(id, refusal))?;
        let sign_in = pending.sign_in.clone();
        let mut all = self.all();
        // Looked at under the mutex: whoever closes the lock takes it afterwards, and finds this one.
        if self.ports.lock.is_closed() {
            return Err(Arc::new(refuse(&self.ports, locked())));
        }
        all.insert(id.clone(), pending);
        Ok(sign_in)
    }

    /// The one under way.
    pub fn under_way(&self, id: &IntegrationId) -> Option<SignIn> {
        self.all().get(id).map(|pending| pending.sign_in.clone())
    }

    /// Takes the address that the browser landed on, as it was pasted. The right state is taken once.
    pub async fn land(&self, id: &IntegrationId, landed_on: &Secret) -> Landfall {
        let read = {
            let all = self.all();
            let Some(pending) = all.get(id) else {
                return Landfall::GoesOn(Arc::new(refuse(&self.ports, sayings::none_under_way())));
            };
            read_landing(landed_on, &pending.sign_in.expected)
                .map_err(|error| sayings::unreadable(error, &pending.sign_in.redirect_uri))
        };
        match read {
            Ok(landing) => self.take(id, landing).await,
            Err(saying) => Landfall::GoesOn(Arc::new(refuse(&self.ports, saying))),
        }
    }

    /// Takes an answer that a listener received and found to be a sign-in's: this one's, or an earlier one's that is over.
    pub async fn take(&self, id: &IntegrationId, landing: Landing) -> Landfall {
        match self.taken_by(id, &landing) {
            Ok(pending) => Landfall::Over(self.redeem(pending, landing).await),
            Err(saying) => Landfall::GoesOn(Arc::new(refuse(&self.ports, saying))),
        }
    }

    /// Ends it without an answer, as the user wished.
    pub fn cancel(&self, id: &IntegrationId) {
        self.all().remove(id);
    }

    /// Ends all of them: the app is locked. Their answers will not be taken.
    pub(crate) fn end_all(&self) {
        self.all().clear();
    }

    /// Ends it: the browser showed an error page of the provider's and did not come back.
    pub fn fail_in_browser(&self, id: &IntegrationId) {
        if let Some(pending) = self.all().remove(id) {
            let saying = sayings::stayed_away(&pending.sign_in.redirect_uri);
            self.tokens.refuse(id, refuse(&self.ports, saying));
        }
    }

    /// Ends it: its time is over. `turned_away` is what was wrong with the last answer that came and was not its own.
    pub fn time_out(&self, id: &IntegrationId, turned_away: Option<LandingError>) {
        if let Some(pending) = self.all().remove(id) {
            let saying = match turned_away {
                None => sayings::timed_out(),
                Some(error) => sayings::unreadable(error, &pending.sign_in.redirect_uri),
            };
            self.tokens.refuse(id, refuse(&self.ports, saying));
        }
    }

    /// Ends it before it began: nothing can listen at the redirect URI.
    pub fn cannot_listen(&self, id: &IntegrationId, fault: ListenFault) {
        if let Some(pending) = self.all().remove(id) {
            let saying = sayings::cannot_listen(fault, &pending.sign_in.redirect_uri);
            self.tokens.refuse(id, refuse(&self.ports, saying));
        }
    }

    /// An answer came that is not this one's, and was not taken. It goes on; true if there is something new to say of it.
    pub fn turned_away(&self, id: &IntegrationId, error: LandingError) -> bool {
        let mut all = self.all();
        let (Some(pending), Some(note)) = (all.get_mut(id), sayings::turned_away_note(error))
        else {
            return false;
        };
        let is_new = pending.sign_in.note != note;
        pending.sign_in.note = note.to_owned();
        is_new
    }

    /// No browser could be opened. It goes on: the address can be opened by hand.
    pub fn no_browser(&self, id: &IntegrationId) {
        if let Some(pending) = self.all().get_mut(id) {
            pending.sign_in.note = sayings::NO_BROWSER_NOTE.to_owned();
        }
    }

    fn prepare(&self, id: &IntegrationId) -> Result<Pending, Refusal> {
        let ports = &self.ports;
        let store_refused = |error| refuse(ports, refusal_of_store(&error));
        let found = ports.store.integration(id).map_err(store_refused)?;
        let integration = found.ok_or_else(|| refuse(ports, sayings::not_set_up()))?;
        let shape = shape_of(ports, &integration).map_err(store_refused)?;
        let redirect_uri = RedirectUri::parse(&integration.grant.redirect_uri)
            .map_err(|_| refuse(ports, sayings::not_set_up()))?;
        let response_type = ResponseType::of(integration.grant.grant)
            .ok_or_else(|| refuse(ports, sayings::not_set_up()))?;
        let pkce = Pkce::new(&ports.chance.bytes());
        let once = Once {
            state: State::new(&ports.chance.bytes()),
            challenge: pkce.challenge(),
        };
        let request = authorization_request(&integration, &once)
            .ok_or_else(|| refuse(ports, sayings::not_set_up()))?;
        let wire = request
            .seal(ports.sandbox.sandbox_address().as_ref())
            .map_err(|error| refuse(ports, refusal_of_seal(&error)))?;
        // Where it really goes: the sandbox's own address stands for it by now.
        let opened =
            Url::parse(wire.address()).map_err(|_| refuse(ports, sayings::not_set_up()))?;
        // Without the state, which is nobody's to print.
        let mut authorization_endpoint = opened.clone();
        authorization_endpoint.set_query(None);
        Ok(Pending {
            sign_in: SignIn {
                expected: ExpectedLanding {
                    redirect_uri: redirect_uri.clone(),
                    authorization_endpoint,
                    response_type,
                    state: once.state,
                },
                address: opened.into(),
                redirect_uri,
                began: ports.clock.now(),
                note: String::new(),
            },
            integration,
            shape,
            pkce,
            request,
        })
    }

    fn taken_by(&self, id: &IntegrationId, landing: &Landing) -> Result<Pending, Saying> {
        let mut all = self.all();
        let pending = all.remove(id).ok_or_else(sayings::none_under_way)?;
        if landing.answers(&pending.sign_in.expected) {
            return Ok(pending);
        }
        all.insert(id.clone(), pending);
        Err(sayings::wrong_state())
    }

    async fn redeem(&self, pending: Pending, landing: Landing) -> Outcome {
        let id = pending.integration.id.clone();
        let means = match self.means(&pending, landing) {
            Ok(means) => means,
            Err(refusal) => return Err(self.tokens.refuse(&id, refusal)),
        };
        let store_refused = |error| refuse(&self.ports, refusal_of_store(&error));
        match self.tokens.redeem(pending.integration, means).await {
            Ok(outcome) => outcome,
            Err(error) => Err(self.tokens.refuse(&id, store_refused(error))),
        }
    }

    fn means(&self, pending: &Pending, landing: Landing) -> Result<Means, Refusal> {
        let refused = |saying| refuse(&self.ports, saying);
        match landing.answer {
            Answer::Refused { error, description } => {
                Err(refused(sayings::refused(&error, &description)))
            }
            _ if !self.is_unchanged(pending) => Err(refused(sayings::changed_meanwhile())),
            Answer::Code(code) => {
                let home: Vec<_> = pending.integration.token_origin().into_iter().collect();
                Ok(Means::Code(Proof::Code {
                    code: Kept::new(code, home.clone()),
                    redirect_uri: pending.integration.grant.redirect_uri.clone(),
                    verifier: Kept::new(pending.pkce.verifier().clone(), home),
                }))
            }
            Answer::Token(token) => Ok(Means::Landed(Box::new(Landed {
                issued: token
                    .issued(&self.received(pending))
                    .ok_or_else(|| refused(sayings::no_usable_token()))?,
                asked: pending.sign_in.began,
                exchange: Exchange {
                    request: pending
                        .request
                        .redacted(self.ports.sandbox.sandbox_address().as_ref()),
                    sent_at_ms: pending.sign_in.began.wall_ms,
                    elapsed_ms: self.received(pending).elapsed_ms,
                    answer: None,
                },
            }))),
        }
    }

    /// What was signed in for is still what is set up.
    fn is_unchanged(&self, pending: &Pending) -> bool {
        let store = &self.ports.store;
        let now = store.integration(&pending.integration.id).ok().flatten();
        now.and_then(|integration| shape_of(&self.ports, &integration).ok())
            .is_some_and(|shape| shape == pending.shape)
    }

    /// Nobody knows when the token was issued, only that it was after the browser was sent off: it counts from then.
    fn received(&self, pending: &Pending) -> Received {
        let now = self.ports.clock.now();
        Received {
            wall_ms: now.wall_ms,
            elapsed_ms: pending.sign_in.began.elapsed_ms(&now).unwrap_or_default(),
            date_s: None,
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<IntegrationId, Pending>> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
