//! The same matrix through the use case that calls: it gets its token, composes, sends, and follows what it may follow.
use std::sync::Arc;

use gatepass_core::memory::MemoryVault;
use gatepass_core::{
    Call, CallBody, CallLimits, CallPhase, Called, Calls, Draft, DraftGrant, Endpoint, FreeMember,
    Given, Integration, Integrations, Kept, KeyInput, OutcomeKind, Ports, SandboxAddress, Secret,
    SecretInput, Target, Tokens, Values,
};
use gatepass_io::{SystemChance, SystemClock};

use crate::matrix::{ELSEWHERE, STATUSES};
use crate::store::MemoryStore;
use crate::world::{HOME, World};
use crate::{Away, CREDENTIALS};

struct NoSandbox;

impl SandboxAddress for NoSandbox {
    fn sandbox_address(&self) -> Option<url::Url> {
        None
    }
}

/// The use case over the world's network, and an integration whose token is held.
struct Desk {
    world: World,
    calls: Calls,
    ours: Integration,
}

impl Desk {
    async fn build() -> Self {
        let world = World::build().await;
        let store = Arc::new(MemoryStore::default());
        let ports = Ports {
            http: Arc::new(world.http()),
            vault: Arc::new(MemoryVault::default()),
            store: store.clone(),
            activity: store,
            clock: Arc::new(SystemClock::new()),
            chance: Arc::new(SystemChance),
            sandbox: Arc::new(NoSandbox),
            lock: Arc::default(),
        };
        let tokens = Tokens::new(ports.clone()).unwrap();
        let integrations = Integrations::new(ports.clone(), tokens.clone()).unwrap();
        let handle = integrations.new_handle();
        let secret = Secret::new("Sample-own-client-secret-0006");
        integrations.held().hold(handle.clone(), secret);
        let draft = Draft {
            id: None,
            label: "Ours".into(),
            provider: "custom".into(),
            environment: "test".into(),
            client_id: "client-one".into(),
            client_secret: SecretInput::Held(handle),
            subscription_key: KeyInput::Empty,
            token_endpoint: format!("{HOME}/issue"),
            placement: "form".into(),
            grant: DraftGrant::default(),
            revocation_endpoint: String::new(),
            introspection_endpoint: String::new(),
            scope: String::new(),
            extra_headers: vec![],
            extra_parameters: vec![],
            api_origins: vec![HOME.into()],
            token_header: "Authorization".into(),
            token_prefix: "Bearer".into(),
            proxy: world.route.proxy.as_ref().unwrap().to_string(),
            extra_ca: world.route.extra_ca.clone().unwrap(),
        };
        let ours = integrations.save(&draft).await.unwrap();
        tokens
            .obtain(&ours.id, gatepass_core::Need::Call)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(world.at_home().len(), 1, "the token’s");
        Self {
            world,
            calls: Calls::new(ports, tokens),
            ours,
        }
    }

    /// Calls an endpoint with every credential in its place.
    async fn call(&self, endpoint: &Endpoint) -> Called<Away> {
        let [_, key, cookie, body, query] = CREDENTIALS.map(|(_, secret)| secret);
        let call = Call {
            target: Target::Endpoint(endpoint, Values::new()),
            query: vec![member("key", query)],
            headers: vec![
                member("Ocp-Apim-Subscription-Key", key),
                member("Cookie", cookie),
            ],
            body: CallBody::Form(vec![member("client_secret", body)]),
        };
        let limits = CallLimits {
            body: 64 * 1024,
            read_ms: None,
            total_ms: None,
        };
        let watch = |_: CallPhase| ();
        let sent = self.calls.send(&self.ours, &call, &limits, &watch, || Away);
        sent.await.unwrap()
    }
}

fn member(name: &str, secret: &str) -> FreeMember {
    let home = vec![HOME.parse().unwrap()];
    FreeMember {
        name: name.into(),
        value: Given::Secret(Kept::new(Secret::new(secret), home)),
    }
}

/// A POST that reads, or one that says what it changes.
fn endpoint(effect: Option<&str>) -> Endpoint {
    let document = serde_json::json!({
        "id": "custom.start", "provider": "custom", "api": "Ours", "title": "Start", "method": "POST",
        "path": "/start", "quality": "documented", "effect": effect,
    });
    serde_json::from_value(document).unwrap()
}

#[tokio::test]
async fn a_call_takes_no_byte_elsewhere() {
    let desk = Desk::build().await;
    for effect in [None, Some("It starts.")] {
        for status in STATUSES {
            for (kind, location) in ELSEWHERE {
                desk.world.redirects(status, location);
                let exchange = desk.call(&endpoint(effect)).await.exchange;
                let answer = exchange.answer.unwrap();
                assert_eq!(
                    (answer.status, answer.redirect.as_deref()),
                    (status, Some(location)),
                    "{effect:?} {kind}"
                );
                let home = desk.world.at_home();
                assert_eq!(home.len(), 1, "asked once: {effect:?} {status} {kind}");
                for (name, secret) in CREDENTIALS {
                    assert!(home[0].contains(secret), "{name} was sent home");
                }
                let elsewhere = desk.world.elsewhere();
                assert_eq!(
                    elsewhere,
                    Vec::<String>::new(),
                    "{effect:?} {status} {kind}"
                );
            }
        }
    }
}

#[tokio::test]
async fn at_home_a_call_that_reads_follows_and_one_that_changes_something_does_not() {
    let desk = Desk::build().await;
    for status in STATUSES {
        desk.world.redirects(status, "/landed");
        let reading = desk.call(&endpoint(None)).await.exchange;
        assert_eq!(
            (reading.redirects, desk.world.at_home().len()),
            (1, 2),
            "{status}"
        );
        assert_eq!(reading.outcome.kind, OutcomeKind::Success);
        let changing = desk.call(&endpoint(Some("It starts."))).await.exchange;
        assert_eq!(
            (changing.redirects, desk.world.at_home().len()),
            (0, 1),
            "{status}"
        );
        assert_eq!(changing.outcome.code, "call_redirected");
    }
    assert_eq!(desk.world.elsewhere(), Vec::<String>::new());
}

#[tokio::test]
async fn an_endless_401_is_one_renewal_and_one_repeat_and_neither_for_a_call_that_changes_something()
 {
    let desk = Desk::build().await;
    desk.world.redirects(401, "");
    let reading = desk.call(&endpoint(None)).await.exchange;
    let home = desk.world.at_home();
    let paths: Vec<&str> = home
        .iter()
        .filter_map(|request| request.split(['?', ' ']).nth(1))
        .collect();
    assert_eq!(paths, ["/start", "/issue", "/start"]);
    assert!(reading.renewed);
    let changing = desk.call(&endpoint(Some("It starts."))).await.exchange;
    assert_eq!(desk.world.at_home().len(), 1);
    assert!(!changing.renewed);
    assert_eq!(changing.outcome.code, "token_refused");
}
