//! What lands and is not a token: each kind has a code and a sentence of its own, and most leave the sign-in going on.
use gatepass_core::{Fault, Remedy, SignIn};

use crate::doubles::{REDIRECT_URI, World, landing, sent};
use crate::{assert_teaches, goes_on, over, token};

type Landed = fn(&SignIn) -> String;

/// What is pasted, the code it gets, and words that its sentence has.
#[tokio::test]
async fn what_is_not_this_sign_in_s_answer_is_named_and_the_sign_in_goes_on() {
    let rows: &[(&str, Landed, &str, &str)] = &[
        (
            "wrong state",
            |_| format!("{REDIRECT_URI}?code=c0de&state=stranger"),
            "sign_in_wrong_state",
            "another state",
        ),
        (
            "state cut short",
            |sign_in| {
                let address = landing(sign_in, &[("code", "c0de")]);
                address[..address.len() - 1].to_owned()
            },
            "sign_in_wrong_state",
            "another state",
        ),
        (
            "missing state",
            |_| format!("{REDIRECT_URI}?code=c0de"),
            "sign_in_state_missing",
            "without the state",
        ),
        (
            "a stranger's error",
            |_| format!("{REDIRECT_URI}?error=access_denied&state=stranger"),
            "sign_in_wrong_state",
            "another state",
        ),
        (
            "authorization server's own page",
            |_| "https://login.example/error?reason=redirect_uri".into(),
            "redirect_uri_refused",
            REDIRECT_URI,
        ),
        (
            "the address that was opened",
            |sign_in| sign_in.address.clone(),
            "redirect_uri_refused",
            REDIRECT_URI,
        ),
        (
            "another port",
            |sign_in| landing(sign_in, &[("code", "c0de")]).replace(":8765", ":8766"),
            "landing_elsewhere",
            REDIRECT_URI,
        ),
        (
            "another path",
            |sign_in| landing(sign_in, &[("code", "c0de")]).replace("/Call%62ack", "/callback"),
            "landing_elsewhere",
            REDIRECT_URI,
        ),
        (
            "a user-info trick",
            |sign_in| {
                landing(sign_in, &[("code", "c0de")]).replace("//127", "//127.0.0.1:8765@127")
            },
            "landing_elsewhere",
            REDIRECT_URI,
        ),
        (
            "two codes",
            |sign_in| landing(sign_in, &[("code", "c0de"), ("code", "other")]),
            "landing_doubled",
            "twice",
        ),
        (
            "two states",
            |sign_in| format!("{}&state=other", landing(sign_in, &[("code", "c0de")])),
            "landing_doubled",
            "twice",
        ),
        (
            "nothing in it",
            |_| REDIRECT_URI.into(),
            "landing_empty",
            "neither a code nor a token nor an error",
        ),
        (
            "an empty code",
            |sign_in| landing(sign_in, &[("code", "")]),
            "landing_empty",
            "neither a code nor a token nor an error",
        ),
        (
            "a token where a code was asked for",
            |sign_in| {
                let state = sent(sign_in, "state");
                format!("{REDIRECT_URI}#access_token=abc&state={state}")
            },
            "landing_of_another_grant",
            "another grant",
        ),
        (
            "the code alone",
            |_| "c0de-0001".into(),
            "landing_no_address",
            "no address",
        ),
        (
            "nothing",
            |_| " \n".into(),
            "landing_no_address",
            "no address",
        ),
    ];
    let world = World::default();
    let ours = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    for (what, landed_on, code, words) in rows {
        let refusal = goes_on(world.land(&ours.id, &landed_on(&sign_in)).await);
        assert_eq!(refusal.code, *code, "{what}");
        assert!(
            refusal.sentence.contains(words),
            "{what}: {}",
            refusal.sentence
        );
        assert!(
            !refusal.sentence.contains("c0de"),
            "{what}: a code is a secret"
        );
        assert_teaches(&refusal);
        assert!(world.sign_ins.under_way(&ours.id).is_some(), "{what}");
        assert!(
            world.tokens.refused(&ours.id).is_none(),
            "{what}: it goes on"
        );
    }
    assert_eq!(world.http.requests(), 0, "nothing of it was sent anywhere");
    token(
        world
            .land(&ours.id, &landing(&sign_in, &[("code", "c0de")]))
            .await,
    );
}

/// The server's `error`, the code it gets, whose it is, and what a button does.
#[tokio::test]
async fn what_the_server_refuses_is_over() {
    let rows = [
        (
            "access_denied",
            "sign_in_denied",
            Fault::You,
            Remedy::SignIn,
        ),
        (
            "server_error",
            "sign_in_refused",
            Fault::Service,
            Remedy::SignIn,
        ),
        (
            "temporarily_unavailable",
            "sign_in_refused",
            Fault::Service,
            Remedy::SignIn,
        ),
        (
            "unauthorized_client",
            "sign_in_refused",
            Fault::Key,
            Remedy::Setup,
        ),
        (
            "unsupported_response_type",
            "sign_in_refused",
            Fault::Key,
            Remedy::Setup,
        ),
        (
            "invalid_scope",
            "sign_in_refused",
            Fault::You,
            Remedy::Setup,
        ),
        (
            "interaction_required",
            "sign_in_refused",
            Fault::Key,
            Remedy::Setup,
        ),
    ];
    for (error, code, fault, remedy) in rows {
        let world = World::default();
        let ours = world.by_code().await;
        let sign_in = world.sign_ins.begin(&ours.id).unwrap();
        let landed_on = landing(&sign_in, &[("error", error)]);
        let refusal = over(world.land(&ours.id, &landed_on).await);
        assert_eq!(
            (refusal.code, refusal.fault, refusal.remedy),
            (code, fault, remedy),
            "{error}"
        );
        assert_teaches(&refusal);
        assert_eq!(world.tokens.refused(&ours.id).unwrap().code, code);
        assert!(world.sign_ins.under_way(&ours.id).is_none(), "{error}");
        assert_eq!(world.http.requests(), 0, "{error}");
    }
}

#[tokio::test]
async fn the_server_s_own_words_are_shown_cut_and_on_one_line() {
    let world = World::default();
    let ours = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    let said = format!("Policy 7 says\r\n no. {}", "x".repeat(1000));
    let landed_on = landing(
        &sign_in,
        &[("error", "invalid_scope"), ("error_description", &said)],
    );
    let refusal = over(world.land(&ours.id, &landed_on).await);
    assert!(
        refusal.sentence.contains("Policy 7 says no."),
        "{}",
        refusal.sentence
    );
    assert!(refusal.sentence.chars().count() < 300);
    assert!(!refusal.sentence.chars().any(char::is_control));
}

#[tokio::test]
async fn without_a_sign_in_under_way_nothing_is_taken() {
    let world = World::default();
    let ours = world.by_code().await;
    let theirs = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    let landed_on = landing(&sign_in, &[("code", "c0de")]);
    let refusal = goes_on(world.land(&theirs.id, &landed_on).await);
    assert_eq!(refusal.code, "no_sign_in");
    assert_teaches(&refusal);
    world.sign_ins.cancel(&ours.id);
    assert_eq!(
        goes_on(world.land(&ours.id, &landed_on).await).code,
        "no_sign_in"
    );
    assert_eq!(world.http.requests(), 0);
}
