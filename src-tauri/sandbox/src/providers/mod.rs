//! Which provider a request is for: the first part of its path says it, and stands for the provider's hosts.
mod api_console;
mod cisco_support;
mod custom;
mod cx_cloud;
mod pivot;
mod smart_bonding;

use crate::asked::Asked;
use crate::ledger::Ledger;
use crate::reply::Reply;
use crate::state::Realm;

pub(crate) use smart_bonding::first_messages;

/// Where id.cisco.com has its token endpoint.
const OKTA_TOKEN: &str = "oauth2/default/v1/token";

/// The answer of the provider that the path names.
pub(crate) fn answer(ledger: &Ledger, asked: &Asked) -> Reply {
    let (provider, path) = asked
        .path
        .trim_start_matches('/')
        .split_once('/')
        .unwrap_or((asked.path.trim_start_matches('/'), ""));
    match provider {
        "pivot" => pivot::answer(ledger, asked, path),
        "cisco-support" => cisco_support::answer(ledger, asked, path),
        "cx-cloud" => cx_cloud::answer(ledger, asked, path),
        "api-console" => api_console::answer(ledger, asked, path),
        "api-console-legacy" => api_console::answer_legacy(ledger, asked, path),
        "smart-bonding" => smart_bonding::answer(ledger, asked, path),
        "custom" => custom::answer(ledger, asked, path),
        _ => {
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
