//! The product's own engine in front of the sandbox: its use case for calls over its HTTP, its database and a vault in memory.
use std::sync::{Arc, Mutex};

use gatepass_core::memory::MemoryVault;
use gatepass_core::{
    Call, CallLimits, Calls, Head, Integration, Kept, Origin, Ports, SandboxAddress, Secret,
    SecretId, SecretReference, Sink, Stop, Store as _, SubscriptionKey, SubscriptionKeyId, Tokens,
    Vault as _,
};
use gatepass_io::{HttpLimits, ReqwestHttp, SqliteStore, SystemChance, SystemClock};
use reqwest::header::{CONTENT_ENCODING, HeaderMap, HeaderName, HeaderValue};
use tempfile::TempDir;
use url::Url;

use crate::stage::{Answer, Signed, Stage};

const LIMITS: CallLimits = CallLimits {
    body: 64 * 1024 * 1024,
    read_ms: None,
    total_ms: None,
};

/// One integration, and what it is called with.
pub(super) struct Engine {
    calls: Calls,
    integration: Integration,
    /// Where the database is, until the walk is over.
    _folder: TempDir,
}

struct At(Url);

/// Takes a body in; what it took can be read when the call is over.
#[derive(Clone, Default)]
struct Taken(Arc<Mutex<Vec<u8>>>);

impl Engine {
    /// With the secrets of a client that the sandbox made.
    pub(super) async fn new(stage: &Stage, client: &Signed, integration: &Integration) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteStore::open(folder.path()).unwrap());
        let vault = MemoryVault::default();
        let home = Origin::of(&integration.token_endpoint).unwrap();
        let secret = reference("client-secret");
        let kept = Kept::new(Secret::new(client.secret()), vec![home.clone()]);
        vault.save(&secret.id, &kept).await.unwrap();
        let key = match &client.0.subscription_key {
            Some(key) => {
                let key = key.clone();
                let mut origins = integration.api_origins.clone();
                origins.extend((!origins.contains(&home)).then_some(home));
                let secret = reference("subscription-key");
                let kept = Kept::new(key, origins.clone());
                vault.save(&secret.id, &kept).await.unwrap();
                Some(SubscriptionKey {
                    id: SubscriptionKeyId("key".into()),
                    provider: integration.provider.clone(),
                    secret,
                    beside: None,
                    origins,
                })
            }
            None => None,
        };
        let integration = Integration {
            client_id: client.id().to_owned(),
            client_secret: Some(secret),
            subscription_key: key.as_ref().map(|key| key.id.clone()),
            ..integration.clone()
        };
        store.save_integration(&integration, key.as_ref()).unwrap();
        let ports = Ports {
            http: Arc::new(ReqwestHttp::new(HttpLimits::default())),
            vault: Arc::new(vault),
            store: store.clone(),
            activity: store,
            clock: Arc::new(SystemClock::new()),
            chance: Arc::new(SystemChance),
            sandbox: Arc::new(At(stage.sandbox.address())),
            lock: Arc::default(),
        };
        let tokens = Tokens::new(ports.clone()).unwrap();
        Self {
            calls: Calls::new(ports, tokens),
            integration,
            _folder: folder,
        }
    }

    /// Sent as the window sends it: with a token that is got on the way, the answer decoded and masked.
    pub(super) async fn send(&self, call: &Call<'_>) -> Answer {
        let taken = Taken::default();
        let open = || taken.clone();
        let called = self
            .calls
            .send(&self.integration, call, &LIMITS, &|_| {}, open)
            .await;
        let called = called.unwrap_or_else(|refused| panic!("{}: {refused:?}", call.title()));
        let outcome = called.exchange.outcome;
        let answer = called.exchange.answer;
        let answer = answer.unwrap_or_else(|| panic!("{}: {outcome:?}", call.title()));
        let mut headers: HeaderMap = answer.headers.iter().map(header).collect();
        headers.remove(CONTENT_ENCODING);
        let body = std::mem::take(&mut *taken.0.lock().unwrap());
        Answer {
            status: answer.status,
            headers,
            body,
        }
    }
}

fn header(member: &gatepass_core::Member) -> (HeaderName, HeaderValue) {
    let name = HeaderName::from_bytes(member.name.as_bytes()).unwrap();
    (name, HeaderValue::from_str(&member.value).unwrap())
}

fn reference(id: &str) -> SecretReference {
    SecretReference {
        id: SecretId(id.to_owned()),
        last_four: String::new(),
        set_at_ms: 0,
    }
}

impl SandboxAddress for At {
    fn sandbox_address(&self) -> Option<Url> {
        Some(self.0.clone())
    }
}

impl Sink for Taken {
    fn head(&mut self, _: &Head) {}

    fn push(&mut self, piece: &[u8]) -> Result<(), Stop> {
        self.0.lock().unwrap().extend_from_slice(piece);
        Ok(())
    }
}
