//! Ends without a landing: time, an error page, a port that is taken, a person who thinks better of it.
use gatepass_core::{Fault, IntegrationId, LandingError, ListenFault, Refusal, Remedy};
use std::sync::Arc;

use crate::assert_teaches;
use crate::doubles::{REDIRECT_URI, World};

/// Begins a sign-in, ends it, and returns what the integration then carries.
async fn ended(end: impl FnOnce(&World, &IntegrationId)) -> Option<Arc<Refusal>> {
    let world = World::default();
    let ours = world.by_code().await;
    world.sign_ins.begin(&ours.id).unwrap();
    end(&world, &ours.id);
    assert!(world.sign_ins.under_way(&ours.id).is_none());
    assert_eq!(world.http.requests(), 0);
    let refusal = world.tokens.refused(&ours.id);
    refusal.iter().for_each(|refusal| assert_teaches(refusal));
    refusal
}

#[tokio::test]
async fn nobody_signed_in_in_time() {
    let refusal = ended(|world, id| world.sign_ins.time_out(id, None))
        .await
        .unwrap();
    assert_eq!(
        (refusal.code, refusal.remedy),
        ("sign_in_timed_out", Remedy::SignIn)
    );
}

#[tokio::test]
async fn at_the_end_of_its_time_the_last_answer_that_was_turned_away_says_why() {
    for (error, code) in [
        (LandingError::WrongState, "sign_in_wrong_state"),
        (LandingError::StateMissing, "sign_in_state_missing"),
        (LandingError::Duplicate, "landing_doubled"),
        (LandingError::NothingInIt, "landing_empty"),
        (LandingError::OtherResponseType, "landing_of_another_grant"),
        (
            LandingError::AuthorizationServersPage,
            "redirect_uri_refused",
        ),
    ] {
        let refusal = ended(|world, id| world.sign_ins.time_out(id, Some(error)))
            .await
            .unwrap();
        assert_eq!(refusal.code, code);
    }
}

#[tokio::test]
async fn the_browser_showed_an_error_and_stayed_away() {
    let refusal = ended(|world, id| world.sign_ins.fail_in_browser(id))
        .await
        .unwrap();
    assert_eq!(
        (refusal.code, refusal.remedy),
        ("redirect_uri_refused", Remedy::Setup)
    );
    assert!(
        refusal.sentence.contains(REDIRECT_URI),
        "{}",
        refusal.sentence
    );
}

#[tokio::test]
async fn nothing_can_listen_at_the_redirect_uri() {
    for (fault, code, short, words, advice) in [
        (
            ListenFault::PortTaken,
            "redirect_port_taken",
            "port taken",
            "another program",
            "Close",
        ),
        (
            ListenFault::NotAllowed,
            "redirect_port_refused",
            "port refused",
            "does not let",
            "another",
        ),
    ] {
        let refusal = ended(|world, id| world.sign_ins.cannot_listen(id, fault))
            .await
            .unwrap();
        assert_eq!(
            (refusal.code, refusal.short, refusal.fault),
            (code, short, Fault::Here)
        );
        assert!(refusal.sentence.contains(words) && refusal.sentence.contains(REDIRECT_URI));
        assert!(refusal.next_step.contains(advice), "{}", refusal.next_step);
    }
}

#[tokio::test]
async fn a_person_who_thinks_better_of_it_is_no_refusal() {
    assert!(ended(|world, id| world.sign_ins.cancel(id)).await.is_none());
}

#[tokio::test]
async fn without_a_browser_it_goes_on_by_hand() {
    let world = World::default();
    let ours = world.by_code().await;
    world.sign_ins.begin(&ours.id).unwrap();
    world.sign_ins.no_browser(&ours.id);
    let note = world.sign_ins.under_way(&ours.id).unwrap().note;
    assert!(note.contains("by hand"), "{note}");
    assert!(world.tokens.refused(&ours.id).is_none());
}

#[tokio::test]
async fn an_end_that_comes_late_says_nothing_of_what_is_over() {
    let world = World::default();
    let ours = world.by_code().await;
    world.sign_in(&ours.id).await.expect("a token");
    world.sign_ins.time_out(&ours.id, None);
    world.sign_ins.fail_in_browser(&ours.id);
    world
        .sign_ins
        .cannot_listen(&ours.id, ListenFault::PortTaken);
    assert!(world.tokens.refused(&ours.id).is_none());
}
