//! The use case: an endpoint is called, with a token that is got or renewed on the way, and its answer comes back masked.
mod attempt;
mod effect;
mod ended;
mod intake;
mod known_secrets;
mod outcome;
mod preview;

use std::sync::Arc;

use crate::arrival::{CallLimits, Sink};
use crate::call_exchange::{CallExchange, ExchangeId};
use crate::call_request::{Call, CallCredentials};
use crate::credentials::key_header;
use crate::draft::FieldNote;
use crate::exchange::RedactedRequest;
use crate::integration::Integration;
use crate::lock::{Closed, locked};
use crate::ports::{Ports, StoreError};
use crate::refusal::{Refusal, Saying, refusal_of_store};
use crate::secret::Kept;
use crate::token::Token;
use crate::tokens::{AskError, Need, Tokens};
use crate::unsent::{missing, refuse};

use attempt::Attempt;
use ended::Ended;
use known_secrets::KnownSecrets;

pub use preview::{preview_call, unsent_call};

/// Calls endpoints. One for the whole app: it knows every secret that an answer may repeat.
pub struct Calls {
    ports: Ports,
    tokens: Arc<Tokens>,
    known: KnownSecrets,
}

/// Where a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallPhase {
    /// A token is being looked for, or got.
    GettingToken,
    /// A request is on its way, and no answer has begun. The time of the first one, in milliseconds since the epoch.
    Sent {
        /// What [`Calls::cancelled`] wants to know.
        first_sent_at_ms: i64,
    },
    /// So many bytes of the body have arrived, decoded.
    Receiving(u64),
}

/// Is told where a call is; often, so it must be quick.
pub type Watch<'a> = &'a (dyn Fn(CallPhase) + Send + Sync);

/// A call that was sent, and what came of it.
#[derive(Debug)]
pub struct Called<S> {
    /// What is shown and kept.
    pub exchange: CallExchange,
    /// What took the body in, masked, as far as it came. None where nothing answered.
    pub body: Option<S>,
    /// What stands behind the outcome's words: what a button can do, how long to wait. None after a success.
    pub saying: Option<Saying>,
    /// Why no new token could be got, where the service wanted one.
    pub renewal: Option<Arc<Refusal>>,
}

/// Why a call was not sent at all.
#[derive(Clone, Debug)]
pub enum NotCalled {
    /// What was typed cannot be sent; each problem with its field.
    Fields(Vec<FieldNote>),
    /// The integration is gone, or cannot be read.
    Ask(AskError),
    /// There is no token or no key for it, the vault is locked, or a secret would go to a strange place.
    Refused(Arc<Refusal>),
}

impl Calls {
    /// Reads nothing yet.
    pub fn new(ports: Ports, tokens: Arc<Tokens>) -> Self {
        Self {
            ports,
            tokens,
            known: KnownSecrets::default(),
        }
    }

    /// What would be sent, masked, or what keeps it from being sent. Reads no secret and sends nothing.
    pub fn preview(
        &self,
        integration: &Integration,
        call: &Call<'_>,
    ) -> Result<RedactedRequest, Vec<FieldNote>> {
        let sandbox = self.ports.sandbox.sandbox_address();
        preview_call(integration, call, sandbox.as_ref())
    }

    /// Sends a call. The token is got or renewed if that is needed, redirects of a call that reads are followed within its
    /// origin, and the answer is masked before the sink that `open` makes sees any of it. A call whose token is not taken is
    /// repeated once with a new one, if it changes nothing. Dropping the future ends everything at once, and so does the lock.
    pub async fn send<S: Sink>(
        &self,
        integration: &Integration,
        call: &Call<'_>,
        limits: &CallLimits,
        watch: Watch<'_>,
        open: impl Fn() -> S + Send + Sync,
    ) -> Result<Called<S>, NotCalled> {
        let sent = self.send_on(integration, call, limits, watch, open);
        let sent = self.ports.lock.pass(sent).await;
        sent.unwrap_or_else(|Closed| Err(refuse(&self.ports, locked()).into()))
    }

    async fn send_on<S: Sink>(
        &self,
        integration: &Integration,
        call: &Call<'_>,
        limits: &CallLimits,
        watch: Watch<'_>,
        open: impl Fn() -> S + Send + Sync,
    ) -> Result<Called<S>, NotCalled> {
        // No token is spent on what cannot be sent.
        self.preview(integration, call).map_err(NotCalled::Fields)?;
        watch(CallPhase::GettingToken);
        let before = self.known.all(&self.ports).await?;
        let token = self.tokens.obtain(&integration.id, Need::Call).await??;
        let is_new = !before.holds(&token.record.secret);
        let mut attempt = Attempt {
            ports: &self.ports,
            integration,
            call,
            limits,
            watch,
            first_sent: None,
        };
        let first = self.attempt(&mut attempt, &token, &open).await?;
        let may_repeat = !is_new && !call.is_state_changing();
        if !(may_repeat && first.wants_new_token()) {
            return Ok(first.called(&self.ports, false, None));
        }
        watch(CallPhase::GettingToken);
        let again = match self.renewed(integration, &token).await {
            Ok(token) => self.attempt(&mut attempt, &token, &open).await,
            Err(error) => Err(error),
        };
        Ok(match again {
            Ok(second) => second.called(&self.ports, true, None),
            // What was answered is shown, and beside it why that was the end.
            Err(NotCalled::Refused(refusal)) => first.called(&self.ports, false, Some(refusal)),
            Err(NotCalled::Ask(_) | NotCalled::Fields(_)) => first.called(&self.ports, false, None),
        })
    }

    /// A call that the user stopped, for Activity: what [`Calls::preview`] showed, and when it was first sent.
    pub fn cancelled(&self, request: RedactedRequest, first_sent_at_ms: i64) -> CallExchange {
        let now_ms = self.ports.clock.now().wall_ms;
        CallExchange {
            id: ExchangeId(self.ports.chance.id()),
            request,
            sent_at_ms: first_sent_at_ms,
            elapsed_ms: now_ms
                .saturating_sub(first_sent_at_ms)
                .try_into()
                .unwrap_or(0),
            answer: None,
            outcome: outcome::cancelled(),
            renewed: false,
            redirects: 0,
        }
    }

    /// Wipes the secrets that masking knows: the vault was locked.
    pub fn forget_secrets(&self) {
        self.known.forget();
    }

    async fn attempt<S: Sink>(
        &self,
        attempt: &mut Attempt<'_>,
        token: &Token,
        open: &(impl Fn() -> S + Send + Sync),
    ) -> Result<Ended<S>, NotCalled> {
        let known = self.known.all(&self.ports).await?;
        let credentials = CallCredentials {
            token: token.access.clone(),
            subscription_key: self.subscription_key(attempt.integration, &known)?,
        };
        attempt.run(credentials, &known, open).await
    }

    async fn renewed(
        &self,
        integration: &Integration,
        refused: &Token,
    ) -> Result<Arc<Token>, NotCalled> {
        let secret = &refused.record.secret;
        Ok(self.tokens.renew(&integration.id, secret).await??)
    }

    /// The header that the provider's gateway asks for, with the key out of what is known already.
    fn subscription_key(
        &self,
        integration: &Integration,
        known: &known_secrets::Known,
    ) -> Result<Option<(String, Kept)>, NotCalled> {
        let (Some(id), Some(header)) = (&integration.subscription_key, key_header(integration))
        else {
            return Ok(None);
        };
        let key = self.ports.store.subscription_key(id);
        let key = key.map_err(|error| self.store_refused(&error))?;
        let key = key.and_then(|key| known.kept(&key.secret.id).cloned());
        match key {
            Some(key) => Ok(Some((header, key))),
            None => Err(missing(&self.ports, "subscription key").into()),
        }
    }

    fn store_refused(&self, error: &StoreError) -> NotCalled {
        refuse(&self.ports, refusal_of_store(error)).into()
    }
}

impl From<AskError> for NotCalled {
    fn from(error: AskError) -> Self {
        Self::Ask(error)
    }
}

impl From<Refusal> for NotCalled {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Arc::new(refusal))
    }
}

impl From<Arc<Refusal>> for NotCalled {
    fn from(refusal: Arc<Refusal>) -> Self {
        Self::Refused(refusal)
    }
}
