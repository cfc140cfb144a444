//! Files for a ticket: composed of a refusal or of a kept call, without a secret, or not at all.
use gatepass_core::{
    Need, Program, Rotated, SecretInput, SupportBody, SupportError, SupportSource, VaultError,
    recheck_support, support_bundle,
};

use super::{activity, bugs_call, exchange, hello, record, shown};
use crate::doubles::{SECRET, World, json_answer};

fn program() -> Program {
    Program {
        version: "0.1.0".into(),
        system: "Debian x86_64".into(),
    }
}

#[tokio::test]
async fn a_refused_token_request_becomes_two_files_without_a_secret() {
    let world = World::default();
    let ours = world.custom().await;
    let echo = serde_json::json!({"error": "invalid_client", "error_description": SECRET});
    world.http.next(Ok(json_answer(401, &echo.to_string())));
    let refusal = world.refusal(&ours.id).await;
    let source = SupportSource::Refusal(&refusal);
    let bundle = support_bundle(&world.ports, &ours, source, false, &program())
        .await
        .unwrap();
    for told in [
        "invalid_client",
        "client-one",
        "Gatepass 0.1.0 on Debian x86_64",
        "https://id.example/token",
        "Status 401",
    ] {
        assert!(bundle.text.contains(told), "{told}: {}", bundle.text);
    }
    for file in [&bundle.text, &bundle.har] {
        assert!(!file.contains("Zk3v") && !file.contains("Ours"), "{file}");
    }
    assert_eq!(recheck_support(&world.ports, &ours, &bundle).await, Ok(()));
}

#[tokio::test]
async fn both_secrets_of_a_rotation_are_looked_for() {
    let world = World::default();
    let ours = world.custom().await;
    let SecretInput::Held(handle) = world.enter("new-client-secret-0002") else {
        unreachable!("entered")
    };
    let which = Rotated::ClientSecret;
    world
        .integrations
        .put_beside(&ours.id, which, &handle)
        .await
        .unwrap();
    let entry = record(&activity(&world), &bugs_call(), &ours, "one").await;
    let body = format!(r#"["{SECRET}","new-client-secret-0002"]"#);
    let source = SupportSource::Entry(&entry, Some(body.as_bytes()));
    let ours = gatepass_core::Store::integration(&*world.store, &ours.id)
        .unwrap()
        .unwrap();
    let bundle = support_bundle(&world.ports, &ours, source, true, &program())
        .await
        .unwrap();
    assert!(!bundle.har.contains("new-client-secret") && !bundle.text.contains("Zk3v"));
}

#[tokio::test]
async fn a_secret_that_came_after_the_files_were_shown_keeps_them_from_being_written() {
    let world = World::default();
    let ours = world.custom().await;
    let entry = record(&activity(&world), &bugs_call(), &ours, "one").await;
    let source = SupportSource::Entry(&entry, Some(br#"{"word":"later-secret-of-mine"}"#));
    let bundle = support_bundle(&world.ports, &ours, source, true, &program())
        .await
        .unwrap();
    assert!(bundle.text.contains("later-secret-of-mine"));
    let entered = world.enter("later-secret-of-mine");
    let ours = world
        .edit(&ours, |draft| draft.client_secret = entered)
        .await
        .unwrap();
    let refused = recheck_support(&world.ports, &ours, &bundle).await;
    assert_eq!(refused, Err(SupportError::StillThere("text")));
}

#[tokio::test]
async fn where_the_secrets_are_unknown_there_are_no_files() {
    let world = World::default();
    let ours = world.custom().await;
    let entry = record(&activity(&world), &hello(), &ours, "one").await;
    let source = SupportSource::Entry(&entry, None);
    world.vault.set_locked(true);
    let locked = support_bundle(&world.ports, &ours, source, false, &program()).await;
    assert_eq!(locked, Err(SupportError::Vault(VaultError::Locked)));
    world.vault.set_locked(false);
    world
        .vault
        .lose(&ours.client_secret.as_ref().unwrap().id)
        .await;
    let missing = support_bundle(&world.ports, &ours, source, false, &program()).await;
    assert_eq!(missing, Err(SupportError::SecretMissing));
}

#[tokio::test]
async fn a_token_that_was_just_replaced_is_no_hindrance() {
    let world = World::default();
    let ours = world.custom().await;
    let token = world.token(&ours.id, Need::Call).await;
    world.vault.lose(&token.record.secret).await;
    let entry = record(&activity(&world), &hello(), &ours, "one").await;
    let source = SupportSource::Entry(&entry, None);
    support_bundle(&world.ports, &ours, source, false, &program())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_body_that_may_hold_data_of_persons_is_inside_only_if_it_is_wanted() {
    let world = World::default();
    let ours = world.custom().await;
    // Nobody knows what a free call answers.
    let entry = record(&activity(&world), &hello(), &ours, "one").await;
    let body = Some(br#"{"note":"the body","email":"jane@example.com"}"#.as_slice());
    let source = SupportSource::Entry(&entry, body);
    let files = async |wanted| {
        support_bundle(&world.ports, &ours, source, wanted, &program())
            .await
            .unwrap()
    };
    let without = files(false).await;
    assert_eq!(without.body, SupportBody::MayBePersonal);
    assert!(!without.text.contains("the body") && !without.har.contains("the body"));
    let with = files(true).await;
    assert_eq!(with.body, SupportBody::Inside);
    assert!(with.text.contains("the body") && with.har.contains("the body"));
    assert!(
        !with.text.contains("jane@"),
        "what is known to be personal goes all the same"
    );
    let nothing = SupportSource::Entry(&entry, None);
    let nothing = support_bundle(&world.ports, &ours, nothing, true, &program())
        .await
        .unwrap();
    assert!(matches!(nothing.body, SupportBody::NotThere(_)));
}

#[tokio::test]
async fn what_was_never_sent_has_no_files() {
    let world = World::default();
    let ours = world.custom().await;
    world.vault.set_locked(true);
    let refusal = world.refusal(&ours.id).await;
    world.vault.set_locked(false);
    let source = SupportSource::Refusal(&refusal);
    let nothing = support_bundle(&world.ports, &ours, source, false, &program()).await;
    assert_eq!(nothing, Err(SupportError::NothingSent));
}

#[tokio::test]
async fn ids_that_support_asks_for_stay() {
    let world = World::default();
    let ours = world.custom().await;
    let mut entry = record(&activity(&world), &bugs_call(), &ours, "one").await;
    let mut told = exchange("one", "{}");
    let id = "9f86d081884c7d659a2feaa0c55ad015";
    told.answer.as_mut().unwrap().headers = vec![shown("x-correlation-id", id), shown("x-odd", id)];
    entry.exchange = told;
    let source = SupportSource::Entry(&entry, None);
    let bundle = support_bundle(&world.ports, &ours, source, false, &program())
        .await
        .unwrap();
    assert!(
        bundle.text.contains(&format!("x-correlation-id: {id}")),
        "{}",
        bundle.text
    );
    assert!(!bundle.text.contains(&format!("x-odd: {id}")));
}
