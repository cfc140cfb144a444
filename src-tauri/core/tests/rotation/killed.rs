//! The power going at every step of a rotation: afterwards there is a secret in use, nothing is lost and nothing stays behind.
use gatepass_core::{IntegrationId, Need, Rotated, Store};

use super::{NEW, beside, hold, put, row, text};
use crate::doubles::{SECRET, World};

const CLIENT: Rotated = Rotated::ClientSecret;
/// No step makes more changes than this.
const MOST_CHANGES: usize = 12;

#[derive(Clone, Copy, Debug)]
enum Step {
    Put,
    PutAnother,
    Test,
    Use,
    GoBack,
    Confirm,
    Discard,
    Remove,
}

impl Step {
    const ALL: [Self; 8] = [
        Self::Put,
        Self::PutAnother,
        Self::Test,
        Self::Use,
        Self::GoBack,
        Self::Confirm,
        Self::Discard,
        Self::Remove,
    ];

    /// Everything up to this step.
    async fn prepare(self, world: &World) -> IntegrationId {
        let ours = world.custom().await;
        world.token(&ours.id, Need::Call).await;
        if !matches!(self, Self::Put) {
            put(world, &ours).await;
        }
        if matches!(self, Self::GoBack | Self::Confirm | Self::Remove) {
            world
                .integrations
                .use_beside(&ours.id, CLIENT)
                .await
                .unwrap();
            world.token(&ours.id, Need::Call).await;
        }
        ours.id
    }

    /// Whether it was acknowledged.
    async fn take(self, world: &World, id: &IntegrationId) -> bool {
        let all = &world.integrations;
        match self {
            Self::Put => all.put_beside(id, CLIENT, &hold(world, NEW)).await.is_ok(),
            Self::PutAnother => {
                let another = hold(world, "third-client-secret-0003");
                all.put_beside(id, CLIENT, &another).await.is_ok()
            }
            Self::Test => all.test_beside(id, CLIENT).await.is_ok(),
            Self::Use => all.use_beside(id, CLIENT).await.is_ok(),
            Self::GoBack => all.go_back(id, CLIENT).await.is_ok(),
            Self::Confirm | Self::Discard => all.forget_beside(id, CLIENT).await.is_ok(),
            Self::Remove => all.remove(id).await.is_ok(),
        }
    }
}

#[tokio::test]
async fn wherever_the_power_goes_the_state_is_the_one_before_or_the_one_after() {
    let mut interrupted = 0;
    for step in Step::ALL {
        for changes in 0..=MOST_CHANGES {
            let mut world = World::default();
            let id = step.prepare(&world).await;
            let before = row(&world, &id);
            let after = {
                let other = World::default();
                let id = step.prepare(&other).await;
                assert!(step.take(&other, &id).await, "{step:?}");
                other.store.integration(&id).unwrap()
            };
            world.fuse.blow_after(Some(changes));
            let acknowledged = step.take(&world, &id).await;
            interrupted += usize::from(!acknowledged);
            world.fuse.blow_after(None);
            world.restart();
            world.integrations.sweep().await.unwrap();

            let told = format!("{step:?}, {changes} changes");
            let now = world.store.integration(&id).unwrap();
            assert!(
                now.as_ref() == Some(&before) || now == after,
                "{told}: {now:#?}"
            );
            assert!(!acknowledged || now == after, "{told}: it was acknowledged");
            world.assert_nothing_stray().await;
            let Some(now) = now else { continue };
            let used = now.client_secret.unwrap().id;
            let used = text(&world, &used).await;
            assert!([SECRET, NEW].contains(&used.as_str()), "{told}");
            world.token(&id, Need::Call).await;
            world.token(&id, Need::New).await;
            assert_eq!(world.http.last().member("client_secret"), used, "{told}");
            if let Some(beside) = beside(&world, &id) {
                assert_ne!(text(&world, &beside.secret.id).await, used, "{told}");
            }
        }
    }
    assert!(interrupted >= 20, "the power went {interrupted} times");
}

/// The control: a rotation that throws the old secret away before the row names the new one is caught.
#[tokio::test]
async fn a_rotation_that_removes_first_would_be_seen() {
    let world = World::default();
    let ours = world.custom().await;
    let used = ours.client_secret.unwrap().id;
    world.vault.lose(&used).await;
    let checked = tokio::spawn(async move { world.assert_nothing_stray().await });
    assert!(checked.await.is_err(), "a row points to what is not there");
}
