//! There and back: what is taken in elsewhere is what was exported, with its secrets and nothing else.
use gatepass_core::{
    ExtraValue, Integration, IntegrationId, Kept, Need, OwnEndpoints, Remembered, SecretReference,
    Store, own_samples,
};

use crate::doubles::{World, text_of};
use crate::{GATEWAY, KEY, SECRETS, exported, full, read, seen, taken};

async fn kept(world: &World, reference: &SecretReference) -> Kept {
    world.vault.peek(&reference.id).await.unwrap()
}

fn has(kept: &Kept, text: &str) -> bool {
    kept.secret.reveal(|secret| secret == text)
}

/// Without what is made anew.
fn plain(integration: &Integration) -> Integration {
    let mut plain = integration.clone();
    plain.id = IntegrationId(String::new());
    plain.subscription_key = None;
    for reference in [&mut plain.client_secret, &mut plain.grant.password] {
        reference.iter_mut().for_each(|one| one.id.0.clear());
    }
    for extra in plain.extra_headers.iter_mut() {
        if let ExtraValue::Secret(reference) = &mut extra.value {
            reference.id.0.clear();
        }
    }
    plain
}

#[tokio::test]
async fn everything_arrives_with_its_own_secrets_and_new_ids() {
    let (here, all) = full().await;
    let text = exported(&here, true).await;
    assert_eq!((text.integrations, text.notes.len()), (4, 0));
    let there = World::default();
    let offer = gatepass_core::read_offer(&text.text).unwrap();
    assert_eq!(
        (offer.written_by.as_str(), offer.with_secrets),
        ("1.2.3", true)
    );
    let done = taken(&there, &offer).await.unwrap();
    assert_eq!((done.added.len(), done.replaced, done.left_out), (4, 0, 0));

    let arrived = there.store.integrations().unwrap();
    let (before, after): (Vec<_>, Vec<_>) = (
        all.iter().map(plain).collect(),
        arrived.iter().map(plain).collect(),
    );
    assert_eq!(before, after);
    for (old, new) in all.iter().zip(&arrived) {
        assert_ne!(old.id, new.id);
        let reference = new.client_secret.as_ref().unwrap();
        assert_eq!(
            reference.set_at_ms,
            old.client_secret.as_ref().unwrap().set_at_ms
        );
        let secret = kept(&there, reference).await;
        assert_eq!(secret.origins, [new.token_origin().unwrap()]);
        assert!(has(&secret, crate::doubles::SECRET));
    }
    let [one, two, custom, password] = arrived.try_into().unwrap();
    assert_eq!(
        one.subscription_key, two.subscription_key,
        "shared here, shared there"
    );
    let keys = there.store.subscription_keys().unwrap();
    assert_eq!(keys.len(), 1);
    let key = kept(&there, &keys[0].secret).await;
    assert!(has(&key, KEY) && key.origins == keys[0].origins);
    assert_eq!(
        key.origins,
        ["https://api-uat.pivotts.com".parse().unwrap()]
    );
    let ExtraValue::Secret(gateway) = &custom.extra_headers[0].value else {
        panic!("a secret")
    };
    assert!(has(&kept(&there, gateway).await, GATEWAY));
    let password = kept(&there, password.grant.password.as_ref().unwrap()).await;
    assert!(has(&password, crate::doubles::PASSWORD));

    let own = OwnEndpoints::new(there.ports.clone())
        .list(&custom.id)
        .unwrap();
    assert_eq!(own[0].endpoint.path, "/cases/{id}");
    let samples = own_samples(&*there.store, &custom.id, own[0].id())
        .unwrap()
        .samples;
    assert_eq!(samples[0].body, r#"{"id":1}"#);
    let remembered = Remembered::load(&*there.store, &custom.id).unwrap();
    assert_eq!(remembered.of("id"), ["1", "2"]);
    there.assert_nothing_stray().await;

    there.token(&custom.id, Need::Call).await;
}

#[tokio::test]
async fn no_token_is_exported_and_none_is_held_after_an_import() {
    let (here, all) = full().await;
    let token = here.token(&all[2].id, Need::Call).await;
    let text = exported(&here, true).await.text;
    let plain = String::from_utf8(text.to_vec()).unwrap();
    assert!(!plain.contains(&text_of(&token)));
    let there = World::default();
    taken(&there, &gatepass_core::read_offer(&text).unwrap())
        .await
        .unwrap();
    assert_eq!(there.store.tokens(), Ok(vec![]));
}

#[tokio::test]
async fn without_secrets_none_is_in_it_and_each_is_asked_for() {
    let (here, _) = full().await;
    let text = exported(&here, false).await.text;
    let plain = String::from_utf8(text.to_vec()).unwrap();
    for secret in SECRETS {
        let escaped = serde_json::to_string(secret).unwrap();
        assert!(
            !plain.contains(secret) && !plain.contains(escaped.trim_matches('"')),
            "{secret}"
        );
    }
    let there = World::default();
    let offer = gatepass_core::read_offer(&text).unwrap();
    let lacks: Vec<_> = seen(&there, &offer)
        .into_iter()
        .map(|one| one.lacks)
        .collect();
    assert_eq!(lacks[0], ["client secret", "subscription key"]);
    assert_eq!(lacks[2], ["value of X-Gateway", "client secret"]);
    assert_eq!(lacks[3], ["client secret", "password"]);
    taken(&there, &offer).await.unwrap();
    assert_eq!(
        (there.store.integrations().unwrap().len(), there.vault.len()),
        (4, 0)
    );
    there.assert_nothing_stray().await;
    let ours = &there.store.integrations().unwrap()[3];
    assert_eq!(there.refusal(&ours.id).await.code, "secret_missing");

    // Such a one can be exported again, and taken in again.
    let again = exported(&there, true).await.text;
    let third = World::default();
    taken(&third, &gatepass_core::read_offer(&again).unwrap())
        .await
        .unwrap();
    assert_eq!(third.store.integrations().unwrap().len(), 4);
}

#[tokio::test]
async fn a_secret_that_is_gone_from_the_vault_is_left_out_with_a_sentence() {
    let (here, all) = full().await;
    here.vault
        .lose(&all[3].grant.password.as_ref().unwrap().id)
        .await;
    let exported = exported(&here, true).await;
    assert_eq!(
        exported.notes,
        [format!(
            "The password of “{}” is not in the vault, so it is left out.",
            all[3].label
        )]
    );
    let document = serde_json::from_slice(&exported.text).unwrap();
    let offer = read(&document).unwrap();
    assert_eq!(seen(&World::default(), &offer)[3].lacks, ["password"]);
}

#[tokio::test]
async fn a_locked_vault_exports_nothing_with_secrets_and_all_without() {
    let (here, all) = full().await;
    here.vault.set_locked(true);
    let chosen: Vec<_> = all.iter().map(|one| one.id.clone()).collect();
    let own = OwnEndpoints::new(here.ports.clone());
    let export =
        |with| gatepass_core::export_integrations(&here.integrations, &own, &chosen, with, "1");
    let refused = export(true).await.err().unwrap();
    assert!(
        refused.is_vault && refused.code == "keyring_locked",
        "{refused}"
    );
    assert_eq!(export(false).await.unwrap().integrations, 4);
}

#[tokio::test]
async fn sandbox_integrations_stay_where_their_sandbox_is() {
    let world = World::default();
    let pivot = gatepass_core::provider("pivot").unwrap();
    let draft = gatepass_core::Draft {
        environment: "sandbox".into(),
        token_endpoint: "sandbox:/pivot/token".into(),
        api_origins: vec!["sandbox:".into()],
        ..crate::pivot_draft(&world, world.enter_key(KEY))
    };
    assert!(pivot.environment("sandbox").is_some());
    let inside = world.save(&draft).await;
    let own = OwnEndpoints::new(world.ports.clone());
    let export =
        |chosen| gatepass_core::export_integrations(&world.integrations, &own, chosen, true, "1");
    let refused = export(std::slice::from_ref(&inside.id))
        .await
        .err()
        .unwrap();
    assert!(refused.sentence.contains("sandbox"), "{refused}");
    assert_eq!(
        export(&[]).await.err().unwrap().sentence,
        "There is nothing to export."
    );

    let outside = world.custom().await;
    let both = [inside.id.clone(), outside.id];
    let exported = export(&both).await.unwrap();
    assert_eq!((exported.integrations, exported.notes.len()), (1, 1));
}
