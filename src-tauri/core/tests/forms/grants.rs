//! The grant's fields: what each grant asks for, what cannot be right, and which of them a registration has.
use gatepass_core::{Draft, EditError, Grant, SecretInput};

use super::fields;
use crate::doubles::{REDIRECT_URI, World};

type Change = fn(&mut Draft);
type ChangeIn = fn(&World, &mut Draft);

fn code(change: Change) -> impl Fn(&World) -> Draft {
    move |world| {
        let mut draft = world.code_draft();
        change(&mut draft);
        draft
    }
}

/// A change to the right form of an authorization code integration, and the one field that has a problem then.
#[tokio::test]
async fn what_cannot_be_right_is_refused_at_its_field_and_nothing_is_saved() {
    let rows: &[(&str, Change)] = &[
        ("grant", |draft| draft.grant.grant = String::new()),
        ("grant", |draft| draft.grant.grant = "device_code".into()),
        ("grant", |draft| {
            draft.grant.registered = vec!["client_credentials".into()]
        }),
        ("grant", |draft| {
            draft.grant.registered = vec!["refresh_token".into()]
        }),
        ("authorizationEndpoint", |draft| {
            draft.grant.authorization_endpoint = " ".into()
        }),
        ("authorizationEndpoint", |draft| {
            draft.grant.authorization_endpoint = "http://login.example/authorize".into()
        }),
        ("authorizationEndpoint", |draft| {
            draft.grant.authorization_endpoint = "https://user@login.example/authorize".into()
        }),
        ("authorizationEndpoint", |draft| {
            draft.grant.authorization_endpoint = "https://login.example/authorize#x".into()
        }),
        ("authorizationEndpoint", |draft| {
            draft.grant.authorization_endpoint = "sandbox:/custom/authorize".into()
        }),
        ("redirectUri", |draft| {
            draft.grant.redirect_uri = String::new()
        }),
        ("redirectUri", |draft| {
            draft.grant.redirect_uri = "/callback".into()
        }),
        ("redirectUri", |draft| {
            draft.grant.redirect_uri = "http://127.0.0.1:80 80/".into()
        }),
        ("redirectUri", |draft| {
            draft.grant.redirect_uri = "http://127.0.0.1:8765/#/callback".into()
        }),
        ("redirectUri", |draft| {
            draft.grant.redirect_uri = "{redirect_uri}".into()
        }),
        ("revocationEndpoint", |draft| {
            draft.revocation_endpoint = "https://elsewhere.example/revoke".into()
        }),
        ("revocationEndpoint", |draft| {
            draft.revocation_endpoint = "https://id.example:8443/revoke".into()
        }),
        ("revocationEndpoint", |draft| {
            draft.revocation_endpoint = "ftp://id.example".into()
        }),
        ("introspectionEndpoint", |draft| {
            draft.introspection_endpoint = "https://api.example/introspect".into()
        }),
    ];
    for (number, (field, change)) in rows.iter().enumerate() {
        let world = World::default();
        let draft = code(*change)(&world);
        let check = world.integrations.check(&draft).unwrap();
        assert_eq!(
            fields(&check.problems),
            [*field],
            "row {number}: {:?}",
            check.problems
        );
        assert!(check.problems[0].message.ends_with('.'), "row {number}");
        let refused = world.integrations.save(&draft).await.unwrap_err();
        assert_eq!(refused, EditError::Problems(check.problems));
        assert_eq!(world.vault.len(), 0, "row {number}");
    }
}

#[test]
fn the_password_grant_asks_for_a_name_and_a_password_and_the_client_s_secret() {
    let rows: &[(&str, ChangeIn)] = &[
        ("username", |_, draft| draft.grant.username = " ".into()),
        ("username", |_, draft| {
            draft.grant.username = "{username}".into()
        }),
        ("password", |_, draft| {
            draft.grant.password = SecretInput::Empty
        }),
        ("password", |_, draft| {
            draft.grant.password = SecretInput::Kept
        }),
        ("password", |world, draft| {
            draft.grant.password = world.enter("<password>")
        }),
        ("clientSecret", |_, draft| {
            draft.client_secret = SecretInput::Empty
        }),
    ];
    for (number, (field, change)) in rows.iter().enumerate() {
        let world = World::default();
        let mut draft = world.password_draft();
        change(&world, &mut draft);
        let problems = world.integrations.check(&draft).unwrap().problems;
        assert_eq!(fields(&problems), [*field], "row {number}");
    }
}

#[test]
fn what_another_grant_needs_is_not_asked_for() {
    let world = World::default();
    for draft in [
        world.custom_draft(),
        world.password_draft(),
        world.code_draft(),
        world.public_draft(),
        world.implicit_draft(),
    ] {
        assert_eq!(
            world.integrations.check(&draft).unwrap().problems,
            [],
            "{}",
            draft.grant.grant
        );
    }
    let mut odd = world.custom_draft();
    (odd.grant.redirect_uri, odd.grant.authorization_endpoint) = ("#".into(), "#".into());
    assert_eq!(world.integrations.check(&odd).unwrap().problems, []);
}

#[test]
fn what_looks_odd_and_is_right_is_taken() {
    let rows: &[Change] = &[
        |draft| draft.grant.redirect_uri = "com.example.app:/callback".into(),
        |draft| draft.grant.redirect_uri = "urn:ietf:wg:oauth:2.0:oob".into(),
        |draft| draft.grant.redirect_uri = "https://app.example/callback?x=1".into(),
        |draft| draft.grant.authorization_endpoint = "http://127.0.0.1:8080/authorize".into(),
        |draft| draft.revocation_endpoint = "https://id.example/other/revoke".into(),
        |draft| draft.introspection_endpoint = "https://ID.example:443/introspect".into(),
        |draft| draft.grant.registered = vec!["authorization_code".into(), "refresh_token".into()],
    ];
    for (number, change) in rows.iter().enumerate() {
        let world = World::default();
        let draft = code(*change)(&world);
        let problems = world.integrations.check(&draft).unwrap().problems;
        assert_eq!(problems, [], "row {number}");
    }
}

#[tokio::test]
async fn a_redirect_uri_is_kept_to_the_letter_and_only_blanks_around_it_go() {
    let world = World::default();
    let mut draft = world.code_draft();
    draft.grant.redirect_uri = format!("\u{a0}{REDIRECT_URI} ");
    let check = world.integrations.check(&draft).unwrap();
    assert_eq!(fields(&check.notes), ["redirectUri"]);
    assert_eq!(world.save(&draft).await.grant.redirect_uri, REDIRECT_URI);
}

#[tokio::test]
async fn a_provider_offers_its_own_grants_only() {
    let world = World::default();
    let mut draft = world.code_draft();
    (draft.provider, draft.environment) = ("cisco-support".into(), "production".into());
    draft.token_endpoint = "https://id.cisco.com/oauth2/default/v1/token".into();
    let check = world.integrations.check(&draft).unwrap();
    assert_eq!(fields(&check.problems), ["grant"]);
}

#[tokio::test]
async fn choosing_another_grant_keeps_what_the_earlier_one_needs_for_the_way_back() {
    let world = World::default();
    let ours = world.by_code().await;
    let edited = world.edit(&ours, |draft| {
        draft.grant.grant = "client_credentials".into()
    });
    let settings = edited.await.unwrap().grant;
    assert_eq!(settings.grant, Grant::ClientCredentials);
    assert_eq!(
        (settings.authorization_endpoint, settings.redirect_uri),
        (
            ours.grant.authorization_endpoint.clone(),
            ours.grant.redirect_uri.clone()
        )
    );
}

#[tokio::test]
async fn the_preview_shows_both_what_the_browser_and_what_gatepass_will_send() {
    let world = World::default();
    let check = world.integrations.check(&world.code_draft()).unwrap();
    let authorization = check.authorization.expect("a person signs in");
    assert_eq!(authorization.address, "https://login.example/authorize");
    let shown: Vec<_> = authorization
        .query
        .iter()
        .map(|member| (member.name.as_str(), member.value.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            ("response_type", "code"),
            ("client_id", "client-one"),
            ("redirect_uri", REDIRECT_URI),
            ("scope", "read write"),
            ("state", "••••••••"),
            ("code_challenge", "••••••••"),
            ("code_challenge_method", "S256"),
        ]
    );
    assert!(check.request.is_some());

    let check = world.integrations.check(&world.implicit_draft()).unwrap();
    assert!(check.authorization.is_some() && check.request.is_none());
    let check = world.integrations.check(&world.password_draft()).unwrap();
    assert!(check.authorization.is_none() && check.request.is_some());
}
