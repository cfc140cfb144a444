//! Everything the commands work on, opened once at start.
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use gatepass_core::{
    Activity, Calls, Gate, HeldSecrets, Idle, Integration, IntegrationId, Integrations, KeepFresh,
    OnFresh, OwnEndpoints, Ports, Refusal, Remedy, SignIns, StoreError, Tokens, VaultChoice,
    refusal_of_store,
};
use gatepass_io::{
    HttpLimits, KeyringLimits, KeyringVault, NoDataFolder, OpenError, PassphraseVault, ReqwestHttp,
    SqliteStore, SystemChance, SystemClock, Vaults, data_folder,
};
use tauri::{AppHandle, Manager as _, State};

use crate::backups;
use crate::calling::Runs;
use crate::change::{announce, announce_integration};
use crate::lock::Locking;
use crate::lock_watch;
use crate::moving::Moving;
use crate::sandbox_place::SandboxPlace;
use crate::view::{ChangeView, ErrorView, VaultStateView, VaultView};
use crate::waits::Waits;

/// How often the latest wall clock is written down, so that a later start notices a clock set back.
const NOTE_CLOCK_EVERY: Duration = Duration::from_secs(300);

/// How often an open prompt is looked at: the keyring does not tell when it is answered.
const WATCH_PROMPT_EVERY: Duration = Duration::from_secs(1);

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
    vault_view: Arc<Mutex<VaultView>>,
    watching_prompt: AtomicBool,
}

/// Why there is nothing to work on. The window opens all the same, to say so.
#[derive(Default)]
pub(crate) struct Unopened(Mutex<Option<NotOpened>>);

/// Why the data could not be opened.
#[derive(Clone)]
pub(crate) struct NotOpened {
    pub(crate) why: ErrorView,
    /// Whether another data file in its place would help.
    pub(crate) replaceable: bool,
}

/// Opens the desk, and goes on in the background with what may take a while.
pub(crate) fn open(app: &AppHandle) {
    app.manage(Unopened::default());
    if let Err(why) = open_with(app, SqliteStore::open) {
        tracing::error!("{}", why.sentence);
    }
}

/// Opens the desk over what `store` makes of the data folder. What keeps it from that is noted, for the window to show.
pub(crate) fn open_with(
    app: &AppHandle,
    store: impl FnOnce(&Path) -> Result<SqliteStore, OpenError>,
) -> Result<(), ErrorView> {
    let desk = data().and_then(|data| Desk::over(store(&data).map_err(NotOpened::of)?));
    let noted = app.state::<Unopened>();
    let mut noted = noted.0.lock().unwrap_or_else(PoisonError::into_inner);
    match desk {
        Ok(desk) => {
            *noted = None;
            app.manage(desk);
            warm_up(app);
            Ok(())
        }
        Err(why) => Err(noted.insert(why).why.clone()),
    }
}

/// Where the data lies.
pub(crate) fn data() -> Result<PathBuf, NotOpened> {
    data_folder().map_err(|NoDataFolder| {
        let next_step = "Set HOME or GATEPASS_DATA_DIR, then start Gatepass again.";
        NotOpened::fatal(ErrorView::new(
            "no_data_folder",
            "Gatepass cannot find a folder for its data.",
            next_step,
        ))
    })
}

/// Why there is no desk, if there is none.
pub(crate) fn not_opened(app: &AppHandle) -> Option<NotOpened> {
    let noted = app.state::<Unopened>();
    let noted = noted.0.lock().unwrap_or_else(PoisonError::into_inner);
    noted.clone()
}

impl NotOpened {
    fn of(error: OpenError) -> Self {
        match error {
            OpenError::AlreadyOpen => Self::fatal(ErrorView::new(
                "already_open",
                "Another Gatepass is running with the same data.",
                "Use its window, or close it and try again.",
            )),
            OpenError::Store(error) => {
                // Its title speaks of saving, and nothing was to be saved.
                let said = refusal_of_store(&error).over(0, None);
                Self {
                    replaceable: matches!(error, StoreError::Newer | StoreError::Failed(_)),
                    why: ErrorView::new(said.code, &said.sentence, &said.next_step),
                }
            }
        }
    }

    fn fatal(why: ErrorView) -> Self {
        Self {
            why,
            replaceable: false,
        }
    }
}

/// The desk, or why there is none.
pub(crate) fn opened(app: &AppHandle) -> Result<State<'_, Desk>, ErrorView> {
    app.try_state::<Desk>().ok_or_else(|| {
        not_opened(app).map_or_else(
            || ErrorView::new("starting", "Gatepass is still starting.", "Try again."),
            |not_opened| not_opened.why,
        )
    })
}

impl Desk {
    /// Reads the store and nothing slower: no secret is read, no keyring touched.
    fn over(store: SqliteStore) -> Result<Self, NotOpened> {
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
        let vault_view = Arc::new(Mutex::new(VaultView::opening(chosen.mode)));
        let keep_fresh = KeepFresh::new(ports.clone(), tokens.clone(), gate(vault_view.clone()));
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
            vault_view,
            watching_prompt: AtomicBool::default(),
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

    /// The vault's state as last seen.
    pub(crate) fn vault_view(&self) -> VaultView {
        self.vault_view
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Whether it takes a passphrase of ours to unlock the vault in use, as last seen.
    pub(crate) fn needs_passphrase(&self) -> bool {
        self.vault_view().needs_passphrase()
    }

    /// A refusal of the vault's means that its state changed since it was last seen.
    pub(crate) async fn notice_vault(&self, app: &AppHandle, refusal: Option<&Refusal>) {
        if refusal.is_some_and(|refusal| refusal.remedy == Remedy::Vault) {
            self.look_at_vault(app).await;
        }
    }

    /// Looks at the vault again, without raising a prompt, and announces what changed. While the system's prompt is open, it
    /// goes on looking until that is answered.
    pub(crate) async fn look_at_vault(&self, app: &AppHandle) {
        self.see_vault(app).await;
        if self.vault_view().state == VaultStateView::Waiting
            && !self.watching_prompt.swap(true, Ordering::Relaxed)
        {
            tauri::async_runtime::spawn(watch_prompt(app.clone()));
        }
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

    async fn see_vault(&self, app: &AppHandle) {
        let seen = VaultView::of(&self.vaults).await;
        if seen.state != self.vault_view().state {
            // What stopped for want of it may go on.
            self.keep_fresh.all_changed();
        }
        *self
            .vault_view
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = seen;
        announce(app, &ChangeView::Desk);
    }
}

/// Nobody is there to answer a prompt that a renewal would raise: it asks only while the vault is open.
fn gate(vault_view: Arc<Mutex<VaultView>>) -> Gate {
    Arc::new(move || {
        let view = vault_view.lock().unwrap_or_else(PoisonError::into_inner);
        match view.state {
            VaultStateView::Ready | VaultStateView::Memory => None,
            VaultStateView::Opening
            | VaultStateView::Locked
            | VaultStateView::Waiting
            | VaultStateView::Unavailable => Some(format!("Waits until {} is open.", view.name)),
        }
    })
}

async fn watch_prompt(app: AppHandle) {
    let desk = app.state::<Desk>();
    while desk.vault_view().state == VaultStateView::Waiting {
        tokio::time::sleep(WATCH_PROMPT_EVERY).await;
        desk.see_vault(&app).await;
    }
    desk.watching_prompt.store(false, Ordering::Relaxed);
}

/// What may take a while, after the window is on its way: the vault's state, the sandbox, orphans of an earlier run.
fn warm_up(app: &AppHandle) {
    let handle = app.clone();
    tauri::async_runtime::spawn(async move {
        let desk = handle.state::<Desk>();
        if desk.sandbox.has_clients()
            && let Err(error) = desk.sandbox.start(&handle).await
        {
            tracing::warn!("{}", error.sentence);
        }
        desk.look_at_vault(&handle).await;
        desk.sweep().await;
        loop {
            if let Err(error) = desk
                .ports
                .store
                .note_wall_ms(desk.ports.clock.now().wall_ms)
            {
                tracing::warn!("the clock was not noted: {error}");
            }
            tokio::time::sleep(NOTE_CLOCK_EVERY).await;
        }
    });
    let handle = app.clone();
    let announced: OnFresh = Arc::new(move |id| announce_integration(&handle, id));
    let keep_fresh = app.state::<Desk>().keep_fresh.clone();
    tauri::async_runtime::spawn(keep_fresh.run(announced));
    tauri::async_runtime::spawn(backups::keep(app.clone()));
    lock_watch::start(app);
    end_politely(app);
}

/// SIGTERM and SIGINT end the app as closing the window does, so that the clipboard is cleared.
fn end_politely(app: &AppHandle) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            let (Ok(mut term), Ok(mut interrupt)) = (
                signal(SignalKind::terminate()),
                signal(SignalKind::interrupt()),
            ) else {
                return;
            };
            tokio::select! { _ = term.recv() => {}, _ = interrupt.recv() => {} }
            app.exit(0);
        });
    }
}
