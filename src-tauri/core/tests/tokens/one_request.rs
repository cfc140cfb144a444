//! One integration, one token, one request: however many ask, and whoever stops waiting.
use std::collections::HashSet;
use std::sync::{Arc, Barrier};

use crate::doubles::{World, is_pending, json_answer, soon, text_of};
use gatepass_core::Need;

#[tokio::test]
async fn the_first_caller_makes_one_request_and_the_second_uses_what_is_held() {
    let world = World::default();
    let id = world.custom().await.id;
    let first = world.token(&id, Need::Call).await;
    let second = world.token(&id, Need::Call).await;
    assert_eq!(
        (text_of(&first), text_of(&second)),
        ("issued-token-0001".into(), "issued-token-0001".into())
    );
    assert_eq!(world.http.requests(), 1);
    assert!(!world.tokens.is_busy(&id));
    world.assert_nothing_stray().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_callers_at_once_share_one_request_in_each_of_twenty_rounds() {
    let world = Arc::new(World::default());
    let id = world.custom().await.id;
    for round in 1..=20 {
        world.tokens.forget(&id).await.unwrap();
        let start = Arc::new(tokio::sync::Barrier::new(200));
        let ask = |_| {
            let (world, id, start) = (world.clone(), id.clone(), start.clone());
            tokio::spawn(async move {
                start.wait().await;
                text_of(&world.token(&id, Need::Call).await)
            })
        };
        let callers: Vec<_> = (0..200).map(ask).collect();
        let mut tokens = HashSet::new();
        for caller in callers {
            tokens.insert(soon(caller).await.unwrap());
        }
        assert_eq!(world.http.requests(), round, "one request a round");
        assert_eq!(tokens.len(), 1, "one token for all");
        assert!(!world.tokens.is_busy(&id));
    }
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_caller_who_found_nothing_held_uses_what_arrived_while_it_looked() {
    let world = World::default();
    let id = world.custom().await.id;
    let (tokens, asked) = (world.tokens.clone(), id.clone());
    world.store.meanwhile(move || {
        let mut other = Box::pin(tokens.obtain(&asked, Need::Call));
        assert!(
            !is_pending(&mut other),
            "it asks, and has its token at once"
        );
    });
    assert_eq!(
        text_of(&world.token(&id, Need::Call).await),
        "issued-token-0001"
    );
    assert_eq!(world.http.requests(), 1);
}

#[tokio::test]
async fn callers_while_a_request_is_under_way_join_it() {
    let world = World::default();
    let id = world.custom().await.id;
    world.http.hold();
    let mut callers: Vec<_> = (0..50)
        .map(|_| Box::pin(world.tokens.obtain(&id, Need::New)))
        .collect();
    assert!(callers.iter_mut().all(is_pending));
    assert!(world.tokens.is_busy(&id));
    world.http.release();
    for caller in callers {
        assert_eq!(
            text_of(&soon(caller).await.unwrap().unwrap()),
            "issued-token-0001"
        );
    }
    assert_eq!(world.http.requests(), 1);
    assert!(!world.tokens.is_busy(&id));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_the_first_caller_is_cancelled_the_others_finish() {
    let world = Arc::new(World::default());
    let id = world.custom().await.id;
    world.http.hold();
    let (asking, asked) = (world.clone(), id.clone());
    let first = tokio::spawn(async move { asking.tokens.obtain(&asked, Need::Call).await });
    soon(world.http.arrived(1)).await;
    let others = (0..3).map(|_| {
        let (world, id) = (world.clone(), id.clone());
        let mut other = Box::pin(async move { text_of(&world.token(&id, Need::Call).await) });
        assert!(is_pending(&mut other), "aboard before the first leaves");
        tokio::spawn(other)
    });
    let others: Vec<_> = others.collect();
    first.abort();
    assert!(soon(first).await.unwrap_err().is_cancelled());
    assert!(world.tokens.is_busy(&id));
    world.http.release();
    for other in others {
        assert_eq!(soon(other).await.unwrap(), "issued-token-0001");
    }
    assert_eq!(world.http.requests(), 1);
    assert!(!world.tokens.is_busy(&id));
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn when_the_only_caller_is_cancelled_nothing_is_busy_and_the_next_one_gets_a_token() {
    let world = World::default();
    let id = world.custom().await.id;
    world.http.hold();
    let mut only = Box::pin(world.tokens.obtain(&id, Need::Call));
    assert!(is_pending(&mut only) && world.tokens.is_busy(&id));
    drop(only);
    assert!(!world.tokens.is_busy(&id));
    world.http.release();
    assert_eq!(
        text_of(&world.token(&id, Need::Call).await),
        "issued-token-0002"
    );
    assert!(!world.tokens.is_busy(&id));
}

#[test]
fn when_all_callers_are_cancelled_in_the_same_instant_nothing_stays_busy() {
    let world = World::default();
    let id = soon_blocking(world.custom()).id;
    world.http.hold();
    for round in 0..3000 {
        let callers: Vec<_> = (0..2)
            .map(|_| Box::pin(world.tokens.obtain(&id, Need::Call)))
            .collect();
        let callers = callers.into_iter().map(|mut caller| {
            assert!(is_pending(&mut caller));
            caller
        });
        let callers: Vec<_> = callers.collect();
        let start = Barrier::new(callers.len());
        std::thread::scope(|scope| {
            for caller in callers {
                let start = &start;
                scope.spawn(move || {
                    start.wait();
                    drop(caller);
                });
            }
        });
        assert!(
            !world.tokens.is_busy(&id),
            "round {round}: a request that nobody waits for"
        );
    }
}

#[tokio::test]
async fn a_refusal_is_shared_and_the_next_caller_asks_again() {
    let world = World::default();
    let id = world.custom().await.id;
    world
        .http
        .next(Ok(json_answer(401, r#"{"error":"invalid_client"}"#)));
    world.http.hold();
    let mut callers: Vec<_> = (0..3)
        .map(|_| Box::pin(world.tokens.obtain(&id, Need::Call)))
        .collect();
    assert!(callers.iter_mut().all(is_pending));
    world.http.release();
    for caller in callers {
        assert_eq!(
            soon(caller).await.unwrap().unwrap_err().code,
            "client_refused"
        );
    }
    assert_eq!(world.http.requests(), 1);
    assert_eq!(world.tokens.refused(&id).unwrap().code, "client_refused");

    world.token(&id, Need::Call).await;
    assert_eq!(world.http.requests(), 2);
    assert!(
        world.tokens.refused(&id).is_none(),
        "a token is the end of a refusal"
    );
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn two_integrations_with_the_same_endpoint_client_and_scope_never_share_a_token() {
    let world = World::default();
    let one = world.custom().await.id;
    let two = world.custom().await.id;
    world.http.hold();
    let (mut first, mut second) = (
        Box::pin(world.tokens.obtain(&one, Need::Call)),
        Box::pin(world.tokens.obtain(&two, Need::Call)),
    );
    assert!(is_pending(&mut first) && is_pending(&mut second));
    world.http.release();
    let (first, second) = (
        soon(first).await.unwrap().unwrap(),
        soon(second).await.unwrap().unwrap(),
    );
    assert_eq!(world.http.requests(), 2);
    assert_ne!(text_of(&first), text_of(&second));
    assert_eq!(
        (&first.record.integration, &second.record.integration),
        (&one, &two)
    );
}

fn soon_blocking<T>(story: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime")
        .block_on(soon(story))
}
