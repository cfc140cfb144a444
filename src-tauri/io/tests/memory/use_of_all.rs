//! Uses the product as its window does, so that every planted secret goes where it can go: vault, token requests of each
//! placement, calls, previews, what is typed and not saved.
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use gatepass_core::{
    Activity, ActivityPolicy, Call, CallBody, CallLimits, Called, Calls, CopyForm, Draft,
    DraftExtra, DraftGrant, ExtraInput, FreeMember, Given, Handle, Head, HeldSecrets, Integration,
    Integrations, Kept, KeyInput, LockedUp, Method, Need, NewPassphrase, Ports, SandboxAddress,
    SecretInput, SignIns, Sink, Stop, Target, Tokens, copy_text, lock_up,
};
use gatepass_io::{
    HttpLimits, KeyringLimits, KeyringVault, PassphraseVault, ReqwestHttp, SqliteStore,
    SystemChance, SystemClock, VaultMode, Vaults,
};

use crate::planted::{EACH, secret};
use crate::server::Address;

/// What is tested is not scrypt.
const LITTLE: u8 = 2;

/// Watching each block makes a keyring's answer a matter of seconds.
const PATIENT: KeyringLimits = KeyringLimits {
    reply: Duration::from_secs(60),
    item: None,
};

const PLACEMENTS: [&str; 4] = ["form", "basic", "query", "json"];

const COPIED: [&str; 5] = ["token", "bearer", "header", "curl", "postman"];

/// What the app holds while its window is open.
pub(crate) struct Desk {
    seed: u64,
    ports: Ports,
    vaults: Arc<Vaults>,
    tokens: Arc<Tokens>,
    integrations: Integrations,
    calls: Calls,
    sign_ins: SignIns,
    activity: Activity,
    held_values: HeldSecrets,
    held_passphrases: HeldSecrets,
    first: OnceLock<Integration>,
}

struct NoSandbox;

impl SandboxAddress for NoSandbox {
    fn sandbox_address(&self) -> Option<url::Url> {
        None
    }
}

/// What the window shows of an answer; masked.
struct Shown(Vec<u8>);

impl Sink for Shown {
    fn head(&mut self, _: &Head) {}

    fn push(&mut self, piece: &[u8]) -> Result<(), Stop> {
        self.0.extend_from_slice(piece);
        Ok(())
    }
}

impl Desk {
    /// Opened, with a vault that is ready.
    pub(crate) async fn open(folder: &Path, seed: u64, mode: VaultMode) -> Self {
        let store = Arc::new(SqliteStore::open(folder).unwrap());
        let passphrase = PassphraseVault::with_work_factor(folder, LITTLE);
        let held_passphrases = HeldSecrets::default();
        if mode == VaultMode::Passphrase {
            let (typed, repeated) = (Handle("typed".into()), Handle("repeated".into()));
            for handle in [&typed, &repeated] {
                held_passphrases.hold_as_typed(handle.clone(), secret(seed, "passphrase"));
            }
            let typed = held_passphrases.take(&typed).unwrap().secret;
            let repeated = held_passphrases.take(&repeated).unwrap().secret;
            let new = NewPassphrase::new(typed, &repeated).unwrap();
            passphrase.create(&new, &vec![]).await.unwrap();
        }
        let keyring = KeyringVault::new(PATIENT);
        let vaults = Arc::new(Vaults::new(keyring, passphrase, mode));
        let entered = secret(seed, "passphrase");
        vaults.unlock(Some(&entered)).await.unwrap();
        let ports = Ports {
            http: Arc::new(ReqwestHttp::new(HttpLimits::default())),
            vault: vaults.clone(),
            store: store.clone(),
            activity: store,
            clock: Arc::new(SystemClock::new()),
            chance: Arc::new(SystemChance),
            sandbox: Arc::new(NoSandbox),
            lock: Arc::default(),
        };
        let tokens = Tokens::new(ports.clone()).unwrap();
        Self {
            seed,
            integrations: Integrations::new(ports.clone(), tokens.clone()).unwrap(),
            calls: Calls::new(ports.clone(), tokens.clone()),
            sign_ins: SignIns::new(ports.clone(), tokens.clone()),
            activity: Activity::new(ports.clone()),
            held_values: HeldSecrets::default(),
            held_passphrases,
            first: OnceLock::new(),
            ports,
            vaults,
            tokens,
        }
    }

    /// Opened, with one integration.
    pub(crate) async fn of_one(folder: &Path, seed: u64, server: &Address) -> Self {
        let desk = Self::open(folder, seed, VaultMode::Passphrase).await;
        let draft = desk.draft("basic", server);
        desk.integrations.save(&draft).await.unwrap();
        desk
    }

    /// The held token of the first integration.
    pub(crate) async fn hold_token(&self) {
        let ours = &self.first().id;
        let token = self.tokens.obtain(ours, Need::Call).await.unwrap();
        token.unwrap();
    }

    /// A call of the first integration, and what it answered.
    pub(crate) async fn call_first(&self) -> Vec<u8> {
        let ours = self.first().clone();
        self.answer(&ours).await.body.unwrap().0
    }

    /// Everything once.
    pub(crate) async fn use_all(&self, server: &Address) {
        for placement in PLACEMENTS {
            let draft = self.draft(placement, server);
            let ours = self.integrations.save(&draft).await.unwrap();
            for _ in 0..EACH {
                let token = self.tokens.obtain(&ours.id, Need::New).await.unwrap();
                let token = token.unwrap();
                for form in COPIED.map(|id| CopyForm::from_id(id).unwrap()) {
                    let copied = copy_text(form, &ours, &token, None);
                    assert!(!copied.is_empty());
                }
                self.call(&ours).await;
            }
        }
    }

    /// A call of each integration, with the token that is held.
    pub(crate) async fn call_all(&self) {
        for ours in self.ports.store.integrations().unwrap() {
            self.call(&ours).await;
        }
    }

    /// Into forms that are open.
    pub(crate) fn type_something(&self) {
        let passphrase = secret(self.seed, "passphrase");
        self.held_passphrases
            .hold_as_typed(Handle("again".into()), passphrase);
        let value = secret(self.seed, "typed-and-not-saved");
        self.held_values
            .hold_as_typed(Handle("value".into()), value);
    }

    /// As the app locks, save for its window.
    pub(crate) fn lock(&self) {
        lock_up(&LockedUp {
            ports: &self.ports,
            tokens: &self.tokens,
            calls: &self.calls,
            sign_ins: &self.sign_ins,
            held: &[
                self.integrations.held(),
                &self.held_values,
                &self.held_passphrases,
            ],
        });
        self.vaults.lock();
    }

    /// As the app unlocks.
    pub(crate) async fn unlock(&self) {
        let entered = secret(self.seed, "passphrase");
        self.vaults.unlock(Some(&entered)).await.unwrap();
        self.ports.lock.open();
    }

    fn first(&self) -> &Integration {
        self.first.get_or_init(|| {
            let mut all = self.ports.store.integrations().unwrap();
            all.remove(0)
        })
    }

    /// Called, and kept in Activity.
    async fn call(&self, ours: &Integration) {
        let called = self.answer(ours).await;
        let shown = String::from_utf8(called.body.unwrap().0).unwrap();
        assert!(shown.contains("Bearer ••••••••"), "{shown}");
        let policy = ActivityPolicy::default();
        self.activity
            .record(&self.calling(ours), ours, called.exchange, None, &policy)
            .await
            .unwrap();
    }

    fn calling(&self, ours: &Integration) -> Call<'static> {
        let key = secret(self.seed, "key-of-a-call");
        Call {
            target: Target::Free {
                method: Method::Get,
                address: "/call".into(),
            },
            query: vec![],
            headers: vec![FreeMember {
                name: "X-Key".into(),
                value: Given::Secret(Kept::new(key, ours.api_origins.clone())),
            }],
            body: CallBody::FromParameters,
        }
    }

    async fn answer(&self, ours: &Integration) -> Called<Shown> {
        let limits = CallLimits {
            body: 1024 * 1024,
            read_ms: None,
            total_ms: None,
        };
        let call = self.calling(ours);
        let sent = self
            .calls
            .send(ours, &call, &limits, &|_| {}, || Shown(Vec::new()));
        sent.await.unwrap()
    }

    fn draft(&self, placement: &str, server: &Address) -> Draft {
        let hold = |name: &str| {
            let handle = self.integrations.new_handle();
            let typed = secret(self.seed, name);
            self.integrations.held().hold(handle.clone(), typed);
            handle
        };
        let is_first = placement == PLACEMENTS[0];
        let extra = |name: &str, planted: &str| DraftExtra {
            name: name.to_owned(),
            value: ExtraInput::Held(hold(planted)),
        };
        let grant = match is_first {
            true => DraftGrant {
                grant: "password".into(),
                username: "somebody".into(),
                password: SecretInput::Held(hold("password")),
                registered: vec!["password".into(), "refresh_token".into()],
                ..DraftGrant::default()
            },
            false => DraftGrant::default(),
        };
        Draft {
            id: None,
            label: placement.to_owned(),
            provider: "custom".into(),
            environment: "test".into(),
            client_id: "a-client".into(),
            client_secret: SecretInput::Held(hold(&format!("client-secret-{placement}"))),
            subscription_key: KeyInput::Empty,
            token_endpoint: format!("{}/token/{placement}", server.base),
            placement: placement.to_owned(),
            grant,
            revocation_endpoint: String::new(),
            introspection_endpoint: String::new(),
            scope: String::new(),
            extra_headers: match is_first {
                true => vec![extra("X-Extra", "extra-header")],
                false => vec![],
            },
            extra_parameters: match is_first {
                true => vec![extra("further", "extra-parameter")],
                false => vec![],
            },
            api_origins: vec![server.base.clone()],
            token_header: "Authorization".into(),
            token_prefix: "Bearer".into(),
            proxy: String::new(),
            extra_ca: server.authority.clone(),
        }
    }
}
