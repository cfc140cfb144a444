//! A failure that teaches: what happened, whose it is, what to do next, and the masked exchange behind it.
mod answer;
mod asked;
mod members;
mod network;
mod reported;
mod rule;
mod rules;
mod saying;
mod vault;
mod wait;
mod words;

use serde::{Deserialize, Serialize};

use crate::exchange::Exchange;

pub(crate) use answer::READ_LIMIT;
pub use answer::{AnswerFacts, Form, page_heading};
pub use asked::{Asked, What};
pub use members::AnswerMembers;
pub use network::refusal_of_failure;
pub use reported::{Reason, Reported};
pub use rules::{Meaning, call_answer_codes, meaning_of, refusal_of_answer, token_answer_codes};
pub use saying::Saying;
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
    /// Where it has to be put right.
    pub fault: Fault,
    /// What a button can do about it.
    pub remedy: Remedy,
    /// The service asked for a pause of that many seconds: nothing may be sent before it is over.
    pub wait_s: Option<u64>,
    /// The same request may pass if it is sent again shortly.
    pub transient: bool,
    /// Milliseconds since the epoch.
    pub at_ms: i64,
    /// What was sent and answered; None when nothing was sent.
    pub exchange: Option<Box<Exchange>>,
}

/// Where a failure has to be put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// What the user typed or asked for: an address, a parameter, too many requests.
    You,
    /// A credential, the subscription key, or what the application was registered for.
    Key,
    /// The service.
    Service,
    /// What lies between: names, routes, proxies, filters.
    Network,
    /// This computer: the vault, the data folder, the clock.
    Here,
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
    /// Whether what it asks for has come about: it wanted the vault, which was opened since. In milliseconds since the epoch.
    pub fn is_over(&self, vault_opened_ms: Option<i64>) -> bool {
        self.remedy == Remedy::Vault && vault_opened_ms.is_some_and(|opened| self.at_ms <= opened)
    }

    /// Whether a refresh token was refused for good.
    pub(crate) fn ends_refreshing(&self) -> bool {
        self.code == "refresh_token_refused"
    }
}
