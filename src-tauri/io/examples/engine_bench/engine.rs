//! The product's engine without its window: the use cases over the real adapters. What stands in for the disk and for the
//! keyring is memory, unless a folder is named: both belong to the computer, and a bare client has neither.
#[allow(dead_code, reason = "the stories of core use the rest of it")]
#[path = "../../../core/tests/doubles/store.rs"]
mod store;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use gatepass_core::memory::MemoryVault;
use gatepass_core::{
    ActivityStore, Call, CallBody, CallLimits, Calls, Head, Integration, Kept, Method, Need,
    Origin, Ports, SandboxAddress, Secret, SecretId, SecretReference, Sink, Stop, Store, Target,
    Tokens, Vault,
};
use gatepass_io::{HttpLimits, ReqwestHttp, SqliteStore, SystemChance, SystemClock};

use crate::memory::as_in_the_app;
use crate::{Failure, check, integration};

/// The use cases, and one integration whose client the bench's server knows.
pub(crate) struct Engine {
    tokens: Arc<Tokens>,
    calls: Calls,
    integration: Integration,
}

struct NoSandbox;

/// Counts what it takes in.
struct Counted(usize);

impl Engine {
    /// State in memory.
    pub(crate) async fn in_memory(address: SocketAddr) -> Result<Self, Failure> {
        Self::over(Arc::new(store::MemoryStore::default()), address).await
    }

    /// State in the product's database.
    pub(crate) async fn in_folder(folder: &Path, address: SocketAddr) -> Result<Self, Failure> {
        Self::over(Arc::new(SqliteStore::open(folder)?), address).await
    }

    async fn over<S: Store + ActivityStore + 'static>(
        store: Arc<S>,
        address: SocketAddr,
    ) -> Result<Self, Failure> {
        let _turn = as_in_the_app();
        let (integration, secret) = integration_at(address)?;
        let vault = MemoryVault::default();
        if let Some(reference) = &integration.client_secret {
            vault.save(&reference.id, &secret).await?;
        }
        store.save_integration(&integration, None)?;
        let ports = Ports {
            http: Arc::new(ReqwestHttp::new(HttpLimits::default())),
            vault: Arc::new(vault),
            store: store.clone(),
            activity: store,
            clock: Arc::new(SystemClock::new()),
            chance: Arc::new(SystemChance),
            sandbox: Arc::new(NoSandbox),
            lock: Arc::default(),
        };
        let tokens = Tokens::new(ports.clone())?;
        Ok(Self {
            calls: Calls::new(ports, tokens.clone()),
            tokens,
            integration,
        })
    }

    /// A new token, and a call with it.
    pub(crate) async fn token_and_call(&self) -> Result<(), Failure> {
        let _turn = as_in_the_app();
        self.obtain(Need::New).await?;
        self.call().await
    }

    /// A token with enough life for a call.
    pub(crate) async fn token(&self) -> Result<(), Failure> {
        let _turn = as_in_the_app();
        self.obtain(Need::Call).await
    }

    async fn obtain(&self, need: Need) -> Result<(), Failure> {
        let token = self.tokens.obtain(&self.integration.id, need).await?;
        token
            .map(drop)
            .map_err(|refusal| refusal.title.clone().into())
    }

    async fn call(&self) -> Result<(), Failure> {
        let call = Call {
            target: Target::Free {
                method: Method::Get,
                address: "/call".into(),
            },
            query: vec![],
            headers: vec![],
            body: CallBody::default(),
        };
        let limits = CallLimits {
            body: 1024 * 1024,
            read_ms: None,
            total_ms: None,
        };
        let called = self
            .calls
            .send(&self.integration, &call, &limits, &|_| {}, || Counted(0))
            .await
            .map_err(|error| format!("{error:?}"))?;
        let body = called.body.ok_or("nothing answered")?;
        check(body.0)
    }
}

impl SandboxAddress for NoSandbox {
    fn sandbox_address(&self) -> Option<url::Url> {
        None
    }
}

impl Sink for Counted {
    fn head(&mut self, _: &Head) {}

    fn push(&mut self, piece: &[u8]) -> Result<(), Stop> {
        self.0 += piece.len();
        Ok(())
    }
}

fn integration_at(address: SocketAddr) -> Result<(Integration, Kept), Failure> {
    let endpoint: url::Url = format!("http://{address}/token").parse()?;
    let home = Origin::of(&endpoint)?;
    let secret = Secret::new("a-secret-of-the-bench-0001");
    let reference = SecretReference {
        id: SecretId("client-secret".into()),
        last_four: secret.last_four(),
        set_at_ms: 0,
    };
    let integration = Integration {
        client_secret: Some(reference),
        besides: gatepass_core::Besides::default(),
        api_origins: vec![home.clone()],
        ..integration::of_id("bench", endpoint)
    };
    Ok((integration, Kept::new(secret, vec![home])))
}
