//! Stories of calls: sent with a token that is got on the way, repeated once or never, and answered without a secret in it.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

#[path = "../doubles/mod.rs"]
mod doubles;

mod answers;
mod broken;
mod endless;
mod fields;
mod locked;
mod masked;
mod redirects;
mod renewed;
mod twins;

use std::sync::Arc;

use doubles::{ScriptedHttp, World, soon};
use gatepass_core::{
    Call, CallBody, CallLimits, CallPhase, Called, Calls, FreeMember, Given, Head, Http,
    Integration, Kept, Method, NotCalled, Ports, Secret, Sink, Stop, Target,
};

const LIMITS: CallLimits = CallLimits {
    body: 10_000_000,
    read_ms: None,
    total_ms: None,
};

/// What the page would get.
#[derive(Debug, Default)]
struct Page {
    head: Option<Head>,
    text: Vec<u8>,
    /// Wants no more than that many bytes.
    most: Option<usize>,
}

impl Page {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.text).unwrap()
    }
}

impl Sink for Page {
    fn head(&mut self, head: &Head) {
        assert!(
            self.head.replace(head.clone()).is_none(),
            "one answer, one page"
        );
    }

    fn push(&mut self, piece: &[u8]) -> Result<(), Stop> {
        assert!(self.head.is_some() && !piece.is_empty());
        if self
            .most
            .is_some_and(|most| self.text.len() + piece.len() > most)
        {
            return Err(Stop);
        }
        self.text.extend_from_slice(piece);
        Ok(())
    }
}

/// A call of what the user typed.
fn free(method: Method, address: &str) -> Call<'static> {
    Call {
        target: Target::Free {
            method,
            address: address.into(),
        },
        query: vec![],
        headers: vec![],
        body: CallBody::default(),
    }
}

fn get() -> Call<'static> {
    free(Method::Get, "/things")
}

/// A value typed as a secret, for the API.
fn secret(name: &str, text: &str) -> FreeMember {
    let home = vec!["https://api.example".parse().unwrap()];
    FreeMember {
        name: name.into(),
        value: Given::Secret(Kept::new(Secret::new(text), home)),
    }
}

struct Desk {
    world: Arc<World>,
    calls: Arc<Calls>,
    ours: Integration,
}

impl Desk {
    /// With a custom integration whose API is at `api.example`.
    async fn new() -> Self {
        let world = Arc::new(World::default());
        let ours = world.custom().await;
        let calls = Calls::new(world.ports.clone(), world.tokens.clone());
        Self {
            world,
            calls: Arc::new(calls),
            ours,
        }
    }

    /// And with a token that is held already.
    async fn with_token() -> Self {
        let desk = Self::new().await;
        desk.world
            .token(&desk.ours.id, gatepass_core::Need::Call)
            .await;
        desk
    }

    /// And with calls, though not token requests, that go out through this.
    async fn through(client: impl FnOnce(Arc<ScriptedHttp>) -> Arc<dyn Http>) -> Self {
        let desk = Self::with_token().await;
        let ports = Ports {
            http: client(desk.world.http.clone()),
            ..desk.world.ports.clone()
        };
        let calls = Arc::new(Calls::new(ports, desk.world.tokens.clone()));
        Self { calls, ..desk }
    }

    async fn send(&self, call: &Call<'_>) -> Result<Called<Page>, NotCalled> {
        let watch = |_: CallPhase| ();
        soon(
            self.calls
                .send(&self.ours, call, &LIMITS, &watch, Page::default),
        )
        .await
    }

    async fn sent(&self, call: &Call<'_>) -> Called<Page> {
        self.send(call).await.expect("it can be sent")
    }

    /// The addresses that were asked, in order.
    fn asked(&self) -> Vec<String> {
        let seen = self.world.http.seen();
        seen.into_iter().map(|seen| seen.address).collect()
    }

    /// The access tokens that calls were sent with, in order.
    fn tokens_used(&self) -> Vec<String> {
        let seen = self.world.http.seen();
        let tokens = seen.iter().map(|seen| seen.header("authorization"));
        let bearers = tokens.filter_map(|value| value.strip_prefix("Bearer "));
        bearers.map(str::to_owned).collect()
    }
}
