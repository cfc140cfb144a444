//! Everything the commands work on, opened once at start.
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gatepass_core::{
    Activity, Calls, HeldSecrets, Idle, Integration, IntegrationId, Integrations, KeepFresh,
    OwnEndpoints, Ports, SignIns, Tokens, VaultChoice,
};
use gatepass_io::{
    HttpLimits, KeyringLimits, KeyringVault, OpenError, PassphraseVault, ReqwestHttp, SqliteStore,
    SystemChance, SystemClock, Vaults,
};

use crate::calling::Runs;
use crate::lock::Locking;
use crate::moving::Moving;
use crate::opening::NotOpened;
use crate::sandbox_place::SandboxPlace;
use crate::seen_vault::SeenVault;
use crate::view::{ErrorView, VaultStateView};
use crate::waits::Waits;

/// The state behind the window.
pub(crate) struct Desk {
    pub(crate) ports: Ports,
    /// What the ports' store is, for its backups.
    pub(crate) state: Arc<SqliteStore>,
    pub(crate) tokens: Arc<Tokens>,
    pub(crate) integrations: Integrations,
    pub(crate) vaults: Arc<Vaults>,
    pub(crate) sandbox: Arc<SandboxPlace>,
    pub(crate) sign_ins: SignIns,
    pub(crate) waits: Waits,
    pub(crate) calls: Calls,
    pub(crate) runs: Runs,
    /// Values of calls that may be keys.
    pub(crate) held_values: HeldSecrets,
    /// Entered, and not used yet.
    pub(crate) held_passphrases: HeldSecrets,
    pub(crate) own_endpoints: OwnEndpoints,
    pub(crate) activity: Activity,
    pub(crate) moving: Moving,
    pub(crate) keep_fresh: Arc<KeepFresh>,
    /// Something the user should know about how the data was opened, or that a backup was restored.
    notice: Mutex<String>,
    pub(crate) locking: Locking,
    /// When somebody last used the window.
    pub(crate) idle: Idle,
    pub(crate) seen_vault: Arc<SeenVault>,
}

impl Desk {
    /// Reads the store and nothing slower: no secret is read, no keyring touched.
    pub(crate) fn over(store: SqliteStore) -> Result<Self, NotOpened> {
        let notice = store.notice().unwrap_or_default();
        let store = Arc::new(store);
        let passphrase = PassphraseVault::new(store.folder());
        let chosen = VaultChoice::load(&*store, passphrase.exists())
            .map_err(|error| NotOpened::of(OpenError::Store(error)))?;
        let keyring = KeyringVault::new(KeyringLimits::default());
        let vaults = Arc::new(Vaults::new(keyring, passphrase, chosen.mode));
        let sandbox = SandboxPlace::new(store.clone());
        let ports = Ports {
            http: Arc::new(ReqwestHttp::new(HttpLimits::default())),
            vault: vaults.clone(),
            store: store.clone(),
            activity: store.clone(),
            clock: Arc::new(SystemClock::new()),
            chance: Arc::new(SystemChance),
            sandbox: sandbox.clone(),
            lock: Arc::default(),
        };
        let refused = |error| NotOpened::of(OpenError::Store(error));
        let tokens = Tokens::new(ports.clone()).map_err(refused)?;
        let seen_vault = Arc::new(SeenVault::opening(chosen.mode));
        let keep_fresh = KeepFresh::new(ports.clone(), tokens.clone(), seen_vault.gate());
        Ok(Self {
            sign_ins: SignIns::new(ports.clone(), tokens.clone()),
            waits: Waits::default(),
            calls: Calls::new(ports.clone(), tokens.clone()),
            runs: Runs::default(),
            held_values: HeldSecrets::default(),
            held_passphrases: HeldSecrets::default(),
            locking: Locking::default(),
            idle: Idle::new(ports.clock.now()),
            own_endpoints: OwnEndpoints::new(ports.clone()),
            activity: Activity::new(ports.clone()),
            moving: Moving::default(),
            keep_fresh,
            integrations: Integrations::new(ports.clone(), tokens.clone()).map_err(refused)?,
            seen_vault,
            ports,
            state: store,
            tokens,
            vaults,
            sandbox,
            notice: Mutex::new(notice),
        })
    }

    /// The integration of that id.
    pub(crate) fn integration(&self, id: &str) -> Result<Integration, ErrorView> {
        let found = self.ports.store.integration(&IntegrationId(id.to_owned()));
        let found = found.map_err(|error| ErrorView::from(&error))?;
        found.ok_or_else(ErrorView::no_integration)
    }

    /// What the user should know, until something else is noted.
    pub(crate) fn notice(&self) -> MutexGuard<'_, String> {
        self.notice.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes from the vaults what earlier runs left over. What cannot be reached without a prompt or a passphrase stays noted.
    pub(crate) async fn sweep(&self) {
        if let Err(error) = self.vaults.sweep(&*self.ports.store).await {
            tracing::warn!("what a move of secrets left over was not removed: {error}");
        }
        if matches!(self.vault_view().state, VaultStateView::Ready)
            && let Err(error) = self.integrations.sweep().await
        {
            tracing::warn!("orphans of an earlier run were not swept: {error}");
        }
    }
}
