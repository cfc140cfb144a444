//! A kept exchange, the lighter row that a list shows of it, and what it is found by.
use serde::{Deserialize, Serialize};

use crate::call_exchange::{CallExchange, ExchangeId, OutcomeKind};
use crate::exchange::Sizes;
use crate::integration::IntegrationId;
use crate::stored_call::StoredCall;

/// The most characters that one value adds to what an exchange is found by.
const FOUND_BY_VALUE: usize = 200;

/// A call that has ended, without a secret in it. Label, provider and environment are as they were then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityEntry {
    /// What was sent and what came of it, masked. Its id is the entry's.
    pub exchange: CallExchange,
    /// Whose credentials it was sent with.
    pub integration: IntegrationId,
    /// What the integration was called.
    pub label: String,
    /// The provider's id.
    pub provider: String,
    /// The environment's id.
    pub environment: String,
    /// The endpoint's id; None of a free call.
    pub endpoint: Option<String>,
    /// "Bugs by id", or "GET /hello" of a free call.
    pub title: String,
    /// To be sent again; a value that may be a key is a reference to the vault.
    pub call: StoredCall,
    /// Fields of the call whose secret the vault did not take, named as [`crate::call_request()`] names them. They are empty.
    #[serde(default)]
    pub unkept: Vec<String>,
    /// What was kept of the answer's body.
    pub body: KeptBody,
}

/// What was kept of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptBody {
    /// Nothing.
    None(NoBody),
    /// All of it.
    Kept {
        /// How many bytes it has.
        bytes: u64,
    },
}

/// Why there is no body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoBody {
    /// Nothing answered.
    NoAnswer,
    /// The answer had none.
    Empty,
    /// The answer may hold data of persons.
    PersonalData,
    /// More than [`crate::LARGEST_KEPT_BODY`], or than all bodies together may take.
    TooLarge,
    /// It was cut off.
    NotWhole,
    /// It was kept, and made room for later ones.
    LetGo,
}

/// What a list shows of a kept exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityRow {
    /// The exchange's.
    pub id: ExchangeId,
    /// Whose credentials it was sent with.
    pub integration: IntegrationId,
    /// What the integration was called.
    pub label: String,
    /// The provider's id.
    pub provider: String,
    /// The environment's id.
    pub environment: String,
    /// The endpoint's id; None of a free call.
    pub endpoint: Option<String>,
    /// "Bugs by id".
    pub title: String,
    /// `GET`.
    pub method: String,
    /// Scheme, host and path.
    pub address: String,
    /// None when nothing answered.
    pub status: Option<u16>,
    /// What it amounts to.
    pub kind: OutcomeKind,
    /// The same as a heading.
    pub outcome: String,
    /// Milliseconds since the epoch.
    pub sent_at_ms: i64,
    /// Until it ended.
    pub elapsed_ms: u64,
    /// Of the answer's body.
    pub sizes: Sizes,
    /// The body was kept too, and is still there.
    pub has_body: bool,
}

impl ActivityEntry {
    /// Its name.
    pub fn id(&self) -> &ExchangeId {
        &self.exchange.id
    }

    /// What a list shows of it.
    pub fn row(&self) -> ActivityRow {
        let exchange = &self.exchange;
        let answer = exchange.answer.as_ref();
        ActivityRow {
            id: exchange.id.clone(),
            integration: self.integration.clone(),
            label: self.label.clone(),
            provider: self.provider.clone(),
            environment: self.environment.clone(),
            endpoint: self.endpoint.clone(),
            title: self.title.clone(),
            method: exchange.request.method.clone(),
            address: exchange.request.address.clone(),
            status: answer.map(|answer| answer.status),
            kind: exchange.outcome.kind,
            outcome: exchange.outcome.title.clone(),
            sent_at_ms: exchange.sent_at_ms,
            elapsed_ms: exchange.elapsed_ms,
            sizes: answer.map(|answer| answer.sizes).unwrap_or_default(),
            has_body: matches!(self.body, KeptBody::Kept { .. }),
        }
    }

    /// All that it is found by, in lower case: its names, address, shown query values, meaning, and the ids that the
    /// service gave it.
    pub fn search_text(&self) -> String {
        let exchange = &self.exchange;
        let answer = exchange.answer.as_ref();
        let status = answer.map_or_else(String::new, |answer| answer.status.to_string());
        let mut text = vec![
            self.title.as_str(),
            &self.label,
            &self.provider,
            &self.environment,
            self.endpoint.as_deref().unwrap_or_default(),
            &exchange.request.method,
            &exchange.request.address,
            &status,
            &exchange.outcome.title,
            &exchange.outcome.code,
        ];
        let shown = exchange.request.query.iter();
        let shown = shown.filter(|member| member.masked.is_empty());
        // `x-request-id`, `x-mashery-message-id`: what the provider's support asks for.
        let headers = answer.iter().flat_map(|answer| &answer.headers);
        let ids = headers.filter(|header| header.name.ends_with("-id") && header.masked.is_empty());
        text.extend(shown.chain(ids).map(|member| start(&member.value)));
        text.retain(|part| !part.is_empty());
        text.join("\n").to_lowercase()
    }
}

impl NoBody {
    /// Why, in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NoAnswer => "Nothing answered.",
            Self::Empty => "The answer had no body.",
            Self::PersonalData => {
                "The body was not kept: it may hold data of persons. Settings can have such answers kept."
            }
            Self::TooLarge => "The body was not kept: it is too large for Activity.",
            Self::NotWhole => "The body was not kept: it did not come to its end.",
            Self::LetGo => "The body was kept, and has made room for later ones.",
        }
    }
}

fn start(value: &str) -> &str {
    let end = value.char_indices().nth(FOUND_BY_VALUE);
    end.map_or(value, |(end, _)| &value[..end])
}
