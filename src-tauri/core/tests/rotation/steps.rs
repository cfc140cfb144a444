//! The way from the old secret to the new one and back, and what else may happen to an integration meanwhile.
use gatepass_core::{Draft, EditError, Need, Rotated, SecretInput, Standing, Store};

use super::{NEW, beside, hold, is_old, lay_beside, nothing_beside, put, row, sent, text, use_new};
use crate::doubles::{PASSWORD, SECRET, World};

const CLIENT: Rotated = Rotated::ClientSecret;

#[tokio::test]
async fn a_new_secret_lies_beside_the_one_in_use_and_changes_nothing() {
    let world = World::default();
    let ours = world.custom().await;
    world.token(&ours.id, Need::Call).await;
    put(&world, &ours).await;
    let beside = beside(&world, &ours.id).unwrap();
    assert_eq!(beside.standing, Standing::New { tested_at_ms: None });
    assert_eq!(text(&world, &beside.secret.id).await, NEW);
    let kept = world.vault.peek(&beside.secret.id).await.unwrap();
    assert_eq!(
        kept.origins,
        ["https://id.example".parse().unwrap()],
        "home only"
    );
    assert_eq!(row(&world, &ours.id).client_secret, ours.client_secret);
    world.token(&ours.id, Need::Call).await;
    assert_eq!(world.http.requests(), 1, "the token is still good");
    assert_eq!(
        sent(&world, &ours.id).await,
        SECRET,
        "renewal uses the one in use"
    );
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn what_was_typed_into_the_form_behind_is_still_held() {
    let world = World::default();
    let ours = world.custom().await;
    let (typed, new) = (hold(&world, "typed-into-the-form-0001"), hold(&world, NEW));
    let put = world.integrations.put_beside(&ours.id, CLIENT, &new);
    put.await.unwrap();
    assert!(world.integrations.held().get(&new).is_none(), "wiped");
    assert!(world.integrations.held().get(&typed).is_some());
}

#[tokio::test]
async fn it_is_taken_into_use_and_the_old_one_is_kept_until_all_works() {
    let mut world = World::default();
    let ours = world.custom().await;
    world.token(&ours.id, Need::Call).await;
    put(&world, &ours).await;
    use_new(&world, &ours).await;
    assert!(
        world.tokens.held_token(&ours.id).await.unwrap().is_none(),
        "the next token shows whether the new secret works"
    );
    world.restart();
    let old = beside(&world, &ours.id);
    assert!(is_old(&old));
    assert_eq!(text(&world, &old.unwrap().secret.id).await, SECRET);
    assert_eq!(sent(&world, &ours.id).await, NEW);
    world.assert_nothing_stray().await;

    world
        .integrations
        .forget_beside(&ours.id, CLIENT)
        .await
        .unwrap();
    assert_eq!(beside(&world, &ours.id), None);
    assert_eq!(sent(&world, &ours.id).await, NEW);
    assert_eq!(world.vault.len(), 2, "the new secret and its token");
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn it_is_taken_back_and_loses_nothing() {
    let world = World::default();
    let ours = world.custom().await;
    put(&world, &ours).await;
    use_new(&world, &ours).await;
    assert_eq!(sent(&world, &ours.id).await, NEW);
    world.integrations.go_back(&ours.id, CLIENT).await.unwrap();
    assert_eq!(row(&world, &ours.id).client_secret, ours.client_secret);
    assert!(
        !is_old(&beside(&world, &ours.id)),
        "the new one waits again"
    );
    assert_eq!(sent(&world, &ours.id).await, SECRET);
    use_new(&world, &ours).await;
    assert_eq!(sent(&world, &ours.id).await, NEW);
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_step_that_does_not_fit_changes_nothing() {
    let world = World::default();
    let ours = world.custom().await;
    let all = &world.integrations;
    nothing_beside(all.use_beside(&ours.id, CLIENT).await);
    nothing_beside(all.go_back(&ours.id, CLIENT).await);
    nothing_beside(all.forget_beside(&ours.id, CLIENT).await);
    nothing_beside(all.use_beside(&ours.id, Rotated::Password).await);
    nothing_beside(all.use_beside(&ours.id, Rotated::SubscriptionKey).await);
    put(&world, &ours).await;
    nothing_beside(all.go_back(&ours.id, CLIENT).await);
    all.use_beside(&ours.id, CLIENT).await.unwrap();
    nothing_beside(all.use_beside(&ours.id, CLIENT).await);
    assert_eq!(sent(&world, &ours.id).await, NEW);
}

#[tokio::test]
async fn only_what_may_be_another_secret_is_put_there() {
    let world = World::default();
    let ours = world.custom().await;
    for wrong in ["{{client_secret}}", SECRET] {
        let handle = hold(&world, wrong);
        let refused = world
            .integrations
            .put_beside(&ours.id, CLIENT, &handle)
            .await;
        assert!(matches!(refused, Err(EditError::Problems(_))), "{wrong}");
    }
    assert_eq!(beside(&world, &ours.id), None);
    put(&world, &ours).await;
    let third = hold(&world, "third-client-secret-0003");
    lay_beside(&world, &ours, &third).await;
    assert_eq!(
        world.vault.len(),
        2,
        "the second was never in use, and is gone"
    );
    use_new(&world, &ours).await;
    let fourth = hold(&world, "fourth-client-secret-0004");
    let refused = world
        .integrations
        .put_beside(&ours.id, CLIENT, &fourth)
        .await;
    assert!(
        matches!(refused, Err(EditError::Problems(_))),
        "the old one is still kept"
    );
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn an_edit_keeps_what_lies_beside_and_a_secret_typed_into_the_form_ends_it() {
    let world = World::default();
    let ours = world.custom().await;
    put(&world, &ours).await;
    use_new(&world, &ours).await;
    let saved = row(&world, &ours.id);
    let edited = world
        .edit(&saved, |draft| draft.scope = "read".into())
        .await
        .unwrap();
    assert!(is_old(&beside(&world, &edited.id)));
    world
        .integrations
        .set_keep_fresh(&ours.id, true)
        .await
        .unwrap();
    assert!(is_old(&beside(&world, &edited.id)));
    let entered = world.enter("typed-client-secret-0009");
    world
        .edit(&edited, |draft| draft.client_secret = entered)
        .await
        .unwrap();
    assert_eq!(beside(&world, &ours.id), None);
    assert_eq!(world.vault.len(), 1);
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn removing_takes_both_and_a_copy_has_the_one_in_use_alone() {
    let world = World::default();
    let ours = world.custom().await;
    put(&world, &ours).await;
    use_new(&world, &ours).await;
    let copy = world.integrations.duplicate(&ours.id).await.unwrap();
    assert!(copy.besides.is_empty());
    assert_eq!(text(&world, &copy.client_secret.unwrap().id).await, NEW);
    assert_eq!(world.vault.len(), 3);
    world.integrations.remove(&ours.id).await.unwrap();
    assert_eq!(world.vault.len(), 1);
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_password_is_rotated_as_a_client_secret_is() {
    let world = World::default();
    let ours = world.by_password().await;
    let handle = hold(&world, "n3w pass+word 2");
    world
        .integrations
        .put_beside(&ours.id, Rotated::Password, &handle)
        .await
        .unwrap();
    world.token(&ours.id, Need::New).await;
    assert_eq!(world.http.last().member("password"), PASSWORD);
    world
        .integrations
        .use_beside(&ours.id, Rotated::Password)
        .await
        .unwrap();
    world.token(&ours.id, Need::New).await;
    assert_eq!(world.http.last().member("password"), "n3w pass+word 2");
    // Another grant has no password, and nothing beside it.
    let mut draft = Draft::of(&row(&world, &ours.id));
    draft.grant.grant = "client_credentials".into();
    draft.grant.password = SecretInput::Empty;
    world.save(&draft).await;
    assert!(row(&world, &ours.id).besides.is_empty());
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_subscription_key_is_rotated_for_all_who_share_it() {
    const KEY: Rotated = Rotated::SubscriptionKey;
    let world = World::default();
    let first = world.pivot("key-number-one-0001").await;
    let shared = gatepass_core::KeyInput::Shared(world.key_of(&first));
    let second = world
        .save(&crate::doubles::pivot_draft(&world, shared))
        .await;
    let header = "Ocp-Apim-Subscription-Key";
    let handle = hold(&world, "key-number-two-0002");
    world
        .integrations
        .put_beside(&second.id, KEY, &handle)
        .await
        .unwrap();
    world.token(&first.id, Need::Call).await;
    assert_eq!(world.http.last().header(header), "key-number-one-0001");
    world.integrations.use_beside(&first.id, KEY).await.unwrap();
    for one in [&first, &second] {
        world.token(&one.id, Need::Call).await;
        assert_eq!(world.http.last().header(header), "key-number-two-0002");
    }
    world.assert_nothing_stray().await;
    world.integrations.go_back(&second.id, KEY).await.unwrap();
    world.token(&first.id, Need::Call).await;
    assert_eq!(world.http.last().header(header), "key-number-one-0001");
    world
        .integrations
        .replace_key(
            &world.key_of(&first),
            &hold(&world, "key-number-three-0003"),
        )
        .await
        .unwrap();
    let key = world
        .store
        .subscription_key(&world.key_of(&first))
        .unwrap()
        .unwrap();
    assert_eq!(
        key.beside, None,
        "replaced by hand, there is nothing to go back to"
    );
    world.assert_nothing_stray().await;
    world.integrations.remove(&first.id).await.unwrap();
    world.integrations.remove(&second.id).await.unwrap();
    assert_eq!(world.vault.len(), 0);
}
