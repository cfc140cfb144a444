//! Samples of the user's own: masked before they are kept, listed by date, of bounded size and number.
use gatepass_core::{
    MOST_OWN_SAMPLES, NewSample, NotMasked, OWN_SAMPLE_LIMIT, OutcomeKind, OwnSampleError, Store,
    can_be_sample, documents_of, own_samples, remove_own_sample, save_own_sample,
};

use crate::doubles::{SECOND, World};

const ENDPOINT: &str = "pivot.field-notices.bulletins";

fn answer(body: &[u8]) -> NewSample<'_> {
    NewSample {
        label: " After the change ",
        status: 201,
        content_type: "application/json; charset=utf-8",
        body,
        names: &["jroe"],
    }
}

#[test]
fn only_json_that_came_as_asked_for_can_be_a_sample() {
    use OutcomeKind::{Cancelled, Failed, NoData, Partial, Refused, Success};
    assert!(can_be_sample(Success, true));
    assert!(!can_be_sample(Success, false), "a page cannot be masked");
    for kind in [NoData, Partial, Refused, Failed, Cancelled] {
        assert!(!can_be_sample(kind, true), "{kind:?}");
    }
}

#[tokio::test]
async fn an_answer_is_kept_with_its_label_date_and_status_and_without_persons() {
    let world = World::default();
    let ours = world.pivot("subscription-key-0001").await;
    let body = br#"{"email": "jane@example.com", "note": "by jroe", "id": 9007199254740993.10}"#;
    let kept = save_own_sample(&world.ports, &ours.id, ENDPOINT, &answer(body)).unwrap();
    assert_eq!(kept.label, "After the change");
    assert_eq!((kept.status, kept.saved_at_ms), (201, 1_750_000_000_000));
    assert_eq!(kept.content_type, "application/json; charset=utf-8");
    assert_eq!(
        kept.body,
        r#"{"email":"••••••••","note":"by ••••••••","id":9007199254740993.10}"#
    );
    world.clock.advance(SECOND);
    let later = save_own_sample(&world.ports, &ours.id, ENDPOINT, &answer(b"[]")).unwrap();
    let listed = own_samples(&*world.store, &ours.id, ENDPOINT).unwrap();
    assert_eq!(
        listed.samples,
        [later.clone(), kept.clone()],
        "the latest first"
    );
    remove_own_sample(&*world.store, &ours.id, ENDPOINT, &later.id).unwrap();
    assert_eq!(
        own_samples(&*world.store, &ours.id, ENDPOINT)
            .unwrap()
            .samples,
        [kept]
    );
    assert_eq!(
        own_samples(&*world.store, &ours.id, "pivot.other")
            .unwrap()
            .samples,
        []
    );
}

#[tokio::test]
async fn what_cannot_be_masked_or_is_too_much_is_not_kept() {
    let world = World::default();
    let ours = world.custom().await;
    let save = |body: &[u8]| save_own_sample(&world.ports, &ours.id, ENDPOINT, &answer(body));
    assert_eq!(
        save(b"<html>"),
        Err(OwnSampleError::NotMasked(NotMasked::NotJson))
    );
    assert_eq!(
        save(b"{\"a\":"),
        Err(OwnSampleError::NotMasked(NotMasked::NotJson))
    );
    assert_eq!(
        save(&vec![b' '; OWN_SAMPLE_LIMIT + 1]),
        Err(OwnSampleError::TooLarge)
    );
    let gone = "none".to_owned();
    assert_eq!(
        save_own_sample(
            &world.ports,
            &gatepass_core::IntegrationId(gone),
            ENDPOINT,
            &answer(b"{}")
        ),
        Err(OwnSampleError::NoIntegration)
    );
    for _ in 0..MOST_OWN_SAMPLES {
        save(b"{}").unwrap();
    }
    assert_eq!(save(b"{}"), Err(OwnSampleError::TooMany));
    assert_eq!(
        own_samples(&*world.store, &ours.id, ENDPOINT)
            .unwrap()
            .samples
            .len(),
        MOST_OWN_SAMPLES
    );
}

#[tokio::test]
async fn one_that_cannot_be_read_is_counted_and_stays() {
    let world = World::default();
    let ours = world.custom().await;
    save_own_sample(&world.ports, &ours.id, ENDPOINT, &answer(b"{}")).unwrap();
    for (id, text) in [("damaged", "{\"version\":1,"), ("newer", "{\"version\":2}")] {
        let name = format!("{}sample/{ENDPOINT}/{id}", documents_of(&ours.id));
        world.store.save_document(&name, text).unwrap();
    }
    let listed = own_samples(&*world.store, &ours.id, ENDPOINT).unwrap();
    assert_eq!((listed.samples.len(), listed.unreadable), (1, 2));
    assert_eq!(world.store.document_names("integration/").unwrap().len(), 3);
}
