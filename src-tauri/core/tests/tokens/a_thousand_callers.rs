//! A thousand callers aboard one token request, when its first caller leaves, when it fails, and when it is overtaken.
use std::collections::HashSet;
use std::pin::Pin;
use std::sync::Arc;

use gatepass_core::{AskError, Integration, Need, Outcome, Store};

use crate::doubles::{World, is_pending, soon, text_of};

const CALLERS: usize = 1_000;
const ROUNDS: usize = 5;

type Caller<'a> = Pin<Box<dyn Future<Output = Result<Outcome, AskError>> + 'a>>;

/// A thousand callers who all wait for a request that is held.
fn aboard<'a>(world: &'a World, ours: &'a Integration) -> Vec<Caller<'a>> {
    world.http.hold();
    let caller = |_| -> Caller<'a> {
        let mut caller = Box::pin(world.tokens.obtain(&ours.id, Need::Call));
        assert!(is_pending(&mut caller));
        caller
    };
    (0..CALLERS).map(caller).collect()
}

/// Lets the request be answered, and waits for everybody.
async fn landed(world: &World, callers: Vec<Caller<'_>>) -> Vec<Outcome> {
    world.http.release();
    let mut outcomes = vec![];
    for caller in callers {
        outcomes.push(soon(caller).await.unwrap());
    }
    assert_eq!(outcomes.len(), CALLERS);
    outcomes
}

async fn assert_next_thousand_get_one_token(world: &World, ours: &Integration) {
    let before = world.http.requests();
    let callers = aboard(world, ours);
    let outcomes = landed(world, callers).await;
    let texts: HashSet<_> = outcomes
        .iter()
        .map(|one| text_of(one.as_ref().unwrap()))
        .collect();
    assert_eq!((texts.len(), world.http.requests()), (1, before + 1));
    assert!(!world.tokens.is_busy(&ours.id));
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn when_the_first_caller_is_cancelled_the_others_share_its_request() {
    let world = World::default();
    let ours = world.custom().await;
    for round in 1..=ROUNDS {
        world.tokens.forget(&ours.id).await.unwrap();
        let mut callers = aboard(&world, &ours);
        drop(callers.remove(0));
        // And somebody boards after that.
        callers.push(Box::pin(world.tokens.obtain(&ours.id, Need::Call)));
        let outcomes = landed(&world, callers).await;
        assert!(outcomes.iter().all(Result::is_ok));
        assert_eq!(world.http.requests(), round);
        assert!(!world.tokens.is_busy(&ours.id));
    }
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn when_it_fails_they_share_one_refusal_and_the_next_thousand_ask_once() {
    let world = World::default();
    let ours = world.custom().await;
    for round in 0..ROUNDS {
        world.http.refuse(1, 503, "temporarily_unavailable");
        let callers = aboard(&world, &ours);
        let outcomes = landed(&world, callers).await;
        let shared = world.tokens.refused(&ours.id).unwrap();
        for outcome in outcomes {
            assert!(Arc::ptr_eq(&outcome.unwrap_err(), &shared), "the very same");
        }
        assert_eq!(world.http.requests(), 2 * round + 1);
        assert_next_thousand_get_one_token(&world, &ours).await;
        world.tokens.forget(&ours.id).await.unwrap();
    }
}

#[tokio::test]
async fn when_the_client_is_edited_meanwhile_no_stale_token_is_kept_or_handed_out() {
    let world = World::default();
    let mut ours = world.custom().await;
    for round in 0..ROUNDS {
        let callers = aboard(&world, &ours);
        let edited = world.edit(&ours, |draft| draft.client_id = format!("client-{round}"));
        let edited = soon(edited).await.unwrap();
        for outcome in landed(&world, callers).await {
            assert_eq!(outcome.unwrap_err().code, "changed_meanwhile");
        }
        assert_eq!(world.store.tokens().unwrap(), []);
        ours = edited;
        assert_next_thousand_get_one_token(&world, &ours).await;
        let last = world.http.last();
        assert_eq!(last.member("client_id"), format!("client-{round}"));
        world.tokens.forget(&ours.id).await.unwrap();
    }
    assert_eq!(world.http.requests(), 2 * ROUNDS);
}

#[tokio::test]
async fn when_it_is_forgotten_meanwhile_no_token_is_kept_or_handed_out() {
    let world = World::default();
    let ours = world.custom().await;
    for _ in 0..ROUNDS {
        let callers = aboard(&world, &ours);
        world.tokens.forget(&ours.id).await.unwrap();
        for outcome in landed(&world, callers).await {
            assert_eq!(outcome.unwrap_err().code, "changed_meanwhile");
        }
        assert_eq!(world.store.tokens().unwrap(), []);
        world.assert_nothing_stray().await;
    }
    assert_eq!(world.http.requests(), ROUNDS);
}
