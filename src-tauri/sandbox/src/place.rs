//! Where a path leads: its first part names the provider and stands for its hosts.
use crate::dialects;
use crate::oauth::{Dialect, Door};
use crate::realm::Realm;

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
