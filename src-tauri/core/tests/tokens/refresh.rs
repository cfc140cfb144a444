//! A refresh token renews without asking anybody again; it is kept, replaced and dropped as the server says.
use gatepass_core::{
    Draft, Integration, IntegrationId, Need, Remedy, SecretId, Store, TokenRecord,
};

use crate::doubles::{HOUR, PASSWORD, World, json_answer, text_of};

/// An integration of the password grant whose first token brought a refresh token.
async fn with_refresh_token(world: &World, draft: &Draft) -> Integration {
    world.http.issue_refresh_tokens(true);
    let ours = world.save(draft).await;
    world.token(&ours.id, Need::Call).await;
    world.http.issue_refresh_tokens(false);
    assert!(held(world, &ours.id).refresh.is_some());
    ours
}

fn held(world: &World, id: &IntegrationId) -> TokenRecord {
    world.store.token(id).unwrap().expect("a token is held")
}

fn refresh_of(world: &World, id: &IntegrationId) -> SecretId {
    held(world, id).refresh.expect("a refresh token is held")
}

async fn text_in(world: &World, id: &SecretId) -> String {
    let kept = world.vault.peek(id).await.expect("it is in the vault");
    kept.secret.reveal(str::to_owned)
}

#[tokio::test]
async fn it_is_used_instead_of_the_grant_that_brought_it() {
    let world = World::default();
    let ours = with_refresh_token(&world, &world.password_draft()).await;
    let token = world.token(&ours.id, Need::New).await;
    assert_eq!(
        world.http.last().body,
        "grant_type=refresh_token&client_id=client-one&client_secret=Zk3v%2B%2F%C3%BC9%26q2%22m8%3DLw4\
         &refresh_token=refresh-token-0001"
    );
    assert_eq!(text_of(&token), "issued-token-0002");
    assert_eq!(
        token.record.grant.id(),
        "password",
        "it is still a token of the grant that began it"
    );
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn an_answer_without_another_keeps_it_and_its_vault_item() {
    let world = World::default();
    let ours = with_refresh_token(&world, &world.password_draft()).await;
    let item = refresh_of(&world, &ours.id);
    for round in 2..=4 {
        world.token(&ours.id, Need::New).await;
        assert_eq!(
            world.http.last().member("refresh_token"),
            "refresh-token-0001"
        );
        assert_eq!(
            (refresh_of(&world, &ours.id), world.http.requests()),
            (item.clone(), round)
        );
        world.assert_nothing_stray().await;
    }
}

#[tokio::test]
async fn a_rotated_one_takes_its_place_and_its_vault_item_goes() {
    let world = World::default();
    let ours = with_refresh_token(&world, &world.password_draft()).await;
    let old = refresh_of(&world, &ours.id);
    world.http.issue_refresh_tokens(true);
    world.token(&ours.id, Need::New).await;
    let new = refresh_of(&world, &ours.id);
    assert_ne!(old, new);
    assert!(world.vault.peek(&old).await.is_none());
    assert_eq!(text_in(&world, &new).await, "refresh-token-0002");
    world.assert_nothing_stray().await;

    world.token(&ours.id, Need::New).await;
    assert_eq!(
        world.http.last().member("refresh_token"),
        "refresh-token-0002"
    );
}

#[tokio::test]
async fn a_restart_keeps_it() {
    let mut world = World::default();
    let draft = world.password_draft();
    let ours = with_refresh_token(&world, &draft).await;
    world.clock.advance(2 * HOUR);
    world.clock.reboot();
    world.restart();
    world.token(&ours.id, Need::Call).await;
    assert_eq!(
        world.http.last().member("refresh_token"),
        "refresh-token-0001"
    );
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn refused_for_good_it_is_dropped_and_the_password_goes_on_by_itself() {
    let world = World::default();
    let ours = with_refresh_token(&world, &world.password_draft()).await;
    world.http.refuse(1, 400, "invalid_grant");
    let token = world.token(&ours.id, Need::New).await;
    assert_eq!(text_of(&token), "issued-token-0003");
    assert_eq!(world.http.last().member("password"), PASSWORD);
    assert_eq!(
        (world.http.requests(), token.record.refresh.as_ref()),
        (3, None)
    );
    assert!(world.tokens.refused(&ours.id).is_none());
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn refused_for_good_without_a_password_only_a_person_can_go_on() {
    let world = World::default();
    let ours = signed_in(&world).await;
    world.http.refuse(1, 400, "invalid_grant");
    let refusal = world.ask(&ours.id, Need::New).await.unwrap_err();
    assert_eq!(
        (refusal.code, refusal.remedy),
        ("sign_in_needed", Remedy::SignIn)
    );
    assert_eq!(held(&world, &ours.id).refresh, None);
    world.assert_nothing_stray().await;

    world.ask(&ours.id, Need::New).await.unwrap_err();
    assert_eq!(world.http.requests(), 2, "what is gone is not tried again");
    assert_eq!(
        text_of(&world.token(&ours.id, Need::Call).await),
        "issued-token-0001",
        "the held token still lives"
    );
}

/// An integration of the authorization code grant that holds a token and a refresh token.
async fn signed_in(world: &World) -> Integration {
    let ours = world.by_code().await;
    world.http.issue_refresh_tokens(true);
    world.sign_in(&ours.id).await.expect("a token");
    world.http.issue_refresh_tokens(false);
    ours
}

#[tokio::test]
async fn a_refusal_that_is_not_about_it_keeps_it_and_asks_nothing_else() {
    for (status, error, code) in [
        (503, "temporarily_unavailable", "service_down"),
        (429, "slow_down", "too_many_requests"),
        (401, "invalid_client", "client_refused"),
        (400, "invalid_scope", "scope_refused"),
        (400, "unauthorized_client", "grant_not_allowed"),
    ] {
        let world = World::default();
        let ours = with_refresh_token(&world, &world.password_draft()).await;
        // A client that has worked is tried three times.
        world.http.refuse(3, status, error);
        let refusal = world.ask(&ours.id, Need::New).await.unwrap_err();
        assert_eq!(refusal.code, code);
        let seen = world.http.seen();
        assert!(
            seen[1..]
                .iter()
                .all(|one| one.member("grant_type") == "refresh_token"),
            "{code}"
        );
        assert_eq!(
            text_in(&world, &refresh_of(&world, &ours.id)).await,
            "refresh-token-0001"
        );
        world.assert_nothing_stray().await;
    }
}

#[tokio::test]
async fn a_registration_without_refresh_tokens_keeps_none_and_uses_none() {
    let world = World::default();
    let mut draft = world.password_draft();
    draft.grant.registered = vec!["password".into()];
    world.http.issue_refresh_tokens(true);
    let ours = world.save(&draft).await;
    assert_eq!(world.token(&ours.id, Need::Call).await.record.refresh, None);
    world.token(&ours.id, Need::New).await;
    assert_eq!(world.http.last().member("grant_type"), "password");
    world.assert_nothing_stray().await;

    let edited = world.edit(&ours, |draft| {
        draft.grant.registered.push("refresh_token".into())
    });
    edited.await.unwrap();
    assert!(
        world
            .token(&ours.id, Need::Call)
            .await
            .record
            .refresh
            .is_some()
    );
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn it_is_bound_to_the_token_endpoint_and_no_api_may_have_it() {
    let world = World::default();
    let ours = with_refresh_token(&world, &world.password_draft()).await;
    let kept = world
        .vault
        .peek(&refresh_of(&world, &ours.id))
        .await
        .unwrap();
    assert_eq!(kept.origins, ["https://id.example".parse().unwrap()]);
    assert!(ours.api_origins.iter().all(|api| !kept.may_go_to(api)));

    // No form allows this: the row and its record were changed behind our back.
    let mut moved = ours.clone();
    moved.token_endpoint = "https://api.example/token".parse().unwrap();
    moved.client_secret = None;
    moved.grant.grant = gatepass_core::Grant::AuthorizationCode;
    world.store.save_integration(&moved, None).unwrap();
    let mut record = held(&world, &ours.id);
    record.shape = moved.shape(None);
    world.store.save_token(&record).unwrap();
    let refusal = world.ask(&ours.id, Need::New).await.unwrap_err();
    assert_eq!(refusal.code, "foreign_origin");
    assert_eq!(world.http.requests(), 1, "nothing was sent");
}

#[tokio::test]
async fn forgetting_the_token_forgets_it_too() {
    let world = World::default();
    let ours = with_refresh_token(&world, &world.password_draft()).await;
    world.tokens.forget(&ours.id).await.unwrap();
    assert!(
        !world
            .pointed_to()
            .iter()
            .any(|id| id.starts_with("refresh-"))
    );
    world.assert_nothing_stray().await;
    world.token(&ours.id, Need::Call).await;
    assert_eq!(world.http.last().member("grant_type"), "password");
}

#[tokio::test]
async fn one_that_is_gone_from_the_vault_is_done_without() {
    let world = World::default();
    let ours = with_refresh_token(&world, &world.password_draft()).await;
    world.vault.lose(&refresh_of(&world, &ours.id)).await;
    let token = world.token(&ours.id, Need::New).await;
    assert_eq!(world.http.last().member("grant_type"), "password");
    assert_eq!(token.record.refresh, None);
}

#[tokio::test]
async fn an_unusable_one_is_as_good_as_none() {
    let world = World::default();
    let ours = world.by_password().await;
    for odd in [r#""""#, "7", "null", r#""a b""#] {
        let answer = format!(r#"{{"access_token":"abc","expires_in":3600,"refresh_token":{odd}}}"#);
        world.http.next(Ok(json_answer(200, &answer)));
        assert_eq!(
            world.token(&ours.id, Need::New).await.record.refresh,
            None,
            "{odd}"
        );
    }
    world.assert_nothing_stray().await;
}
