//! Broken on purpose: callers that ask an API once too often are counted as ours are, and caught.
use std::sync::Arc;

use async_trait::async_trait;
use gatepass_core::{Arrival, CallLimits, Http, HttpFailure, Need, Route, Sink, WireRequest};

use crate::endless::asked_wrongly;

/// As many clients do by themselves: what was refused is sent once more.
struct SendsAgain(Arc<dyn Http>);

#[async_trait]
impl Http for SendsAgain {
    async fn exchange(
        &self,
        request: &WireRequest,
        route: &Route,
        limits: &CallLimits,
        sink: &mut dyn Sink,
    ) -> Result<Arrival, HttpFailure> {
        let first = self.0.exchange(request, route, limits, &mut Nobody).await?;
        if first.head.status < 400 {
            return Ok(first);
        }
        self.0.exchange(request, route, limits, sink).await
    }
}

/// Reads nothing of it.
struct Nobody;

impl Sink for Nobody {
    fn head(&mut self, _: &gatepass_core::Head) {}

    fn push(&mut self, _: &[u8]) -> Result<(), gatepass_core::Stop> {
        Ok(())
    }
}

#[tokio::test]
async fn a_client_that_sends_again_what_was_refused_is_caught_at_every_answer() {
    let wrong = asked_wrongly(
        |network| Arc::new(SendsAgain(network)),
        async |desk, call| drop(desk.sent(call).await),
    );
    assert_eq!(wrong.await.len(), 10);
}

#[tokio::test]
async fn a_caller_that_gets_a_second_new_token_is_caught() {
    let wrong = asked_wrongly(
        |network| network,
        async |desk, call| {
            let called = desk.sent(call).await;
            if called.exchange.renewed {
                desk.world.token(&desk.ours.id, Need::New).await;
                desk.sent(call).await;
            }
        },
    );
    let wrong = wrong.await;
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(wrong[0].starts_with("401 after GET"), "{wrong:?}");
}
