//! A failure that teaches: what happened, whose it is, what to do next, and the masked exchange behind it.
mod answer;
mod network;
mod rules;
mod vault;

use crate::exchange::Exchange;

pub use answer::AnswerFacts;
pub use network::refusal_of_failure;
pub use rules::refusal_of_answer;
pub use vault::{refusal_of_seal, refusal_of_store, refusal_of_vault, secret_missing};

/// Why there is no token, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Stable, snake case.
    pub code: &'static str,
    /// Two or three words for the list: "secret refused".
    pub short: &'static str,
    /// A heading.
    pub title: String,
    /// What happened, in a sentence or two.
    pub sentence: String,
    /// What to do.
    pub next_step: String,
    /// What a button can do about it.
    pub remedy: Remedy,
    /// Milliseconds since the epoch.
    pub at_ms: i64,
    /// What was sent and answered; None when nothing was sent.
    pub exchange: Option<Box<Exchange>>,
}

/// What a button can do about a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Change the integration.
    Setup,
    /// Replace the shared subscription key.
    SubscriptionKey,
    /// Get the vault to work.
    Vault,
    /// Ask again.
    Retry,
    /// Sign in with the browser.
    SignIn,
}

impl Refusal {
    /// Whether the client itself was refused, which the service is known to do to good ones now and then.
    pub(crate) fn blames_the_client(&self) -> bool {
        matches!(
            self.code,
            "client_id_unknown" | "client_secret_refused" | "client_refused"
        )
    }

    /// Whether a refresh token was refused for good.
    pub(crate) fn ends_refreshing(&self) -> bool {
        self.code == "grant_refused"
    }
}

/// The words of a refusal, before it is known when and over which exchange it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    code: &'static str,
    short: &'static str,
    title: String,
    sentence: String,
    next_step: String,
    remedy: Remedy,
}

impl Saying {
    pub(crate) fn new(
        code: &'static str,
        short: &'static str,
        remedy: Remedy,
        [title, sentence, next_step]: [String; 3],
    ) -> Self {
        Self {
            code,
            short,
            title,
            sentence,
            next_step,
            remedy,
        }
    }

    /// Its stable code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Adds when it happened and what was sent.
    pub fn over(self, at_ms: i64, exchange: Option<Exchange>) -> Refusal {
        let Self {
            code,
            short,
            title,
            sentence,
            next_step,
            remedy,
        } = self;
        Refusal {
            code,
            short,
            title,
            sentence,
            next_step,
            remedy,
            at_ms,
            exchange: exchange.map(Box::new),
        }
    }
}
