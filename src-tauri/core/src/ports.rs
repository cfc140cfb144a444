//! The doors to the outside world: what core needs done, and how each can fail.
use std::sync::Arc;

use async_trait::async_trait;

use crate::activity::ActivityStore;
use crate::arrival::{Arrival, CallLimits, Sink, WholeAnswer, first};
use crate::integration::{Integration, IntegrationId, Route, SubscriptionKey, SubscriptionKeyId};
use crate::lock::Lock;
use crate::moment::Moment;
use crate::secret::{Kept, SecretId};
use crate::token::TokenRecord;
use crate::wire::WireRequest;

/// All the doors, handed down together.
#[derive(Clone)]
pub struct Ports {
    /// Sends requests.
    pub http: Arc<dyn Http>,
    /// Keeps secrets.
    pub vault: Arc<dyn Vault>,
    /// Keeps everything else.
    pub store: Arc<dyn Store>,
    /// Keeps exchanges that have ended.
    pub activity: Arc<dyn ActivityStore>,
    /// Says what time it is.
    pub clock: Arc<dyn Clock>,
    /// Makes ids that nobody can guess.
    pub chance: Arc<dyn Chance>,
    /// Knows where the sandbox listens.
    pub sandbox: Arc<dyn SandboxAddress>,
    /// Closed while the app is locked.
    pub lock: Arc<Lock>,
}

/// Sends one request. Follows no redirect, ever: whether to is decided above.
#[async_trait]
pub trait Http: Send + Sync {
    /// Performs I/O. The answer's body is decoded (gzip, br, zstd) and pushed into `sink` as it arrives; dropping the
    /// future ends the exchange at once.
    async fn exchange(
        &self,
        request: &WireRequest,
        route: &Route,
        limits: &CallLimits,
        sink: &mut dyn Sink,
    ) -> Result<Arrival, HttpFailure>;

    /// The same for a small answer that is kept in memory: its body, decoded, is at most `limit` bytes long.
    async fn send(
        &self,
        request: &WireRequest,
        route: &Route,
        limit: usize,
    ) -> Result<HttpAnswer, HttpFailure> {
        let limits = CallLimits {
            body: limit,
            read_ms: None,
            total_ms: None,
        };
        let mut whole = WholeAnswer::up_to(limit);
        let arrival = self.exchange(request, route, &limits, &mut whole).await?;
        Ok(whole.with(arrival))
    }
}

/// An answer as it came, decoded.
#[derive(Clone)]
pub struct HttpAnswer {
    /// The status code.
    pub status: u16,
    /// Names in lower case, in the order they came.
    pub headers: Vec<(String, String)>,
    /// The decoded body. It may hold a token: never log it.
    pub body: zeroize::Zeroizing<Vec<u8>>,
}

impl HttpAnswer {
    /// The first header of that name (lower case), or "".
    pub fn header(&self, name: &str) -> &str {
        first(&self.headers, name)
    }
}

/// Why no answer came. Each is something a person can act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HttpFailure {
    /// No such host name, or no name server.
    NameNotFound,
    /// The host answered that nothing listens there.
    ConnectionRefused,
    /// No route, network down.
    Unreachable,
    /// Nothing within the time allowed, in seconds.
    TimedOut(u64),
    /// The secure connection could not be made.
    Tls(TlsFault),
    /// The proxy could not be reached or refused to connect.
    Proxy,
    /// The connection ended before the answer did.
    CutOff,
    /// More than this many bytes, decoded.
    TooLarge(usize),
    /// Not HTTP, or an encoding that does not decode.
    Garbled,
    /// The integration's extra CA certificate or proxy cannot be used as typed.
    BadRoute(String),
}

/// What is wrong with a secure connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TlsFault {
    /// Signed by nobody this computer trusts: often a company's inspecting proxy.
    UnknownIssuer,
    /// Past its end.
    Expired,
    /// Before its start: often this computer's clock.
    NotYetValid,
    /// Made out for another name.
    WrongName,
    /// Withdrawn by its issuer.
    Revoked,
    /// The two sides found no common way, or the other side does not speak TLS.
    Handshake,
}

/// Keeps secrets, each with the origins it may go to. Nothing else in the product stores a secret.
#[async_trait]
pub trait Vault: Send + Sync {
    /// Absence is not an error.
    async fn load(&self, id: &SecretId) -> Result<Option<Kept>, VaultError>;
    /// Writes or overwrites. Returns once it is durable.
    async fn save(&self, id: &SecretId, kept: &Kept) -> Result<(), VaultError>;
    /// Removing what is not there succeeds.
    async fn remove(&self, id: &SecretId) -> Result<(), VaultError>;
}

/// Why the vault cannot be used now. Each has its own next step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// No session bus (Linux).
    #[error("there is no session bus")]
    NoBus,
    /// A bus, but no program on it that keeps secrets (Linux).
    #[error("no keyring service is running")]
    NoService,
    /// A keyring service without a default collection (Linux).
    #[error("the keyring service has no default keyring")]
    NoCollection,
    /// Locked, and the user dismissed the prompt or none could be shown.
    #[error("the keyring is locked")]
    Locked,
    /// The system's prompt has been open for longer than we wait.
    #[error("the system is waiting for the keyring to be unlocked")]
    Waiting,
    /// It answered with something else; the text is the library's, without secrets.
    #[error("the keyring failed: {0}")]
    Failed(String),
    /// The passphrase vault is locked.
    #[error("the passphrase vault is locked")]
    NeedsPassphrase,
    /// The passphrase does not open the passphrase vault.
    #[error("the passphrase does not open the vault")]
    WrongPassphrase,
    /// The passphrase vault's folder is not there.
    #[error("there is no passphrase vault")]
    Missing,
    /// One was to be made where there is one.
    #[error("there is a passphrase vault already")]
    AlreadyThere,
    /// A file of the passphrase vault cannot be read as one: cut off, changed, or gone. It is left as it is.
    #[error("{0} is damaged")]
    Damaged(&'static str),
    /// The passphrase vault was written by a newer Gatepass. It is left as it is.
    #[error("the passphrase vault was written by a newer Gatepass")]
    Newer,
    /// The passphrase vault's files, or where secrets are kept, could not be read or written. What was there is there still.
    #[error("the vault's files: {0}")]
    Files(StoreError),
    /// Secrets that were copied into another vault were read back differently.
    #[error("what was written was read back differently")]
    NotReadBack,
}

/// Keeps integrations, subscription keys' records and tokens' records; no secret. All or nothing, durable on return.
pub trait Store: Send + Sync {
    /// Another number than before once an integration, a subscription key or a token's record was written or removed: as long
    /// as it stays, what was read of them holds. Cheap; may be asked often. Ask before you read.
    fn generation(&self) -> u64;

    /// In the user's order.
    fn integrations(&self) -> Result<Vec<Integration>, StoreError>;
    /// None if there is none of that id.
    fn integration(&self, id: &IntegrationId) -> Result<Option<Integration>, StoreError>;
    /// Inserts at the end, or replaces in place. A new subscription key is written in the same transaction.
    fn save_integration(
        &self,
        integration: &Integration,
        new_key: Option<&SubscriptionKey>,
    ) -> Result<(), StoreError>;
    /// With its token's record, its exchanges and [`documents_of`] it. Removing what is not there succeeds.
    fn remove_integration(&self, id: &IntegrationId) -> Result<(), StoreError>;

    /// Removes integrations, each as [`Store::remove_integration`] does, and adds others at the end with their keys and
    /// documents: all of it or nothing.
    fn change_many(&self, change: &ManyChanges) -> Result<(), StoreError>;
    /// Removes every integration, key, token's record, exchange and document. What the vault holds is still noted.
    fn remove_all(&self) -> Result<(), StoreError>;

    /// All of them, oldest first.
    fn subscription_keys(&self) -> Result<Vec<SubscriptionKey>, StoreError>;
    /// None if there is none of that id.
    fn subscription_key(
        &self,
        id: &SubscriptionKeyId,
    ) -> Result<Option<SubscriptionKey>, StoreError>;
    /// Replaces an existing one in place.
    fn save_subscription_key(&self, key: &SubscriptionKey) -> Result<(), StoreError>;
    /// Removing what is not there succeeds.
    fn remove_subscription_key(&self, id: &SubscriptionKeyId) -> Result<(), StoreError>;

    /// The integration's token record, if it holds one.
    fn token(&self, integration: &IntegrationId) -> Result<Option<TokenRecord>, StoreError>;
    /// Every held token's record.
    fn tokens(&self) -> Result<Vec<TokenRecord>, StoreError>;
    /// Replaces the integration's record, if the integration still exists. Returns whether it did.
    fn save_token(&self, record: &TokenRecord) -> Result<bool, StoreError>;
    /// Removing what is not there succeeds.
    fn remove_token(&self, integration: &IntegrationId) -> Result<(), StoreError>;

    /// Notes that a vault item is about to be written, so that it can be swept if its row never comes.
    fn expect_secret(&self, id: &SecretId) -> Result<(), StoreError>;
    /// Noted items that no row points to.
    fn orphan_secrets(&self) -> Result<Vec<SecretId>, StoreError>;
    /// Every item that a row points to or that was noted: all that the vault may hold.
    fn known_secrets(&self) -> Result<Vec<SecretId>, StoreError>;
    /// The item has left the vault.
    fn forget_secret(&self, id: &SecretId) -> Result<(), StoreError>;

    /// The latest wall clock seen, milliseconds; 0 at first.
    fn latest_wall_ms(&self) -> Result<i64, StoreError>;
    /// Moves it forward, never back.
    fn note_wall_ms(&self, wall_ms: i64) -> Result<(), StoreError>;

    /// A small named document: settings, the sandbox's state.
    fn document(&self, name: &str) -> Result<Option<String>, StoreError>;
    /// Replaces it whole.
    fn save_document(&self, name: &str, text: &str) -> Result<(), StoreError>;
    /// The names that begin so, sorted.
    fn document_names(&self, beginning: &str) -> Result<Vec<String>, StoreError>;
    /// Replaces some documents, each by its name, and removes those without a text: all of it or nothing.
    fn change_documents(&self, changes: &[(String, Option<String>)]) -> Result<(), StoreError>;
}

/// A change that takes in many integrations at once.
#[derive(Clone, Debug, Default)]
pub struct ManyChanges {
    /// Removed first.
    pub removed: Vec<IntegrationId>,
    /// Written before the integrations that name them.
    pub keys: Vec<SubscriptionKey>,
    /// Added in this order.
    pub added: Vec<Integration>,
    /// By name, with their texts.
    pub documents: Vec<(String, String)>,
}

/// How the names of an integration's own documents begin. They go when it is removed.
pub fn documents_of(integration: &IntegrationId) -> String {
    format!("integration/{integration}/")
}

/// Why state could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// Not allowed to write there, or a read-only file system.
    #[error("the data folder cannot be written")]
    NotWritable,
    /// Written by a newer Gatepass.
    #[error("the data was written by a newer Gatepass")]
    Newer,
    /// Something else; the text is the library's.
    #[error("the database failed: {0}")]
    Failed(String),
}

/// Says what time it is, on both clocks.
#[async_trait]
pub trait Clock: Send + Sync {
    /// Cheap; may be asked often.
    fn now(&self) -> Moment;
    /// Ends once that long has gone by. It may end late: a timer stands still while the computer sleeps.
    async fn sleep(&self, ms: u64);
}

/// Randomness.
pub trait Chance: Send + Sync {
    /// A new id of 128 random bits: lower-case letters, digits and hyphens.
    fn id(&self) -> String;
    /// 256 random bits.
    fn bytes(&self) -> [u8; 32];
}

/// Knows where the sandbox listens.
pub trait SandboxAddress: Send + Sync {
    /// `http://127.0.0.1:port/`, or None while it is stopped.
    fn sandbox_address(&self) -> Option<url::Url>;
}
