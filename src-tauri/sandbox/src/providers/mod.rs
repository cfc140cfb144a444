//! Which provider a request is for: the first part of its path says it, and stands for the provider's hosts.
mod api_console;
mod cisco_support;
mod custom;
mod cx_cloud;
mod pivot;
mod smart_bonding;

use crate::asked::Asked;
use crate::dialects;
use crate::ledger::Ledger;
use crate::oauth::{self, Dialect, Door, Refusal};
use crate::realm::Realm;
use crate::reply::Reply;

pub(crate) use smart_bonding::first_messages;

/// Where a path leads.
pub(crate) enum Place<'a> {
    /// An endpoint of a provider's authorization server.
    Door(&'static Dialect, Door),
    /// Below the authorization server, where it has nothing.
    Nothing(&'static Dialect),
    /// A provider's APIs, with the rest of the path.
    Api(Realm, &'a str),
    /// No provider at all.
    Nowhere,
}

/// Reads a path.
pub(crate) fn place(path: &str) -> Place<'_> {
    let path = path.trim_start_matches('/');
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let Some(realm) = Realm::ALL.into_iter().find(|realm| realm.path() == first) else {
        return Place::Nowhere;
    };
    let dialect = dialects::of(realm);
    match dialect.door(rest) {
        Some(door) => Place::Door(dialect, door),
        None if dialect.own_paths.is_some_and(|own| rest.starts_with(own)) => {
            Place::Nothing(dialect)
        }
        None => Place::Api(realm, rest),
    }
}

/// The answer of the provider that the path leads to.
pub(crate) fn answer(ledger: &Ledger, asked: &Asked) -> Reply {
    match place(&asked.path) {
        Place::Door(dialect, door) => oauth::answer(ledger, asked, dialect, door),
        Place::Nothing(dialect) => dialect.refuse(&Refusal::NoSuchPath),
        Place::Api(realm, path) => api(ledger, asked, realm, path),
        Place::Nowhere => {
            let known = Realm::ALL.map(Realm::provider).join(", ");
            Reply::new(
                404,
                "text/plain",
                format!("The sandbox has no provider of that name. It has: {known}.\n"),
                "no such provider",
            )
        }
    }
}

fn api(ledger: &Ledger, asked: &Asked, realm: Realm, path: &str) -> Reply {
    match realm {
        Realm::Pivot => pivot::answer(ledger, asked, path),
        Realm::CiscoSupport => cisco_support::answer(ledger, asked, path),
        Realm::CxCloud => cx_cloud::answer(ledger, asked, path),
        Realm::ApiConsole | Realm::ApiConsoleLegacy => {
            api_console::answer(ledger, asked, path, realm)
        }
        Realm::SmartBonding => smart_bonding::answer(ledger, asked, path),
        Realm::Custom => custom::answer(ledger, asked, path),
    }
}
