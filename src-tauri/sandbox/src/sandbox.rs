//! The running sandbox, as the app holds it.
use std::fmt;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use gatepass_core::Secret;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use url::Url;

use crate::catalogue::first_messages;
use crate::faults::{Fault, FaultMode, Switches};
use crate::generate;
use crate::ledger::{Clock, Ledger, OnChange};
use crate::new_client::{NewClient, generate as generate_client, is_redirect_uri};
use crate::server::serve;
use crate::state::{Client, ClientRecord, SandboxState, SeenRequest, sha256};

/// A running sandbox. Dropping it ends it; [`Sandbox::stop`] lets answers under way finish first.
pub struct Sandbox {
    ledger: Arc<Ledger>,
    switches: Arc<Switches>,
    address: Url,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
    runtime: Held,
}

/// Why the sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No port, no thread, or no loopback interface.
    #[error("The sandbox could not listen on 127.0.0.1: {0}")]
    Listen(#[from] std::io::Error),
    /// Cannot happen while the address is built from a port number.
    #[error("The sandbox's address cannot be read: {0}")]
    Address(#[from] url::ParseError),
}

impl Sandbox {
    /// Starts on a free port of 127.0.0.1, with the clients and tokens of an earlier run.
    pub async fn start(state: SandboxState, on_change: OnChange) -> Result<Self, StartError> {
        let clock: Clock = Arc::new(|| match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
            Err(_) => 0,
        });
        Self::start_with_clock(state, on_change, clock).await
    }

    /// As [`Sandbox::start`], with a clock that the caller moves.
    pub async fn start_with_clock(
        state: SandboxState,
        on_change: OnChange,
        clock: Clock,
    ) -> Result<Self, StartError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("sandbox")
            .enable_all()
            .build()?;
        let runtime = Held {
            handle: runtime.handle().clone(),
            runtime: Some(runtime),
        };
        let bound = runtime.handle.spawn(TcpListener::bind(("127.0.0.1", 0)));
        let bound = bound.await.map_err(std::io::Error::other)?;
        let listener = bound?;
        let host = listener.local_addr()?.to_string();
        let address = Url::parse(&format!("http://{host}/"))?;
        let ledger = Ledger::new(state, first_messages(), host, clock, on_change);
        let switches = Arc::<Switches>::default();
        let (stop, stopping) = watch::channel(false);
        let serving =
            runtime
                .handle
                .spawn(serve(listener, ledger.clone(), switches.clone(), stopping));
        Ok(Self {
            ledger,
            switches,
            address,
            stop,
            serving,
            runtime,
        })
    }

    /// `http://127.0.0.1:PORT/`
    pub fn address(&self) -> Url {
        self.address.clone()
    }

    /// Generates a client of that provider (`pivot`, `cisco-support`, `cx-cloud`, `api-console`, `smart-bonding`, `custom`).
    /// None for any other id, or where the system has no randomness to give.
    pub fn new_client(&self, provider: &str) -> Option<NewClient> {
        let generated = generate_client(provider)?;
        self.ledger
            .add_client(generated.record, generated.subscription_key_sha256);
        Some(generated.client)
    }

    /// Issues another secret for a client, 24 letters and digits. The present one is taken too, until another is issued or
    /// [`Sandbox::withdraw_old_secret`]. None where there is no such client, or no randomness.
    pub fn issue_secret(&self, client_id: &str) -> Option<Secret> {
        let secret = generate::client_secret().ok()?;
        let added = self.ledger.add_secret(client_id, sha256(&secret));
        added.then(|| Secret::new(secret))
    }

    /// From now on only a client's present secret is taken. False where there is no such client.
    pub fn withdraw_old_secret(&self, client_id: &str) -> bool {
        self.ledger.withdraw_old_secret(client_id)
    }

    /// Issues another Pivot subscription key, 32 hex digits. Those before it are taken too. None without randomness.
    pub fn issue_subscription_key(&self) -> Option<Secret> {
        let key = generate::key().ok()?;
        self.ledger.add_subscription_key(sha256(&key));
        Some(Secret::new(key))
    }

    /// Registers one more redirect URI for a client of `api-console` or `custom`. False for any other client, and for what is
    /// no https address, no loopback address and no private scheme.
    pub fn register_redirect_uri(&self, client_id: &str, uri: &str) -> bool {
        is_redirect_uri(uri) && self.ledger.register_redirect_uri(client_id, uri)
    }

    /// Every way in which answers can be made to go wrong, and which of them are switched on.
    pub fn faults(&self) -> Vec<Fault> {
        self.switches.faults()
    }

    /// Switches a fault. False where there is none of that id. Switches are not part of [`Sandbox::state`].
    pub fn set_fault(&self, id: &str, mode: FaultMode) -> bool {
        let known = self.switches.set(id, mode);
        if known {
            self.ledger.changed();
        }
        known
    }

    /// The clients it accepts.
    pub fn clients(&self) -> Vec<Client> {
        let shown = |client: ClientRecord| Client {
            provider: client.provider,
            takes_old_secret: client.old_secret_sha256.is_some(),
            client_id: client.client_id,
        };
        self.ledger.state().clients.into_iter().map(shown).collect()
    }

    /// The last requests, newest first, at most 200.
    pub fn requests(&self) -> Vec<SeenRequest> {
        self.ledger.seen()
    }

    /// How many requests token endpoints have had since the start, refused ones included.
    pub fn token_requests(&self) -> u64 {
        self.ledger.token_requests()
    }

    /// Seconds that new tokens live.
    pub fn token_lifetime(&self) -> u32 {
        self.ledger.token_lifetime()
    }

    /// Sets how long new tokens live: 10 seconds to a day. Tokens already issued keep their end.
    pub fn set_token_lifetime(&self, seconds: u32) {
        self.ledger.set_token_lifetime(seconds);
    }

    /// What to keep for the next start.
    pub fn state(&self) -> SandboxState {
        self.ledger.state()
    }

    /// Ends within a second: answers under way are finished, idle connections closed, slow ones cut.
    pub async fn stop(self) {
        let Self {
            stop,
            serving,
            runtime,
            ..
        } = self;
        stop.send(true).ok();
        serving.await.ok();
        drop(runtime);
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("address", &self.address.as_str())
            .finish_non_exhaustive()
    }
}

/// A runtime of the sandbox's own: when it goes, every connection goes with it, idle or not.
/// It is sent away, not waited for: blocking is not allowed where the app drops the sandbox.
struct Held {
    handle: Handle,
    runtime: Option<Runtime>,
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
