//! Who waits for a token request: a place that is left, also by being cancelled, and a request that goes when nobody waits.
use std::sync::Arc;

use futures_util::future::{BoxFuture, Shared};

use super::{Outcome, Tokens};
use crate::integration::IntegrationId;

/// A token request under way, for one shape of the integration: an edit starts another.
pub(super) struct Flight {
    pub(super) number: u64,
    pub(super) shape: String,
    pub(super) outcome: SharedOutcome,
}

pub(super) type SharedOutcome = Shared<BoxFuture<'static, Outcome>>;

/// A caller's place in a flight. Leaving it, also by being cancelled, takes an ended or deserted flight off the desk.
pub(super) struct Seat {
    tokens: Arc<Tokens>,
    id: IntegrationId,
    /// There until the seat is left.
    outcome: Option<SharedOutcome>,
}

impl Seat {
    pub(super) fn new(tokens: Arc<Tokens>, id: IntegrationId, outcome: SharedOutcome) -> Self {
        Self {
            tokens,
            id,
            outcome: Some(outcome),
        }
    }

    /// Takes the flight off the desk if it has ended, or if nobody else waits for it: nobody would ever drive it on.
    fn leave(&mut self) -> Option<Flight> {
        let mut desks = self.tokens.desks();
        // Let go of under the lock: of two seats left in the same instant, the last must see that it is the last.
        let outcome = self.outcome.take()?;
        let desk = desks.get_mut(&self.id)?;
        let flight = desk
            .flight
            .as_ref()
            .filter(|flight| flight.outcome.ptr_eq(&outcome))?;
        // Two are left when nobody else waits: the desk's and this one.
        let is_over = flight.outcome.peek().is_some() || flight.outcome.strong_count() == Some(2);
        if is_over { desk.flight.take() } else { None }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        drop(self.leave());
    }
}
