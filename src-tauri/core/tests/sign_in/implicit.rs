//! The implicit grant: the token is in the address itself, and nobody knows when it was issued.
use gatepass_core::{Clock, Need, SignIn, Store};

use crate::doubles::{MINUTE, REDIRECT_URI, SECOND, World, sent, text_of};
use crate::{assert_teaches, goes_on, over, token};

fn fragment(sign_in: &SignIn, members: &str) -> String {
    format!("{REDIRECT_URI}#{members}&state={}", sent(sign_in, "state"))
}

#[tokio::test]
async fn the_token_is_kept_with_a_life_that_counts_from_when_the_browser_was_sent_off() {
    let world = World::default();
    let ours = world.save(&world.implicit_draft()).await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    world.clock.advance(4 * MINUTE);
    let members = "access_token=landed-token-0001&token_type=bearer&expires_in=600&scope=read";
    let token = token(world.land(&ours.id, &fragment(&sign_in, members)).await);
    assert_eq!(text_of(&token), "landed-token-0001");
    let left = world.tokens.remaining(&token.record, &world.clock.now());
    assert_eq!((left.ms, left.unsure), (6 * MINUTE, false));
    assert_eq!(
        (
            token.record.grant.id(),
            token.record.token_type.as_str(),
            token.record.scope.as_str()
        ),
        ("implicit", "bearer", "read")
    );
    assert!(
        !token.record.lifetime.assumed,
        "expires_in is a text in an address"
    );
    assert_eq!(world.http.requests(), 0);
    world.assert_nothing_stray().await;

    assert_eq!(
        text_of(&world.token(&ours.id, Need::Call).await),
        "landed-token-0001"
    );
    world.clock.advance(6 * MINUTE);
    assert_eq!(world.refusal(&ours.id).await.code, "sign_in_needed");
}

#[tokio::test]
async fn a_life_that_is_not_named_is_assumed() {
    let world = World::default();
    let ours = world.save(&world.implicit_draft()).await;
    for members in ["access_token=abc", "access_token=abc&expires_in=soon"] {
        let sign_in = world.sign_ins.begin(&ours.id).unwrap();
        let token = token(world.land(&ours.id, &fragment(&sign_in, members)).await);
        assert!(token.record.lifetime.assumed, "{members}");
    }
}

/// RFC 6749, section 4.2.2: the authorization server must not issue one.
#[tokio::test]
async fn a_refresh_token_is_never_taken() {
    let world = World::default();
    let ours = world.save(&world.implicit_draft()).await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    let members = "access_token=landed-token-0001&expires_in=600&refresh_token=refresh-token-0001";
    let token = token(world.land(&ours.id, &fragment(&sign_in, members)).await);
    assert_eq!(token.record.refresh, None);
    assert_eq!(
        world.ask(&ours.id, Need::New).await.unwrap_err().code,
        "sign_in_needed"
    );
    assert_eq!(world.http.requests(), 0);
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn what_is_kept_of_the_exchange_has_no_token_and_no_state() {
    let world = World::default();
    let ours = world.save(&world.implicit_draft()).await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    world.clock.advance(5 * SECOND);
    let members = "access_token=landed-token-0001&expires_in=600";
    token(world.land(&ours.id, &fragment(&sign_in, members)).await);
    let record = world.store.token(&ours.id).unwrap().unwrap();
    let stored = serde_json::to_string(&record).unwrap();
    assert!(!stored.contains("landed-token") && !stored.contains(&sent(&sign_in, "state")));
    assert_eq!(
        record.exchange.request.address,
        "https://login.example/authorize"
    );
    assert_eq!(
        (record.exchange.elapsed_ms, record.exchange.answer.is_none()),
        (5 * SECOND, true)
    );
}

#[tokio::test]
async fn what_is_no_token_is_over_or_goes_on_as_with_a_code() {
    let world = World::default();
    let ours = world.save(&world.implicit_draft()).await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    let state = sent(&sign_in, "state");
    for (landed_on, code) in [
        (
            format!("{REDIRECT_URI}#access_token=abc&state=stranger"),
            "sign_in_wrong_state",
        ),
        (
            format!("{REDIRECT_URI}#access_token=abc"),
            "sign_in_state_missing",
        ),
        (
            format!("{REDIRECT_URI}?code=c0de&state={state}"),
            "landing_of_another_grant",
        ),
        (
            format!("{REDIRECT_URI}?state={state}#access_token=abc&state={state}"),
            "landing_doubled",
        ),
        (format!("{REDIRECT_URI}#state={state}"), "landing_empty"),
    ] {
        let refusal = goes_on(world.land(&ours.id, &landed_on).await);
        assert_eq!(refusal.code, code, "{landed_on}");
    }
    let refusal = over(
        world
            .land(&ours.id, &fragment(&sign_in, "access_token=a%0Ab"))
            .await,
    );
    assert_eq!(refusal.code, "no_token_landed");
    assert_teaches(&refusal);
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    let refusal = over(
        world
            .land(&ours.id, &fragment(&sign_in, "error=access_denied"))
            .await,
    );
    assert_eq!(refusal.code, "sign_in_denied");
    assert_eq!(world.store.tokens().unwrap(), []);
}
