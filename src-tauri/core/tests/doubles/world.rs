//! A whole Gatepass without its edges: use cases over the doubles.
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::time::Duration;

use gatepass_core::{
    Draft, DraftGrant, EditError, Integration, IntegrationId, Integrations, KeyInput, Need,
    Outcome, Ports, Refusal, Secret, SecretInput, Store, SubscriptionKeyId, Token, Tokens,
    provider,
};

use super::{CountingChance, FailingVault, FixedSandbox, HandClock, MemoryStore, ScriptedHttp};

/// A client secret that looks different in a URL, in JSON and in base64.
pub(crate) const SECRET: &str = "Zk3v+/ü9&q2\"m8=Lw4";

pub(crate) struct World {
    pub(crate) http: Arc<ScriptedHttp>,
    pub(crate) vault: Arc<FailingVault>,
    pub(crate) store: Arc<MemoryStore>,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) tokens: Arc<Tokens>,
    pub(crate) integrations: Arc<Integrations>,
    ports: Ports,
}

impl Default for World {
    fn default() -> Self {
        let http = Arc::new(ScriptedHttp::default());
        let vault = Arc::new(FailingVault::default());
        let store = Arc::new(MemoryStore::default());
        let clock = Arc::new(HandClock::default());
        let ports = Ports {
            http: http.clone(),
            vault: vault.clone(),
            store: store.clone(),
            clock: clock.clone(),
            chance: Arc::new(CountingChance::default()),
            sandbox: Arc::new(FixedSandbox),
        };
        let (tokens, integrations) = started(&ports);
        Self {
            http,
            vault,
            store,
            clock,
            tokens,
            integrations,
            ports,
        }
    }
}

fn started(ports: &Ports) -> (Arc<Tokens>, Arc<Integrations>) {
    let tokens = Tokens::new(ports.clone()).expect("the store can be read");
    (
        tokens.clone(),
        Arc::new(Integrations::new(ports.clone(), tokens).expect("the store can be read")),
    )
}

impl World {
    /// The app ends and starts again; what is in memory is gone, the rest stays.
    pub(crate) fn restart(&mut self) {
        (self.tokens, self.integrations) = started(&self.ports);
    }

    /// The forms of a later run, over the same store and vault.
    pub(crate) fn next_start(&self) -> Arc<Integrations> {
        started(&self.ports).1
    }

    /// Types a secret into a form.
    pub(crate) fn enter(&self, secret: &str) -> SecretInput {
        let handle = self.integrations.new_handle();
        self.integrations
            .held()
            .hold(handle.clone(), Secret::new(secret));
        SecretInput::Held(handle)
    }

    /// Types a subscription key into a form.
    pub(crate) fn enter_key(&self, key: &str) -> KeyInput {
        let SecretInput::Held(handle) = self.enter(key) else {
            unreachable!("entered")
        };
        KeyInput::Held(handle)
    }

    /// The form of a new custom integration, filled in.
    pub(crate) fn custom_draft(&self) -> Draft {
        Draft {
            id: None,
            label: "Ours".into(),
            provider: "custom".into(),
            environment: "test".into(),
            client_id: "client-one".into(),
            client_secret: self.enter(SECRET),
            subscription_key: KeyInput::Empty,
            token_endpoint: "https://id.example/token".into(),
            placement: "form".into(),
            grant: DraftGrant::default(),
            revocation_endpoint: String::new(),
            introspection_endpoint: String::new(),
            scope: String::new(),
            extra_headers: vec![],
            extra_parameters: vec![],
            api_origins: vec!["https://api.example".into()],
            token_header: "Authorization".into(),
            token_prefix: "Bearer".into(),
            proxy: String::new(),
            extra_ca: String::new(),
        }
    }

    pub(crate) async fn save(&self, draft: &Draft) -> Integration {
        self.integrations
            .save(draft)
            .await
            .expect("the form is right")
    }

    /// A saved custom integration.
    pub(crate) async fn custom(&self) -> Integration {
        self.save(&self.custom_draft()).await
    }

    /// A saved Pivot integration, with a key of its own.
    pub(crate) async fn pivot(&self, key: &str) -> Integration {
        self.save(&pivot_draft(self, self.enter_key(key))).await
    }

    /// Changes a saved integration through its form.
    pub(crate) async fn edit(
        &self,
        of: &Integration,
        change: impl FnOnce(&mut Draft),
    ) -> Result<Integration, EditError> {
        let mut draft = Draft::of(of);
        change(&mut draft);
        self.integrations.save(&draft).await
    }

    pub(crate) async fn ask(&self, id: &IntegrationId, need: Need) -> Outcome {
        soon(self.tokens.obtain(id, need)).await.expect("it exists")
    }

    /// Asks, and expects a token.
    pub(crate) async fn token(&self, id: &IntegrationId, need: Need) -> Arc<Token> {
        self.ask(id, need).await.expect("a token")
    }

    /// Asks, and expects a refusal.
    pub(crate) async fn refusal(&self, id: &IntegrationId) -> Arc<Refusal> {
        self.ask(id, Need::Call).await.expect_err("a refusal")
    }

    /// Where the row says its key is.
    pub(crate) fn key_of(&self, integration: &Integration) -> SubscriptionKeyId {
        integration
            .subscription_key
            .clone()
            .expect("a subscription key")
    }

    /// Whatever lies in the vault is pointed to, and whatever is pointed to lies there.
    pub(crate) async fn assert_nothing_stray(&self) {
        let pointed_to = self.store.pointed_to();
        for id in &pointed_to {
            assert!(
                self.vault.peek(id).await.is_some(),
                "{id} is pointed to and not in the vault"
            );
        }
        assert_eq!(
            self.vault.len(),
            pointed_to.len(),
            "the vault holds what nobody points to"
        );
        assert_eq!(
            self.store.orphan_secrets(),
            Ok(vec![]),
            "the journal names what is gone"
        );
        assert!(
            pointed_to.is_subset(&self.store.expected()),
            "an item is not in the journal"
        );
    }

    /// The names of everything in the vault that a row points to.
    pub(crate) fn pointed_to(&self) -> BTreeSet<String> {
        self.store.pointed_to().into_iter().map(|id| id.0).collect()
    }
}

/// The form of a new Pivot integration at UAT, as the provider's data fills it in.
pub(crate) fn pivot_draft(world: &World, key: KeyInput) -> Draft {
    let pivot = provider("pivot").expect("Pivot is there");
    let uat = pivot.environment("uat").expect("Pivot has UAT");
    Draft {
        label: "Pivot alerts".into(),
        client_id: "client-one".into(),
        client_secret: world.enter(SECRET),
        subscription_key: key,
        ..Draft::preset(pivot, uat)
    }
}

pub(crate) fn text_of(token: &Arc<Token>) -> String {
    token.access.secret.reveal(str::to_owned)
}

/// Waits, but not for ever: a story that hangs fails.
pub(crate) async fn soon<T>(story: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), story)
        .await
        .expect("it hangs")
}

/// Goes on with a future as far as it can, and says whether it still waits.
pub(crate) fn is_pending<T>(future: &mut Pin<Box<impl Future<Output = T> + ?Sized>>) -> bool {
    future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
        .is_pending()
}
