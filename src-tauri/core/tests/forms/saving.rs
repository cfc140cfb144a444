//! Saving a form: secrets first, then the row that points to them, then the old ones go. Nothing is lost on the way.
use gatepass_core::{
    Draft, DraftExtra, EditError, ExtraInput, ExtraValue, Need, SecretInput, Store,
};

use super::{fields, public_extra, secret_extra};
use crate::doubles::{SECRET, World};

#[tokio::test]
async fn a_new_integration_points_to_a_secret_that_is_bound_to_its_token_origin() {
    let world = World::default();
    let mut draft = world.custom_draft();
    draft.extra_headers = vec![secret_extra(&world, "X-Gateway", "gateway-secret-0001")];
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
    assert_eq!(fields(&problems), ["label"]);
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
            draft.extra_headers.push(public_extra("X-A", "1"))
        }),
        ("parameter", |draft| {
            draft.extra_parameters.push(public_extra("a", "1"))
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
async fn a_kept_header_value_stays_and_a_foreign_one_is_not_taken() {
    let world = World::default();
    let mut draft = world.custom_draft();
    draft.extra_headers = vec![secret_extra(&world, "X-Gateway", "gateway-secret-0001")];
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
