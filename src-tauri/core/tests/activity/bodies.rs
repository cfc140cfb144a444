//! Which bodies are kept, and what is said where one is not.
use gatepass_core::{
    ActivityLimits, ActivityPolicy, Call, CallExchange, KeptBody, LARGEST_KEPT_BODY, NoBody,
    OutcomeKind,
};

use super::{activity, bugs_call, exchange, hello};
use crate::doubles::World;

async fn kept(
    call: &Call<'_>,
    exchange: CallExchange,
    body: Option<&[u8]>,
    policy: ActivityPolicy,
) -> KeptBody {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    let recorded = activity.record(call, &ours, exchange, body, &policy).await;
    let entry = recorded.unwrap().unwrap();
    let there = activity.body(entry.id()).unwrap();
    match entry.body {
        KeptBody::Kept { .. } => assert_eq!(there.as_deref(), body),
        KeptBody::None(why) => {
            assert_eq!(there, None, "{why:?}");
            assert!(why.sentence().ends_with('.'), "{why:?}");
        }
    }
    entry.body
}

#[tokio::test]
async fn an_answer_without_data_of_persons_is_kept_with_its_body() {
    let body = br#"{"bugs":[]}"#;
    let answer = exchange("one", "{\"bugs\":[]}");
    let kept = kept(&bugs_call(), answer, Some(body), ActivityPolicy::default()).await;
    assert_eq!(kept, KeptBody::Kept { bytes: 11 });
}

#[tokio::test]
async fn what_may_hold_data_of_persons_is_kept_only_if_the_user_wants_it() {
    let mut endpoint = super::bugs().clone();
    endpoint.personal_data = true;
    let mut personal = bugs_call();
    personal.target = gatepass_core::Target::Endpoint(&endpoint, Default::default());
    for call in [&hello(), &personal] {
        let body = Some(b"{}".as_slice());
        let by_default = kept(call, exchange("one", "{}"), body, ActivityPolicy::default()).await;
        assert_eq!(by_default, KeptBody::None(NoBody::PersonalData));
        let wanted = ActivityPolicy {
            personal_bodies: true,
            ..ActivityPolicy::default()
        };
        let wanted = kept(call, exchange("one", "{}"), body, wanted).await;
        assert_eq!(wanted, KeptBody::Kept { bytes: 2 });
    }
}

#[tokio::test]
async fn an_answer_that_is_empty_cut_off_or_missing_has_no_body_to_keep() {
    let policy = ActivityPolicy::default();
    let mut cut_off = exchange("one", "{\"bugs\":");
    cut_off.answer.as_mut().unwrap().whole = false;
    let half = Some(b"{\"bugs\":".as_slice());
    let half = kept(&bugs_call(), cut_off, half, policy).await;
    assert_eq!(half, KeptBody::None(NoBody::NotWhole));

    for empty in [None, Some(b"".as_slice())] {
        let empty = kept(&bugs_call(), exchange("one", ""), empty, policy).await;
        assert_eq!(empty, KeptBody::None(NoBody::Empty));
    }
    for kind in [OutcomeKind::Failed, OutcomeKind::Cancelled] {
        let mut unanswered = exchange("one", "");
        unanswered.answer = None;
        unanswered.outcome.kind = kind;
        let none = kept(&bugs_call(), unanswered, None, policy).await;
        assert_eq!(none, KeptBody::None(NoBody::NoAnswer), "{kind:?} is kept");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_left_out_and_the_exchange_stays() {
    let largest = vec![b' '; LARGEST_KEPT_BODY];
    let policy = ActivityPolicy::default();
    let fits = kept(&bugs_call(), exchange("one", ""), Some(&largest), policy).await;
    assert_eq!(fits, KeptBody::Kept { bytes: 16_000_000 });
    let larger = vec![b' '; LARGEST_KEPT_BODY + 1];
    let larger = kept(&bugs_call(), exchange("one", ""), Some(&larger), policy).await;
    assert_eq!(larger, KeptBody::None(NoBody::TooLarge));

    let limits = ActivityLimits {
        bytes: 1,
        ..ActivityLimits::default()
    };
    let narrow = ActivityPolicy { limits, ..policy };
    let two = kept(&bugs_call(), exchange("one", "{}"), Some(b"{}"), narrow).await;
    assert_eq!(
        two,
        KeptBody::None(NoBody::TooLarge),
        "than all of them may be"
    );
}
