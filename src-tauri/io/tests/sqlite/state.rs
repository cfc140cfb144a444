//! What is saved is there after reopening, and the journal knows which vault items nothing points to.
use gatepass_core::{
    Beside, BootId, Exchange, Extra, ExtraValue, Grant, IntegrationId, Lifetime, Moment,
    RedactedBody, RedactedRequest, SecretId, Standing, Store, SubscriptionKeyId, TokenRecord,
    documents_of,
};
use gatepass_io::SqliteStore;

use crate::{integration, key, reference};

pub(crate) fn token(integration: &str, secret: &str) -> TokenRecord {
    let request = RedactedRequest {
        method: "POST".into(),
        address: "https://id.example/token".into(),
        query: vec![],
        headers: vec![],
        body: RedactedBody::Empty,
    };
    TokenRecord {
        integration: IntegrationId(integration.to_owned()),
        secret: SecretId(secret.to_owned()),
        refresh: None,
        grant: Grant::ClientCredentials,
        shape: "abc".into(),
        sent: Moment {
            wall_ms: 1,
            uptime_ms: 2,
            boot: BootId(u128::MAX),
        },
        lifetime: Lifetime {
            ms: 3_600_000,
            assumed: false,
        },
        token_type: "Bearer".into(),
        scope: String::new(),
        last_four: String::new(),
        fingerprint: String::new(),
        is_jwt: false,
        exchange: Exchange {
            request,
            sent_at_ms: 1,
            elapsed_ms: 2,
            answer: None,
        },
    }
}

fn ids(secrets: &[&str]) -> Vec<SecretId> {
    secrets
        .iter()
        .map(|id| SecretId((*id).to_owned()))
        .collect()
}

#[test]
fn everything_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (
        integration("b", "first", "s1"),
        integration("a", "second", "s2"),
    );
    {
        let store = SqliteStore::open(folder.path()).unwrap();
        store
            .save_integration(&first, Some(&key("k", "s3")))
            .unwrap();
        store.save_integration(&second, None).unwrap();
        store.save_token(&token("a", "s4")).unwrap();
        store.save_document("settings", "{\"clear\":30}").unwrap();
        store.note_wall_ms(2_000).unwrap();
        store.note_wall_ms(1_000).unwrap();
    }
    let store = SqliteStore::open(folder.path()).unwrap();
    assert_eq!(store.notice(), None);
    let renamed = integration("b", "renamed", "s1");
    assert_eq!(
        store.integrations().unwrap(),
        [first, second.clone()],
        "in the order they were added"
    );
    store.save_integration(&renamed, None).unwrap();
    assert_eq!(
        store.integrations().unwrap(),
        [renamed.clone(), second],
        "replaced in place"
    );
    assert_eq!(store.integration(&renamed.id).unwrap(), Some(renamed));
    assert_eq!(store.subscription_keys().unwrap(), [key("k", "s3")]);
    assert_eq!(
        store
            .subscription_key(&SubscriptionKeyId("k".into()))
            .unwrap(),
        Some(key("k", "s3"))
    );
    assert_eq!(store.tokens().unwrap(), [token("a", "s4")]);
    assert_eq!(
        store.token(&IntegrationId("a".into())).unwrap(),
        Some(token("a", "s4"))
    );
    assert_eq!(
        store.document("settings").unwrap().as_deref(),
        Some("{\"clear\":30}")
    );
    assert_eq!(store.document("other").unwrap(), None);
    assert_eq!(store.latest_wall_ms().unwrap(), 2_000, "never back");
}

#[test]
fn an_integrations_documents_change_together_and_go_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    let (ours, other) = (IntegrationId("a".into()), IntegrationId("a_".into()));
    for id in [&ours, &other] {
        store
            .save_integration(&integration(&id.0, "one", "s1"), None)
            .unwrap();
    }
    let name = |id: &IntegrationId, rest: &str| format!("{}{rest}", documents_of(id));
    let text = |text: &str| Some(text.to_owned());
    let changes = [
        (name(&ours, "endpoints"), text("1")),
        (name(&ours, "sample/x/1"), text("2")),
        (name(&other, "endpoints"), text("3")),
        ("settings".to_owned(), text("4")),
    ];
    store.change_documents(&changes).unwrap();
    store
        .change_documents(&[
            (name(&ours, "endpoints"), text("5")),
            (name(&ours, "sample/x/1"), None),
            (name(&ours, "sample/x/2"), text("6")),
        ])
        .unwrap();
    assert_eq!(
        store.document_names(&documents_of(&ours)).unwrap(),
        ["integration/a/endpoints", "integration/a/sample/x/2"]
    );
    assert_eq!(
        store
            .document("integration/a/endpoints")
            .unwrap()
            .as_deref(),
        Some("5")
    );
    store.remove_integration(&ours).unwrap();
    assert_eq!(
        store.document_names("").unwrap(),
        ["integration/a_/endpoints", "settings"]
    );
}

#[test]
fn a_token_lives_and_dies_with_its_integration() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    assert!(
        !store.save_token(&token("a", "t1")).unwrap(),
        "there is no such integration"
    );
    store
        .save_integration(&integration("a", "one", "s"), None)
        .unwrap();
    assert!(store.save_token(&token("a", "t1")).unwrap());
    assert!(store.save_token(&token("a", "t2")).unwrap());
    assert_eq!(store.tokens().unwrap(), [token("a", "t2")]);
    store
        .remove_integration(&IntegrationId("a".into()))
        .unwrap();
    store
        .remove_integration(&IntegrationId("a".into()))
        .unwrap();
    assert_eq!(store.tokens().unwrap(), []);
}

#[test]
fn orphans_are_the_noted_items_that_no_row_points_to() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    let all = [
        "in-header",
        "key",
        "lost",
        "old",
        "secret",
        "token",
        "token-old",
    ];
    ids(&all)
        .iter()
        .for_each(|id| store.expect_secret(id).unwrap());
    store.expect_secret(&SecretId("key".into())).unwrap();
    assert_eq!(store.orphan_secrets().unwrap(), ids(&all));

    let mut owner = integration("a", "one", "old");
    owner.extra_headers = vec![Extra {
        name: "X".into(),
        value: ExtraValue::Secret(reference("in-header")),
    }];
    store
        .save_integration(&owner, Some(&key("k", "key")))
        .unwrap();
    store.save_token(&token("a", "token-old")).unwrap();
    assert_eq!(
        store.orphan_secrets().unwrap(),
        ids(&["lost", "secret", "token"])
    );

    owner.client_secret = Some(reference("secret"));
    store.save_integration(&owner, None).unwrap();
    store.save_token(&token("a", "token")).unwrap();
    assert_eq!(
        store.orphan_secrets().unwrap(),
        ids(&["lost", "old", "token-old"]),
        "the replaced ones"
    );

    ids(&["lost", "old", "token-old"])
        .iter()
        .for_each(|id| store.forget_secret(id).unwrap());
    assert_eq!(store.orphan_secrets().unwrap(), []);

    store.remove_token(&owner.id).unwrap();
    assert_eq!(store.orphan_secrets().unwrap(), ids(&["token"]));
    store.save_token(&token("a", "token")).unwrap();
    store.remove_integration(&owner.id).unwrap();
    assert_eq!(
        store.orphan_secrets().unwrap(),
        ids(&["in-header", "secret", "token"]),
        "its key stays"
    );
    store
        .remove_subscription_key(&SubscriptionKeyId("k".into()))
        .unwrap();
    assert_eq!(
        store.orphan_secrets().unwrap(),
        ids(&["in-header", "key", "secret", "token"])
    );
}

#[test]
fn another_generation_begins_with_each_change_of_what_others_remember() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    let owner = integration("a", "first", "s1");
    let changes: [(&str, &dyn Fn()); 6] = [
        ("an integration", &|| {
            store.save_integration(&owner, None).unwrap()
        }),
        ("a key", &|| {
            store.save_subscription_key(&key("k", "s2")).unwrap()
        }),
        ("a token", &|| {
            assert!(store.save_token(&token("a", "t1")).unwrap())
        }),
        ("a token gone", &|| store.remove_token(&owner.id).unwrap()),
        ("a key gone", &|| {
            store
                .remove_subscription_key(&SubscriptionKeyId("k".into()))
                .unwrap();
        }),
        ("an integration gone", &|| {
            store.remove_integration(&owner.id).unwrap()
        }),
    ];
    for (what, change) in changes {
        let before = store.generation();
        store.note_wall_ms(7).unwrap();
        assert_eq!(
            store.generation(),
            before,
            "reading and noting changes nothing"
        );
        change();
        assert_ne!(store.generation(), before, "{what}");
    }
}

/// A rotation is in the row: what lies beside a secret is pointed to with it, and goes with it.
#[test]
fn what_lies_beside_a_secret_is_there_after_reopening_and_no_orphan() {
    let folder = tempfile::tempdir().unwrap();
    let old = |id: &str| Beside {
        secret: reference(id),
        standing: Standing::Old { replaced_at_ms: 7 },
    };
    let all = ["beside-key", "beside-secret", "key", "secret"];
    let mut owner = integration("a", "one", "secret");
    owner.besides.client_secret = Some(old("beside-secret"));
    let mut shared = key("k", "key");
    shared.beside = Some(old("beside-key"));
    {
        let store = SqliteStore::open(folder.path()).unwrap();
        ids(&all)
            .iter()
            .for_each(|id| store.expect_secret(id).unwrap());
        store.save_integration(&owner, Some(&shared)).unwrap();
    }
    let store = SqliteStore::open(folder.path()).unwrap();
    assert_eq!(store.integrations().unwrap(), [owner.clone()]);
    assert_eq!(store.subscription_keys().unwrap(), [shared.clone()]);
    assert_eq!(store.orphan_secrets().unwrap(), []);
    owner.besides.client_secret = None;
    shared.beside = None;
    store.save_integration(&owner, Some(&shared)).unwrap();
    let gone = ids(&["beside-key", "beside-secret"]);
    assert_eq!(store.orphan_secrets().unwrap(), gone);
}

/// A row of a version that knew no rotation has nothing beside its secret, and the same shape as before.
#[test]
fn a_row_without_anything_beside_is_written_as_it_always_was() {
    let owner = integration("a", "one", "secret");
    let written = serde_json::to_value(&owner).unwrap();
    assert!(written.get("besides").is_none(), "{written}");
    let read: gatepass_core::Integration = serde_json::from_value(written).unwrap();
    assert_eq!(read.shape(None), owner.shape(None));
    let mut beside = owner.clone();
    beside.besides.client_secret = Some(Beside {
        secret: reference("other"),
        standing: Standing::New { tested_at_ms: None },
    });
    assert_eq!(beside.shape(None), owner.shape(None), "it costs no token");
}
