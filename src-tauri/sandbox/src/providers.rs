//! What each provider answers: its authorization server, and a few of its APIs.
mod api_console;
mod cisco_support;
mod custom;
mod cx_cloud;
mod pivot;
mod smart_bonding;

use crate::asked::Asked;
use crate::ledger::Ledger;
use crate::oauth::{self, Refusal};
use crate::place::{Place, place};
use crate::realm::Realm;
use crate::reply::Reply;

pub(crate) use smart_bonding::first_messages;

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
