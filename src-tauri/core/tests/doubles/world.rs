//! A whole Gatepass without its edges: use cases over the doubles.
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::time::Duration;

use gatepass_core::{
    Draft, EditError, Integration, IntegrationId, Integrations, KeyInput, Need, Outcome, Ports,
    Refusal, Secret, SecretInput, SignIns, Store, SubscriptionKeyId, Token, Tokens,
};

use super::{
    CountingChance, FailingVault, FixedSandbox, Fuse, HandClock, MemoryStore, ScriptedHttp,
    pivot_draft,
};

/// A client secret that looks different in a URL, in JSON and in base64.
pub(crate) const SECRET: &str = "Zk3v+/ü9&q2\"m8=Lw4";

pub(crate) struct World {
    pub(crate) http: Arc<ScriptedHttp>,
    pub(crate) vault: Arc<FailingVault>,
    pub(crate) store: Arc<MemoryStore>,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) tokens: Arc<Tokens>,
    pub(crate) integrations: Arc<Integrations>,
    pub(crate) sign_ins: Arc<SignIns>,
    pub(crate) ports: Ports,
    /// See [`Fuse`].
    pub(crate) fuse: Fuse,
}

impl Default for World {
    fn default() -> Self {
        let clock = Arc::new(HandClock::default());
        let http = Arc::new(ScriptedHttp::new(clock.clone()));
        let fuse = Fuse::default();
        let (mut vault, mut store) = (FailingVault::default(), MemoryStore::default());
        (vault.fuse, store.fuse) = (fuse.clone(), fuse.clone());
        let (vault, store) = (Arc::new(vault), Arc::new(store));
        let ports = Ports {
            http: http.clone(),
            vault: vault.clone(),
            store: store.clone(),
            activity: store.clone(),
            clock: clock.clone(),
            chance: Arc::new(CountingChance::default()),
            sandbox: Arc::new(FixedSandbox),
            lock: Arc::default(),
        };
        let (tokens, integrations, sign_ins) = started(&ports);
        Self {
            http,
            vault,
            store,
            clock,
            tokens,
            integrations,
            sign_ins,
            ports,
            fuse,
        }
    }
}

fn started(ports: &Ports) -> (Arc<Tokens>, Arc<Integrations>, Arc<SignIns>) {
    let tokens = Tokens::new(ports.clone()).expect("the store can be read");
    let integrations = Integrations::new(ports.clone(), tokens.clone());
    let sign_ins = SignIns::new(ports.clone(), tokens.clone());
    (
        tokens,
        Arc::new(integrations.expect("the store can be read")),
        Arc::new(sign_ins),
    )
}

impl World {
    /// The app ends and starts again; what is in memory is gone, the rest stays.
    pub(crate) fn restart(&mut self) {
        (self.tokens, self.integrations, self.sign_ins) = started(&self.ports);
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
