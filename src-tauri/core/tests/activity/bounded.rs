//! Activity stays within its bounds, goes when it is told to, and takes its secrets along.
use gatepass_core::{
    ActivityFilter, ActivityLimits, ActivityPolicy, ExchangeId, Given, KeptBody, NoBody, Store,
    StoreError,
};

use super::{activity, bugs_call, exchange, hello, member, record, secret};
use crate::doubles::World;

fn at_most(entries: u32, bytes: u64) -> ActivityPolicy {
    ActivityPolicy {
        limits: ActivityLimits { entries, bytes },
        ..ActivityPolicy::default()
    }
}

#[tokio::test]
async fn the_oldest_make_room_and_their_secrets_leave_the_vault() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    for number in 0..7 {
        let mut call = hello();
        call.headers = vec![member("X", secret(&format!("secret-number-{number:04}")))];
        let (answer, policy) = (exchange(&format!("e{number}"), ""), at_most(3, 100));
        let recorded = activity.record(&call, &ours, answer, None, &policy);
        assert!(recorded.await.unwrap().is_some());
    }
    let page = activity.rows(&ActivityFilter::default(), 0, 10).unwrap();
    let ids: Vec<&str> = page.rows.iter().map(|row| row.id.0.as_str()).collect();
    assert_eq!((page.total, ids), (3, vec!["e6", "e5", "e4"]));
    assert_eq!(
        world.vault.len(),
        1 + 3,
        "the client secret, and one of each"
    );
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn where_bytes_are_short_the_oldest_bodies_go_and_their_exchanges_stay() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    for number in 0..4 {
        let answer = exchange(&format!("e{number}"), "0123456789");
        let (call, policy) = (bugs_call(), at_most(10, 25));
        let body = Some(b"0123456789".as_slice());
        let recorded = activity.record(&call, &ours, answer, body, &policy);
        recorded.await.unwrap().unwrap();
    }
    let page = activity.rows(&ActivityFilter::default(), 0, 10).unwrap();
    let has_body: Vec<bool> = page.rows.iter().map(|row| row.has_body).collect();
    assert_eq!(has_body, [true, true, false, false], "all are listed");
    assert_eq!(activity.usage().unwrap().bytes, 20);
    let first = activity.entry(&ExchangeId("e0".into())).unwrap().unwrap();
    assert_eq!(first.body, KeptBody::None(NoBody::LetGo));
    assert_eq!(activity.body(first.id()).unwrap(), None);
    let last = activity.body(&ExchangeId("e3".into())).unwrap();
    assert_eq!(last.as_deref(), Some(b"0123456789".as_slice()));
}

#[tokio::test]
async fn narrower_limits_take_effect_at_once() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    for number in 0..5 {
        record(&activity, &bugs_call(), &ours, &format!("e{number}")).await;
    }
    let gone = activity.trim(&at_most(2, 2).limits).await.unwrap();
    let usage = activity.usage().unwrap();
    assert_eq!((gone, usage.entries, usage.bytes), (3, 2, 2));
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_limit_of_none_keeps_none() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    let (call, policy) = (bugs_call(), at_most(0, 100));
    let recorded = activity.record(&call, &ours, exchange("e", ""), None, &policy);
    assert_eq!(recorded.await.unwrap(), None);
    assert_eq!(activity.usage().unwrap().entries, 0);
    assert_eq!(world.vault.len(), 1, "and nothing was put into the vault");
}

#[tokio::test]
async fn what_is_removed_takes_its_secrets_along_unless_another_has_them_too() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    let mut call = hello();
    call.headers = vec![member("X", secret("the-same-secret-0001"))];
    record(&activity, &call, &ours, "e1").await;
    record(&activity, &call, &ours, "e2").await;
    let of = |ids: &[&str]| -> Vec<ExchangeId> {
        ids.iter().map(|id| ExchangeId((*id).into())).collect()
    };
    assert_eq!(activity.remove(&of(&["e1", "never"])).await.unwrap(), 1);
    assert_eq!(world.vault.len(), 2);
    let restored = activity.restore(&ExchangeId("e2".into())).await.unwrap();
    let restored = restored.unwrap();
    assert!(matches!(restored.headers[0].value, Given::Secret(_)));
    world.assert_nothing_stray().await;

    assert_eq!(activity.remove(&of(&["e2"])).await.unwrap(), 1);
    assert_eq!(world.vault.len(), 1);
    world.assert_nothing_stray().await;
    record(&activity, &call, &ours, "e3").await;
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn clearing_one_integration_leaves_the_others() {
    let world = World::default();
    let (ours, others) = (world.custom().await, world.custom().await);
    let activity = activity(&world);
    let mut call = hello();
    call.headers = vec![member("X", secret("the-same-secret-0001"))];
    record(&activity, &call, &ours, "e1").await;
    record(&activity, &call, &others, "e2").await;
    record(&activity, &call, &others, "e3").await;
    assert_eq!(activity.clear(Some(&others.id)).await.unwrap(), 2);
    assert_eq!(activity.usage().unwrap().entries, 1);
    world.assert_nothing_stray().await;
    assert_eq!(activity.clear(None).await.unwrap(), 1);
    assert_eq!(world.vault.len(), 2, "the client secrets");
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn exchanges_go_with_their_integration() {
    let world = World::default();
    let (ours, others) = (world.custom().await, world.custom().await);
    let activity = activity(&world);
    let mut call = hello();
    call.headers = vec![member("X", secret("the-same-secret-0001"))];
    record(&activity, &call, &ours, "e1").await;
    record(&activity, &call, &others, "e2").await;
    world.integrations.remove(&ours.id).await.unwrap();
    assert_eq!(activity.usage().unwrap().entries, 1);
    assert_eq!(
        world.vault.len(),
        2,
        "a client secret, and the other’s header"
    );
    world.assert_nothing_stray().await;

    let policy = ActivityPolicy::default();
    let late = activity.record(&call, &ours, exchange("late", ""), None, &policy);
    assert_eq!(late.await.unwrap(), None, "it is gone");
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn what_cannot_leave_the_vault_now_is_swept_at_the_next_start() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    let mut call = hello();
    call.headers = vec![member("X", secret("a-secret-of-a-call-0001"))];
    record(&activity, &call, &ours, "e1").await;
    world.vault.set_removes_fail(true);
    assert_eq!(activity.clear(None).await.unwrap(), 1);
    assert_eq!(world.store.orphan_secrets().unwrap().len(), 1);
    world.vault.set_removes_fail(false);
    world.next_start().sweep().await.unwrap();
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_full_disk_is_told_and_leaves_no_secret_behind() {
    let world = World::default();
    let (ours, activity) = (world.custom().await, activity(&world));
    world.store.break_with(Some(StoreError::DiskFull));
    let (call, policy) = (bugs_call(), ActivityPolicy::default());
    let failed = activity.record(&call, &ours, exchange("e", ""), None, &policy);
    assert_eq!(failed.await, Err(StoreError::DiskFull));
    world.store.break_with(None);
    world.assert_nothing_stray().await;
}
