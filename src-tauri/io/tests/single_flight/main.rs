//! One integration, one token, one request, counted by a real server on loopback: a thousand callers at once, a hundred times.
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]

#[allow(dead_code, reason = "the stories of core use the rest of it")]
#[path = "../../../core/tests/doubles/store.rs"]
mod store;
mod token_server;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use gatepass_core::memory::MemoryVault;
use gatepass_core::{
    Draft, DraftGrant, Integration, Integrations, KeyInput, Need, Ports, SandboxAddress, Secret,
    SecretInput, Tokens,
};
use gatepass_io::{ReqwestHttp, SystemChance, SystemClock};
use store::MemoryStore;
use token_server::TokenServer;
use tokio::sync::Barrier;

const CALLERS: usize = 1_000;
const ROUNDS: usize = 100;

/// Nothing here may take longer, whatever it is that hangs.
const AT_MOST: Duration = Duration::from_secs(120);

struct NoSandbox;

impl SandboxAddress for NoSandbox {
    fn sandbox_address(&self) -> Option<url::Url> {
        None
    }
}

fn ports() -> Ports {
    let store = Arc::new(MemoryStore::default());
    Ports {
        http: Arc::new(ReqwestHttp::default()),
        vault: Arc::new(MemoryVault::default()),
        store: store.clone(),
        activity: store,
        clock: Arc::new(SystemClock::new()),
        chance: Arc::new(SystemChance),
        sandbox: Arc::new(NoSandbox),
        lock: Arc::default(),
    }
}

/// A saved integration whose tokens come from there.
async fn integration(ports: &Ports, tokens: &Arc<Tokens>, token_endpoint: String) -> Integration {
    let integrations = Integrations::new(ports.clone(), tokens.clone()).unwrap();
    let handle = integrations.new_handle();
    let secret = Secret::new("an-invented-secret-0001");
    integrations.held().hold(handle.clone(), secret);
    let draft = Draft {
        id: None,
        label: "Ours".into(),
        provider: "custom".into(),
        environment: "test".into(),
        client_id: "client-one".into(),
        client_secret: SecretInput::Held(handle),
        subscription_key: KeyInput::Empty,
        token_endpoint,
        placement: "form".into(),
        grant: DraftGrant::default(),
        revocation_endpoint: String::new(),
        introspection_endpoint: String::new(),
        scope: String::new(),
        extra_headers: vec![],
        extra_parameters: vec![],
        api_origins: vec![],
        token_header: "Authorization".into(),
        token_prefix: "Bearer".into(),
        proxy: String::new(),
        extra_ca: String::new(),
    };
    integrations.save(&draft).await.unwrap()
}

/// What a round came to.
#[derive(Debug, PartialEq, Eq)]
struct Round {
    requests: usize,
    /// What the callers got.
    tokens: HashSet<String>,
}

impl Round {
    /// One request, whose token all have got.
    fn shared(number: usize) -> Self {
        Self {
            requests: 1,
            tokens: HashSet::from([format!("issued-token-{number:04}")]),
        }
    }
}

/// Lets callers ask in the same instant, each at the desk that stands for it here.
async fn ask(desks: Vec<Arc<Tokens>>, ours: &Integration, server: &TokenServer) -> Round {
    let before = server.requests();
    let start = Arc::new(Barrier::new(desks.len()));
    let caller = |tokens: Arc<Tokens>| {
        let (id, start) = (ours.id.clone(), start.clone());
        tokio::spawn(async move {
            start.wait().await;
            let token = tokens.obtain(&id, Need::Call).await.unwrap().unwrap();
            token.access.secret.reveal(str::to_owned)
        })
    };
    let callers: Vec<_> = desks.into_iter().map(caller).collect();
    let mut tokens = HashSet::new();
    for caller in callers {
        tokens.insert(caller.await.unwrap());
    }
    Round {
        requests: server.requests() - before,
        tokens,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_callers_at_once_make_one_token_request_in_each_of_a_hundred_rounds() {
    let server = TokenServer::start().await;
    let ports = ports();
    let tokens = Tokens::new(ports.clone()).unwrap();
    let ours = integration(&ports, &tokens, server.address()).await;
    let began = Instant::now();
    for round in 1..=ROUNDS {
        let desks = vec![tokens.clone(); CALLERS];
        let got = tokio::time::timeout(AT_MOST, ask(desks, &ours, &server)).await;
        assert_eq!(got.expect("it hangs"), Round::shared(round));
        assert!(!tokens.is_busy(&ours.id));
        tokens.forget(&ours.id).await.unwrap();
    }
    let took = began.elapsed();
    assert!(took < AT_MOST, "{took:?}");
}

/// The control: callers who share vault and store, but not the desk where requests under way are known.
#[tokio::test]
async fn callers_who_do_not_know_of_each_other_make_more_than_one_request() {
    let server = TokenServer::start().await;
    let ports = ports();
    let tokens = Tokens::new(ports.clone()).unwrap();
    let ours = integration(&ports, &tokens, server.address()).await;
    let desks = (0..20).map(|_| Tokens::new(ports.clone()).unwrap());
    let round = ask(desks.collect(), &ours, &server).await;
    assert_ne!(round, Round::shared(1));
    assert!(round.requests > 1 && round.tokens.len() > 1, "{round:?}");
}

/// The server counts every request there is.
#[tokio::test]
async fn the_server_counts_a_request_for_each_caller_who_wants_a_token_of_their_own() {
    let server = TokenServer::start().await;
    let ports = ports();
    let tokens = Tokens::new(ports.clone()).unwrap();
    let ours = integration(&ports, &tokens, server.address()).await;
    for _ in 0..20 {
        tokens.obtain(&ours.id, Need::New).await.unwrap().unwrap();
    }
    assert_eq!(server.requests(), 20);
}
