//! How each kind of server words what it says.
pub(crate) mod azure;
mod error;
pub(crate) mod gateway;
mod okta;
mod ping;
pub(crate) mod rfc6749;

use crate::oauth::Dialect;
use crate::realm::Realm;

/// The authorization server of that realm.
pub(crate) fn of(realm: Realm) -> &'static Dialect {
    match realm {
        Realm::Pivot => &azure::PIVOT,
        Realm::CiscoSupport => &okta::CISCO_SUPPORT,
        Realm::CxCloud => &okta::CX_CLOUD,
        Realm::ApiConsole => &okta::API_CONSOLE,
        Realm::ApiConsoleLegacy => &ping::LEGACY,
        Realm::SmartBonding => &okta::SMART_BONDING,
        Realm::Custom => &rfc6749::CUSTOM,
    }
}
