//! What is asked of the server about a held token: to end it (RFC 7009), and what it knows of it (RFC 7662).
use gatepass_core::{HttpFailure, Integration, Need, Placement, Store};

use crate::doubles::{SECRET, World, answer, json_answer, soon};

const CLIENT: &str = "client_id=client-one&client_secret=Zk3v%2B%2F%C3%BC9%26q2%22m8%3DLw4";

/// An integration whose server has both endpoints, with a token and a refresh token.
async fn holding(world: &World) -> Integration {
    world.http.issue_refresh_tokens(true);
    let ours = world.save(&world.neighbours_draft()).await;
    world.token(&ours.id, Need::Call).await;
    ours
}

fn ok(world: &World, times: usize) {
    for _ in 0..times {
        world.http.next(Ok(answer(200, &[], "")));
    }
}

async fn assert_kept(world: &World, ours: &Integration) {
    let record = world.store.token(&ours.id).unwrap().expect("it is kept");
    assert!(record.refresh.is_some());
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn the_refresh_token_is_ended_first_then_the_token_and_both_are_forgotten() {
    let world = World::default();
    let ours = holding(&world).await;
    ok(&world, 2);
    let exchange = world
        .tokens
        .revoke(&ours.id)
        .await
        .unwrap()
        .expect("an exchange");
    let seen = world.http.seen();
    let sent: Vec<_> = seen[1..]
        .iter()
        .map(|one| (one.address.as_str(), one.body.clone()))
        .collect();
    assert_eq!(
        sent,
        [
            (
                "https://id.example/revoke",
                format!("token=refresh-token-0001&{CLIENT}&token_type_hint=refresh_token")
            ),
            (
                "https://id.example/revoke",
                format!("token=issued-token-0001&{CLIENT}&token_type_hint=access_token")
            ),
        ]
    );
    assert_eq!(world.store.tokens().unwrap(), []);
    world.assert_nothing_stray().await;
    let shown = format!("{exchange:?}");
    assert!(
        !shown.contains("issued-token") && !shown.contains("Zk3v"),
        "{shown}"
    );
}

/// RFC 7009, section 2.2: the status says it all. Frameworks put a type on an empty body too.
#[tokio::test]
async fn an_empty_answer_is_no_page_whatever_type_it_claims() {
    let world = World::default();
    let ours = holding(&world).await;
    for _ in 0..2 {
        let claims = [("content-type", "text/html; charset=utf-8")];
        world.http.next(Ok(answer(200, &claims, "")));
    }
    world.tokens.revoke(&ours.id).await.unwrap();
    assert_eq!(world.store.tokens().unwrap(), []);
}

/// RFC 7009 and RFC 7662, section 2.1: a form body, and a live token in no address.
#[tokio::test]
async fn wherever_the_token_endpoint_wants_its_parameters_these_two_get_a_form() {
    for placement in [Placement::Query, Placement::Json, Placement::Basic] {
        let world = World::default();
        let mut draft = world.neighbours_draft();
        draft.placement = placement.id().into();
        let ours = world.save(&draft).await;
        world.token(&ours.id, Need::Call).await;
        world.http.next(Ok(json_answer(200, r#"{"active":true}"#)));
        world.tokens.introspect(&ours.id).await.unwrap();
        let last = world.http.last();
        assert_eq!(
            last.address, "https://id.example/introspect",
            "{placement:?}"
        );
        assert_eq!(
            last.header("content-type"),
            "application/x-www-form-urlencoded"
        );
        assert_eq!(last.member("token"), "issued-token-0001", "{placement:?}");
        let in_header = last.header("authorization").starts_with("Basic ");
        assert_eq!(in_header, placement == Placement::Basic);
        assert_eq!(last.member("client_secret").is_empty(), in_header);
        ok(&world, 1);
        world.tokens.revoke(&ours.id).await.unwrap();
        assert_eq!(
            world.http.last().address,
            "https://id.example/revoke",
            "{placement:?}"
        );
    }
}

#[tokio::test]
async fn a_refusal_of_either_keeps_both() {
    for refused in [0, 1] {
        let world = World::default();
        let ours = holding(&world).await;
        ok(&world, refused);
        world.http.refuse(1, 503, "temporarily_unavailable");
        let refusal = world.tokens.revoke(&ours.id).await.unwrap_err();
        assert_eq!(refusal.code, "service_down");
        assert_eq!(world.http.requests(), 2 + refused);
        assert_kept(&world, &ours).await;
    }
}

#[tokio::test]
async fn what_a_filter_or_an_error_under_200_answers_has_ended_nothing() {
    for answer in [
        answer(
            200,
            &[("content-type", "text/html")],
            "<html><h1>Sign in to the guest network</h1></html>",
        ),
        json_answer(200, r#"{"error":"invalid_client"}"#),
    ] {
        let world = World::default();
        let ours = holding(&world).await;
        world.http.next(Ok(answer));
        world.tokens.revoke(&ours.id).await.unwrap_err();
        assert_kept(&world, &ours).await;
    }
}

#[tokio::test]
async fn without_an_endpoint_or_a_token_nothing_is_sent() {
    let world = World::default();
    let ours = world.custom().await;
    assert_eq!(
        world.tokens.revoke(&ours.id).await.unwrap_err().code,
        "nothing_held"
    );
    assert_eq!(
        world.tokens.introspect(&ours.id).await.unwrap_err().code,
        "nothing_held"
    );
    world.token(&ours.id, Need::Call).await;
    assert_eq!(
        world.tokens.revoke(&ours.id).await.unwrap_err().code,
        "no_such_endpoint"
    );
    assert_eq!(
        world.tokens.introspect(&ours.id).await.unwrap_err().code,
        "no_such_endpoint"
    );
    assert_eq!(world.http.requests(), 1);
    assert!(world.store.token(&ours.id).unwrap().is_some());
}

#[tokio::test]
async fn forgetting_waits_for_no_server_and_gives_back_afterwards() {
    let world = World::default();
    let ours = holding(&world).await;
    world.http.hold();
    let leaving = soon(world.tokens.forget_and_leave(&ours.id)).await.unwrap();
    assert_eq!(
        world.http.requests(),
        1,
        "nothing is sent before it is forgotten"
    );
    assert_eq!(world.store.tokens().unwrap(), []);
    world.assert_nothing_stray().await;
    let leaving = leaving.expect("the server takes tokens back");
    assert!(!format!("{leaving:?}").contains("issued-token"));

    world.http.release();
    ok(&world, 2);
    world.tokens.give_back(leaving).await.unwrap();
    let hints: Vec<_> = world.http.seen()[1..]
        .iter()
        .map(|one| one.member("token_type_hint"))
        .collect();
    assert_eq!(hints, ["refresh_token", "access_token"]);
    assert!(world.tokens.refused(&ours.id).is_none());
}

#[tokio::test]
async fn giving_back_goes_on_after_a_refusal_and_tells_it() {
    let world = World::default();
    let ours = holding(&world).await;
    let leaving = world
        .tokens
        .forget_and_leave(&ours.id)
        .await
        .unwrap()
        .unwrap();
    world.http.next(Err(HttpFailure::ConnectionRefused));
    ok(&world, 1);
    let refusal = world.tokens.give_back(leaving).await.unwrap_err();
    assert_eq!(
        (refusal.code, world.http.requests()),
        ("connection_refused", 3)
    );
}

#[tokio::test]
async fn a_server_that_takes_none_back_is_not_asked() {
    let world = World::default();
    let ours = world.custom().await;
    assert!(
        world
            .tokens
            .forget_and_leave(&ours.id)
            .await
            .unwrap()
            .is_none()
    );
    world.token(&ours.id, Need::Call).await;
    assert!(
        world
            .tokens
            .forget_and_leave(&ours.id)
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(world.store.tokens().unwrap(), []);
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn with_a_locked_vault_the_token_is_forgotten_here_all_the_same() {
    let world = World::default();
    let ours = holding(&world).await;
    world.vault.set_locked(true);
    assert_eq!(
        world
            .tokens
            .forget_and_leave(&ours.id)
            .await
            .unwrap_err()
            .code,
        "keyring_locked"
    );
    assert_eq!(world.store.tokens().unwrap(), []);
    world.vault.set_locked(false);
    world.next_start().sweep().await.unwrap();
    world.assert_nothing_stray().await;
}

#[tokio::test]
async fn what_the_server_knows_is_shown_in_its_order_with_every_secret_masked() {
    let world = World::default();
    let ours = holding(&world).await;
    let said = serde_json::json!({
        "active": true, "scope": "read", "client_id": "client-one", "exp": 1_750_003_600,
        "echo": format!("issued-token-0001 and {SECRET}"),
        "refresh_token": "another-token-0002", "act": {"access_token": "another-token-0003"},
    });
    world.http.next(Ok(json_answer(200, &said.to_string())));
    let known = world.tokens.introspect(&ours.id).await.unwrap();
    assert_eq!(
        world.http.last().body,
        format!("token=issued-token-0001&{CLIENT}&token_type_hint=access_token")
    );
    assert!(known.active);
    let mut claims: Vec<_> = known
        .claims
        .iter()
        .map(|claim| (claim.name.as_str(), claim.value.as_str()))
        .collect();
    claims.sort_unstable();
    assert_eq!(
        claims,
        [
            ("act", r#"{"access_token":"••••••••"}"#),
            ("client_id", "client-one"),
            ("echo", "•••••••• and ••••••••"),
            ("exp", "1750003600"),
            ("refresh_token", "••••••••"),
            ("scope", "read"),
        ]
    );
    let shown = format!("{:?}", known.exchange);
    assert!(
        !shown.contains("issued-token")
            && !shown.contains("another-token")
            && !shown.contains("Zk3v"),
        "{shown}"
    );
    assert_kept(&world, &ours).await;
}

#[tokio::test]
async fn a_token_that_the_server_no_longer_honours_is_said_and_kept() {
    let world = World::default();
    let ours = holding(&world).await;
    world.http.next(Ok(json_answer(200, r#"{"active":false}"#)));
    let known = world.tokens.introspect(&ours.id).await.unwrap();
    assert_eq!((known.active, known.claims.len()), (false, 0));
    assert_kept(&world, &ours).await;
}

#[tokio::test]
async fn an_answer_that_does_not_say_whether_it_is_active_is_a_refusal() {
    let world = World::default();
    let ours = holding(&world).await;
    for (status, body) in [
        (200, "{}"),
        (200, r#"{"active":"yes"}"#),
        (401, r#"{"error":"invalid_client"}"#),
    ] {
        world.http.next(Ok(json_answer(status, body)));
        world.tokens.introspect(&ours.id).await.unwrap_err();
    }
    assert_kept(&world, &ours).await;
}
