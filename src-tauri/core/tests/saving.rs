//! Saving a form: secrets first, then the row that points to them, then the old ones go. Nothing is lost on the way.
mod doubles;

use std::sync::Arc;

use doubles::{SECRET, World, is_pending, soon};
use gatepass_core::{
    Draft, DraftExtra, EditError, ExtraInput, ExtraValue, Handle, IntegrationId, Need, SecretInput,
    Store, StoreError, VaultError,
};

fn held(input: SecretInput) -> Handle {
    let SecretInput::Held(handle) = input else {
        unreachable!("entered")
    };
    handle
}

fn secret_header(world: &World, name: &str, secret: &str) -> DraftExtra {
    DraftExtra {
        name: name.into(),
        value: ExtraInput::Held(held(world.enter(secret))),
    }
}

#[tokio::test]
async fn a_new_integration_points_to_a_secret_that_is_bound_to_its_token_origin() {
    let world = World::default();
    let mut draft = world.custom_draft();
    draft.extra_headers = vec![secret_header(&world, "X-Gateway", "gateway-secret-0001")];
    let ours = world.save(&draft).await;
    assert_eq!(
        world.store.integrations().unwrap(),
        std::slice::from_ref(&ours)
    );
    let reference = ours.client_secret.as_ref().unwrap();
    assert_eq!(
        (reference.last_four.as_str(), reference.set_at_ms),
        ("=Lw4", 1_750_000_000_000)
    );
    for reference in ours.own_secrets() {
        let kept = world.vault.peek(&reference.id).await.unwrap();
        assert_eq!(
            kept.origins,
            ["https://id.example".parse().unwrap()],
            "home only, not where the token goes"
        );
    }
    assert!(
        world
            .vault
            .peek(&reference.id)
            .await
            .unwrap()
            .secret
            .reveal(|text| text == SECRET)
    );
    assert_eq!(world.vault.len(), 2);
    world.assert_nothing_stray().await;
    assert!(!serde_json::to_string(&ours).unwrap().contains("Zk3v"));
    let SecretInput::Held(handle) = &draft.client_secret else {
        unreachable!("entered")
    };
    assert!(
        world.integrations.held().get(handle).is_none(),
        "wiped once it is saved"
    );
}

#[tokio::test]
async fn a_form_with_problems_changes_nothing_and_keeps_what_was_entered() {
    let world = World::default();
    let mut draft = world.custom_draft();
    draft.label = "  ".into();
    let Err(EditError::Problems(problems)) = world.integrations.save(&draft).await else {
        panic!("it has problems")
    };
    assert_eq!(
        problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect::<Vec<_>>(),
        ["label"]
    );
    assert_eq!(
        (
            world.vault.len(),
            world.store.integrations().unwrap().len(),
            world.store.expected().len()
        ),
        (0, 0, 0)
    );
    draft.label = "Ours".into();
    world.save(&draft).await;
}

#[tokio::test]
async fn a_new_label_keeps_the_token_and_a_new_client_id_forgets_it() {
    let world = World::default();
    let ours = world.custom().await;
    world.token(&ours.id, Need::Call).await;
    let renamed = world
        .edit(&ours, |draft| draft.label = "Renamed".into())
        .await
        .unwrap();
    assert_eq!(renamed.label, "Renamed");
    world.token(&ours.id, Need::Call).await;
    assert_eq!(world.http.requests(), 1);

    let edited = world
        .edit(&renamed, |draft| draft.client_id = "client-two".into())
        .await
        .unwrap();
    assert_eq!(
        edited.client_secret, ours.client_secret,
        "the secret stays where it is"
    );
    assert!(world.tokens.held_token(&ours.id).await.unwrap().is_none());
    world.assert_nothing_stray().await;
    world.token(&ours.id, Need::Call).await;
    assert!(world.http.last().body.contains("client_id=client-two"));
}

/// Everything that shapes a token forgets it.
#[tokio::test]
async fn whatever_shapes_the_token_forgets_it() {
    type Change = fn(&mut Draft);
    let changes: [(&str, Change); 9] = [
        ("path", |draft| {
            draft.token_endpoint = "https://id.example/other".into()
        }),
        ("placement", |draft| draft.placement = "basic".into()),
        ("scope", |draft| draft.scope = "read".into()),
        ("header", |draft| {
            draft.extra_headers.push(DraftExtra {
                name: "X-A".into(),
                value: ExtraInput::Public("1".into()),
            })
        }),
        ("parameter", |draft| {
            draft.extra_parameters.push(DraftExtra {
                name: "a".into(),
                value: ExtraInput::Public("1".into()),
            })
        }),
        ("origins", |draft| {
            draft.api_origins.push("https://api2.example".into())
        }),
        ("token header", |draft| {
            draft.token_header = "X-Token".into()
        }),
        ("prefix", |draft| draft.token_prefix = String::new()),
        ("proxy", |draft| draft.proxy = "proxy.example:8080".into()),
    ];
    for (what, change) in changes {
        let world = World::default();
        let ours = world.custom().await;
        world.token(&ours.id, Need::Call).await;
        world.edit(&ours, change).await.expect(what);
        assert_eq!(world.store.tokens().unwrap(), [], "{what}");
        world.assert_nothing_stray().await;
    }
}

#[tokio::test]
async fn a_replaced_secret_removes_the_old_one_and_the_token_got_with_it() {
    let world = World::default();
    let ours = world.custom().await;
    world.token(&ours.id, Need::Call).await;
    let entered = world.enter("another-secret-0002");
    let edited = world
        .edit(&ours, |draft| draft.client_secret = entered)
        .await
        .unwrap();
    let (old, new) = (
        ours.client_secret.unwrap().id,
        edited.client_secret.unwrap().id,
    );
    assert_ne!(old, new, "a new secret has a new id");
    assert!(world.vault.peek(&old).await.is_none());
    assert_eq!(world.vault.len(), 1);
    world.assert_nothing_stray().await;
    world.token(&ours.id, Need::Call).await;
    assert!(
        world
            .http
            .last()
            .body
            .contains("client_secret=another-secret-0002")
    );
}

#[tokio::test]
async fn a_vault_that_fails_in_the_middle_changes_no_row_and_leaves_no_orphan() {
    let world = World::default();
    let ours = world.custom().await;
    let mut draft = Draft::of(&ours);
    draft.client_secret = world.enter("another-secret-0002");
    draft.extra_headers = vec![secret_header(&world, "X-Gateway", "gateway-secret-0001")];
    world.vault.set_saves_left(Some(1));
    let failed = world.integrations.save(&draft).await;
    assert_eq!(
        failed.unwrap_err(),
        EditError::Vault(VaultError::Failed("no space left".into()))
    );
    assert_eq!(
        world.store.integrations().unwrap(),
        std::slice::from_ref(&ours)
    );
    assert!(
        world
            .vault
            .peek(&ours.client_secret.as_ref().unwrap().id)
            .await
            .is_some(),
        "the old secret is untouched"
    );
    assert_eq!(world.vault.len(), 2, "the new one is written");
    world.integrations.sweep().await.unwrap();
    assert_eq!(world.vault.len(), 1, "and swept");
    world.assert_nothing_stray().await;

    world.vault.set_saves_left(None);
    world.save(&draft).await;
    assert_eq!(world.vault.len(), 2, "what was entered was still held");
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_full_disk_changes_no_row_and_loses_no_secret() {
    let world = World::default();
    let ours = world.custom().await;
    world.store.break_with(Some(StoreError::DiskFull));
    let entered = world.enter("another-secret-0002");
    let failed = world
        .edit(&ours, |draft| draft.client_secret = entered)
        .await;
    assert_eq!(failed.unwrap_err(), EditError::Store(StoreError::DiskFull));
    world.store.break_with(None);
    assert_eq!(world.store.integrations().unwrap(), [ours]);
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_sweep_while_a_form_is_being_saved_takes_nothing_from_it() {
    let world = Arc::new(World::default());
    world.vault.hold_saves();
    let draft = world.custom_draft();
    let mut saving = Box::pin(world.integrations.save(&draft));
    assert!(
        is_pending(&mut saving),
        "its secret is written, its row is not"
    );
    let mut sweeping = Box::pin(world.integrations.sweep());
    let waits = is_pending(&mut sweeping);
    world.vault.release_saves();
    let ours = soon(saving).await.unwrap();
    if waits {
        soon(sweeping).await.unwrap();
    }
    assert!(
        world
            .vault
            .peek(&ours.client_secret.unwrap().id)
            .await
            .is_some()
    );
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_sweep_while_a_token_is_being_kept_takes_nothing_from_it() {
    let world = World::default();
    let ours = world.custom().await;
    world.vault.hold_saves();
    let mut caller = Box::pin(world.tokens.obtain(&ours.id, Need::Call));
    assert!(
        is_pending(&mut caller),
        "the token is written, its row is not"
    );
    soon(world.integrations.sweep()).await.unwrap();
    world.vault.release_saves();
    soon(caller).await.unwrap().unwrap();
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_copy_has_its_own_secrets_for_the_same_origins_and_a_name_of_its_own() {
    let world = World::default();
    let mut draft = world.custom_draft();
    draft.extra_parameters = vec![DraftExtra {
        name: "tenant".into(),
        value: ExtraInput::Held(held(world.enter("tenant-secret-0001"))),
    }];
    let ours = world.save(&draft).await;
    world.token(&ours.id, Need::Call).await;
    world.clock.advance(doubles::MINUTE);
    let copy = world.integrations.duplicate(&ours.id).await.unwrap();
    assert_eq!(copy.label, "Ours copy");
    assert_eq!(
        world.integrations.duplicate(&ours.id).await.unwrap().label,
        "Ours copy 2"
    );
    assert_ne!(copy.id, ours.id);
    for (one, other) in ours.own_secrets().into_iter().zip(copy.own_secrets()) {
        assert_ne!(one.id, other.id);
        assert_eq!(
            (&one.last_four, one.set_at_ms),
            (&other.last_four, other.set_at_ms),
            "when it was entered"
        );
        let (one, other) = (
            world.vault.peek(&one.id).await.unwrap(),
            world.vault.peek(&other.id).await.unwrap(),
        );
        assert_eq!(one.origins, other.origins);
        assert_eq!(one.secret.fingerprint(), other.secret.fingerprint());
    }
    assert!(
        world.tokens.held_token(&copy.id).await.unwrap().is_none(),
        "a token is not copied"
    );
    world.integrations.remove(&ours.id).await.unwrap();
    world.token(&copy.id, Need::Call).await;
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn removing_takes_the_token_and_the_secrets_along() {
    let world = World::default();
    let ours = world.custom().await;
    world.token(&ours.id, Need::Call).await;
    world.integrations.remove(&ours.id).await.unwrap();
    assert_eq!(
        (world.vault.len(), world.store.integrations().unwrap().len()),
        (0, 0)
    );
    assert!(world.tokens.obtain(&ours.id, Need::Call).await.is_err());
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn a_kept_header_value_stays_and_a_foreign_one_is_not_taken() {
    let world = World::default();
    let mut draft = world.custom_draft();
    draft.extra_headers = vec![secret_header(&world, "X-Gateway", "gateway-secret-0001")];
    let ours = world.save(&draft).await;
    let kept = world
        .edit(&ours, |draft| draft.scope = "read".into())
        .await
        .unwrap();
    assert_eq!(kept.extra_headers, ours.extra_headers);

    let theirs = world.custom().await;
    let ExtraValue::Secret(of_ours) = &ours.extra_headers[0].value else {
        unreachable!("kept in the vault")
    };
    let stolen = ExtraInput::Kept(of_ours.id.clone());
    let refused = world
        .edit(&theirs, |draft| {
            draft.extra_headers.push(DraftExtra {
                name: "X-A".into(),
                value: stolen,
            })
        })
        .await;
    assert_eq!(refused.unwrap_err(), EditError::SecretMissing);
    assert_eq!(
        world.store.integration(&theirs.id).unwrap().unwrap(),
        theirs
    );
}

#[tokio::test]
async fn what_was_removed_meanwhile_cannot_be_saved_over() {
    let world = World::default();
    let ours = world.custom().await;
    world.integrations.remove(&ours.id).await.unwrap();
    assert_eq!(
        world.edit(&ours, |_| ()).await.unwrap_err(),
        EditError::NoIntegration
    );
    assert_eq!(
        world.integrations.duplicate(&ours.id).await.unwrap_err(),
        EditError::NoIntegration
    );
    world
        .integrations
        .remove(&IntegrationId("never-there".into()))
        .await
        .unwrap();
}
