//! Secrets typed into a call are searched for in every file of the data folder, as they are and as they travel.
use std::fs;
use std::sync::Arc;

use gatepass_core::memory::MemoryVault;
use gatepass_core::{
    Activity, ActivityPolicy, Call, CallBody, CallCredentials, FreeMember, Given, Kept, Method,
    Ports, SandboxAddress, Secret, Target, call_request,
};
use gatepass_io::{ReqwestHttp, SqliteStore, SystemChance, SystemClock};

use super::{entry, opened};
use crate::integration;

const IN_QUERY: &str = "query+Key/0123456789 ü";
const IN_HEADER: &str = "header-key-0123456789";
const IN_BODY: &str = "{\"pin\":\"body-key-0123456789\"}";
const IN_FORM: &str = "form&Key=0123456789";
const TOKEN: &str = "access-token-0123456789";
const KEY: &str = "subscription-key-0123456789";

struct NoSandbox;

impl SandboxAddress for NoSandbox {
    fn sandbox_address(&self) -> Option<url::Url> {
        None
    }
}

fn kept(text: &str) -> Kept {
    let api = "https://api.example".parse().unwrap();
    Kept::new(Secret::new(text), vec![api])
}

fn member(name: &str, value: Given) -> FreeMember {
    FreeMember {
        name: name.into(),
        value,
    }
}

fn call(body: CallBody) -> Call<'static> {
    Call {
        target: Target::Free {
            method: Method::Post,
            address: "/push".into(),
        },
        query: vec![
            member("shown", Given::Public("a-public-value".into())),
            member("key", Given::Secret(kept(IN_QUERY))),
        ],
        headers: vec![member("X-Key", Given::Secret(kept(IN_HEADER)))],
        body,
    }
}

/// Every way in which a secret might lie in a file.
fn forms(secret: &str) -> Vec<Vec<u8>> {
    let url: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let json = serde_json::to_string(secret).unwrap();
    let wide = secret.encode_utf16().flat_map(u16::to_le_bytes);
    vec![
        secret.into(),
        url.into(),
        json[1..json.len() - 1].into(),
        wide.collect(),
    ]
}

#[tokio::test]
async fn no_file_of_the_data_folder_holds_a_secret_of_a_call() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(opened(folder.path()));
    let vault = Arc::new(MemoryVault::default());
    let activity = Activity::new(Ports {
        http: Arc::new(ReqwestHttp::default()),
        vault: vault.clone(),
        store: store.clone(),
        activity: store.clone(),
        clock: Arc::new(SystemClock::new()),
        chance: Arc::new(SystemChance),
        sandbox: Arc::new(NoSandbox),
        lock: Arc::default(),
    });
    let ours = integration("i", "Ours", "client-secret");
    let text = CallBody::Text {
        content_type: "application/json".into(),
        text: Given::Secret(kept(IN_BODY)),
    };
    let form = CallBody::Form(vec![member("pin", Given::Secret(kept(IN_FORM)))]);
    for (number, call) in [call(text), call(form)].iter().enumerate() {
        let credentials = CallCredentials {
            token: kept(TOKEN),
            subscription_key: Some(("X-Subscription".into(), kept(KEY))),
        };
        let request = call_request(call, &ours, credentials).unwrap();
        let mut exchange = entry(&format!("e{number}"), "").exchange;
        exchange.request = request.redacted(None);
        let body = Some(b"{\"echo\":\"a-public-answer\"}".as_slice());
        let policy = ActivityPolicy {
            personal_bodies: true,
            ..ActivityPolicy::default()
        };
        let recorded = activity.record(call, &ours, exchange, body, &policy);
        assert!(recorded.await.unwrap().is_some());
    }
    assert_eq!(vault.len(), 4, "where the secrets are");

    let files: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert!(files.iter().any(|file| file.ends_with("gatepass.db-wal")));
    let mut found_control = false;
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let holds = |what: &[u8]| memchr::memmem::find(&bytes, what).is_some();
        found_control |= holds(b"a-public-value");
        for secret in [
            IN_QUERY,
            IN_HEADER,
            "body-key-0123456789",
            IN_FORM,
            TOKEN,
            KEY,
        ] {
            for form in forms(secret) {
                assert!(!holds(&form), "{secret} in {}", file.display());
            }
        }
    }
    assert!(found_control, "the control: a public value is found");
    drop(activity);
    let store = Arc::into_inner(store).unwrap();
    drop::<SqliteStore>(store);
    let bytes = fs::read(folder.path().join("gatepass.db")).unwrap();
    assert!(memchr::memmem::find(&bytes, IN_HEADER.as_bytes()).is_none());
}
