//! One attempt of a call: sent with one token, and sent on where a redirect stays at home.
use url::Url;

use super::ended::Ended;
use super::intake::{Intake, TakenIn};
use super::known_secrets::Known;
use super::{CallPhase, NotCalled, Watch};
use crate::arrival::{Arrival, CallLimits, Sink};
use crate::call_request::{Call, CallCredentials, call_request};
use crate::integration::Integration;
use crate::masking::Masker;
use crate::moment::Moment;
use crate::ports::{HttpFailure, Ports};
use crate::redirect::{Purpose, Redirect, follow};
use crate::refusal::{Asked, refusal_of_seal};
use crate::request::{Request, Value};
use crate::secret::Secret;
use crate::unsent::refuse;

/// A secret that was typed for this one call is masked from this length on: shorter ones stand in many words.
const LEAST_TYPED: usize = 8;

/// What is sent, how, and since when.
pub(super) struct Attempt<'a> {
    pub(super) ports: &'a Ports,
    pub(super) integration: &'a Integration,
    pub(super) call: &'a Call<'a>,
    pub(super) limits: &'a CallLimits,
    pub(super) watch: Watch<'a>,
    /// When the first request of the call left.
    pub(super) first_sent: Option<Moment>,
}

/// A request and whatever came back, before it is put into words.
pub(super) struct Trip<'a, S> {
    pub(super) request: &'a Request,
    pub(super) asked: &'a Asked<'a>,
    pub(super) masker: &'a Masker,
    pub(super) first_sent: Moment,
    pub(super) redirects: usize,
    pub(super) arrived: Result<Arrival, HttpFailure>,
    pub(super) taken: TakenIn<S>,
    /// Where the answer points, if that was not followed.
    pub(super) shown: Option<Url>,
}

impl Attempt<'_> {
    /// Sends it, until an answer is the last one.
    pub(super) async fn run<S: Sink>(
        &mut self,
        credentials: CallCredentials,
        known: &Known,
        open: &(impl Fn() -> S + Send + Sync),
    ) -> Result<Ended<S>, NotCalled> {
        let (ports, integration) = (self.ports, self.integration);
        let own = credentials.token.secret.clone();
        let composed = call_request(self.call, integration, credentials);
        let mut request = composed.map_err(NotCalled::Fields)?;
        let masker = known.masker(&unknown(known, own, &request));
        let purpose = match self.call.is_state_changing() {
            true => Purpose::StateChangingCall,
            false => Purpose::Call,
        };
        let mut redirects = 0;
        loop {
            let sandbox = ports.sandbox.sandbox_address();
            let wire = request.seal(sandbox.as_ref());
            let wire = wire.map_err(|error| refuse(ports, refusal_of_seal(&error)))?;
            let first_sent = *self.first_sent.get_or_insert_with(|| ports.clock.now());
            (self.watch)(CallPhase::Sent {
                first_sent_at_ms: first_sent.wall_ms,
            });
            let mut intake = Intake::new(&masker, self.watch, open());
            let arrived = ports
                .http
                .exchange(&wire, &integration.route, self.limits, &mut intake)
                .await;
            let taken = intake.finish(!matches!(&arrived, Ok(arrival) if arrival.whole));
            let led = arrived.as_ref().map_or(Redirect::Stop, |arrival| {
                follow(
                    &request,
                    purpose,
                    redirects,
                    &arrival.head,
                    sandbox.as_ref(),
                )
            });
            let shown = match led {
                Redirect::Same(next) => {
                    request = *next;
                    redirects += 1;
                    continue;
                }
                Redirect::Shown(url) => Some(url),
                Redirect::Stop => None,
            };
            let address = address_of(&request);
            let trip = Trip {
                request: &request,
                asked: &Asked::call(integration, &address),
                masker: &masker,
                first_sent,
                redirects,
                arrived,
                taken,
                shown,
            };
            return Ok(trip.ended(ports, self.limits));
        }
    }
}

/// What the request holds and the vault does not.
fn unknown(known: &Known, token: Secret, request: &Request) -> Vec<Secret> {
    let typed = request.secrets().into_iter();
    let typed = typed.filter(|secret| secret.length() >= LEAST_TYPED);
    std::iter::once(token)
        .chain(typed)
        .filter(|secret| !known.knows(secret))
        .collect()
}

/// The whole address, as far as it is no secret.
fn address_of(request: &Request) -> Url {
    let mut address = request.address.clone();
    for (name, value) in &request.query {
        let value = match value {
            Value::Plain(text) => text,
            Value::Secret(..) | Value::Prefixed(..) | Value::Basic(..) => "",
        };
        address.query_pairs_mut().append_pair(name, value);
    }
    address
}
