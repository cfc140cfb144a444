//! The words of a refusal, before it is known when and over which exchange it happened.
use super::asked::THE_SANDBOX;
use super::{Fault, Refusal, Remedy};
use crate::exchange::Exchange;

/// What happened, whose it is and what to do; also used for answers that are no failure but hold nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    code: &'static str,
    short: &'static str,
    title: String,
    sentence: String,
    next_step: String,
    fault: Fault,
    remedy: Remedy,
    wait_s: Option<u64>,
    transient: bool,
    wants_new_token: bool,
}

impl Saying {
    pub(crate) fn new(
        code: &'static str,
        short: &'static str,
        fault: Fault,
        remedy: Remedy,
        words: [String; 3],
    ) -> Self {
        let [title, sentence, next_step] = words.map(capitalised);
        Self {
            code,
            short,
            title,
            sentence,
            next_step,
            fault,
            remedy,
            wait_s: None,
            transient: false,
            wants_new_token: false,
        }
    }

    pub(super) fn waiting(self, wait_s: Option<u64>) -> Self {
        Self { wait_s, ..self }
    }

    pub(super) fn passing(self, transient: bool) -> Self {
        Self { transient, ..self }
    }

    pub(super) fn wanting_new_token(self, wants_new_token: bool) -> Self {
        Self {
            wants_new_token,
            ..self
        }
    }

    /// Its stable code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Two or three words for a list.
    pub fn short(&self) -> &'static str {
        self.short
    }

    /// A heading.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What happened.
    pub fn sentence(&self) -> &str {
        &self.sentence
    }

    /// What to do.
    pub fn next_step(&self) -> &str {
        &self.next_step
    }

    /// Where it has to be put right.
    pub fn fault(&self) -> Fault {
        self.fault
    }

    /// What a button can do about it.
    pub fn remedy(&self) -> Remedy {
        self.remedy
    }

    /// The pause that the service asked for, in seconds: nothing may be sent before it is over.
    pub fn wait_s(&self) -> Option<u64> {
        self.wait_s
    }

    /// Whether the same request may pass if it is sent again shortly.
    pub fn is_transient(&self) -> bool {
        self.transient
    }

    /// Whether a call may pass with a new token: worth one repeat, and only of a call that changes nothing.
    pub fn wants_new_token(&self) -> bool {
        self.wants_new_token
    }

    /// Adds when it happened and what was sent.
    pub fn over(self, at_ms: i64, exchange: Option<Exchange>) -> Refusal {
        Refusal {
            code: self.code,
            short: self.short,
            title: self.title,
            sentence: self.sentence,
            next_step: self.next_step,
            fault: self.fault,
            remedy: self.remedy,
            wait_s: self.wait_s,
            transient: self.transient,
            at_ms,
            exchange: exchange.map(Box::new),
        }
    }
}

/// Hosts are written as they are, also at the start; the sandbox is called by words, which begin as a sentence does.
fn capitalised(text: String) -> String {
    match text.strip_prefix(THE_SANDBOX) {
        Some(rest) => format!("The sandbox{rest}"),
        None => text,
    }
}
