//! What is here already: never given to what arrives, copied beside or replaced as a whole.
use gatepass_core::{Choice, IntegrationId, Need, OfferStanding, Store, read_offer, take_in};

use crate::doubles::World;
use crate::{KEY, exported, full, read, seen, state, taken};

#[tokio::test]
async fn what_is_here_already_is_left_out_by_itself() {
    let (world, all) = full().await;
    let offer = read_offer(&exported(&world, true).await.text).unwrap();
    let standings: Vec<_> = seen(&world, &offer)
        .into_iter()
        .map(|one| one.standing)
        .collect();
    let same: Vec<_> = all
        .iter()
        .map(|one| OfferStanding::Same(one.id.clone()))
        .collect();
    assert_eq!(standings, same);
    let before = state(&world);
    let done = taken(&world, &offer).await.unwrap();
    assert_eq!((done.added.len(), done.left_out), (0, 4));
    assert_eq!(state(&world), before);
}

#[tokio::test]
async fn a_copy_has_a_label_of_its_own_and_never_a_secret_that_is_held() {
    let (world, all) = full().await;
    let offer = read_offer(&exported(&world, true).await.text).unwrap();
    let held = world.pointed_to();
    take_in(&world.integrations, &offer, &[const { Choice::Add }; 4])
        .await
        .unwrap();
    let now = world.store.integrations().unwrap();
    assert_eq!(now[..4], all, "what was here is as it was");
    assert_eq!(now[4].label, format!("{} copy", all[0].label));
    let keys = world.store.subscription_keys().unwrap();
    assert_eq!(
        keys.len(),
        2,
        "the key came again, though one of the same text is held"
    );
    for copy in &now[4..] {
        let own = copy.own_secrets();
        assert!(own.iter().all(|own| !held.contains(&own.id.0)));
        assert_ne!(copy.subscription_key.as_ref(), Some(&keys[0].id));
    }
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn what_comes_without_secrets_gets_none_of_those_that_are_held() {
    let (world, all) = full().await;
    let offer = read_offer(&exported(&world, false).await.text).unwrap();
    let replace = |index: usize| Choice::Replace(all[index].id.clone());
    let choices: Vec<_> = (0..4).map(replace).collect();
    let done = take_in(&world.integrations, &offer, &choices)
        .await
        .unwrap();
    assert_eq!((done.added.len(), done.replaced), (4, 4));
    assert_eq!(world.vault.len(), 0, "the replaced ones' secrets are gone");
    assert_eq!(world.store.subscription_keys(), Ok(vec![]));
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn one_that_is_replaced_goes_as_a_whole() {
    let (world, all) = full().await;
    let document = serde_json::from_slice(&exported(&world, true).await.text).unwrap();
    let custom = &all[2];
    world.token(&custom.id, Need::Call).await;
    let before = world.pointed_to();
    let offer = read(&document).unwrap();
    let mut choices = vec![Choice::LeaveOut; 4];
    choices[2] = Choice::Replace(custom.id.clone());
    let done = take_in(&world.integrations, &offer, &choices)
        .await
        .unwrap();
    let now = world.store.integrations().unwrap();
    assert_eq!(now.len(), 4);
    let new = now.iter().find(|one| one.id == done.added[0]).unwrap();
    assert_eq!(new.label, custom.label, "its label is free again");
    assert_eq!(world.store.token(&custom.id), Ok(None));
    assert_eq!(
        world
            .store
            .document_names(&gatepass_core::documents_of(&custom.id)),
        Ok(vec![])
    );
    for own in new.own_secrets() {
        assert!(!before.contains(&own.id.0));
    }
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn what_should_be_replaced_and_is_gone_changes_nothing() {
    let (world, all) = full().await;
    let offer = read_offer(&exported(&world, true).await.text).unwrap();
    let before = state(&world);
    for choices in [
        vec![Choice::Add, Choice::Replace(IntegrationId("gone".into()))],
        vec![
            Choice::Replace(all[0].id.clone()),
            Choice::Replace(all[0].id.clone()),
        ],
    ] {
        let refused = take_in(&world.integrations, &offer, &choices)
            .await
            .unwrap_err();
        assert_eq!(refused.code, "import_overtaken");
        assert_eq!(state(&world), before);
    }
}

#[tokio::test]
async fn another_of_the_same_label_is_seen_whatever_its_case() {
    let (here, _) = full().await;
    let offer = read_offer(&exported(&here, true).await.text).unwrap();
    let there = World::default();
    let mine = there.pivot(KEY).await;
    let changed = there.edit(&mine, |draft| {
        draft.label = "PIVOT ALERTS".into();
        draft.client_id = "client-two".into();
    });
    changed.await.unwrap();
    assert_eq!(
        seen(&there, &offer)[0].standing,
        OfferStanding::Taken(mine.id)
    );
    assert_eq!(seen(&there, &offer)[1].standing, OfferStanding::New);
}

#[tokio::test]
async fn imported_integrations_are_not_kept_fresh_until_somebody_says_so() {
    let (here, all) = full().await;
    here.integrations
        .set_keep_fresh(&all[2].id, true)
        .await
        .unwrap();
    let offer = read_offer(&exported(&here, true).await.text).unwrap();
    let there = World::default();
    taken(&there, &offer).await.unwrap();
    assert!(
        there
            .store
            .integrations()
            .unwrap()
            .iter()
            .all(|one| !one.keep_fresh)
    );
}
