//! A Secret Service whose keyring is locked and whose prompt is answered when the test says so, or never.
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedObjectPath, Value};
use zbus::{Connection, connection, interface};

const SERVICE: &str = "/org/freedesktop/secrets";
const COLLECTION: &str = "/org/freedesktop/secrets/collection/login";
const PROMPT: &str = "/org/freedesktop/secrets/prompt/p1";

pub(crate) struct Provider {
    bus: Connection,
    prompts: Arc<AtomicUsize>,
}

impl Provider {
    pub(crate) async fn start() -> Self {
        let prompts = Arc::<AtomicUsize>::default();
        let builder = connection::Builder::session()
            .unwrap()
            .name("org.freedesktop.secrets")
            .unwrap();
        let builder = builder
            .serve_at(SERVICE, Service)
            .unwrap()
            .serve_at(COLLECTION, Collection)
            .unwrap();
        let bus = builder
            .serve_at(PROMPT, Prompt(prompts.clone()))
            .unwrap()
            .build()
            .await
            .unwrap();
        Self { bus, prompts }
    }

    /// How often a prompt was raised.
    pub(crate) fn prompts(&self) -> usize {
        self.prompts.load(Ordering::SeqCst)
    }

    pub(crate) async fn dismiss(&self) {
        let emitter = SignalEmitter::new(&self.bus, PROMPT).unwrap();
        Prompt::completed(&emitter, true, Value::from(""))
            .await
            .unwrap();
    }

    pub(crate) async fn die(self) {
        self.bus.close().await.unwrap();
    }
}

struct Service;

#[interface(name = "org.freedesktop.Secret.Service")]
impl Service {
    fn read_alias(&self, _name: &str) -> OwnedObjectPath {
        path(COLLECTION)
    }

    fn unlock(&self, _objects: Vec<OwnedObjectPath>) -> (Vec<OwnedObjectPath>, OwnedObjectPath) {
        (vec![], path(PROMPT))
    }
}

struct Collection;

#[interface(name = "org.freedesktop.Secret.Collection")]
impl Collection {
    #[zbus(property)]
    fn locked(&self) -> bool {
        true
    }
}

struct Prompt(Arc<AtomicUsize>);

#[interface(name = "org.freedesktop.Secret.Prompt")]
impl Prompt {
    fn prompt(&self, _window: &str) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    #[zbus(signal)]
    async fn completed(
        emitter: &SignalEmitter<'_>,
        dismissed: bool,
        result: Value<'_>,
    ) -> zbus::Result<()>;
}

fn path(text: &str) -> OwnedObjectPath {
    text.try_into().unwrap()
}
