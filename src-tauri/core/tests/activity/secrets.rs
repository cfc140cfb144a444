//! A secret that was typed into a call is in the vault and nowhere else, whatever the vault does.
use gatepass_core::{ActivityFilter, ActivityPolicy, CallBody, ExchangeId, Store, StoredBody};

use super::{
    IN_BODY, IN_FORM, IN_HEADER, IN_QUERY, IN_VALUES, activity, bugs_call, exchange,
    full_of_secrets, member, record, secret, text_body,
};
use crate::doubles::{World, is_pending, soon};

#[tokio::test]
async fn no_secret_is_in_what_is_kept() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    let form = CallBody::Form(vec![member("b", secret(IN_FORM))]);
    let calls = [
        full_of_secrets(text_body()),
        full_of_secrets(form),
        bugs_call(),
    ];
    for (number, call) in calls.iter().enumerate() {
        let entry = record(&activity, call, &ours, &format!("e{number}")).await;
        let kept = serde_json::to_string(&entry).unwrap() + &entry.search_text();
        for secret in [IN_QUERY, IN_HEADER, "body-key", IN_FORM, IN_VALUES, IN_BODY] {
            assert!(!kept.contains(secret), "{secret} in {kept}");
        }
        assert!(
            kept.contains("6789"),
            "the control: its last four are shown"
        );
    }
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_vault_that_refuses_costs_the_values_and_not_the_exchange() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    world.vault.set_saves_left(Some(1));
    let entry = record(&activity, &full_of_secrets(text_body()), &ours, "e1").await;
    assert_eq!(
        entry.unkept,
        ["headers.0", "body"],
        "the query was kept first"
    );
    assert_eq!(entry.call.secrets().len(), 1);
    let StoredBody::Text { text, .. } = &entry.call.body else {
        panic!("{entry:?}");
    };
    assert_eq!(*text, gatepass_core::ExtraValue::Public(String::new()));

    world.vault.set_saves_left(None);
    let restored = activity.restore(entry.id()).await.unwrap().unwrap();
    assert_eq!(restored.missing, ["headers.0", "body"]);
    let page = activity.rows(&ActivityFilter::default(), 0, 1).unwrap();
    assert_eq!(page.total, 1);
    world.next_start().sweep().await.unwrap();
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn an_emptied_secret_field_is_kept_as_an_empty_one() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    let mut call = super::hello();
    call.headers = vec![member("X", secret(""))];
    let entry = record(&activity, &call, &ours, "e1").await;
    assert_eq!(entry.unkept, Vec::<String>::new());
    assert_eq!(world.vault.len(), 1, "the client secret alone");
}

#[tokio::test]
async fn a_sweep_while_a_call_is_being_kept_takes_nothing_from_it() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    world.vault.hold_saves();
    let (call, policy) = (bugs_call(), ActivityPolicy::default());
    let recording = activity.record(&call, &ours, exchange("e1", ""), None, &policy);
    let mut recording = Box::pin(recording);
    assert!(is_pending(&mut recording), "written, and no row yet");
    soon(world.integrations.sweep()).await.unwrap();
    world.vault.release_saves();
    soon(recording).await.unwrap().unwrap();
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_call_that_was_cut_off_while_it_was_kept_leaves_what_the_next_start_sweeps() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    world.vault.hold_saves();
    {
        let (call, policy) = (bugs_call(), ActivityPolicy::default());
        let recording = activity.record(&call, &ours, exchange("e1", ""), None, &policy);
        assert!(is_pending(&mut Box::pin(recording)));
    }
    world.vault.release_saves();
    assert_eq!(activity.entry(&ExchangeId("e1".into())).unwrap(), None);
    assert_eq!(world.store.orphan_secrets().unwrap().len(), 1);
    world.next_start().sweep().await.unwrap();
    world.assert_nothing_stray().await;
}

/// The same secret is on its way into one exchange while the only other one that has it goes.
#[tokio::test]
async fn an_item_that_a_call_is_about_to_point_to_is_not_let_go_of() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    let mut call = super::hello();
    call.query = vec![member("a", secret("shared-secret-00001"))];
    record(&activity, &call, &ours, "e1").await;

    // Its first secret is there already, the second one is being written.
    call.headers = vec![member("X", secret("another-secret-0002"))];
    world.vault.hold_saves();
    let policy = ActivityPolicy::default();
    let recording = activity.record(&call, &ours, exchange("e2", ""), None, &policy);
    let mut recording = Box::pin(recording);
    assert!(is_pending(&mut recording));
    let mut clearing = Box::pin(activity.clear(None));
    assert!(is_pending(&mut clearing), "it takes its turn");
    world.vault.release_saves();
    let entry = soon(recording).await.unwrap().unwrap();
    for id in entry.call.secrets() {
        assert!(world.vault.peek(id).await.is_some(), "{id}");
    }
    assert_eq!(soon(clearing).await.unwrap(), 2);
    world.assert_nothing_stray().await;
}
