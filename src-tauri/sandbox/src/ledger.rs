//! Who may sign in, which tokens are good, and what was asked: the sandbox's only shared state.
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use crate::state::{
    ClientRecord, IssuedToken, LIFETIMES, Realm, SandboxState, SeenRequest, sha256,
};

const SEEN_AT_MOST: usize = 200;
/// Expired tokens are known for a while, so that the list of requests can tell "expired" from "unknown".
const FORGET_AFTER_MS: i64 = 3_600_000;

/// Milliseconds since the epoch.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;
/// Called after every change of state and every request, on the thread that made it: usually the sandbox's own, before the
/// answer leaves. It should be cheap, and may read the sandbox.
pub type OnChange = Arc<dyn Fn() + Send + Sync>;

pub(crate) struct Ledger {
    books: Mutex<Books>,
    clock: Clock,
    on_change: OnChange,
    /// `http://127.0.0.1:PORT`, the `Host` it answers to and the issuer in its tokens.
    pub(crate) host: String,
}

struct Books {
    state: SandboxState,
    seen: VecDeque<SeenRequest>,
    messages: VecDeque<Value>,
    token_requests: u64,
    calls: u64,
}

/// What is known of a client that wants to sign in.
pub(crate) enum SignIn {
    Unknown,
    WrongSecret,
    Welcome,
}

/// What is known of a token that came with a call.
pub(crate) enum TokenCheck {
    Good {
        client_id: String,
        seconds_left: i64,
    },
    Expired,
    Foreign,
    Unknown,
}

impl Ledger {
    pub(crate) fn new(
        mut state: SandboxState,
        messages: Vec<Value>,
        host: String,
        clock: Clock,
        on_change: OnChange,
    ) -> Arc<Self> {
        state.token_lifetime = state
            .token_lifetime
            .clamp(*LIFETIMES.start(), *LIFETIMES.end());
        let books = Books {
            state,
            seen: VecDeque::new(),
            messages: messages.into(),
            token_requests: 0,
            calls: 0,
        };
        Arc::new(Self {
            books: Mutex::new(books),
            clock,
            on_change,
            host,
        })
    }

    /// A panic while the lock was held leaves nothing half done here, so the books stay usable.
    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Never called with the books open: the listener reads them.
    fn changed(&self) {
        (self.on_change)();
    }

    pub(crate) fn now_ms(&self) -> i64 {
        (self.clock)()
    }

    pub(crate) fn state(&self) -> SandboxState {
        self.books().state.clone()
    }

    pub(crate) fn seen(&self) -> Vec<SeenRequest> {
        self.books().seen.iter().cloned().collect()
    }

    pub(crate) fn note(&self, seen: SeenRequest) {
        let mut books = self.books();
        books.seen.truncate(SEEN_AT_MOST - 1);
        books.seen.push_front(seen);
        drop(books);
        self.changed();
    }

    pub(crate) fn token_requests(&self) -> u64 {
        self.books().token_requests
    }

    /// Counts a request to a token endpoint, and says how many there were.
    pub(crate) fn count_token_request(&self) -> u64 {
        let mut books = self.books();
        books.token_requests += 1;
        books.token_requests
    }

    /// Counts a call that a token opened the door to, and says how many there were.
    pub(crate) fn count_call(&self) -> u64 {
        let mut books = self.books();
        books.calls += 1;
        books.calls
    }

    pub(crate) fn token_lifetime(&self) -> u32 {
        self.books().state.token_lifetime
    }

    pub(crate) fn set_token_lifetime(&self, seconds: u32) {
        self.books().state.token_lifetime = seconds.clamp(*LIFETIMES.start(), *LIFETIMES.end());
        self.changed();
    }

    pub(crate) fn add_client(&self, client: ClientRecord, subscription_key_sha256: Option<String>) {
        let mut books = self.books();
        books.state.clients.push(client);
        books
            .state
            .subscription_keys
            .extend(subscription_key_sha256);
        drop(books);
        self.changed();
    }

    pub(crate) fn knows_subscription_key(&self, key: &str) -> bool {
        self.books().state.subscription_keys.contains(&sha256(key))
    }

    pub(crate) fn sign_in(&self, realm: Realm, client_id: &str, secret: &str) -> SignIn {
        match self.client(realm, client_id) {
            None => SignIn::Unknown,
            Some(client) if client.secret_sha256 != sha256(secret) => SignIn::WrongSecret,
            Some(_) => SignIn::Welcome,
        }
    }

    pub(crate) fn gateway_key_opens(&self, client_id: &str, key: &str) -> bool {
        let kept = self
            .client(Realm::Custom, client_id)
            .and_then(|client| client.gateway_key_sha256);
        kept.is_some_and(|kept| kept == sha256(key))
    }

    fn client(&self, realm: Realm, client_id: &str) -> Option<ClientRecord> {
        let is_it = |client: &&ClientRecord| {
            client.provider == realm.provider() && client.client_id == client_id
        };
        self.books().state.clients.iter().find(is_it).cloned()
    }

    /// Makes a token good. Returns only when it is, so the answer that carries it cannot overtake it.
    pub(crate) fn honour(&self, realm: Realm, client_id: &str, token: &str, expires_at_ms: i64) {
        let forget_before = self.now_ms() - FORGET_AFTER_MS;
        let mut books = self.books();
        books
            .state
            .tokens
            .retain(|kept| kept.expires_at_ms > forget_before);
        let client_id = client_id.to_owned();
        books.state.tokens.push(IssuedToken {
            sha256: sha256(token),
            realm,
            client_id,
            expires_at_ms,
        });
        drop(books);
        self.changed();
    }

    pub(crate) fn check_token(&self, realm: Realm, token: &str) -> TokenCheck {
        let (now, hash) = (self.now_ms(), sha256(token));
        match self
            .books()
            .state
            .tokens
            .iter()
            .find(|kept| kept.sha256 == hash)
        {
            None => TokenCheck::Unknown,
            Some(kept) if kept.realm != realm => TokenCheck::Foreign,
            Some(kept) if kept.expires_at_ms <= now => TokenCheck::Expired,
            Some(kept) => TokenCheck::Good {
                client_id: kept.client_id.clone(),
                seconds_left: (kept.expires_at_ms - now) / 1000,
            },
        }
    }

    /// Takes the next Smart Bonding message off the queue.
    pub(crate) fn pull(&self) -> Option<Value> {
        self.books().messages.pop_front()
    }
}
