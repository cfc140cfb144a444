//! What a form cleans, and what it refuses, each at its field.
use gatepass_core::{
    Check, Draft, DraftExtra, EditError, ExtraInput, KeyInput, SecretInput, Store,
};

use super::{fields, hold, public_extra, secret_extra};
use crate::doubles::{World, pivot_draft};

const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

fn check(change: impl FnOnce(&World, &mut Draft)) -> Check {
    let world = World::default();
    let mut draft = world.custom_draft();
    change(&world, &mut draft);
    world.integrations.check(&draft).unwrap()
}

type Change = fn(&World, &mut Draft);

/// A change to a right form, and the one field that has a problem then.
#[tokio::test]
async fn what_cannot_be_right_is_refused_at_its_field_and_nothing_is_saved() {
    let rows: &[(&str, Change)] = &[
        ("label", |_, draft| draft.label = " \u{a0}".into()),
        ("environment", |_, draft| draft.environment = "moon".into()),
        ("clientId", |_, draft| draft.client_id = String::new()),
        ("clientId", |_, draft| {
            draft.client_id = "{client_id}".into()
        }),
        ("clientId", |_, draft| {
            draft.client_id = " <client_id> ".into()
        }),
        ("clientSecret", |_, draft| {
            draft.client_secret = SecretInput::Empty
        }),
        ("clientSecret", |world, draft| {
            draft.client_secret = world.enter("{{client_secret}}")
        }),
        ("clientSecret", |world, draft| {
            draft.client_secret = world.enter("••••••••")
        }),
        ("clientSecret", |world, draft| {
            draft.client_secret = world.enter(" \u{200b} ")
        }),
        ("tokenEndpoint", |_, draft| {
            draft.token_endpoint = String::new()
        }),
        ("tokenEndpoint", |_, draft| {
            draft.token_endpoint = "http://id.example/token".into()
        }),
        ("tokenEndpoint", |_, draft| {
            draft.token_endpoint = "http://localhost:8080/token".into()
        }),
        ("tokenEndpoint", |_, draft| {
            draft.token_endpoint = "https://user:pass@id.example/token".into()
        }),
        ("tokenEndpoint", |_, draft| {
            draft.token_endpoint = "https://id.example/token#x".into()
        }),
        ("tokenEndpoint", |_, draft| {
            draft.token_endpoint = "ftp://id.example/token".into()
        }),
        ("placement", |_, draft| draft.placement = "header".into()),
        ("apiOrigins.0", |_, draft| {
            draft.api_origins = vec!["http://api.example".into()]
        }),
        ("apiOrigins.1", |_, draft| {
            draft.api_origins = vec![String::new(), "https://".into()]
        }),
        ("tokenHeader", |_, draft| draft.token_header = String::new()),
        ("tokenHeader", |_, draft| {
            draft.token_header = "X-Token\r\nX-Evil: 1".into()
        }),
        ("tokenPrefix", |_, draft| {
            draft.token_prefix = "Bearer\r\nX-Evil: 1".into()
        }),
        ("proxy", |_, draft| {
            draft.proxy = "http://user:pass@proxy.example:8080".into()
        }),
        ("proxy", |_, draft| {
            draft.proxy = "user@proxy.example:8080".into()
        }),
        ("proxy", |_, draft| {
            draft.proxy = "ftp://proxy.example".into()
        }),
        ("extraCa", |_, draft| draft.extra_ca = "MIIB".into()),
        ("extraCa", |_, draft| {
            draft.extra_ca = format!("{CERTIFICATE}-----BEGIN RSA PRIVATE KEY-----\nMIIB\n")
        }),
        ("extraHeaders.0", |_, draft| {
            draft.extra_headers = vec![public_extra("X-Tenant", "north\r\nX-Evil: 1")]
        }),
        ("extraHeaders.0", |_, draft| {
            draft.extra_headers = vec![public_extra("X-Tenant\nX-Evil", "1")]
        }),
        ("extraHeaders.0", |_, draft| {
            draft.extra_headers = vec![public_extra("X Tenant", "1")]
        }),
        ("extraHeaders.0", |_, draft| {
            draft.extra_headers = vec![public_extra("", "1")]
        }),
        ("extraHeaders.0", |_, draft| {
            draft.extra_headers = vec![public_extra("Content-Length", "1")]
        }),
        ("extraHeaders.0", |_, draft| {
            draft.extra_headers = vec![public_extra("HOST", "id.evil")]
        }),
        ("extraHeaders.0", |_, draft| {
            draft.extra_headers = vec![DraftExtra {
                name: "X-A".into(),
                value: ExtraInput::Empty,
            }]
        }),
        ("extraHeaders.0", |world, draft| {
            draft.extra_headers = vec![secret_extra(world, "X-A", "<key>")];
        }),
        ("extraParameters.0", |_, draft| {
            draft.extra_parameters = vec![public_extra("", "1")]
        }),
    ];
    for (number, (field, change)) in rows.iter().enumerate() {
        let world = World::default();
        let mut draft = world.custom_draft();
        change(&world, &mut draft);
        let check = world.integrations.check(&draft).unwrap();
        assert_eq!(
            fields(&check.problems),
            [*field],
            "row {number}: {:?}",
            check.problems
        );
        assert!(check.problems[0].message.ends_with('.'), "row {number}");
        assert_eq!(
            world.integrations.save(&draft).await.unwrap_err(),
            EditError::Problems(check.problems)
        );
        assert_eq!(
            (world.vault.len(), world.store.integrations().unwrap().len()),
            (0, 0),
            "row {number}"
        );
    }
}

/// The other side of each rule: what looks odd and is right.
#[test]
fn what_is_unusual_and_right_is_taken() {
    let rows: &[Change] = &[
        |_, draft| draft.label = "My client, password grant".into(),
        |_, draft| draft.token_endpoint = "http://127.0.0.1:8080/token".into(),
        |_, draft| draft.token_endpoint = "http://[::1]:8080/token".into(),
        |_, draft| draft.api_origins = vec![],
        |_, draft| draft.token_prefix = String::new(),
        |_, draft| draft.token_header = "X-Api_Token".into(),
        |_, draft| draft.proxy = "proxy.example:8080".into(),
        |_, draft| draft.proxy = "socks5://127.0.0.1:1080".into(),
        |_, draft| draft.extra_ca = CERTIFICATE.into(),
        |_, draft| draft.extra_headers = vec![public_extra("Authorization", "Custom x")],
        |_, draft| draft.extra_parameters = vec![public_extra("note", "two\nlines")],
    ];
    for (number, change) in rows.iter().enumerate() {
        assert_eq!(check(change).problems, [], "row {number}");
    }
}

#[tokio::test]
async fn blanks_and_invisible_characters_are_removed_and_told() {
    let world = World::default();
    let mut draft = world.custom_draft();
    draft.label = " Ours\u{a0}".into();
    draft.client_id = "\u{a0}client-one".into();
    draft.client_secret = world.enter("s3cret\u{200b}-value-0001\r\n");
    draft.token_endpoint = "id.example/token".into();
    let check = world.integrations.check(&draft).unwrap();
    let notes: Vec<_> = check
        .notes
        .iter()
        .map(|note| (note.field.as_str(), note.message.as_str()))
        .collect();
    assert_eq!(
        notes,
        [
            ("clientId", "A blank at the start was removed."),
            ("tokenEndpoint", "https:// was added."),
            (
                "clientSecret",
                "A blank at the end and an invisible character were removed."
            ),
        ]
    );
    let ours = world.save(&draft).await;
    assert_eq!(
        (
            ours.label.as_str(),
            ours.client_id.as_str(),
            ours.token_endpoint.as_str()
        ),
        ("Ours", "client-one", "https://id.example/token")
    );
    let kept = world
        .vault
        .peek(&ours.client_secret.unwrap().id)
        .await
        .unwrap();
    assert!(kept.secret.reveal(|text| text == "s3cret-value-0001"));
}

#[test]
fn a_secret_never_brings_a_line_break_into_a_header() {
    for typed in [
        "key\r\nX-Evil: 1",
        "key\nX-Evil: 1",
        "key\u{0}X-Evil: 1",
        "key\u{85}X",
    ] {
        let world = World::default();
        let draft = pivot_draft(&world, KeyInput::Held(hold(&world, typed)));
        let check = world.integrations.check(&draft).unwrap();
        let SecretInput::Held(handle) = world.enter(typed) else {
            unreachable!("entered")
        };
        let held = world.integrations.held().get(&handle).unwrap();
        let clean = held
            .secret
            .reveal(|text| !text.chars().any(char::is_control));
        assert!(
            clean
                || check
                    .problems
                    .iter()
                    .any(|problem| problem.field == "subscriptionKey"),
            "{typed:?}"
        );
    }
}

#[test]
fn only_so_many_secrets_are_held_and_the_oldest_gives_way() {
    let world = World::default();
    let held_under = |secret| match world.enter(secret) {
        SecretInput::Held(handle) => handle,
        other => panic!("{other:?} was entered"),
    };
    let oldest = held_under("the-oldest-secret-0001");
    for _ in 0..200 {
        held_under("one-more-secret-0001");
    }
    let latest = held_under("the-latest-secret-0001");
    let held = world.integrations.held();
    assert!(held.get(&oldest).is_none());
    assert!(held.get(&latest).is_some());
    held.clear();
    assert!(held.get(&latest).is_none());
}
