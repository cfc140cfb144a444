//! A kept call is filled in again as it was, its secrets from the vault.
use gatepass_core::{
    ActivityError, Call, CallBody, CallCredentials, ExchangeId, Given, Kept, RestoredTarget,
    Secret, StoredCall, VaultError, call_request,
};

use super::{
    IN_BODY, IN_FORM, IN_HEADER, IN_QUERY, IN_VALUES, activity, bugs, bugs_call, full_of_secrets,
    hello, member, public, record, secret, text_body,
};
use crate::doubles::World;

fn text(given: &Given) -> String {
    match given {
        Given::Public(text) => text.clone(),
        Given::Secret(kept) => {
            assert_eq!(kept.origins, ["https://api.example".parse().unwrap()]);
            kept.secret.reveal(str::to_owned)
        }
    }
}

#[tokio::test]
async fn a_free_call_comes_back_with_every_value_and_its_origins() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    record(&activity, &full_of_secrets(text_body()), &ours, "e1").await;
    // Another run knows nothing but what was kept.
    let activity = super::activity(&world);
    let restored = activity.restore(&ExchangeId("e1".into())).await.unwrap();
    let restored = restored.unwrap();
    assert_eq!(restored.missing, Vec::<String>::new());
    let RestoredTarget::Free { method, address } = &restored.target else {
        panic!("{restored:?}");
    };
    assert_eq!((method.name(), address.as_str()), ("POST", "/push"));
    let query: Vec<_> = restored.query.iter().map(|one| text(&one.value)).collect();
    assert_eq!(query, ["2", IN_QUERY]);
    assert!(matches!(restored.query[0].value, Given::Public(_)));
    assert!(matches!(restored.query[1].value, Given::Secret(_)));
    assert_eq!(restored.headers[0].name, "X-Key");
    assert_eq!(text(&restored.headers[0].value), IN_HEADER);
    let CallBody::Text {
        content_type,
        text: body,
    } = &restored.body
    else {
        panic!("{restored:?}");
    };
    assert_eq!(
        (content_type.as_str(), text(body).as_str()),
        ("application/json", IN_BODY)
    );
}

#[tokio::test]
async fn a_form_and_the_values_of_an_endpoint_come_back_too() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    let form = CallBody::Form(vec![member("a", public("1")), member("b", secret(IN_FORM))]);
    record(&activity, &full_of_secrets(form), &ours, "e1").await;
    let restored = activity.restore(&ExchangeId("e1".into())).await.unwrap();
    let CallBody::Form(members) = restored.unwrap().body else {
        panic!("it was a form");
    };
    let values: Vec<_> = members.iter().map(|one| text(&one.value)).collect();
    assert_eq!(values, ["1", IN_FORM]);

    record(&activity, &bugs_call(), &ours, "e2").await;
    let restored = activity.restore(&ExchangeId("e2".into())).await.unwrap();
    let restored = restored.unwrap();
    let RestoredTarget::Endpoint { id, values } = &restored.target else {
        panic!("{restored:?}");
    };
    assert_eq!(id, "cisco-support.bug.by-ids");
    assert_eq!(text(&values["path.bug_ids"]), "CSCab12345");
    assert_eq!(text(&values["query.page_index"]), IN_VALUES);
    assert!(restored.call(Some(bugs())).is_some());
    assert!(restored.call(None).is_none(), "its endpoint is gone");
    let mut other = bugs().clone();
    other.id = "another".into();
    assert!(restored.call(Some(&other)).is_none());
}

#[tokio::test]
async fn the_same_request_comes_of_it() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    let before = full_of_secrets(text_body());
    record(&activity, &before, &ours, "e1").await;
    let restored = activity.restore(&ExchangeId("e1".into())).await.unwrap();
    let after = restored.unwrap().call(None).unwrap();
    let sealed = |call: &Call<'_>| {
        let token = Kept::new(Secret::new("a-token-0001"), ours.token_origins());
        let credentials = CallCredentials {
            token,
            subscription_key: None,
        };
        let wire = call_request(call, &ours, credentials).unwrap().seal(None);
        let wire = wire.unwrap();
        let headers = wire.headers().iter();
        let headers = headers.map(|header| (header.name.clone(), header.value.to_string()));
        (
            wire.address().to_owned(),
            headers.collect::<Vec<_>>(),
            wire.body().unwrap().to_vec(),
        )
    };
    assert_eq!(sealed(&before), sealed(&after));
}

#[tokio::test]
async fn what_the_user_deleted_from_the_vault_is_named_and_left_empty() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    let entry = record(&activity, &full_of_secrets(text_body()), &ours, "e1").await;
    for id in entry.call.secrets() {
        world.vault.lose(id).await;
    }
    let restored = activity.restore(entry.id()).await.unwrap().unwrap();
    assert_eq!(restored.missing, ["query.1", "headers.0", "body"]);
    // Still a secret, so that the call cannot be sent as if none were needed.
    assert!(matches!(&restored.headers[0].value, Given::Secret(gone) if gone.secret.is_empty()));
    assert_eq!(text(&restored.query[0].value), "2", "the rest is there");
}

#[tokio::test]
async fn a_locked_vault_is_told_and_nothing_is_lost() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    let entry = record(&activity, &full_of_secrets(text_body()), &ours, "e1").await;
    world.vault.set_locked(true);
    let locked = activity.restore(entry.id()).await.unwrap_err();
    assert_eq!(locked, ActivityError::Vault(VaultError::Locked));
    world.vault.set_locked(false);
    let restored = activity.restore(entry.id()).await.unwrap().unwrap();
    assert_eq!(restored.missing, Vec::<String>::new());
}

#[tokio::test]
async fn sent_again_it_points_to_the_items_that_are_there() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    record(&activity, &full_of_secrets(text_body()), &ours, "e1").await;
    let items = world.vault.len();
    record(&activity, &full_of_secrets(text_body()), &ours, "e2").await;
    assert_eq!(world.vault.len(), items, "in the same run");

    let later = super::activity(&world);
    let restored = later.restore(&ExchangeId("e1".into())).await.unwrap();
    let again = restored.unwrap().call(None).unwrap();
    record(&later, &again, &ours, "e3").await;
    assert_eq!(world.vault.len(), items, "in a later one");
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn what_is_not_there_is_not_restored() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    record(&activity, &hello(), &ours, "e1").await;
    let never = activity.restore(&ExchangeId("never".into())).await.unwrap();
    assert!(never.is_none());
}

#[tokio::test]
async fn a_stored_call_names_every_item_it_points_to() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    let form = CallBody::Form(vec![member("b", secret(IN_FORM))]);
    for (call, count) in [
        (full_of_secrets(text_body()), 3),
        (full_of_secrets(form), 3),
        (bugs_call(), 1),
        (hello(), 0),
    ] {
        let stored: StoredCall = record(&activity, &call, &ours, "e").await.call;
        assert_eq!(stored.secrets().len(), count);
        let document = serde_json::to_string(&stored).unwrap();
        assert_eq!(document.matches("\"secret\":").count(), count, "{document}");
    }
}
