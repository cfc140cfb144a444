//! Clients in the books: who may sign in, and where their users come back to.
use super::books::Ledger;
use crate::realm::Realm;
use crate::state::{ClientRecord, sha256};

/// What is known of a client that wants to sign in.
pub(crate) enum SignIn {
    Unknown,
    WrongSecret,
    Welcome,
}

impl Ledger {
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
            Some(client) if !client.takes(&sha256(secret)) => SignIn::WrongSecret,
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

    /// Another secret of a client. The one before it is taken too; the one before that no longer, as with services that allow
    /// two. False where there is no such client.
    pub(crate) fn add_secret(&self, client_id: &str, sha256: String) -> bool {
        self.change_client(client_id, |client| {
            let before = std::mem::replace(&mut client.secret_sha256, sha256);
            client.old_secret_sha256 = Some(before);
        })
    }

    /// The secret before the present one is taken no longer. False where there is no such client.
    pub(crate) fn withdraw_old_secret(&self, client_id: &str) -> bool {
        self.change_client(client_id, |client| client.old_secret_sha256 = None)
    }

    pub(crate) fn add_subscription_key(&self, sha256: String) {
        self.books().state.subscription_keys.push(sha256);
        self.changed();
    }

    fn change_client(&self, client_id: &str, change: impl FnOnce(&mut ClientRecord)) -> bool {
        let mut books = self.books();
        let mut clients = books.state.clients.iter_mut();
        let Some(client) = clients.find(|client| client.client_id == client_id) else {
            return false;
        };
        change(client);
        drop(books);
        self.changed();
        true
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
}

impl ClientRecord {
    fn takes(&self, secret_sha256: &str) -> bool {
        self.secret_sha256 == secret_sha256
            || self.old_secret_sha256.as_deref() == Some(secret_sha256)
    }
}
