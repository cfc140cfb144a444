//! A day of calls takes as many token requests as the lifetime asks for, and no call gets a dead token.
use std::sync::Arc;

use crate::doubles::{SECOND, World, text_of};
use gatepass_core::{Clock, Need, Token};

/// What a day of calls took.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) requests: usize,
    /// How often a token was handed out that had ended.
    pub(super) dead: usize,
}

impl Day {
    /// Tokens of 3,599 s that are renewed 60 s before their end.
    pub(super) const RIGHT: Self = Self {
        requests: 25,
        dead: 0,
    };

    /// A call every ten seconds.
    pub(super) async fn spend(world: &World, ask: impl AsyncFn() -> Arc<Token>) -> Self {
        const LIFE_S: u64 = 3_599;
        world.http.issue_for(LIFE_S);
        let (mut last, mut born_ms, mut dead) = (String::new(), 0, 0);
        for _ in 0..24 * 360 {
            let text = text_of(&ask().await);
            let now_ms = world.clock.now().uptime_ms;
            if text != last {
                (last, born_ms) = (text, now_ms);
            }
            dead += usize::from(now_ms - born_ms >= LIFE_S * SECOND);
            world.clock.advance(10 * SECOND);
        }
        Self {
            requests: world.http.requests(),
            dead,
        }
    }
}

#[tokio::test]
async fn a_virtual_day_of_calls_takes_twenty_five_requests() {
    let world = World::default();
    let id = world.custom().await.id;
    let day = Day::spend(&world, async || world.token(&id, Need::Call).await);
    assert_eq!(day.await, Day::RIGHT);
}
