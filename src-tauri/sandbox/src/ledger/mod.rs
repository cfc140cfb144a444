//! Who may sign in, which tokens are good, and what was asked: the sandbox's only shared state.
use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use crate::faults::Switches;
use crate::realm::Realm;
use crate::state::{ClientRecord, LIFETIMES, SandboxState, SeenRequest, sha256};

mod codes;
mod tokens;

pub(crate) use codes::{Code, Dead, Proof, Why};
pub(crate) use tokens::{Revoked, TokenCheck};

const SEEN_AT_MOST: usize = 200;

/// Milliseconds since the epoch.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;
/// Called after every change of state and every request, on the thread that made it: usually the sandbox's own, before the
/// answer leaves. It should be cheap, and may read the sandbox.
pub type OnChange = Arc<dyn Fn() + Send + Sync>;

pub(crate) struct Ledger {
    books: Mutex<Books>,
    clock: Clock,
    on_change: OnChange,
    /// Which answers are to go wrong. A lock of its own: the books are open while some of those are made.
    pub(crate) switches: Switches,
    /// `http://127.0.0.1:PORT`, the `Host` it answers to and the issuer in its tokens.
    pub(crate) host: String,
}

struct Books {
    state: SandboxState,
    seen: VecDeque<SeenRequest>,
    messages: VecDeque<Value>,
    tickets: VecDeque<codes::Ticket>,
    codes: VecDeque<Code>,
    /// Families revoked since the start, so that a token on its way out does not escape.
    dead_families: HashSet<String>,
    token_requests: u64,
    calls: u64,
}

/// What is known of a client that wants to sign in.
pub(crate) enum SignIn {
    Unknown,
    WrongSecret,
    Welcome,
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
            tickets: VecDeque::new(),
            codes: VecDeque::new(),
            dead_families: HashSet::new(),
            token_requests: 0,
            calls: 0,
        };
        Arc::new(Self {
            books: Mutex::new(books),
            clock,
            on_change,
            switches: Switches::default(),
            host,
        })
    }

    /// A panic while the lock was held leaves nothing half done here, so the books stay usable.
    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Never called with the books open: the listener reads them.
    pub(crate) fn changed(&self) {
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

    /// Counts a request to a token endpoint.
    pub(crate) fn count_token_request(&self) {
        self.books().token_requests += 1;
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

    pub(crate) fn password_fits(
        &self,
        realm: Realm,
        client_id: &str,
        username: &str,
        password: &str,
    ) -> bool {
        self.client(realm, client_id).is_some_and(|client| {
            client.username.as_deref() == Some(username)
                && client.password_sha256 == Some(sha256(password))
        })
    }

    /// Adds a redirect URI to those registered for a client. False where there is no such client.
    pub(crate) fn register_redirect_uri(&self, client_id: &str, uri: &str) -> bool {
        let mut books = self.books();
        // Only a client that was given one when it was made may sign people in.
        let is_it = |client: &&mut ClientRecord| {
            client.client_id == client_id && !client.redirect_uris.is_empty()
        };
        let Some(client) = books.state.clients.iter_mut().find(is_it) else {
            return false;
        };
        if !client.redirect_uris.iter().any(|known| known == uri) {
            client.redirect_uris.push(uri.to_owned());
        }
        drop(books);
        self.changed();
        true
    }

    /// A client of that realm's provider.
    pub(crate) fn client(&self, realm: Realm, client_id: &str) -> Option<ClientRecord> {
        let is_it = |client: &&ClientRecord| {
            client.provider == realm.provider() && client.client_id == client_id
        };
        self.books().state.clients.iter().find(is_it).cloned()
    }

    /// Takes the next Smart Bonding message off the queue.
    pub(crate) fn pull(&self) -> Option<Value> {
        self.books().messages.pop_front()
    }
}
