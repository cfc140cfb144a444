//! The browser came back with a code: it becomes a token, once.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gatepass_core::{Clock, Need, Store};
use sha2::{Digest, Sha256};

use crate::doubles::{HOUR, MINUTE, REDIRECT_URI, World, landing, sent, text_of};
use crate::{goes_on, over, token};

#[tokio::test]
async fn the_code_goes_to_the_token_endpoint_with_its_verifier_and_the_redirect_uri_to_the_letter()
{
    let world = World::default();
    let ours = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    let landed_on = landing(&sign_in, &[("code", "c0de/+= 1"), ("session_state", "x")]);
    let token = token(world.land(&ours.id, &landed_on).await);
    assert_eq!(text_of(&token), "issued-token-0001");

    let last = world.http.last();
    assert_eq!(last.address, "https://id.example/token");
    assert_eq!(
        (
            last.member("grant_type"),
            last.member("code"),
            last.member("redirect_uri")
        ),
        (
            "authorization_code".into(),
            "c0de/+= 1".into(),
            REDIRECT_URI.into()
        )
    );
    assert_eq!(last.member("scope"), "", "it was asked for with the code");
    let verifier = last.member("code_verifier");
    assert_eq!(
        URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier)),
        sent(&sign_in, "code_challenge"),
        "S256 (RFC 7636, section 4.2)"
    );
    assert!(world.sign_ins.under_way(&ours.id).is_none());
    assert!(world.tokens.refused(&ours.id).is_none());
    assert_eq!(
        text_of(&world.token(&ours.id, Need::Call).await),
        "issued-token-0001"
    );
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn its_life_counts_from_the_token_request_and_not_from_the_sign_in() {
    let world = World::default();
    let ours = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    world.clock.advance(4 * MINUTE);
    let token = token(
        world
            .land(&ours.id, &landing(&sign_in, &[("code", "c0de")]))
            .await,
    );
    let left = world.tokens.remaining(&token.record, &world.clock.now());
    assert_eq!(left.ms, HOUR);
    assert_eq!(token.record.grant.id(), "authorization_code");
}

#[tokio::test]
async fn a_state_is_taken_once() {
    let world = World::default();
    let ours = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    let landed_on = landing(&sign_in, &[("code", "c0de")]);
    token(world.land(&ours.id, &landed_on).await);
    let again = goes_on(world.land(&ours.id, &landed_on).await);
    assert_eq!(again.code, "no_sign_in");
    assert_eq!(world.http.requests(), 1);
    assert_eq!(
        text_of(&world.token(&ours.id, Need::Call).await),
        "issued-token-0001"
    );
}

#[tokio::test]
async fn a_refused_code_is_over_and_its_state_is_used_up() {
    let world = World::default();
    let ours = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    let landed_on = landing(&sign_in, &[("code", "c0de")]);
    world.http.refuse(1, 400, "invalid_grant");
    assert_eq!(
        over(world.land(&ours.id, &landed_on).await).code,
        "code_refused"
    );
    assert_eq!(world.tokens.refused(&ours.id).unwrap().code, "code_refused");
    assert_eq!(
        goes_on(world.land(&ours.id, &landed_on).await).code,
        "no_sign_in"
    );
    assert_eq!(world.http.requests(), 1);
    assert_eq!(world.store.tokens().unwrap(), []);
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_careless_copy_of_the_address_is_taken() {
    let world = World::default();
    let ours = world.by_code().await;
    for (before, after) in [
        ("", "\r\n"),
        (" \u{a0}", " "),
        ("\"", "\""),
        ("<", ">"),
        ("“", "”"),
    ] {
        let sign_in = world.sign_ins.begin(&ours.id).unwrap();
        let address = landing(&sign_in, &[("code", "c0de")]);
        let (head, tail) = address.split_at(30);
        let pasted = format!("{before}{head}\n  {tail}{after}");
        token(world.land(&ours.id, &pasted).await);
        assert_eq!(world.http.last().member("code"), "c0de", "{pasted:?}");
    }
}

#[tokio::test]
async fn a_new_sign_in_replaces_the_held_token_and_its_refresh_token() {
    let world = World::default();
    let ours = world.by_code().await;
    world.http.issue_refresh_tokens(true);
    let first = world.sign_in(&ours.id).await.unwrap();
    let second = world.sign_in(&ours.id).await.unwrap();
    assert_ne!(first.record.refresh, second.record.refresh);
    assert_eq!(world.store.token(&ours.id).unwrap().unwrap(), second.record);
    world.assert_nothing_stray().await;
}
