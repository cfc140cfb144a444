//! The one request under way of an integration: who asks meanwhile joins it, and what it brings is kept if it is still wanted.
use std::sync::Arc;
use std::sync::atomic::Ordering;

use futures_util::FutureExt as _;
use futures_util::future::ready;

use super::seat::{Flight, Seat, SharedOutcome};
use super::{Desk, Need, Outcome, Tokens, shape_of};
use crate::integration::{Integration, IntegrationId};
use crate::keep_token::Keeping;
use crate::obtain_token::{Means, obtain_token};
use crate::ports::StoreError;
use crate::secret::SecretId;

impl Tokens {
    /// Joins the request under way for this shape, or starts one.
    pub(super) fn board(
        self: &Arc<Self>,
        integration: Integration,
        shape: String,
        (need, refused): (Need, Option<&SecretId>),
    ) -> (Seat, SharedOutcome) {
        let mut desks = self.desks();
        let desk = desks.entry(integration.id.clone()).or_default();
        let joined = desk
            .flight
            .as_ref()
            .filter(|flight| flight.shape == shape)
            .map(|flight| flight.outcome.clone());
        // Landed since this caller looked for a held token.
        let landed = desk.held.as_ref().filter(|token| {
            token.record.shape == shape && self.suffices(&token.record, need, refused)
        });
        let landed = landed.map(|token| ready(Ok(Arc::clone(token))).boxed().shared());
        match joined.or(landed) {
            Some(outcome) => (self.seat(integration.id, &outcome), outcome),
            None => self.depart(desk, integration, shape, Means::Kept),
        }
    }

    /// Starts a request. One already under way is no longer awaited, and its token will not be kept.
    pub(super) fn depart(
        self: &Arc<Self>,
        desk: &mut Desk,
        integration: Integration,
        shape: String,
        means: Means,
    ) -> (Seat, SharedOutcome) {
        let id = integration.id.clone();
        let number = self.flights.fetch_add(1, Ordering::Relaxed);
        let outcome = Arc::clone(self)
            .fly(integration, shape.clone(), means, number)
            .boxed()
            .shared();
        desk.flight = Some(Flight {
            number,
            shape,
            outcome: outcome.clone(),
        });
        (self.seat(id, &outcome), outcome)
    }

    fn seat(self: &Arc<Self>, id: IntegrationId, outcome: &SharedOutcome) -> Seat {
        Seat::new(Arc::clone(self), id, outcome.clone())
    }

    async fn fly(
        self: Arc<Self>,
        integration: Integration,
        shape: String,
        means: Means,
        number: u64,
    ) -> Outcome {
        let wanted = || self.still_wanted(&integration, &shape, number);
        let keeping = Keeping {
            wanted: &wanted,
            turn: &self.turn,
        };
        let obtained = obtain_token(&self.ports, &integration, &shape, means, keeping);
        let Ok(outcome) = self.ports.lock.pass(obtained).await else {
            return Err(self.locked());
        };
        self.keep(
            &integration.id,
            number,
            outcome.map(Arc::new).map_err(Arc::new),
        )
    }

    fn still_wanted(
        &self,
        integration: &Integration,
        shape: &str,
        number: u64,
    ) -> Result<bool, StoreError> {
        let on_desk = self
            .desks()
            .get(&integration.id)
            .is_some_and(|desk| desk.is_awaiting(number));
        let now = self.ports.store.integration(&integration.id)?;
        let Some(now) = now.filter(|_| on_desk) else {
            return Ok(false);
        };
        // What is the same to the letter need not be digested to say so; a key of its own row may have changed there.
        if now == *integration && now.subscription_key.is_none() {
            return Ok(true);
        }
        Ok(shape_of(&self.ports, &now)? == shape)
    }

    fn keep(&self, id: &IntegrationId, number: u64, outcome: Outcome) -> Outcome {
        if let Some(desk) = self
            .desks()
            .get_mut(id)
            .filter(|desk| desk.is_awaiting(number))
        {
            match &outcome {
                Ok(token) => (desk.held, desk.refused) = (Some(Arc::clone(token)), None),
                Err(refusal) => desk.refused = Some(Arc::clone(refusal)),
            }
        }
        outcome
    }
}

impl Desk {
    fn is_awaiting(&self, number: u64) -> bool {
        self.flight
            .as_ref()
            .is_some_and(|flight| flight.number == number)
    }
}
