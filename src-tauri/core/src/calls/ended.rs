//! Puts an attempt that has ended into words: its meaning, its head, its times.
use std::sync::Arc;

use super::attempt::Trip;
use super::{Called, outcome};
use crate::arrival::{Arrival, CallLimits, Head};
use crate::call_exchange::{CallAnswer, CallExchange, CallOutcome, ExchangeId};
use crate::exchange::{Member, RedactedRequest, Sizes, Times};
use crate::masking::Masker;
use crate::ports::{HttpFailure, Ports};
use crate::refusal::{Refusal, Saying, meaning_of, refusal_of_failure};

/// How an attempt ended.
pub(super) struct Ended<S> {
    request: RedactedRequest,
    sent_at_ms: i64,
    elapsed_ms: u64,
    answer: Option<CallAnswer>,
    outcome: CallOutcome,
    saying: Option<Saying>,
    redirects: usize,
    body: Option<S>,
}

impl<S> Trip<'_, S> {
    /// The last request of an attempt.
    pub(super) fn ended(mut self, ports: &Ports, limits: &CallLimits) -> Ended<S> {
        let now = ports.clock.now();
        let arrival = match &self.arrived {
            Ok(arrival) => Some(arrival.clone()),
            Err(_) => self.torn(),
        };
        let (outcome, saying) = match &self.arrived {
            Ok(arrival) if arrival.whole && self.taken.took_all => {
                let facts = self.taken.facts(&arrival.head, self.masker, now.wall_ms);
                let meaning = meaning_of(&facts, self.asked);
                outcome::of_meaning(meaning, facts.status, self.asked)
            }
            // What was taken in is masked, so it may be longer than what came.
            Ok(_) => outcome::failed(refusal_of_failure(
                &HttpFailure::TooLarge(limits.body),
                self.asked,
            )),
            Err(failure) => outcome::failed(refusal_of_failure(failure, self.asked)),
        };
        let answer = arrival.map(|arrival| CallAnswer {
            status: arrival.head.status,
            headers: masked_headers(&arrival.head, self.masker),
            times: arrival.times,
            sizes: arrival.sizes,
            whole: arrival.whole && self.taken.took_all,
            redirect: self.shown.map(|url| self.masker.text(url.as_str())),
        });
        Ended {
            request: self
                .request
                .redacted(ports.sandbox.sandbox_address().as_ref()),
            sent_at_ms: self.first_sent.wall_ms,
            elapsed_ms: self.first_sent.elapsed_ms(&now).unwrap_or_default(),
            body: answer.is_some().then_some(self.taken.sink),
            answer,
            outcome,
            saying,
            redirects: self.redirects,
        }
    }

    /// An answer that began and did not come to its end. Where its time went is not known.
    fn torn(&self) -> Option<Arrival> {
        let head = self.taken.head.clone()?;
        let is_encoded = !head.header("content-encoding").is_empty();
        Some(Arrival {
            head,
            times: Times::default(),
            sizes: Sizes {
                wire: if is_encoded { 0 } else { self.taken.received },
                decoded: self.taken.received,
            },
            whole: false,
        })
    }
}

impl<S> Ended<S> {
    /// Whether a repeat with a new token is worth its while, and not asked to wait.
    pub(super) fn wants_new_token(&self) -> bool {
        let saying = self.saying.as_ref();
        saying.is_some_and(|saying| saying.wants_new_token() && saying.wait_s().is_none())
    }

    /// What the caller gets. `renewed`: it was sent with a second token.
    pub(super) fn called(
        self,
        ports: &Ports,
        renewed: bool,
        renewal: Option<Arc<Refusal>>,
    ) -> Called<S> {
        let mut outcome = self.outcome;
        if let Some(refusal) = &renewal {
            // Both are of use: what the service said, and why that could not be put right.
            outcome.sentence = format!(
                "{} No new token could be got: {}",
                outcome.sentence, refusal.sentence
            );
            outcome.next_step.clone_from(&refusal.next_step);
        }
        Called {
            exchange: CallExchange {
                id: ExchangeId(ports.chance.id()),
                request: self.request,
                sent_at_ms: self.sent_at_ms,
                elapsed_ms: self.elapsed_ms,
                answer: self.answer,
                outcome,
                renewed,
                redirects: u32::try_from(self.redirects).unwrap_or(u32::MAX),
            },
            body: self.body,
            saying: self.saying,
            renewal,
        }
    }
}

/// All of them.
fn masked_headers(head: &Head, masker: &Masker) -> Vec<Member> {
    let member = |(name, value): &(String, String)| Member {
        name: name.clone(),
        value: masker.text(value),
        masked: String::new(),
    };
    head.headers.iter().map(member).collect()
}
