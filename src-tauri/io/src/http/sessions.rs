//! The store of TLS sessions, which is also the one place that is asked when a handshake begins: there it is timed from.
use rustls::NamedGroup;
use rustls::client::{
    ClientSessionMemoryCache, ClientSessionStore, Tls12ClientSessionValue, Tls13ClientSessionValue,
};
use rustls::pki_types::ServerName;

use super::timing;

/// Servers whose sessions are kept for a quicker second handshake; rustls's own number.
const KEPT: usize = 256;

#[derive(Debug)]
pub(super) struct WatchedSessions(ClientSessionMemoryCache);

impl WatchedSessions {
    pub(super) fn new() -> Self {
        Self(ClientSessionMemoryCache::new(KEPT))
    }
}

impl ClientSessionStore for WatchedSessions {
    /// Asked first of all, before the first message is written: its key share depends on it (RFC 8446, section 4.2.8).
    fn kx_hint(&self, server: &ServerName<'_>) -> Option<NamedGroup> {
        timing::handshake_begins();
        self.0.kx_hint(server)
    }

    fn set_kx_hint(&self, server: ServerName<'static>, group: NamedGroup) {
        self.0.set_kx_hint(server, group);
    }

    fn set_tls12_session(&self, server: ServerName<'static>, session: Tls12ClientSessionValue) {
        self.0.set_tls12_session(server, session);
    }

    fn tls12_session(&self, server: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        self.0.tls12_session(server)
    }

    fn remove_tls12_session(&self, server: &ServerName<'static>) {
        self.0.remove_tls12_session(server);
    }

    fn insert_tls13_ticket(&self, server: ServerName<'static>, ticket: Tls13ClientSessionValue) {
        self.0.insert_tls13_ticket(server, ticket);
    }

    fn take_tls13_ticket(&self, server: &ServerName<'static>) -> Option<Tls13ClientSessionValue> {
        self.0.take_tls13_ticket(server)
    }
}
