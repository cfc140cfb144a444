//! Broken on purpose: a client that does not read how long it is asked to wait, caught by the requests it sends meanwhile.
use std::sync::Arc;

use async_trait::async_trait;
use gatepass_core::{Arrival, CallLimits, Head, Http, HttpFailure, Route, Sink, Stop, WireRequest};

use crate::doubles::World;
use crate::refusals::{HALF_AN_HOUR, inside_the_window};

/// Loses the header on the way.
struct Deaf(Arc<dyn Http>);

#[async_trait]
impl Http for Deaf {
    async fn exchange(
        &self,
        request: &WireRequest,
        route: &Route,
        limits: &CallLimits,
        sink: &mut dyn Sink,
    ) -> Result<Arrival, HttpFailure> {
        let mut without = Without(sink);
        let mut arrival = self
            .0
            .exchange(request, route, limits, &mut without)
            .await?;
        forget(&mut arrival.head);
        Ok(arrival)
    }
}

struct Without<'a>(&'a mut dyn Sink);

impl Sink for Without<'_> {
    fn head(&mut self, head: &Head) {
        let mut head = head.clone();
        forget(&mut head);
        self.0.head(&head);
    }

    fn push(&mut self, piece: &[u8]) -> Result<(), Stop> {
        self.0.push(piece)
    }
}

fn forget(head: &mut Head) {
    head.headers.retain(|(name, _)| name != "retry-after");
}

#[tokio::test]
async fn a_client_that_does_not_read_retry_after_is_caught_inside_the_window() {
    for (status, said) in HALF_AN_HOUR {
        let mut world = World::default();
        world.ports.http = Arc::new(Deaf(world.http.clone()));
        world.restart();
        let inside = inside_the_window(&world, status, said).await;
        assert!(inside > 0, "{status} {said}");
    }
}
